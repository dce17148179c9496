//! What only other programs can judge: the PDF as a reader of PDFs sees it, the window on a
//! screen, and saving while the system fails. `.ci/run` names and installs the packages that this
//! needs; it runs as root.

mod disk;
mod hostile;
mod paper;
mod window;
