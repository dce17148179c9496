//! `FormatError`: why bytes are no draft file, with the place and without words for people.

use crate::base::text;

/// A place in a text; both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Position {
    /// The first character.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The place behind the last character of a text.
    pub(super) fn end_of(text: &str) -> Self {
        let last = text.rsplit('\n').next().unwrap_or_default();
        Self {
            line: 1 + text.matches('\n').count(),
            column: 1 + last.chars().count(),
        }
    }

    /// The character that stands here in a text.
    pub(super) fn char_in(self, text: &str) -> Option<char> {
        let line = text.split('\n').nth(self.line.checked_sub(1)?)?;
        line.chars().nth(self.column.checked_sub(1)?)
    }
}

impl From<ron::error::Position> for Position {
    fn from(position: ron::error::Position) -> Self {
        Self {
            line: position.line,
            column: position.col,
        }
    }
}

/// Why bytes are no draft file, or a draft cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// More bytes than a draft file may have.
    #[error("the file is larger than {max_bytes} bytes")]
    TooLarge {
        /// The limit.
        max_bytes: u64,
    },
    /// Nothing but blanks or zero bytes.
    #[error("the file is empty")]
    Empty,
    /// The marker is missing: the file belongs to another program.
    #[error("not a draft file")]
    NotADraft,
    /// A draft file in another encoding than UTF-8.
    #[error("not utf-8 from line {}, column {}", at.line, at.column)]
    NotUtf8 {
        /// The first byte that is not UTF-8.
        at: Position,
        /// The encoding that it may be.
        looks_like: Option<Encoding>,
    },
    /// The file stops before its end.
    #[error("the file ends early, at line {}, column {}", at.line, at.column)]
    Incomplete {
        /// Where it stops.
        at: Position,
    },
    /// The text does not follow the rules of RON.
    #[error("syntax error at line {}, column {}", at.line, at.column)]
    Syntax {
        /// Where reading stopped.
        at: Position,
        /// The character that was probably typed by mistake there.
        slip: Option<Slip>,
        /// The character that is missing there, where it is one.
        missing: Option<char>,
        /// What the parser said.
        source: Cause,
    },
    /// Brackets in brackets, deeper than a draft can have them.
    #[error("nested too deep at line {}, column {}", at.line, at.column)]
    TooDeep {
        /// Where reading stopped.
        at: Position,
    },
    /// Written by a later version of the program.
    #[error("format version {found} is newer than {ours}")]
    NewerVersion {
        /// The version of the file.
        found: u32,
        /// The newest version that can be read.
        ours: u32,
    },
    /// A field that the format does not have.
    #[error("unknown field {name} at line {}, column {}", at.line, at.column)]
    UnknownField {
        /// Where the name stands.
        at: Position,
        /// The name, shortened.
        name: String,
        /// The names that are possible here.
        expected: &'static [&'static str],
    },
    /// A field is not there.
    #[error("missing field {name} before line {}, column {}", at.line, at.column)]
    MissingField {
        /// The end of the brackets in which it is missing.
        at: Position,
        /// Its name.
        name: &'static str,
    },
    /// A field is there twice.
    #[error("duplicate field {name} at line {}, column {}", at.line, at.column)]
    DuplicateField {
        /// Where the second one stands.
        at: Position,
        /// Its name.
        name: &'static str,
    },
    /// A value of another kind than the field has.
    #[error("wrong type at line {}, column {}", at.line, at.column)]
    WrongType {
        /// Where the value stands.
        at: Position,
        /// What belongs there, where that is known.
        expected: Option<Shape>,
        /// What the parser said.
        source: Cause,
    },
    /// A text longer than a field may have.
    #[error("a text of more than {max_chars} characters at line {}, column {}", at.line, at.column)]
    TextTooLong {
        /// Where the text begins, or where its lines end.
        at: Position,
        /// The limit.
        max_chars: usize,
    },
    /// A list longer than lists may be.
    #[error("a list of more than {max_rows} rows at line {}, column {}", at.line, at.column)]
    TooManyRows {
        /// In front of the first row too many.
        at: Position,
        /// The limit.
        max_rows: usize,
    },
    /// What would be written does not read back to the same draft: a mistake of this program.
    #[error("the draft reads back differently")]
    ReadBackDiffers,
}

/// An encoding that Chinese texts come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// GBK or GB 18030, in which older editors save.
    Gbk,
    /// UTF-16, in which some editors save as "Unicode".
    Utf16,
}

/// What kind of value a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text in quotes.
    Text,
    /// A list in square brackets.
    List,
    /// Fields in round brackets.
    Fields,
    /// A whole number without quotes.
    Number,
}

/// A full-width character where its half-width twin is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// What stands in the file.
    pub typed: char,
    /// What RON needs there.
    pub meant: char,
}

impl Slip {
    /// The slip that a character outside of quotes is, if it is one.
    pub(super) fn of(typed: char) -> Option<Self> {
        let meant = match typed {
            '：' => ':',
            '，' | '、' | '；' => ',',
            '（' => '(',
            '）' => ')',
            '［' | '【' => '[',
            '］' | '】' => ']',
            '“' | '”' | '＂' | '‘' | '’' => '"',
            '／' => '/',
            '\u{3000}' | '\u{A0}' => ' ',
            _ => return None,
        };
        Some(Self { typed, meant })
    }
}

/// What the parser said, cut so that no file can make it long.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Cause(String);

/// The most characters of a message.
const MAX_CAUSE: usize = 80;

/// The most characters of a name: a sentence also holds the names that are possible.
const MAX_NAME: usize = 30;

impl Cause {
    /// The message of a parser's error.
    pub(super) fn of(code: &ron::Error) -> Self {
        Self(text::shortened(&code.to_string(), MAX_CAUSE - 1))
    }
}

/// A name from a file, cut to what a message can hold.
pub(super) fn cut(name: &str) -> String {
    text::shortened(name, MAX_NAME - 1)
}
