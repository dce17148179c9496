//! How long the file work of a draft takes: of the filled-in sample, and of a draft with 10,000
//! indicators.
//!
//! Files are written and flushed in the system's folder for temporary files; `TMPDIR` chooses
//! another disk.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot prepare its files may stop"
)]

use criterion::{Criterion, Throughput};
use mubiao::base::moment::Moment;
use mubiao::model::compare::differences;
use mubiao::model::{Draft, TargetValue, sample};
use mubiao::store::journal::{JournalWriter, Origin, replay};
use mubiao::store::versions::{self, Kept, Kind};
use mubiao::store::{Disk as _, Expected, Places, RealDisk, format, load, save_draft};
use std::hint::black_box;
use std::path::Path;

/// Indicators of the large draft; half of what a file may have.
const MANY_INDICATORS: usize = 10_000;
/// States in the journal that is replayed.
const LETTERS: usize = 1_000;
/// Versions in the folder that is listed.
const VERSIONS: usize = 100;
/// Every so many indicators of the large draft one is changed.
const CHANGED_EVERY: usize = 100;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for (name, draft) in [("sample", sample_draft()), ("large", large_draft())] {
        files(&mut criterion, name, &draft);
        typing(&mut criterion, name, &draft);
    }
    replaying(&mut criterion);
    keeping(&mut criterion);
    comparing(&mut criterion);
    criterion.final_summary();
}

/// The filled-in sample of the project.
fn sample_draft() -> Draft {
    let text = include_str!("../assets/samples/youth-centre-2025.ron");
    format::read(text.as_bytes())
        .expect("the sample is a draft")
        .draft
}

/// The sample with its indicators over and over, each with a number of its own.
fn large_draft() -> Draft {
    let mut draft = sample_draft();
    let rows = draft.indicators.iter().cycle().zip(1..=MANY_INDICATORS);
    let rows = rows.map(|(row, number)| {
        let mut row = row.clone();
        row.name.push_str(&number.to_string());
        row
    });
    draft.indicators = rows.collect();
    // The rows get numbers of their own when the draft is read.
    let text = format::write(&draft).expect("the draft is within the limits");
    format::read(text.as_bytes())
        .expect("what was written can be read")
        .draft
}

fn text_of(draft: &Draft) -> String {
    format::write(draft).expect("the draft is within the limits")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

fn now() -> Moment {
    "2026-11-22 14.00.00.000"
        .parse()
        .expect("this is how a moment is written")
}

/// The text of a file, in memory and on the disk.
fn files(criterion: &mut Criterion, name: &str, draft: &Draft) {
    let text = text_of(draft);
    let folder = folder();
    let path = folder.path().join("draft.ron");
    let mut group = criterion.benchmark_group("file");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(format!("write/{name}"), |b| {
        b.iter(|| format::write(black_box(draft)));
    });
    group.bench_function(format!("read/{name}"), |b| {
        b.iter(|| format::read(black_box(text.as_bytes())));
    });
    group.bench_function(format!("save/{name}"), |b| {
        b.iter(|| save(&path, black_box(draft)));
    });
    save(&path, draft);
    group.bench_function(format!("load/{name}"), |b| {
        b.iter(|| load(&RealDisk, black_box(&path)).expect("the draft was saved"));
    });
    group.finish();
}

/// A whole save, flushed and read back, over the file that is there.
fn save(path: &Path, draft: &Draft) {
    let bytes = text_of(draft).into_bytes();
    let _durable_or_not = save_draft(&RealDisk, path, &bytes, Expected::Anything, |_| ())
        .expect("the folder can be written");
}

/// One typed letter on its way into the journal: the text of the draft, and the record of it.
fn typing(criterion: &mut Criterion, name: &str, draft: &Draft) {
    let mut typed = draft.clone();
    typed.department.push('市');
    let bodies = [format::body(draft), format::body(&typed)];
    let folder = folder();
    let mut journal = JournalWriter::new(folder.path().join("1.journal"));
    let mut turns = bodies.iter().cycle();
    let mut record = || {
        let body = turns.next().expect("a circle has no end");
        journal
            .record(&RealDisk, &Origin::default(), body, now())
            .expect("the folder can be written")
    };
    // The first state is the whole text.
    let _made = record();
    let mut group = criterion.benchmark_group("journal");
    group.bench_function(format!("body/{name}"), |b| {
        b.iter(|| format::body(black_box(&typed)));
    });
    group.bench_function(format!("letter/{name}"), |b| b.iter(&mut record));
    group.finish();
}

/// What a start after a crash reads.
fn replaying(criterion: &mut Criterion) {
    let folder = folder();
    let path = folder.path().join("1.journal");
    let mut journal = JournalWriter::new(path.clone());
    let mut draft = sample_draft();
    for _ in 0..=LETTERS {
        let body = format::body(&draft);
        let _made_or_added = journal
            .record(&RealDisk, &Origin::default(), &body, now())
            .expect("the folder can be written");
        draft.other_tasks_text.push('字');
    }
    let bytes = RealDisk
        .read(&path, u64::MAX)
        .expect("the journal was written");
    let expected = replay(&bytes).body;
    assert!(expected.is_some_and(|body| body.matches('字').count() >= LETTERS));
    criterion.bench_function(&format!("journal/replay-{LETTERS}-letters"), |b| {
        b.iter(|| replay(black_box(&bytes)));
    });
}

/// Versions of a file, all of one day, so that none is thinned out.
fn keeping(criterion: &mut Criterion) {
    let folder = folder();
    let places = Places::below(folder.path());
    let file = folder.path().join("draft.ron");
    let draft = sample_draft();
    let keep = |draft: &Draft| {
        let bytes = text_of(draft).into_bytes();
        versions::keep(&RealDisk, &places, Some(&file), Kind::Saved, &bytes, now())
            .expect("the folder can be written")
    };
    let mut other = draft.clone();
    for _ in 0..VERSIONS {
        other.department.push('市');
        assert!(matches!(keep(&other), Kept::Written(_)));
    }
    let mut group = criterion.benchmark_group("versions");
    group.bench_function(format!("list-{VERSIONS}"), |b| {
        b.iter(|| versions::list(&RealDisk, &places, Some(&file)).expect("the folder is there"));
    });
    group.bench_function(format!("keep-beside-{VERSIONS}"), |b| {
        b.iter(|| match keep(&draft) {
            Kept::Written(path) => RealDisk.remove(&path).expect("the version was written"),
            Kept::Known => panic!("the newest version differs"),
        });
    });
    group.finish();
}

/// What the dialogs before a recovery and a replacement show.
fn comparing(criterion: &mut Criterion) {
    let before = large_draft();
    let template = sample::template();
    let mut after = before.clone();
    for row in after.indicators.iter_mut().step_by(CHANGED_EVERY) {
        row.year = TargetValue::read("≥1场");
    }
    // One row less moves all that stand behind it.
    let _removed = after.indicators.remove(MANY_INDICATORS / 2);
    let found = differences(&before, &after, &template).len();
    assert!(found >= MANY_INDICATORS / CHANGED_EVERY, "{found}");
    criterion.bench_function("compare/large", |b| {
        b.iter(|| differences(black_box(&before), black_box(&after), &template));
    });
}
