//! `Printed`: a draft on paper, with its PDF and the pictures of its pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use typst::foundations::{Label, Selector, Smart, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::{PicoStr, Scalar};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

use super::{PrintError, guarded, walk, world};
use crate::model::FieldPath;

/// What the PDF names as the program that made it.
const CREATOR: &str = "目标表编辑器";
/// How the form marks the fields with a torn word.
const TORN: &str = "torn";
const POINTS_PER_INCH: f64 = 72.0;
/// More pixels than that (an A4 page at about 1,100 dpi) are a mistake of the caller.
const MOST_PIXELS: f64 = 120_000_000.0;

/// A draft on paper. Cloning is cheap; clones share the pages.
#[derive(Clone)]
pub struct Printed {
    inner: Arc<Inner>,
}

struct Inner {
    document: PagedDocument,
    pages: Vec<Page>,
    missing: Vec<char>,
    torn: Vec<FieldPath>,
    warnings: Vec<String>,
}

/// A page, as far as one needs to know it without its picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// Its position, from 0.
    pub index: usize,
    /// Its width, pt.
    pub width_pt: f64,
    /// Its height, pt.
    pub height_pt: f64,
    /// Equal for pages that look the same; holds within one version of the program.
    pub hash: u64,
}

/// The picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row; every pixel is opaque.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Printed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Printed")
            .field("pages", &self.pages().len())
            .finish_non_exhaustive()
    }
}

impl Printed {
    pub(super) fn new(document: PagedDocument, warnings: Vec<String>) -> Self {
        let mut missing = BTreeSet::new();
        let mut pages = Vec::new();
        for (index, page) in document.pages().iter().enumerate() {
            walk::collect_missing(&page.frame, &mut missing);
            pages.push(Page {
                index,
                width_pt: page.frame.size().x.to_pt(),
                height_pt: page.frame.size().y.to_pt(),
                hash: walk::picture_hash(&page.frame),
            });
        }
        let torn = torn_fields(&document);
        Self {
            inner: Arc::new(Inner {
                document,
                pages,
                missing: missing.into_iter().collect(),
                torn,
                warnings,
            }),
        }
    }

    /// How many pages there are; at least one.
    pub fn page_count(&self) -> usize {
        self.inner.pages.len()
    }

    /// The pages, in order.
    pub fn pages(&self) -> &[Page] {
        &self.inner.pages
    }

    /// The text of each page in reading order; where the paper has a line, so has the text.
    pub fn texts(&self) -> Vec<String> {
        let pages = self.document().pages().iter();
        pages.map(|page| walk::text(&page.frame)).collect()
    }

    /// Characters of the draft that no font has, sorted; the paper shows a box in their place.
    pub fn missing_glyphs(&self) -> &[char] {
        &self.inner.missing
    }

    /// Fields with a word, an address or an amount that is wider than its cell, each once, in the
    /// order of their addresses. No text leaves its cell; the paper breaks such a word in its
    /// middle.
    pub fn torn_fields(&self) -> &[FieldPath] {
        &self.inner.torn
    }

    /// What typst remarked while laying out; technical texts, none in a sound print.
    pub fn warnings(&self) -> &[String] {
        &self.inner.warnings
    }

    /// The picture of a page at a scale; `None` where there is no such page or the scale is
    /// impossible.
    pub fn raster(&self, index: usize, px_per_pt: f64) -> Option<Bitmap> {
        let (page, options) = self.picture_of(index, px_per_pt).ok()?;
        let pixmap = guarded(|| typst_render::render(page, &options)).ok()?;
        Some(Bitmap {
            width: pixmap.width(),
            height: pixmap.height(),
            // Colours are multiplied with opacity here, which is 1 everywhere on paper.
            rgba: pixmap.take(),
        })
    }

    /// The picture of a page as a PNG file.
    ///
    /// # Errors
    /// [`PrintError::NoPage`], [`PrintError::Scale`], and faults of the program.
    pub fn png(&self, index: usize, dpi: f64) -> Result<Vec<u8>, PrintError> {
        let (page, options) = self.picture_of(index, dpi / POINTS_PER_INCH)?;
        guarded(|| typst_render::render(page, &options).encode_png())?
            .map_err(|err| PrintError::Picture(err.to_string()))
    }

    /// What typst laid out.
    pub(super) fn document(&self) -> &PagedDocument {
        &self.inner.document
    }

    fn picture_of(
        &self,
        index: usize,
        px_per_pt: f64,
    ) -> Result<(&typst_layout::Page, RenderOptions), PrintError> {
        let pages = self.document().pages();
        let page = pages.get(index).ok_or(PrintError::NoPage(index))?;
        let size = page.frame.size();
        let pixels = size.x.to_pt() * px_per_pt * size.y.to_pt() * px_per_pt;
        if !(px_per_pt > 0.0 && (1.0..=MOST_PIXELS).contains(&pixels)) {
            return Err(PrintError::Scale(px_per_pt));
        }
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(px_per_pt),
            ..RenderOptions::default()
        };
        Ok((page, options))
    }

    /// The PDF file. It carries no time of day: the same draft gives the same bytes.
    ///
    /// # Errors
    /// Only faults of the program.
    pub fn pdf(&self) -> Result<Vec<u8>, PrintError> {
        let options = PdfOptions {
            creator: Smart::Custom(Some(CREATOR.to_owned())),
            ..PdfOptions::default()
        };
        guarded(|| typst_pdf::pdf(self.document(), &options))?
            .map_err(|faults| PrintError::Pdf(world::told(&faults)))
    }
}

fn torn_fields(document: &PagedDocument) -> Vec<FieldPath> {
    let Some(label) = Label::new(PicoStr::intern(TORN)) else {
        return Vec::new();
    };
    let marks = document.introspector().query(&Selector::Label(label));
    let fields = marks.iter().filter_map(|mark| {
        let Value::Str(field) = &mark.to_packed::<MetadataElem>()?.value else {
            return None;
        };
        field.as_str().parse().ok()
    });
    fields.collect::<BTreeSet<_>>().into_iter().collect()
}
