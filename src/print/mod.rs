//! The printed form: layout, PDF, page pictures.
