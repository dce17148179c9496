//! The PDF through poppler's eyes.

use crate::cli::program::{AWKWARD_DRAFT, FULL_SAMPLE, Folder, project_file};
use mubiao::base::text;
use mubiao::model::template::OtherTasksForm;
use mubiao::model::{Draft, FieldPath, Slot, Template, access};
use mubiao::print::{Fonts, Printer};
use mubiao::store::format;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

/// The largest PDF that a form of common size may be, in bytes.
const MAX_BYTES: usize = 300_000;

/// What poppler says about every tagged PDF of the typesetter.
const KNOWN_COMPLAINT: &str = "Syntax Error: Suspects object is wrong type (boolean)";

/// Runs one of poppler's programs in a folder and returns what it printed.
#[track_caller]
fn poppler(folder: &Folder, program: &str, args: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder.path("."));
    let output = command.output().expect("poppler-utils is installed");
    assert!(output.status.success(), "{program}: {output:?}");
    let complaints = String::from_utf8_lossy(&output.stderr);
    for complaint in complaints.lines() {
        assert_eq!(complaint, KNOWN_COMPLAINT, "{program}");
    }
    String::from_utf8(output.stdout).expect("poppler speaks UTF-8")
}

/// A folder with `a.pdf`, printed from a draft.
fn printed(project_path: &str) -> Folder {
    let folder = Folder::with(project_path, "a.ron");
    folder.run("print a.ron -o a.pdf").ends(0);
    folder
}

/// The text of `a.pdf` without blanks and line ends.
fn text_of(folder: &Folder) -> String {
    solid(&poppler(folder, "pdftotext", &["-raw", "a.pdf", "-"]))
}

fn solid(text: &str) -> String {
    let has_ink = |c: &char| !c.is_whitespace() && !text::is_invisible(*c);
    text.chars().filter(has_ink).collect()
}

fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in solid(text).chars() {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn draft(project_path: &str) -> Draft {
    let bytes = fs::read(project_file(project_path)).expect("the draft is there");
    format::read(&bytes).expect("the draft is sound").draft
}

fn template_of(draft: &Draft) -> Template {
    let mut templates = Template::built_in()
        .expect("the templates are sound")
        .into_iter();
    let found = templates.find(|template| template.id == draft.template);
    found.expect("the draft is on a template of the program")
}

/// The texts of all fields, and the branches that only the draft has.
fn texts_of(draft: &Draft, template: &Template) -> String {
    let has_table = template.other_tasks == OtherTasksForm::Table;
    let fields = access::all_fields(draft);
    let printed = fields.iter().filter(|path| match path {
        FieldPath::OtherTask(..) => has_table,
        FieldPath::OtherTasksText => !has_table,
        _ => true,
    });
    let texts = printed.filter_map(|path| access::text(draft, path));
    let mut texts: Vec<String> = texts.map(String::from).collect();
    for Slot { level1, level2 } in template.branches(draft).split_off(template.slots().count()) {
        texts.extend([level1, level2]);
    }
    texts.concat()
}

/// Characters that the form itself prints, how often depends on the number of pages.
fn characters_of_the_form(draft: &Draft) -> BTreeSet<char> {
    let folder = Folder::new();
    let new = format!("new --template {} --year 2025 -o a.ron", draft.template);
    folder.run(&new).ends(0);
    folder.run("print a.ron -o a.pdf").ends(0);
    let more = "0123456789,.目标：（续）";
    text_of(&folder).chars().chain(more.chars()).collect()
}

/// Characters that the notice of the program names: a box stands in their place.
fn without_glyph(draft: &Draft, template: &Template) -> BTreeSet<char> {
    let fonts = Fonts::bundled().expect("the bundled fonts are fonts");
    let form_printer = Printer::new(fonts).expect("there are fonts");
    let printed = form_printer
        .layout(draft, template)
        .expect("every draft can be printed");
    printed.missing_glyphs().iter().copied().collect()
}

#[track_caller]
fn check_text_layer(project_path: &str) {
    let draft = draft(project_path);
    let template = template_of(&draft);
    let in_pdf = counts(&text_of(&printed(project_path)));
    let of_form = characters_of_the_form(&draft);
    let without_glyph = without_glyph(&draft, &template);
    let mut expected = counts(&texts_of(&draft, &template));
    expected.retain(|c, _| !without_glyph.contains(c));
    assert!(
        expected.len() > 100,
        "{project_path} is a draft of many characters"
    );
    for (c, count) in expected {
        let found = in_pdf.get(&c).copied().unwrap_or(0);
        let fits = found == count || found > count && of_form.contains(&c);
        assert!(
            fits,
            "{project_path}: {c:?} stands {found} times, not {count}"
        );
    }
}

#[test]
fn the_pdf_holds_every_character_of_the_draft_as_often_as_the_draft() {
    check_text_layer(FULL_SAMPLE);
    check_text_layer(AWKWARD_DRAFT);
}

#[test]
fn what_looks_like_markup_stands_in_the_pdf_as_typed() {
    let draft = draft(AWKWARD_DRAFT);
    let typed = solid(&texts_of(&draft, &template_of(&draft)));
    let in_pdf = text_of(&printed(AWKWARD_DRAFT));
    for text in [
        "街道 #read(\"x\") $a$ *b* _c_ \\ @d <l> // ] `e`",
        "空行之后 = 标题？",
        "- 列表",
        "+ 列表",
        "1. 列表",
        "n'\\u{41}",
        "引号\"'“”‘’和",
        "1.乙#let x = 1",
        "/* 注释 */ ~ -- ---",
        "$x^2$",
        "＞＝85％",
    ] {
        let text = solid(text);
        assert!(typed.contains(&text), "the draft has no {text}");
        assert!(in_pdf.contains(&text), "{text} is not in the PDF: {in_pdf}");
    }
}

/// What `pdfinfo` says about `a.pdf` under a name.
#[track_caller]
fn info(folder: &Folder, name: &str) -> String {
    let told = poppler(folder, "pdfinfo", &["a.pdf"]);
    let mut lines = told.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(found, _)| *found == name);
    found.expect("pdfinfo knows it").1.trim().to_owned()
}

