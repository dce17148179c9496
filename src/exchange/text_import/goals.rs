//! 总体绩效目标: one cell or several, split into goals at 目标N or at paragraphs.

use super::filling::{Filling, MAX_RAW_CHARS, ends_sentence};
use super::labels::Place;
use super::lines::{Cell, Row};
use crate::base::text;
use crate::exchange::cleaning;
use crate::model::FieldPath;

/// The number of a goal and its punctuation are not longer than this.
const MAX_NUMBER_CHARS: usize = 8;

/// The cells of the block, kept until it ends: whether goals are numbered shows only then.
#[derive(Debug, Default)]
pub(super) struct Goals {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    line: usize,
    text: String,
    had_markup: bool,
    place: Place,
}

/// What a paragraph begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// A row below the one with the label.
    Row,
    /// A line of a cell.
    Line,
}

/// A goal's mark at the start of a text: 目标1：
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark<'t> {
    /// Absent in 目标：
    number: Option<u32>,
    rest: &'t str,
}

/// A part of a cell that begins at a mark or a paragraph.
#[derive(Debug, Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    mark: Option<Mark<'t>>,
}

impl Goals {
    /// Keeps the cells of a row.
    pub(super) fn row(&mut self, filling: &mut Filling<'_>, row: &Row<'_>, place: Place) {
        if place == Place::Below && row.cells.len() > 1 {
            filling.unplaced(row.line, &row.cells);
            return;
        }
        let pieces = row.cells.iter().map(|cell| piece(row.line, cell, place));
        self.pieces.extend(pieces);
    }

    /// Writes the goals.
    pub(super) fn finish(&mut self, filling: &mut Filling<'_>) {
        let pieces = std::mem::take(&mut self.pieces);
        let numbered = pieces
            .iter()
            .flat_map(|piece| piece.text.lines())
            .any(|paragraph| mark(paragraph.trim()).is_some());
        let mut writing = Writing {
            numbered,
            last_number: 0,
            current: None,
        };
        for piece in &pieces {
            writing.piece(filling, piece);
        }
        writing.end_goal(filling);
    }
}

fn piece(line: usize, cell: &Cell<'_>, place: Place) -> Piece {
    let plain = cleaning::without_markup(&cell.raw);
    Piece {
        line,
        had_markup: plain.is_some(),
        text: plain.unwrap_or_else(|| cell.raw.clone().into_owned()),
        place,
    }
}

/// The goal that is being put together.
#[derive(Debug)]
struct Current {
    line: usize,
    text: String,
    had_markup: bool,
    doubt: Option<&'static str>,
}

#[derive(Debug)]
struct Writing {
    numbered: bool,
    last_number: u32,
    current: Option<Current>,
}

impl Writing {
    fn piece(&mut self, filling: &mut Filling<'_>, piece: &Piece) {
        for (idx, paragraph) in paragraphs(&piece.text).enumerate() {
            let begins = if idx == 0 && piece.place == Place::Below {
                Begins::Row
            } else {
                Begins::Line
            };
            let mut rest = Some(paragraph);
            while let Some(text) = rest {
                let (part, tail) = self.next_part(text);
                self.part(filling, piece, part, begins);
                rest = tail;
            }
        }
    }

    /// The text up to the next goal's mark inside it, and what follows from there.
    fn next_part<'t>(&self, text: &'t str) -> (Part<'t>, Option<&'t str>) {
        let first = mark(text);
        let number = first
            .and_then(|mark| mark.number)
            .unwrap_or(self.last_number);
        let next = text.match_indices("目标").find_map(|(idx, _)| {
            if idx == 0 {
                return None;
            }
            let tail = text.get(idx..)?;
            (mark(tail)?.number? == number.saturating_add(1)).then_some((idx, tail))
        });
        let (text, tail) = match next {
            Some((idx, tail)) => (text.get(..idx).unwrap_or(text), Some(tail)),
            None => (text, None),
        };
        let mark = mark(text);
        (Part { text, mark }, tail)
    }

    fn part(&mut self, filling: &mut Filling<'_>, piece: &Piece, part: Part<'_>, begins: Begins) {
        let (text, doubt) = match part.mark {
            Some(Mark { number, rest }) => (rest, self.doubt_about(number)),
            None if self.numbered => {
                self.unmarked(filling, piece, part.text, begins);
                return;
            }
            None if piece.place == Place::BesideLabel => (part.text, None),
            None => (part.text, Some("这一段没有编号，已作为单独的目标，请核对")),
        };
        self.end_goal(filling);
        self.current = Some(Current {
            line: piece.line,
            text: text.to_owned(),
            had_markup: piece.had_markup,
            doubt,
        });
    }

    /// Notes the number of a goal; doubts it where it does not follow the last one.
    fn doubt_about(&mut self, number: Option<u32>) -> Option<&'static str> {
        let expected = self.last_number.saturating_add(1);
        self.last_number = number.unwrap_or(expected);
        (self.last_number != expected).then_some("原文目标的编号不连续，已按先后顺序编号，请核对")
    }

    /// A paragraph without a number among numbered goals.
    fn unmarked(&mut self, filling: &mut Filling<'_>, piece: &Piece, text: &str, begins: Begins) {
        let is_new_row = begins == Begins::Row;
        match &mut self.current {
            Some(current) if is_new_row && ends_sentence(&current.text) => {
                filling.unplaced_texts(piece.line, &[text]);
            }
            Some(current) => {
                current.text.push_str(if is_new_row { "" } else { "\n" });
                current.text.push_str(text);
                current.had_markup |= piece.had_markup;
                if is_new_row {
                    current.doubt = Some("这个目标由两行接成，请核对");
                }
            }
            None => {
                self.current = Some(Current {
                    line: piece.line,
                    text: text.to_owned(),
                    had_markup: piece.had_markup,
                    doubt: Some("这一段没有编号，已作为单独的目标，请核对"),
                });
            }
        }
    }

    fn end_goal(&mut self, filling: &mut Filling<'_>) {
        let Some(current) = self.current.take() else {
            return;
        };
        let path: FieldPath = filling.add_goal();
        if filling.is_refused(current.line, &path, &current.text, MAX_RAW_CHARS) {
            return;
        }
        let mut cleaned = cleaning::plain_prose(&current.text);
        if current.had_markup {
            cleaned.traces.insert(cleaning::Trace::Markup);
        }
        filling.write(current.line, &path, &cleaned);
        if let Some(doubt) = current.doubt {
            filling.doubt(current.line, path, doubt);
        }
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|paragraph| !text::is_blank(paragraph))
}

/// The mark of a goal at the start of a text.
fn mark(text: &str) -> Option<Mark<'_>> {
    let rest = text.strip_prefix("目标")?.trim_start();
    let (end, _) = rest
        .char_indices()
        .take(MAX_NUMBER_CHARS)
        .find(|(_, c)| matches!(c, ':' | '：' | '、' | '.' | '．'))?;
    let (digits, rest) = rest.split_at_checked(end)?;
    let digits = text::fold_width(digits.trim());
    let mut rest = rest.chars();
    let is_colon = matches!(rest.next(), Some(':' | '：'));
    let number = match digits.parse() {
        Ok(number) => Some(number),
        Err(_) if digits.is_empty() => None,
        Err(_) => Some(cleaning::chinese_number(&digits)?),
    };
    (number.is_some() || is_colon).then(|| Mark {
        number,
        rest: rest.as_str().trim(),
    })
}
