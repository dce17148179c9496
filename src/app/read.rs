//! What window and command line may read of a draft: words and texts, no sums, no changes.

pub use crate::base::text::{count_chars, fold_width, shortened};
pub use crate::check::{fold, groups, rule, severity_on, words_of_alike};
pub use crate::model::access::{amount, budget_line, text as field_text};
pub use crate::model::compare::{Difference, differences};
pub use crate::model::place::{place, section_name};
