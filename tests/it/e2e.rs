//! What only other programs can judge: the PDF as a reader of PDFs sees it, and the window on a
//! screen. `.ci/run` names and installs the packages that this needs.

mod paper;
mod window;
