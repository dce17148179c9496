//! What the standard library lacks; knows nothing of the form.

pub mod amount;
pub mod date;
pub mod fingerprint;
pub mod ids;
pub mod moment;
pub mod number;
pub mod numeral;
pub mod soft_assert;
pub mod text;
