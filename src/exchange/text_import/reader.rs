//! Reads row by row: label words switch blocks, and each block reads its own rows.

use super::choice;
use super::fields;
use super::filling::Filling;
use super::frame::Frame;
use super::goals::Goals;
use super::indicators::Indicators;
use super::labels::{Block, Heads, Place, Vocabulary, Word};
use super::lines::{Cell, Row};
use super::other_tasks::OtherTasks;
use super::tasks::Tasks;
use super::{ImportError, Imported, money};

/// The state between rows.
pub(super) struct Reader<'a> {
    words: &'a Vocabulary,
    frame: &'a Frame,
    filling: Filling<'a>,
    block: Option<Block>,
    fields: fields::Fields,
    goals: Goals,
    tasks: Tasks,
    other_tasks: OtherTasks,
    indicators: Indicators,
}

impl<'a> Reader<'a> {
    pub(super) fn new(words: &'a Vocabulary, frame: &'a Frame, filling: Filling<'a>) -> Self {
        Self {
            words,
            frame,
            filling,
            block: None,
            fields: fields::Fields::default(),
            goals: Goals::default(),
            tasks: Tasks::default(),
            other_tasks: OtherTasks::default(),
            indicators: Indicators::default(),
        }
    }

    /// Reads the next row.
    pub(super) fn row(&mut self, mut row: Row<'_>) {
        if self.is_title_row(&row) {
            return;
        }
        let opens = self.take_block_label(&mut row);
        self.enter(opens.or_else(|| self.block_by_first_word(&row)));
        if matches!(self.block, None | Some(Block::Fields)) {
            row.cells = split_at_colons(row.cells, self.words);
        }
        let has_heads = self.take_heads(&mut row);
        if row.cells.is_empty() {
            return;
        }
        if has_heads && self.block != Some(Block::OtherTasks) {
            self.filling.unplaced(row.line, &row.cells);
            return;
        }
        let place = match opens {
            Some(_) => Place::BesideLabel,
            None => Place::Below,
        };
        match self.block {
            None | Some(Block::Fields) => self.fields.row(self.words, &mut self.filling, &row),
            Some(Block::Goals) => self.goals.row(&mut self.filling, &row, place),
            Some(Block::Tasks) => self.tasks.row(&mut self.filling, &row),
            Some(Block::OtherTasks) => {
                self.other_tasks.row(&mut self.filling, &row, place);
            }
            Some(Block::Indicators) => self.indicators.row(&mut self.filling, self.frame, &row),
        }
    }

    /// The draft and its notes.
    pub(super) fn finish(mut self) -> Result<Imported, ImportError> {
        self.goals.finish(&mut self.filling);
        self.tasks.finish(&mut self.filling);
        self.indicators.finish(&mut self.filling);
        self.filling.finish()
    }

    /// The title and the year under it, also where a new page repeats them.
    fn is_title_row(&self, row: &Row<'_>) -> bool {
        match row.cells.as_slice() {
            [only] => {
                choice::is_title(only)
                    || (self.block.is_none() && choice::year_line(only).is_some())
            }
            _ => false,
        }
    }

    /// Takes the label of a block from the front of the row.
    fn take_block_label(&self, row: &mut Row<'_>) -> Option<Block> {
        let block = self.words.block(row.cells.first()?)?;
        row.cells.remove(0);
        Some(block)
    }

    /// The block of a row whose block label is lost, or that has none.
    fn block_by_first_word(&self, row: &Row<'_>) -> Option<Block> {
        let first = row.cells.first()?;
        let outside_tables = matches!(self.block, None | Some(Block::Fields | Block::Goals));
        let is_field = matches!(self.words.find(first), Some(Word::Field(_)));
        if outside_tables && is_field {
            return Some(Block::Fields);
        }
        let starts_frame = row.cells.len() > 1 && self.frame.knows_in_full(first);
        starts_frame.then_some(Block::Indicators)
    }

    fn enter(&mut self, block: Option<Block>) {
        let Some(block) = block else { return };
        if self.block == Some(Block::Goals) && block != Block::Goals {
            self.goals.finish(&mut self.filling);
        }
        self.block = Some(block);
    }

    /// Takes a row of column heads out; the heads may tell the block.
    fn take_heads(&mut self, row: &mut Row<'_>) -> bool {
        let tables = [Block::Tasks, Block::OtherTasks, Block::Indicators];
        let before = row.cells.clone();
        let Some(heads) = Heads::take(self.words, row) else {
            return false;
        };
        let told = heads.block().filter(|_| heads.tells_columns());
        let Some(block) = told.or(self.block).filter(|block| tables.contains(block)) else {
            row.cells = before;
            return false;
        };
        self.enter(Some(block));
        if !heads.tells_columns() {
            return true;
        }
        let unit = before
            .iter()
            .find_map(|cell| money::unit_in_head(&cell.raw));
        match block {
            Block::Tasks => self.tasks.begin(heads, unit),
            Block::OtherTasks => self.other_tasks.begin(heads, unit),
            Block::Indicators => self.indicators.begin(heads),
            Block::Fields | Block::Goals => {}
        }
        true
    }
}

/// Cells that hold a label, a colon and its value become two.
fn split_at_colons<'t>(cells: Vec<Cell<'t>>, words: &Vocabulary) -> Vec<Cell<'t>> {
    cells
        .into_iter()
        .flat_map(|cell| match words.split_at_colon(&cell) {
            Some((label, value)) => vec![label, value],
            None => vec![cell],
        })
        .collect()
}
