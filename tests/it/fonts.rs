//! Every character that clerks may write has a glyph, in the window and on the paper.
//!
//! Only the bundled faces count: another machine has no others.

use crate::cli::program::read_project_file;
use egui::{FontFamily, FontId};
use mubiao::base::ids::TaskId;
use mubiao::model::{Draft, Task, Template};
use mubiao::print::{Fonts, Printer};
use mubiao::ui::{fonts, theme};
use std::collections::BTreeSet;

/// The character sets of official Chinese, one character after the other.
const CHARSETS: [&str; 3] = [
    "tests/data/charsets/gb2312.txt",
    "tests/data/charsets/gbk.txt",
    "tests/data/charsets/tongyong-8105.txt",
];

/// Signs that the program writes itself, or that forms use beside the character sets.
const SIGNS: &str = "≥≤≧≦±×÷％‰、。，；：？！“”‘’（）《》【】—…·～￥●▲○ⓘ▸▾⠿＋＝→↑↓√①②㎡℃›¥°⩽⩾²³−";

/// All of them once; line ends are not part of a set.
fn characters() -> BTreeSet<char> {
    let sets = CHARSETS.map(read_project_file).concat();
    let in_sets = sets.chars().filter(|c| !"\r\n".contains(*c));
    in_sets.chain(SIGNS.chars()).chain(' '..='~').collect()
}

#[test]
fn the_sets_are_whole() {
    for (path, size) in CHARSETS.into_iter().zip([7_445, 21_791, 8_105]) {
        let text = read_project_file(path);
        let found: BTreeSet<char> = text.chars().filter(|c| !"\r\n".contains(*c)).collect();
        assert_eq!(found.len(), size, "{path}");
    }
}

#[test]
fn the_window_has_a_glyph_for_every_character() {
    let ctx = egui::Context::default();
    ctx.set_fonts(fonts::definitions());
    // Fonts are there from the first frame on.
    ctx.begin_pass(egui::RawInput::default());
    for family in [
        FontFamily::Proportional,
        FontFamily::Monospace,
        FontFamily::Name(theme::BOLD.into()),
    ] {
        let font = FontId::new(16.0, family);
        let has_glyph = |c: &char| ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *c));
        let missing: String = characters().iter().filter(|c| !has_glyph(c)).collect();
        assert_eq!(missing, "", "in {font:?}");
    }
}

/// As many characters as a field may have, with line ends among them.
const CHARS_PER_TEXT: usize = 20_000;
const CHARS_PER_LINE: usize = 40;

/// The characters as texts that fields may hold.
fn texts() -> Vec<String> {
    let all: Vec<char> = characters().into_iter().collect();
    let lines: Vec<String> = all.chunks(CHARS_PER_LINE).map(String::from_iter).collect();
    let lines_per_text = CHARS_PER_TEXT / (CHARS_PER_LINE + 1);
    lines
        .chunks(lines_per_text)
        .map(|lines| lines.join("\n"))
        .collect()
}

/// Asserts that a print has a glyph for every character.
#[track_caller]
fn check_printed(draft: &Draft, template: &Template) {
    let fonts = Fonts::bundled().expect("the bundled fonts are fonts");
    let form_printer = Printer::new(fonts).expect("there are fonts");
    let printed = form_printer
        .layout(draft, template)
        .expect("every draft can be printed");
    let missing: String = printed.missing_glyphs().iter().collect();
    assert_eq!(missing, "");
    let on_paper: BTreeSet<char> = printed.texts().concat().chars().collect();
    let lost: String = characters().difference(&on_paper).collect();
    assert_eq!(lost, "", "these were not printed at all");
}

fn template() -> Template {
    let templates = Template::built_in().expect("the templates are sound");
    templates.into_iter().next().expect("there is a template")
}

#[test]
fn the_paper_has_a_glyph_for_every_character_in_a_field() {
    let mut draft = Draft::blank("dongguan-2024", None);
    draft.tasks = (1..)
        .zip(texts())
        .map(|(id, content)| Task {
            content,
            ..Task::blank(TaskId(id))
        })
        .collect();
    assert!(draft.tasks.len() > 1);
    check_printed(&draft, &template());
}

#[test]
fn the_paper_has_a_glyph_for_every_character_in_bold() {
    let draft = Draft::blank("dongguan-2024", None);
    // The title is bold; braces would stand for the year.
    let mut template = template();
    template.title = texts().join("\n");
    check_printed(&draft, &template);
}
