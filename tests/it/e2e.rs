//! What only other programs can judge: the PDF as a reader of PDFs sees it, the window on a
//! screen, and saving while the system fails. `.ci/run` names and installs the packages that this
//! needs; it runs as root.

mod crash;
mod disk;
mod hostile;
mod paper;
mod screen;
mod session;
mod slow_disk;
mod two_windows;
mod window;
