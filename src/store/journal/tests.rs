//! The journal from both ends: damage of every kind, disks that fail, random texts.

use proptest::prelude::*;
use std::fs;
use std::io::ErrorKind;

use super::*;
use crate::base::date::Date;
use crate::base::ids::IndicatorId;
use crate::model::{Indicator, sample};
use crate::store::disk::RealDisk;
use crate::store::disk::testing::{Fault, SimDisk, Step};
use crate::store::format;

const PATH: &str = "/own/journals/0123456789abcdef-1.journal";

/// The n-th second after two o'clock.
fn at(n: usize) -> Moment {
    let date = Date::new(2026, 11, Some(22)).unwrap();
    let (minute, second) = (n / 60 % 60, n % 60);
    Moment::new(date, 14, minute as u8, second as u8, 0).unwrap()
}

fn origin() -> Origin {
    Origin {
        file: Some("/docs/目标表.ron".into()),
        base: Some(ContentHash::of(b"old")),
    }
}

fn other_origin() -> Origin {
    Origin {
        file: Some("/docs/副本.ron".into()),
        base: Some(ContentHash::of(b"copy")),
    }
}

fn writer() -> JournalWriter {
    JournalWriter::new(PATH.into())
}

fn on_disk(disk: &SimDisk) -> Option<Replay> {
    disk.file(PATH).map(|bytes| replay(&bytes))
}

/// The last state that the journal on the disk holds, which has no damage.
#[track_caller]
fn body_on_disk(disk: &SimDisk) -> String {
    let found = on_disk(disk).expect("there is a journal");
    assert_eq!(found.damage, Damage::None);
    found.body.unwrap()
}

/// The bytes of a journal in which these states were recorded one after the other.
fn journal_of(states: &[&str]) -> Vec<u8> {
    let disk = SimDisk::new();
    let mut writer = writer();
    for (n, state) in states.iter().enumerate() {
        let recorded = writer.record(&disk, &origin(), state, at(n)).unwrap();
        assert_ne!(recorded, Recorded::Unchanged);
    }
    disk.file(PATH).unwrap()
}

/// What a clerk does to a text: types, corrects, deletes, pastes.
const STATES: [&str; 7] = [
    "名称：",
    "名称：社",
    "名称：社区课",
    "名称：社区讲",
    "名称：",
    "",
    "另外一段\n文字",
];

#[test]
fn states_are_recorded_and_the_last_one_comes_back() {
    let disk = SimDisk::new();
    let mut writer = writer();
    let mut record = |body, n| writer.record(&disk, &origin(), body, at(n)).unwrap();
    assert_eq!(record("一", 0), Recorded::Rewritten);
    assert_eq!(record("一", 1), Recorded::Unchanged);
    assert_eq!(record("一二", 2), Recorded::Appended);
    let expected = Replay {
        origin: Some(origin()),
        last_at: Some(at(2)),
        body: Some("一二".to_owned()),
        damage: Damage::None,
    };
    assert_eq!(on_disk(&disk), Some(expected));
    assert_eq!(disk.files(), [Path::new(PATH)]);

    writer.forget(&disk).unwrap();
    assert_eq!(disk.files(), [] as [&Path; 0]);
    writer.forget(&disk).unwrap();
    let recorded = writer.record(&disk, &origin(), "一二", at(3)).unwrap();
    assert_eq!(recorded, Recorded::Rewritten);
}

#[test]
fn a_new_journal_is_complete_before_it_takes_the_place_of_the_old_one() {
    let disk = SimDisk::new();
    let recorded = writer().record(&disk, &origin(), "一", at(0)).unwrap();
    assert_eq!(recorded, Recorded::Rewritten);
    let steps = [
        Step::MakeFolder,
        Step::Remove,
        Step::Create,
        Step::Write,
        Step::Sync,
        Step::Read,
        Step::Rename,
        Step::SyncFolder,
    ];
    assert_eq!(disk.log(), steps);
}

