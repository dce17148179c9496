//! The list of faults as text: one entry per fault, in words a maintainer can read.
//!
//! ```text
//! base dongguan                                the clean draft of the entries that follow
//! # what is wrong                              begins an entry
//! set tasks/2/amount = 240                     one step per line, see `bench.rs`
//! expect B-11|B-13 tasks/2/amount or tasks     one of the codes at one of the places
//! expect nothing                               the draft is as sound as before
//! also F B-09                                  what follows from the fault and may be told, too:
//!                                              codes, or the letter of many
//! ```

/// A draft made from a clean one, and what is to be found in it.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) title: String,
    /// File and line.
    pub(super) origin: String,
    /// The name of the clean draft.
    pub(super) base: String,
    /// What is done to it.
    pub(super) steps: Vec<String>,
    /// Codes that are right, compared as text; empty where nothing is to be found.
    pub(super) codes: Vec<String>,
    /// Places that are right.
    pub(super) places: Vec<String>,
    /// Beginnings of codes that follow from the fault, wherever they are found.
    pub(super) also: Vec<String>,
}

/// Reads the entries of a file.
pub(super) fn read(file: &str, text: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut base = String::new();
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if word == "#" {
            faults.push(Fault {
                title: rest.to_owned(),
                origin: format!("{file}:{number}"),
                base: base.clone(),
                steps: Vec::new(),
                codes: Vec::new(),
                places: Vec::new(),
                also: Vec::new(),
            });
            continue;
        }
        if line.is_empty() {
            continue;
        }
        if word == "base" {
            rest.clone_into(&mut base);
            continue;
        }
        let fault = faults.last_mut();
        let fault = fault.unwrap_or_else(|| panic!("{file}:{number} stands before all entries"));
        match word {
            "expect" => expect(fault, rest),
            "also" => fault
                .also
                .extend(rest.split_whitespace().map(str::to_owned)),
            _ => fault.steps.push(line.to_owned()),
        }
    }
    faults
}

fn expect(fault: &mut Fault, what: &str) {
    if what == "nothing" {
        return;
    }
    let parts = what.split_once(' ');
    let (codes, places) = parts.unwrap_or_else(|| panic!("{}: expect what?", fault.origin));
    let owned = |text: &str| text.trim().to_owned();
    fault.codes.extend(codes.split('|').map(owned));
    fault.places.extend(places.split(" or ").map(owned));
}
