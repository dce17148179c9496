//! The modules of the program that read foreign bytes, and what they need, without the window and
//! the printer.

#[path = "../../src/base/mod.rs"]
pub mod base;
#[path = "../../src/edit/mod.rs"]
pub mod edit;
#[path = "../../src/exchange/mod.rs"]
pub mod exchange;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/store/mod.rs"]
pub mod store;
