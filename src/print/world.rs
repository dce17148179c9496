//! Typst's world: the form, its data and the fonts, and nothing else.
//!
//! Invariants: two files exist, the form (or 自查报告) and its data, and every other path, package
//! or date is refused; their ids are the same for every layout, because typst never forgets an id
//! and has 65,535 of them.

use typst::diag::{FileError, FileResult, PackageError, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};

use super::{Fonts, PrintError};

const FORM: &str = include_str!("../../assets/form.typ");
const REPORT: &str = include_str!("../../assets/report.typ");

/// What all layouts share.
pub(super) struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Fonts,
    families: Vec<String>,
    form: Source,
    data: FileId,
}

impl Shelf {
    /// # Errors
    /// [`PrintError::Font`] where there are no fonts.
    pub(super) fn new(fonts: Fonts) -> Result<Self, PrintError> {
        Self::with_form(fonts, FORM)
    }

    /// A shelf with 自查报告 in the place of the form.
    ///
    /// # Errors
    /// [`PrintError::Font`] where there are no fonts.
    pub(super) fn of_report(fonts: Fonts) -> Result<Self, PrintError> {
        Self::with_source(fonts, "report.typ", REPORT)
    }

    /// A shelf with this source in the place of the form.
    fn with_form(fonts: Fonts, form: &str) -> Result<Self, PrintError> {
        Self::with_source(fonts, "form.typ", form)
    }

    fn with_source(fonts: Fonts, name: &str, source: &str) -> Result<Self, PrintError> {
        if fonts.faces().is_empty() {
            return Err(PrintError::Font { index: 0 });
        }
        let file = |name: &str| {
            VirtualPath::new(name)
                .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
                .map_err(|err| PrintError::Layout(err.to_string()))
        };
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(fonts.faces())),
            families: fonts.families(),
            fonts,
            form: Source::new(file(name)?, source.to_owned()),
            data: file("data.json")?,
        })
    }

    /// The families to print with, in order.
    pub(super) fn families(&self) -> &[String] {
        &self.families
    }
}

/// The world of one layout.
pub(super) struct FormWorld<'a> {
    shelf: &'a Shelf,
    data: Bytes,
}

impl<'a> FormWorld<'a> {
    /// A world whose data file holds this JSON text.
    pub(super) fn new(shelf: &'a Shelf, data: String) -> Self {
        Self {
            shelf,
            data: Bytes::from_string(data),
        }
    }

    /// Faults or warnings in one technical text, with their lines in the form.
    pub(super) fn tell<'f>(
        &self,
        faults: impl IntoIterator<Item = &'f SourceDiagnostic>,
    ) -> String {
        let texts: Vec<String> = faults
            .into_iter()
            .map(|fault| format!("{}{}", self.line_of(fault), told([fault])))
            .collect();
        texts.join("; ")
    }

    fn line_of(&self, fault: &SourceDiagnostic) -> String {
        let line = self
            .range(fault.span)
            .and_then(|range| self.shelf.form.lines().byte_to_line(range.start));
        line.map_or_else(String::new, |line| format!("line {}: ", line + 1))
    }
}

impl World for FormWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.shelf.form.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shelf.form.id() {
            Ok(self.shelf.form.clone())
        } else {
            Err(refusal(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shelf.data {
            Ok(self.data.clone())
        } else {
            Err(refusal(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.faces().get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn refusal(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Project => FileError::AccessDenied,
        VirtualRoot::Package(package) => {
            FileError::Package(PackageError::NotFound(package.clone()))
        }
    }
}

/// All faults in one technical text.
pub(super) fn told<'a>(faults: impl IntoIterator<Item = &'a SourceDiagnostic>) -> String {
    let texts: Vec<String> = faults
        .into_iter()
        .map(|fault| {
            let hints = fault.hints.iter().map(|hint| format!(", {}", hint.v));
            format!("{}{}", fault.message, hints.collect::<String>())
        })
        .collect();
    texts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst_layout::PagedDocument;

    fn shelf(form: &str) -> Shelf {
        Shelf::with_form(Fonts::bundled().unwrap(), form).unwrap()
    }

    fn id(name: &str) -> FileId {
        RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap()).intern()
    }

    #[track_caller]
    fn check_refused(form: &str) {
        let shelf = shelf(form);
        let world = FormWorld::new(&shelf, "{}".to_owned());
        let output = typst::compile::<PagedDocument>(&world).output;
        assert!(output.is_err(), "{form} was obeyed");
    }

    #[test]
    fn the_world_holds_two_files_and_no_date() {
        let shelf = shelf(FORM);
        let world = FormWorld::new(&shelf, "{}".to_owned());
        assert!(world.source(world.main()).is_ok());
        assert_eq!(world.file(shelf.data), Ok(Bytes::from_string("{}")));
        for name in ["other.typ", "etc/passwd", "form.typ.bak", "assets/form.typ"] {
            assert_eq!(world.file(id(name)), Err(FileError::AccessDenied), "{name}");
            assert_eq!(
                world.source(id(name)).err(),
                Some(FileError::AccessDenied),
                "{name}"
            );
        }
        assert_eq!(world.today(None), None);
    }

    #[test]
    fn a_form_that_asks_for_more_is_refused() {
        for form in [
            "#read(\"/etc/passwd\")",
            "#read(\"form.bak\")",
            "#include \"other.typ\"",
            "#image(\"seal.png\")",
            "#import \"@preview/cetz:0.4.0\": *",
            "#datetime.today()",
        ] {
            check_refused(form);
        }
    }

    #[test]
    fn every_layout_uses_the_same_two_ids() {
        let (one, other) = (shelf(FORM), shelf(FORM));
        assert_eq!(one.form.id(), other.form.id());
        assert_eq!(one.data, other.data);
    }

    #[test]
    fn the_form_never_turns_text_into_code() {
        for word in ["eval(", "mode:", "read(", "import", "include"] {
            assert!(!FORM.contains(word), "{word}");
        }
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let shelf = shelf("甲\n#nothing");
        let world = FormWorld::new(&shelf, "{}".to_owned());
        let faults = typst::compile::<PagedDocument>(&world).output.unwrap_err();
        assert_eq!(world.tell(&faults), "line 2: unknown variable: nothing");
    }
}
