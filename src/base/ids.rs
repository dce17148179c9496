//! Typed ids of rows and their allocator.
//!
//! Ids live as long as a draft is open; files hold rows in order and no ids, and a loaded draft
//! numbers its rows from one.

use std::fmt;
use std::str::FromStr;

/// Defines a row id with the letter that it is written with.
macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, self.0)
            }
        }

        impl FromStr for $name {
            type Err = UnknownId;

            fn from_str(text: &str) -> Result<Self, UnknownId> {
                let digits = text.strip_prefix($letter).ok_or(UnknownId)?;
                if !digits.starts_with(|c: char| c.is_ascii_digit()) {
                    return Err(UnknownId);
                }
                digits.parse().map(Self).map_err(|_err| UnknownId)
            }
        }

        impl From<u32> for $name {
            fn from(number: u32) -> Self {
                Self(number)
            }
        }
    };
}

row_id!(
    /// A goal, written `g1`.
    GoalId,
    'g'
);
row_id!(
    /// A task of the year (年度重点工作任务), written `t1`.
    TaskId,
    't'
);
row_id!(
    /// An other task (其他需完成的任务), written `o1`.
    OtherTaskId,
    'o'
);
row_id!(
    /// An indicator (三级指标), written `i1`.
    IndicatorId,
    'i'
);

/// The text is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct UnknownId;

/// Hands out numbers that were never used while this draft is open.
#[derive(Debug, Clone, Default)]
pub struct IdAllocator {
    last: u32,
}

impl IdAllocator {
    /// Starts after the largest number in use.
    pub fn after(largest: u32) -> Self {
        Self { last: largest }
    }

    /// The largest number handed out.
    pub fn last(&self) -> u32 {
        self.last
    }

    /// A fresh id of any kind.
    pub fn fresh<T: From<u32>>(&mut self) -> T {
        self.last = self.last.saturating_add(1);
        T::from(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_what_they_print() {
        assert_eq!("t12".parse(), Ok(TaskId(12)));
        assert_eq!(TaskId(12).to_string(), "t12");
        assert_eq!("g12".parse::<TaskId>(), Err(UnknownId));
        assert_eq!("t".parse::<TaskId>(), Err(UnknownId));
        assert_eq!("t+1".parse::<TaskId>(), Err(UnknownId));
    }

    #[test]
    fn fresh_ids_never_repeat() {
        let mut ids = IdAllocator::after(7);
        assert_eq!(ids.fresh::<GoalId>(), GoalId(8));
        assert_eq!(ids.fresh::<TaskId>(), TaskId(9));
    }
}
