//! The fonts of the printed form.
//!
//! Fonts come as bytes: the bundled ones stand in the program, and a form looks the same on every
//! machine because no other font is asked.

use typst::foundations::Bytes;
use typst::text::Font;

use super::PrintError;

const SONG_REGULAR: &[u8] = include_bytes!("../../fonts/song-regular.otf");
const SONG_BOLD: &[u8] = include_bytes!("../../fonts/song-bold.otf");
/// The window's face; it has a few characters that the song faces lack.
pub static SANS_REGULAR: &[u8] = include_bytes!("../../fonts/sans-regular.otf");

/// Fonts to print with; earlier families are asked first for a character.
#[derive(Debug, Clone)]
pub struct Fonts {
    faces: Vec<Font>,
}

impl Fonts {
    /// The fonts that come with the program.
    ///
    /// # Errors
    /// [`PrintError::Font`]; only a mistake in `fonts/` can bring it about, and a test reads them.
    pub fn bundled() -> Result<Self, PrintError> {
        Self::read([SONG_REGULAR, SONG_BOLD, SANS_REGULAR].map(Bytes::new))
    }

    /// Fonts from the contents of font files; a file may hold several faces.
    ///
    /// # Errors
    /// [`PrintError::Font`] where a file is no font or there is none.
    pub fn from_bytes(files: Vec<Vec<u8>>) -> Result<Self, PrintError> {
        Self::read(files.into_iter().map(Bytes::new))
    }

    fn read(files: impl IntoIterator<Item = Bytes>) -> Result<Self, PrintError> {
        let mut faces = Vec::new();
        for (index, file) in files.into_iter().enumerate() {
            let before = faces.len();
            faces.extend(Font::iter(file));
            if faces.len() == before {
                return Err(PrintError::Font { index });
            }
        }
        if faces.is_empty() {
            return Err(PrintError::Font { index: 0 });
        }
        Ok(Self { faces })
    }

    /// The faces, in the order in which they were given.
    pub(super) fn faces(&self) -> &[Font] {
        &self.faces
    }

    /// The names of the families, each once, in order.
    pub(super) fn families(&self) -> Vec<String> {
        let mut families: Vec<String> = Vec::new();
        for face in &self.faces {
            let family = face.info().family.as_str();
            if !families.iter().any(|known| known == family) {
                families.push(family.to_owned());
            }
        }
        families
    }
}
