//! The window: reads the workspace, sends commands.
