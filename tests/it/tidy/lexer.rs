//! Rust cut into words, signs, texts and comments.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or an identifier.
    Word,
    /// `::` or a single sign.
    Sign,
    /// The inside of a string.
    Text,
    /// A number with a fraction, an exponent or a float suffix.
    Float,
    /// Whatever no law asks about: other numbers, characters, lifetimes.
    Other,
}

/// A piece of code; comments are not among them.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// As written; of strings what is between the quotes.
    pub(super) text: String,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// The line on which it ends.
    pub(super) last_line: usize,
    /// Whether it is compiled for tests only.
    pub(super) in_test: bool,
}

impl Token {
    /// Whether it is this word or sign.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Word | Kind::Sign)
    }
}

/// A line comment, doc comments among them, or a block comment.
#[derive(Debug)]
pub(super) struct Comment {
    /// With its slashes.
    pub(super) text: String,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
}

/// Cuts a file into tokens and comments.
pub(super) fn tokens_and_comments(text: &str) -> (Vec<Token>, Vec<Comment>) {
    Lexer::new(text).run()
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
    comments: Vec<Comment>,
}

impl Lexer {
    fn new(text: &str) -> Self {
        Self {
            chars: text.chars().collect(),
            at: 0,
            line: 1,
            tokens: Vec::new(),
            comments: Vec::new(),
        }
    }

    fn run(mut self) -> (Vec<Token>, Vec<Comment>) {
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(),
                ('\'', _) => self.character_or_lifetime(),
                (':', Some(':')) => self.sign(2),
                _ if c.is_whitespace() => _ = self.bump(),
                _ if is_word_start(c) => self.word(),
                _ if c.is_ascii_digit() => self.number(),
                _ => self.sign(1),
            }
        }
        (self.tokens, self.comments)
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn take(&mut self, n_chars: usize) -> String {
        (0..n_chars).filter_map(|_| self.bump()).collect()
    }

    fn take_while(&mut self, keep: fn(char) -> bool) -> String {
        let mut taken = String::new();
        while self.peek(0).is_some_and(keep) {
            taken.extend(self.bump());
        }
        taken
    }

    fn push(&mut self, kind: Kind, text: String, line: usize) {
        self.tokens.push(Token {
            kind,
            text,
            line,
            last_line: self.line,
            in_test: false,
        });
    }

    fn sign(&mut self, n_chars: usize) {
        let text = self.take(n_chars);
        self.push(Kind::Sign, text, self.line);
    }

    fn line_comment(&mut self) {
        let text = self.take_while(|c| c != '\n');
        self.comments.push(Comment {
            text,
            line: self.line,
        });
    }

    fn block_comment(&mut self) {
        let line = self.line;
        let mut text = self.take(2);
        let mut depth = 1_usize;
        while depth > 0 && self.peek(0).is_some() {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                _ => {
                    text.extend(self.bump());
                    continue;
                }
            }
            text += &self.take(2);
        }
        self.comments.push(Comment { text, line });
    }

    fn string(&mut self) {
        let line = self.line;
        self.bump();
        let mut text = String::new();
        while let Some(c) = self.bump() {
            match c {
                '"' => break,
                '\\' => {
                    text.push(c);
                    text.extend(self.bump());
                }
                _ => text.push(c),
            }
        }
        self.push(Kind::Text, text, line);
    }

    fn raw_string(&mut self, n_hashes: usize) {
        let line = self.line;
        self.take(n_hashes + 1);
        let mut text = String::new();
        while let Some(c) = self.bump() {
            let is_end = c == '"' && (0..n_hashes).all(|ahead| self.peek(ahead) == Some('#'));
            if is_end {
                self.take(n_hashes);
                break;
            }
            text.push(c);
        }
        self.push(Kind::Text, text, line);
    }

    fn character_or_lifetime(&mut self) {
        let line = self.line;
        let mut text = self.take(1);
        if self.peek(0) == Some('\\') {
            text += &self.take(2);
            text += &self.take_while(|c| c != '\'');
            text += &self.take(1);
        } else if self.peek(1) == Some('\'') {
            text += &self.take(2);
        } else {
            text += &self.take_while(is_word);
        }
        self.push(Kind::Other, text, line);
    }

    fn word(&mut self) {
        let line = self.line;
        let text = self.take_while(is_word);
        let is_raw = matches!(text.as_str(), "r" | "br" | "cr");
        let ahead = self.chars.iter().skip(self.at);
        let n_hashes = ahead.take_while(|c| **c == '#').count();
        if is_raw && self.peek(n_hashes) == Some('"') {
            self.raw_string(n_hashes);
        } else if matches!(text.as_str(), "b" | "c") && self.peek(0) == Some('"') {
            self.string();
        } else if text == "b" && self.peek(0) == Some('\'') {
            self.character_or_lifetime();
        } else if text == "r" && n_hashes == 1 {
            self.take(1);
            let text = self.take_while(is_word);
            self.push(Kind::Word, text, line);
        } else {
            self.push(Kind::Word, text, line);
        }
    }

    fn number(&mut self) {
        let line = self.line;
        let mut text = self.take_while(is_word);
        let may_have_fraction = self.tokens.last().is_none_or(|last| !last.is("."));
        let next = self.peek(1);
        let goes_on = next.is_some_and(|c| c == '.' || is_word_start(c));
        let mut is_float = is_float(&text);
        if may_have_fraction && self.peek(0) == Some('.') && !goes_on {
            is_float = true;
            text += &self.take(1);
            text += &self.take_while(is_word);
        }
        self.push(if is_float { Kind::Float } else { Kind::Other }, text, line);
    }
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether digits without a point are a float all the same.
fn is_float(text: &str) -> bool {
    let has_prefix = ["0x", "0b", "0o"]
        .iter()
        .any(|prefix| text.starts_with(prefix));
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    !has_prefix && (behind.starts_with(['e', 'E']) || matches!(behind, "f32" | "f64"))
}
