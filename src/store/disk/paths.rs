//! Paths as bytes, to be kept in a file of ours.
//!
//! On Unix a path comes back exactly as it was. Elsewhere it is kept in UTF-8, and a name that
//! is no proper Unicode comes back with signs of replacement.

pub use system::{from_bytes, to_bytes};

#[cfg(unix)]
mod system {
    //! Names are bytes, in any encoding or none.

    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::path::{Path, PathBuf};

    /// The bytes of a path.
    pub fn to_bytes(path: &Path) -> Vec<u8> {
        path.as_os_str().as_bytes().to_vec()
    }

    /// The path that has these bytes.
    pub fn from_bytes(bytes: &[u8]) -> PathBuf {
        OsStr::from_bytes(bytes).into()
    }
}

#[cfg(not(unix))]
mod system {
    //! Names are Unicode, but for rare accidents.

    use std::path::{Path, PathBuf};

    /// The path in UTF-8.
    pub fn to_bytes(path: &Path) -> Vec<u8> {
        path.to_string_lossy().into_owned().into_bytes()
    }

    /// The path that these bytes are in UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> PathBuf {
        String::from_utf8_lossy(bytes).into_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn paths_come_back_as_they_were() {
        for path in ["", "/docs/目标表 2025|😀.ron", "C:\\文档\\a.ron"] {
            assert_eq!(from_bytes(&to_bytes(Path::new(path))), Path::new(path));
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_come_back_too() {
        let bytes = b"/docs/\xC4\xBF\xB1\xEA\xFF.ron";
        assert_eq!(to_bytes(&from_bytes(bytes)), bytes);
    }
}
