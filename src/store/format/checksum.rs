//! The last line of a file: the checksum of everything before it.
//!
//! The RON parser sees a comment. Line ends are counted as `\n`, so that a tool which converts
//! them does not raise an alarm.

const PREFIX: &str = "// 校验 ";

/// The text of a file with its checksum line.
pub(super) fn seal(text: &str) -> String {
    format!("{text}{PREFIX}{:08x}\n", sum_of(text))
}

/// Whether the checksum fits the text before it; `None` where there is no checksum line.
pub(super) fn fits(text: &str) -> Option<bool> {
    let (body, written) = split(text)?;
    Some(u32::from_str_radix(written.trim_end(), 16) == Ok(sum_of(body)))
}

/// The text before the checksum line, and what stands behind its prefix.
fn split(text: &str) -> Option<(&str, &str)> {
    let (before, written) = text.rsplit_once(PREFIX)?;
    (before.is_empty() || before.ends_with('\n')).then_some((before, written))
}

fn sum_of(text: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for line in text.lines() {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_fits_until_it_is_changed() {
        let sealed = seal("(a: 1)\n");
        assert_eq!(sealed, "(a: 1)\n// 校验 680f8231\n");
        assert_eq!(fits(&sealed), Some(true));
        assert_eq!(fits(&sealed.replace('\n', "\r\n")), Some(true));
        assert_eq!(fits(&sealed.replace('1', "2")), Some(false));
        assert_eq!(fits(&format!("{sealed}// 附注\n")), Some(false));
    }

    #[test]
    fn a_text_without_checksum_is_not_judged() {
        assert_eq!(fits("(a: 1)\n"), None);
        assert_eq!(fits("(a: \"// 校验 0\")\n"), None);
    }
}
