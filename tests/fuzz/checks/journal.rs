//! What holds for any bytes that are replayed as a journal: a state or none comes out, and less
//! of the same bytes is never a whole journal with another end.

use mubiao::store::format;
use mubiao::store::journal::{Damage, replay};

const MAGIC: &[u8] = b"mubiao-journal 1\n";

/// Replays the bytes as they are, and once more with checksums that fit: nobody guesses those,
/// and what stands behind them would never be reached.
#[track_caller]
pub(crate) fn check(bytes: &[u8]) {
    check_as_it_is(bytes);
    check_as_it_is(&with_fitting_sums(bytes));
}

#[track_caller]
fn check_as_it_is(bytes: &[u8]) {
    let found = replay(bytes);
    assert_eq!(found.body.is_some(), found.last_at.is_some());
    if let Some(body) = &found.body {
        // A journal of ours holds a draft; of any other text it only matters that it is taken.
        let _refused_or_not = format::read(body.as_bytes());
    }
    if let (Damage::None, Some((_, cut))) = (found.damage, bytes.split_last()) {
        assert_eq!(replay(cut).damage, Damage::TornTail);
    }
}

/// The records with the checksums that belong to them.
fn with_fitting_sums(bytes: &[u8]) -> Vec<u8> {
    let Some(mut rest) = bytes.strip_prefix(MAGIC) else {
        return bytes.to_vec();
    };
    let mut mended = MAGIC.to_vec();
    for index in 0_u32.. {
        let Some((length, behind)) = rest.split_first_chunk() else {
            break;
        };
        let record = behind
            .split_at_checked(4)
            .and_then(|(_, behind)| behind.split_at_checked(u32::from_le_bytes(*length) as usize));
        let Some((payload, behind)) = record else {
            break;
        };
        let sum = crc32fast::hash(&[&index.to_le_bytes(), payload].concat());
        mended.extend(length);
        mended.extend(sum.to_le_bytes());
        mended.extend(payload);
        rest = behind;
    }
    mended.extend(rest);
    mended
}