#[test]
fn the_pdf_is_small_a4_and_has_the_pages_of_the_pictures() {
    for draft in [FULL_SAMPLE, AWKWARD_DRAFT] {
        let folder = printed(draft);
        let bytes = folder.read("a.pdf").len();
        assert!(bytes < MAX_BYTES, "{draft}: {bytes} bytes");
        assert!(info(&folder, "Page size").ends_with("(A4)"), "{draft}");
        folder.run("print a.ron --png pages --dpi 20").ends(0);
        let pictures = fs::read_dir(folder.path("pages")).expect("the folder is there");
        assert_eq!(
            info(&folder, "Pages"),
            pictures.count().to_string(),
            "{draft}"
        );
    }
}

/// Width, height and bytes of a binary grey picture.
fn grey_picture(file: &[u8]) -> (usize, usize, &[u8]) {
    let mut parts = file.splitn(4, u8::is_ascii_whitespace);
    let mut number = || -> usize {
        let part = std::str::from_utf8(parts.next().expect("a header")).expect("ASCII");
        part.trim_start_matches("P5").trim().parse().unwrap_or(0)
    };
    let (_, width, height) = (number(), number(), number());
    let rest = parts.next().expect("the picture");
    let begin = rest
        .len()
        .checked_sub(width * height)
        .expect("a whole picture");
    (width, height, rest.split_at(begin).1)
}

#[test]
fn another_program_paints_ink_on_every_page() {
    for draft in [FULL_SAMPLE, AWKWARD_DRAFT] {
        let folder = printed(draft);
        poppler(&folder, "pdftoppm", &["-gray", "-r", "40", "a.pdf", "page"]);
        let n_pages: usize = info(&folder, "Pages").parse().expect("a number");
        for page in 1..=n_pages {
            let file = folder.read(&format!("page-{page}.pgm"));
            let (width, height, pixels) = grey_picture(&file);
            assert_eq!((width, height), (331, 468), "{draft}");
            let dark = pixels.iter().filter(|grey| **grey < 0xC0).count();
            let percent = dark * 100 / pixels.len();
            assert!(
                (1..40).contains(&percent),
                "{draft}: page {page} has {percent} % ink"
            );
        }
    }
}
