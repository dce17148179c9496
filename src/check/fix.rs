//! `Fix`: a way to mend a finding, as a transaction that undo takes back like any other.

use crate::edit::Transaction;

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What the button says, in Chinese.
    pub label: String,
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// What it does; fits the draft that was checked and no later one.
    pub transaction: Transaction,
}

/// Whether a fix may be applied without a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// The form says the same afterwards; 全部修复 takes these only, and none makes a new error.
    Safe,
    /// A guess that a person has to confirm.
    ChangesMeaning,
}

impl Fix {
    /// A fix that keeps the meaning, called like its transaction.
    pub fn safe(transaction: Transaction) -> Self {
        Self::new(Safety::Safe, transaction)
    }

    /// A fix that a person has to confirm, called like its transaction.
    pub fn changes_meaning(transaction: Transaction) -> Self {
        Self::new(Safety::ChangesMeaning, transaction)
    }

    /// A fix called like its transaction.
    pub fn new(safety: Safety, transaction: Transaction) -> Self {
        Self {
            label: transaction.label.clone(),
            safety,
            transaction,
        }
    }
}
