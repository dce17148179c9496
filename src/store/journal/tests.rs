//! The journal from both ends: damage of every kind, disks that fail, random texts.