#[track_caller]
fn check_origin(origin: &Origin) {
    let disk = SimDisk::new();
    let recorded = writer().record(&disk, origin, "一", at(0)).unwrap();
    assert_eq!(recorded, Recorded::Rewritten);
    assert_eq!(on_disk(&disk).unwrap().origin.as_ref(), Some(origin));
}

#[test]
fn the_origin_comes_back_as_it_was() {
    check_origin(&Origin::default());
    check_origin(&origin());
    for base in [None, Some(ContentHash::of(b""))] {
        for file in [None, Some("".into()), Some("/a/\n|😀.ron".into())] {
            check_origin(&Origin { file, base });
        }
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text_comes_back_as_it_was() {
    use crate::store::disk::paths;
    check_origin(&Origin {
        file: Some(paths::from_bytes(b"/docs/\xC4\xBF\xB1\xEA\xFF.ron")),
        base: None,
    });
}

#[test]
fn another_origin_makes_the_journal_anew() {
    let disk = SimDisk::new();
    let mut writer = writer();
    for (origin, expected) in [
        (Origin::default(), Recorded::Rewritten),
        (Origin::default(), Recorded::Unchanged),
        (origin(), Recorded::Rewritten),
        (other_origin(), Recorded::Rewritten),
    ] {
        let recorded = writer.record(&disk, &origin, "一", at(0)).unwrap();
        assert_eq!(recorded, expected);
        assert_eq!(on_disk(&disk).unwrap().origin, Some(origin));
    }
}

#[test]
fn a_journal_that_somebody_removed_or_cut_is_made_anew() {
    let vanish = |disk: &SimDisk| {
        disk.remove(Path::new(PATH)).unwrap();
        disk.remove(Path::new("/own/journals")).unwrap();
    };
    let cut = |disk: &SimDisk| {
        let bytes = disk.file(PATH).unwrap();
        disk.put_file(PATH, &bytes[..bytes.len() - 1]);
    };
    let harms: [fn(&SimDisk); 2] = [vanish, cut];
    for harm in harms {
        for next in ["一二", "一"] {
            let disk = SimDisk::new();
            let mut writer = writer();
            for (body, expected) in [("一", Recorded::Rewritten), (next, Recorded::Rewritten)] {
                let recorded = writer.record(&disk, &origin(), body, at(0)).unwrap();
                assert_eq!(recorded, expected);
                assert_eq!(body_on_disk(&disk), body);
                harm(&disk);
            }
        }
    }
}

#[test]
fn a_journal_cut_anywhere_gives_a_state_that_was_recorded_and_never_an_older_one() {
    let bytes = journal_of(&STATES);
    let whole: Vec<usize> = ends_of_records(&bytes);
    let mut newest = None;
    for length in 0..=bytes.len() {
        let found = replay(&bytes[..length]);
        let complete = whole.iter().filter(|end| **end <= length).count();
        // The first record says whose journal it is, every other one is a state.
        let expected = complete.checked_sub(2);
        let body = expected.map(|n| STATES[n]);
        assert_eq!(found.body.as_deref(), body, "cut at {length}");
        assert_eq!(found.last_at, expected.map(at));
        assert_eq!(found.origin, (complete > 0).then(origin));
        assert!(expected >= newest);
        newest = expected;
        let is_between = expected.is_some() && whole.contains(&length);
        let damage = if is_between {
            Damage::None
        } else {
            Damage::TornTail
        };
        assert_eq!(found.damage, damage, "cut at {length}");
    }
    assert_eq!(newest, Some(STATES.len() - 1));
}

/// Where the records of an undamaged journal end.
fn ends_of_records(bytes: &[u8]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut end = MAGIC.len();
    while end < bytes.len() {
        let length = bytes[end..end + 4].try_into().unwrap();
        end += 8 + u32::from_le_bytes(length) as usize;
        ends.push(end);
    }
    ends
}

/// The records of an undamaged journal.
fn records_of(bytes: &[u8]) -> Vec<Vec<u8>> {
    let ends = ends_of_records(bytes);
    let starts = [&[MAGIC.len()], ends.as_slice()].concat();
    let pairs = starts.into_iter().zip(ends);
    pairs
        .map(|(start, end)| bytes[start..end].to_vec())
        .collect()
}

fn with_records(records: &[Vec<u8>]) -> Vec<u8> {
    [MAGIC, &records.concat()].concat()
}

/// The bytes are damaged, and hold the first so many of the states.
#[track_caller]
fn check_damaged(bytes: &[u8], states: usize) {
    let found = replay(bytes);
    assert_ne!(found.damage, Damage::None);
    let last = states.checked_sub(1).map(|n| STATES[n]);
    assert_eq!(found.body.as_deref(), last);
    assert!(found.origin.is_none_or(|found| found == origin()));
}

#[test]
fn every_flipped_bit_is_noticed() {
    let bytes = journal_of(&STATES);
    let ends = ends_of_records(&bytes);
    for bit in 0..bytes.len() * 8 {
        let place = bit / 8;
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (bit % 8);
        let before = ends.iter().filter(|end| **end <= place).count();
        check_damaged(&flipped, before.saturating_sub(1));
    }
}

#[test]
fn records_that_are_doubled_swapped_or_lost_are_noticed() {
    let records = records_of(&journal_of(&STATES));
    for n in 0..records.len() {
        let mut doubled = records.clone();
        doubled.insert(n, records[n].clone());
        check_damaged(&with_records(&doubled), n);
        for other in n + 1..records.len() {
            let mut swapped = records.clone();
            swapped.swap(n, other);
            check_damaged(&with_records(&swapped), n.saturating_sub(1));
        }
        let mut without = records.clone();
        without.remove(n);
        if n + 1 < records.len() {
            check_damaged(&with_records(&without), n.saturating_sub(1));
        } else {
            let found = replay(&with_records(&without));
            assert_eq!(found.body.as_deref(), Some(STATES[n - 2]));
        }
    }
}

#[test]
fn what_somebody_else_left_at_the_end_is_noticed() {
    let bytes = journal_of(&STATES);
    let longer = journal_of(&["一", "二", "三", "四", "五", "六", "七", "八", "九"]);
    let foreign = &longer[ends_of_records(&longer)[STATES.len()]..];
    let tails: [&[u8]; 6] = [b"\0", &[0; 4096], b"\n", &[0xFF; 100], foreign, &bytes];
    for tail in tails {
        check_damaged(&[&bytes, tail].concat(), STATES.len());
    }
}

#[track_caller]
fn check_broken(records: &[Record<'_>], body: Option<&str>) {
    let encoded = (0..).zip(records).map(|(n, record)| record.encode(n));
    let bytes = with_records(&encoded.collect::<Vec<_>>());
    let found = replay(&bytes);
    assert_eq!(found.damage, Damage::Broken);
    assert_eq!(found.body.as_deref(), body);
    assert_eq!(found.last_at.is_some(), body.is_some());
}

#[test]
fn records_that_do_not_belong_there_are_not_followed() {
    let header = || Record::Header(origin());
    let snapshot = |body| Record::Snapshot { at: at(0), body };
    let delta = |start, removed, sum| Record::Delta {
        at: at(1),
        change: Change {
            start,
            removed,
            inserted: b"!",
            sum,
        },
    };
    check_broken(&[snapshot(b"a")], None);
    check_broken(&[header(), header()], None);
    check_broken(&[header(), delta(0, 0, crc32fast::hash(b"!"))], None);
    check_broken(&[header(), snapshot(b"\xFF")], None);
    check_broken(&[header(), snapshot(b"a"), snapshot(b"b")], Some("a"));
    for wrong in [
        delta(2, 0, crc32fast::hash(b"a!")),
        delta(0, 2, crc32fast::hash(b"!")),
        delta(u32::MAX as usize, u32::MAX as usize, 0),
        delta(1, 0, crc32fast::hash(b"a")),
    ] {
        check_broken(&[header(), snapshot(b"a"), wrong], Some("a"));
    }
}

#[test]
fn a_journal_of_a_later_version_is_not_guessed_at() {
    let bytes = journal_of(&STATES);
    let later = [b"mubiao-journal 2\n".as_slice(), &bytes[MAGIC.len()..]].concat();
    for bytes in [later.as_slice(), b"not a journal", &[0; 64]] {
        let found = replay(bytes);
        assert_eq!(found.damage, Damage::Broken);
        assert_eq!((found.body, found.origin), (None, None));
    }
}

/// Every kind of write in a row; the long text lets the changes outgrow their room.
fn script() -> Vec<(Origin, String)> {
    let long = "长".repeat(ROOM_FOR_CHANGES as usize / 6);
    let texts = [
        (origin(), "一".to_owned()),
        (origin(), "一二".to_owned()),
        (origin(), long.clone()),
        (origin(), "三".to_owned()),
        (origin(), long.replace('长', "短")),
        (origin(), "三四".to_owned()),
        (other_origin(), "三四五".to_owned()),
        (other_origin(), "三四五六".to_owned()),
    ];
    texts.into()
}

/// Plays the script on a disk whose n-th step fails; `false` where it has no n-th step.
#[track_caller]
fn check_failure(n: usize, kind: ErrorKind) -> bool {
    let disk = SimDisk::failing_at(n, kind);
    let script = script();
    let mut writer = writer();
    let mut recorded = None;
    for (state, (origin, body)) in script.iter().enumerate() {
        if let Err(err) = writer.record(&disk, origin, body, at(state)) {
            assert_eq!(err.kind(), kind);
            let held = on_disk(&disk).and_then(|found| found.body);
            let held = held.map(|held| script.iter().position(|(_, body)| *body == held));
            assert!(held >= recorded.map(Some), "step {n}, state {state}");
            let again = writer.record(&disk, origin, body, at(state)).unwrap();
            assert_eq!(again, Recorded::Rewritten);
        }
        assert_eq!(body_on_disk(&disk), *body, "step {n}, state {state}");
        assert_eq!(on_disk(&disk).unwrap().origin.as_ref(), Some(origin));
        assert_eq!(disk.files(), [Path::new(PATH)], "step {n}, state {state}");
        recorded = Some(state);
    }
    disk.log().len() >= n
}

#[test]
fn whatever_step_fails_the_last_recorded_state_stays_and_the_next_one_comes() {
    for kind in [
        ErrorKind::Other,
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::Interrupted,
    ] {
        let steps = (1..1_000).take_while(|n| check_failure(*n, kind)).count();
        assert!(steps > 30, "the script has only {steps} steps");
    }
}

/// A step goes wrong while the second of four states is recorded.
#[track_caller]
fn check_fault(step: Step, fault: Fault, during: &[Recorded]) {
    let disk = SimDisk::with_faults(move |number, taken| {
        ((9..=11).contains(&number) && taken == step).then_some(fault)
    });
    let mut writer = writer();
    let first = writer.record(&disk, &origin(), "一", at(0)).unwrap();
    assert_eq!(first, Recorded::Rewritten);
    let mut outcomes = Vec::new();
    for body in ["一二", "一二三", "一二三四"] {
        outcomes.extend(writer.record(&disk, &origin(), body, at(1)));
    }
    assert_eq!(outcomes, during);
    assert_eq!(body_on_disk(&disk), "一二三四");
}

#[test]
fn a_disk_that_lost_half_of_what_was_added_is_found_out() {
    use Recorded::{Appended, Rewritten};
    let lost = ErrorKind::Other;
    check_fault(Step::Append, Fault::Lie, &[Appended, Rewritten, Appended]);
    check_fault(Step::Append, Fault::Error(lost), &[Rewritten, Appended]);
    check_fault(
        Step::SyncAppended,
        Fault::Error(lost),
        &[Rewritten, Appended],
    );
    check_fault(
        Step::Metadata,
        Fault::Error(lost),
        &[Rewritten, Appended, Appended],
    );
}

#[test]
fn a_disk_that_lost_half_of_a_new_journal_keeps_the_old_one() {
    let disk = SimDisk::with_faults(|number, step| {
        (number > 8 && number < 18 && step == Step::Write).then_some(Fault::Lie)
    });
    let mut writer = writer();
    for (origin, succeeds) in [
        (origin(), true),
        (other_origin(), false),
        (other_origin(), true),
    ] {
        let outcome = writer.record(&disk, &origin, "一", at(0));
        assert_eq!(outcome.is_ok(), succeeds);
        assert_eq!(body_on_disk(&disk), "一");
    }
    assert_eq!(on_disk(&disk).unwrap().origin, Some(other_origin()));
}

/// Records texts of the same length that differ throughout, and says how many changes were added
/// before the journal was made anew, and how long it got.
fn changes_until_anew(characters: usize) -> (usize, usize) {
    let disk = SimDisk::new();
    let mut writer = writer();
    let texts = ["甲", "乙"].map(|character| character.repeat(characters));
    let mut texts = texts.iter().cycle();
    let mut longest = 0;
    let mut record = || {
        let body = texts.next().unwrap();
        let recorded = writer.record(&disk, &origin(), body, at(0)).unwrap();
        longest = longest.max(disk.file(PATH).unwrap().len());
        assert_eq!(body_on_disk(&disk), *body);
        recorded
    };
    assert_eq!(record(), Recorded::Rewritten);
    let added = (0..1_000)
        .take_while(|_| record() == Recorded::Appended)
        .count();
    (added, longest)
}

#[test]
fn a_journal_is_made_anew_when_its_changes_outgrow_their_room() {
    let (added, longest) = changes_until_anew(2_000);
    assert_eq!(added, ROOM_FOR_CHANGES as usize / (2_000 * 3 + 45));
    assert!(longest < ROOM_FOR_CHANGES as usize + 10_000);
    let (added, longest) = changes_until_anew(100_000);
    assert_eq!(added, 3);
    assert!(longest < 5 * 300_000);
}

#[test]
fn a_journal_is_made_anew_before_it_is_too_long_or_slow_to_replay() {
    let written = |length, replayed| Written {
        origin: origin(),
        body: String::new(),
        records: 2,
        length,
        snapshot: MAX_BYTES / 2,
        changes: 0,
        replayed,
    };
    assert!(written(MAX_BYTES - 10, 0).has_room_for(10, 100));
    assert!(!written(MAX_BYTES - 9, 0).has_room_for(10, 100));
    assert!(written(1000, MAX_REPLAYED - 100).has_room_for(10, 100));
    assert!(!written(1000, MAX_REPLAYED - 99).has_room_for(10, 100));
}

#[test]
fn a_text_that_no_journal_can_hold_is_refused_and_the_old_one_stays() {
    let disk = SimDisk::new();
    let mut writer = writer();
    let recorded = writer.record(&disk, &origin(), "一", at(0)).unwrap();
    assert_eq!(recorded, Recorded::Rewritten);
    let huge = "a".repeat(MAX_BYTES as usize);
    let err = writer.record(&disk, &origin(), &huge, at(1)).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::FileTooLarge);
    assert_eq!(body_on_disk(&disk), "一");
}

#[test]
fn typing_in_a_draft_of_ten_thousand_indicators_adds_little() {
    let mut draft = sample::minimal();
    let row = draft.indicators[0].clone();
    draft.indicators = (10..10_010)
        .map(|n| Indicator {
            id: IndicatorId(n),
            name: format!("第{n}项指标"),
            ..row.clone()
        })
        .collect();
    let disk = SimDisk::new();
    let mut writer = writer();
    let mut record = |body: &str| {
        let recorded = writer.record(&disk, &origin(), body, at(0)).unwrap();
        (recorded, disk.file(PATH).unwrap().len())
    };
    let (recorded, mut length) = record(&format::body(&draft));
    assert_eq!(recorded, Recorded::Rewritten);
    for character in "社区课堂".chars() {
        draft.indicators[5_000].name.push(character);
        let (recorded, longer) = record(&format::body(&draft));
        assert_eq!(recorded, Recorded::Appended);
        assert!(longer - length < 64, "{} bytes", longer - length);
        length = longer;
    }
    assert_eq!(body_on_disk(&disk), format::body(&draft));
}

#[test]
fn a_journal_is_for_the_eyes_of_its_user_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journals/0123456789abcdef-1.journal");
    let mut writer = JournalWriter::new(path.clone());
    for (body, expected) in [("一", Recorded::Rewritten), ("一二", Recorded::Appended)] {
        let recorded = writer.record(&RealDisk, &origin(), body, at(0)).unwrap();
        assert_eq!(recorded, expected);
        let found = replay(&fs::read(&path).unwrap());
        assert_eq!(found.body.as_deref(), Some(body));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
    fs::remove_dir_all(folder.path().join("journals")).unwrap();
    let recorded = writer
        .record(&RealDisk, &origin(), "一二三", at(1))
        .unwrap();
    assert_eq!(recorded, Recorded::Rewritten);
    writer.forget(&RealDisk).unwrap();
    assert!(!path.exists());
}

/// A journal of an earlier release, beside the text that it holds.
#[track_caller]
fn check_golden(name: &str, origin: &Origin, last_at: &str, damage: Damage) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/journal/v1");
    let bytes = fs::read(folder.join(format!("{name}.journal"))).unwrap();
    let found = replay(&bytes);
    let text = fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
    assert_eq!(found.body, Some(text));
    assert_eq!(found.origin.as_ref(), Some(origin));
    assert_eq!(found.last_at, last_at.parse().ok());
    assert_eq!(found.damage, damage);
}

#[test]
fn journals_of_earlier_releases_replay_for_ever() {
    let named = Origin {
        file: Some("/文档/目标表 2025.ron".into()),
        base: Some(ContentHash {
            length: 1234,
            crc32: 0x89AB_CDEF,
        }),
    };
    let unnamed = Origin::default();
    let last_at = "2026-11-22 14.00.02.000";
    check_golden("named", &named, last_at, Damage::None);
    check_golden("unnamed", &unnamed, last_at, Damage::None);
    let last_at = "2026-11-22 14.00.01.000";
    check_golden("torn", &named, last_at, Damage::TornTail);
}

proptest! {
    #[test]
    fn any_change_leads_from_the_old_text_to_the_new_one(
        old in "[a甲乙丑\n]{0,12}",
        new in "[a甲乙丑\n]{0,12}",
    ) {
        let mut body = old.clone().into_bytes();
        let change = Change::between(old.as_bytes(), new.as_bytes());
        prop_assert_eq!(change.apply(&mut body), Some(()));
        prop_assert_eq!(body, new.into_bytes());
    }

    #[test]
    fn any_states_in_a_row_leave_the_last_one(
        states in prop::collection::vec("[a甲乙丑\n]{0,12}", 1..12),
    ) {
        let disk = SimDisk::new();
        let mut writer = writer();
        for (n, state) in states.iter().enumerate() {
            let recorded = writer.record(&disk, &origin(), state, at(n)).unwrap();
            let is_same = n > 0 && states[n - 1] == *state;
            prop_assert_eq!(recorded == Recorded::Unchanged, is_same);
            prop_assert_eq!(&body_on_disk(&disk), state);
        }
    }

    #[test]
    fn reading_noise_never_panics(
        records in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..6),
    ) {
        // Every record has the checksum that it should have.
        let framed = (0_u32..).zip(&records).map(|(index, payload)| {
            let mut hasher = crc32fast::Hasher::new();
            hasher.update(&index.to_le_bytes());
            hasher.update(payload);
            let length = payload.len() as u32;
            let frame = [length.to_le_bytes(), hasher.finalize().to_le_bytes()].concat();
            [frame, payload.clone()].concat()
        });
        let bytes = with_records(&framed.collect::<Vec<_>>());
        let found = replay(&bytes);
        prop_assert!(found.body.is_none() || found.origin.is_some());
    }
}
