//! What the subcommands answer where all is well.

use super::program::{
    AWKWARD_DRAFT, BLANK_SAMPLE, FULL_SAMPLE, Folder, check_plain_chinese, project_file,
};
use expect_test::expect;
use mubiao::app::read::section_name;
use mubiao::model::{FieldPath, Section};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Keys of an object, in order.
#[track_caller]
fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

#[test]
fn help_names_every_subcommand_and_speaks_to_standard_output() {
    let folder = Folder::new();
    for line in ["--help", "-h", "check --help"] {
        let outcome = folder.run(line).ends(0);
        assert_eq!(outcome.err, "");
        for command in ["new", "check", "show", "print", "import", "templates"] {
            let usage = format!("  mubiao {command}");
            assert!(outcome.out.contains(&usage), "{line}: {command} is missing");
        }
    }
}

#[test]
fn the_version_is_the_one_of_the_manifest() {
    let expected = concat!("mubiao ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(Folder::new().run("--version").ends(0).out, expected);
}

#[test]
fn templates_are_listed_with_id_and_name() {
    expect![[r"
        dongguan-2024	东莞市部门整体预算绩效目标表（2024 年版）
        zhanjiang-2024	湛江市市级部门整体预算绩效目标表（2024 年版）
    "]]
    .assert_eq(&Folder::new().run("templates").ends(0).out);
}

#[test]
fn a_new_draft_is_the_blank_sample() {
    let folder = Folder::new();
    let outcome = folder.run("new --template dongguan-2024 --year 2025 -o a.ron");
    let outcome = outcome.ends(0);
    assert_eq!(
        (outcome.out.as_str(), outcome.err.as_str()),
        ("", "文件已写好：a.ron\n")
    );
    let expected = std::fs::read(project_file(BLANK_SAMPLE)).expect("the sample is there");
    assert_eq!(folder.read("a.ron"), expected);
    assert_eq!(folder.names(), ["a.ron"]);
}

#[test]
fn every_template_starts_a_draft_without_errors() {
    let folder = Folder::new();
    let listed = folder.run("templates").ends(0).out;
    for line in listed.lines() {
        let (id, _) = line.split_once('\t').expect("id and name");
        let new = format!("new --template {id} --year 2026 -o {id}.ron");
        folder.run(&new).ends(0);
        let checked = folder.run(&format!("check --json {id}.ron")).ends(0).json();
        assert_eq!(
            (&checked["template"], &checked["year"]),
            (&json!(id), &json!(2026))
        );
        assert_eq!(checked["counts"]["error"], 0, "{checked:#}");
    }
    assert!(listed.lines().count() >= 2, "{listed}");
}

#[test]
fn the_full_sample_checks_without_errors_in_the_documented_shape() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let outcome = folder.run("check --json a.ron").ends(0);
    assert_eq!(outcome.err, "");
    assert_eq!(outcome.out.lines().count(), 1, "one line for each file");
    let checked = outcome.json();
    assert_eq!(
        keys(&checked),
        [
            "file", "template", "year", "totals", "bridge", "counts", "findings", "ignored"
        ]
    );
    assert_eq!(
        (&checked["file"], &checked["template"], &checked["year"]),
        (&json!("a.ron"), &json!("dongguan-2024"), &json!(2025))
    );
    assert_eq!(
        keys(&checked["totals"]),
        [
            "expenditure_wan",
            "income_wan",
            "gap_wan",
            "tasks_yuan",
            "other_tasks_yuan",
            "indicators",
            "quantitative"
        ]
    );
    assert_eq!(
        keys(&checked["counts"]),
        ["error", "warning", "hint", "info"]
    );
    let findings = checked["findings"].as_array().expect("a list");
    for (severity, count) in checked["counts"].as_object().expect("an object") {
        let found = findings
            .iter()
            .filter(|found| found["severity"] == **severity);
        assert_eq!(json!(found.count()), *count, "{severity}");
    }
    assert_eq!(checked["counts"]["error"], 0);
    for found in findings {
        check_finding(found);
    }
}

#[test]
fn safe_fixes_are_told_first_and_written_when_asked() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let text = || String::from_utf8(folder.read("a.ron")).expect("a draft is a text");
    let clean = text();
    let dirty = clean.replacen("“拾光启程”", "<b>“拾光启程”</b>", 1);
    assert_ne!(dirty, clean, "the sample has this project");
    folder.write("a.ron", &dirty);
    let told = folder
        .run("check --json --fix --preview a.ron")
        .ends(0)
        .json();
    assert_eq!(told["fixed"]["count"], 1);
    let change = &told["fixed"]["changes"][0];
    assert!(
        change["before"]
            .as_str()
            .is_some_and(|text| text.contains("<b>"))
    );
    assert!(
        change["after"]
            .as_str()
            .is_some_and(|text| !text.contains('<'))
    );
    assert_eq!(text(), dirty, "a preview writes nothing");
    let done = folder.run("check --json --fix a.ron").ends(0).json();
    assert_eq!(done["fixed"], told["fixed"]);
    assert!(!text().contains("<b>"));
    let again = folder.run("check --json --fix a.ron").ends(0).json();
    assert_eq!(again["fixed"]["count"], 0);
}

#[test]
fn a_new_draft_is_checked_as_if_handed_in_when_asked() {
    let folder = Folder::with(BLANK_SAMPLE, "a.ron");
    let quiet = folder.run("check --json a.ron").ends(0).json();
    assert_eq!(quiet["counts"]["error"], 0);
    let asked = folder.run("check --json --submit a.ron").ends(1).json();
    assert_ne!(asked["counts"]["error"], 0);
}

#[test]
fn a_report_is_written_beside_the_answer() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    for (name, begins) in [("r.pdf", "%PDF-"), ("r.txt", "自查报告\n")] {
        let outcome = folder.run(&format!("check --submit --report {name} a.ron"));
        assert!(outcome.out.contains("警告 1"), "{}", outcome.out);
        assert_eq!(outcome.err, format!("文件已写好：{name}\n"));
        assert!(folder.read(name).starts_with(begins.as_bytes()), "{name}");
    }
    let text = String::from_utf8(folder.read("r.txt")).expect("reports are UTF-8");
    for words in [
        "一、结论",
        "两个数量（66个、388节次）",
        "资金桥",
        "五、打印情况\n共 ",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn the_sums_are_set_against_each_other_in_the_documented_shape() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let checked = folder.run("check --json a.ron").ends(0).json();
    let statements = checked["bridge"].as_array().expect("a list");
    let found: Vec<_> = statements
        .iter()
        .map(|found| (&found["topic"], &found["gap_wan"], &found["class"]))
        .collect();
    assert_eq!(
        found,
        [
            (&json!("balance"), &json!("0.01"), &json!("rounding")),
            (&json!("levels"), &Value::Null, &json!("blank")),
            (&json!("coverage"), &json!("-597.04"), &json!("scope")),
        ]
    );
    for statement in statements {
        check_plain_chinese(statement["message"].as_str().expect("a text"));
        for side in [&statement["left"], &statement["right"]] {
            check_side(side);
        }
    }
}

#[track_caller]
fn check_side(side: &Value) {
    assert_eq!(keys(side), ["name", "sum_wan", "terms"]);
    assert!(is_plain_amount(side["sum_wan"].as_str().expect("a text")));
    for term in side["terms"].as_array().expect("a list") {
        assert_eq!(keys(term), ["label", "path", "amount_wan", "state"]);
        let path = term["path"].as_str().expect("a text");
        path.parse::<mubiao::model::FieldPath>()
            .expect("an address of the form");
        let is_known = match &term["amount_wan"] {
            Value::String(amount) => is_plain_amount(amount),
            other => other.is_null() && term["state"] != "read",
        };
        assert!(is_known, "{term}");
    }
}

#[track_caller]
fn check_finding(found: &Value) {
    assert_eq!(
        keys(found),
        [
            "rule", "code", "severity", "path", "message", "fixes", "reason"
        ]
    );
    let text = |key: &str| found[key].as_str().expect("a text");
    let rule = mubiao::check::registry::rule(text("rule")).expect("a rule of this program");
    assert_eq!(text("code"), rule.code);
    text("path")
        .parse::<mubiao::model::FieldPath>()
        .expect("an address of the form");
    check_plain_chinese(text("message"));
    for fix in found["fixes"].as_array().expect("a list") {
        assert_eq!(keys(fix), ["label", "safety"]);
        assert!(fix["label"].is_string());
        assert!(["safe", "meaning"].contains(&fix["safety"].as_str().expect("a text")));
    }
}

/// Whether a text is digits, a point and two digits or more, perhaps after a minus.
fn is_plain_amount(text: &str) -> bool {
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let (integer, fraction) = text.split_once('.').unwrap_or_default();
    let integer = integer.strip_prefix('-').unwrap_or(integer);
    !integer.is_empty() && digits(integer) && digits(fraction) && fraction.len() >= 2
}

#[test]
fn totals_are_decimal_texts_even_where_nothing_is_written() {
    let folder = Folder::new();
    for sample in [FULL_SAMPLE, BLANK_SAMPLE] {
        let path = project_file(sample);
        let checked = folder.run_with(["check", "--json", &path.to_string_lossy()]);
        let checked = checked.ends(0).json();
        for (key, total) in checked["totals"].as_object().expect("an object") {
            match total {
                Value::String(text) => assert!(is_plain_amount(text), "{sample}: {key} is {text}"),
                other => assert!(other.is_u64(), "{sample}: {key} is {other}"),
            }
        }
    }
}

#[test]
fn several_drafts_give_a_line_each_and_the_worst_exit_code() {
    let folder = Folder::with(FULL_SAMPLE, "good.ron");
    let text = String::from_utf8(folder.read("good.ron")).expect("UTF-8");
    folder.write("bad.ron", text.replace("866.56", "约八百"));
    let outcome = folder.run("check --json good.ron bad.ron").ends(1);
    let files: Vec<Value> = outcome
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["file"].clone())
        .collect();
    assert_eq!(files, ["good.ron", "bad.ron"]);
    let outcome = folder
        .run("check --json good.ron missing.ron bad.ron")
        .ends(2);
    assert_eq!(outcome.out.lines().count(), 2);
    folder.run("check good.ron").ends(0);
    folder.run("check bad.ron good.ron").ends(1);
}

/// Hints that are alike: rule, part of the form, and how bad they are.
type Likeness<'a> = (&'a str, Section, &'a str);

/// Findings of an answer by what they have in common.
fn alike(findings: &[Value]) -> BTreeMap<Likeness<'_>, Vec<&str>> {
    let mut alike: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for found in findings {
        let text = |key: &str| found[key].as_str().expect("a text");
        let path: FieldPath = text("path").parse().expect("an address of the form");
        let likeness = (text("rule"), path.section(), text("severity"));
        alike.entry(likeness).or_default().push(text("message"));
    }
    alike
}

#[test]
fn people_get_the_same_findings_as_programs() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let outcome = folder.run("check a.ron").ends(0);
    let checked = folder.run("check --json a.ron").ends(0).json();
    let findings = checked["findings"].as_array().expect("a list");
    let (mut n_lines, mut n_folded) = (0, 0);
    for ((rule, section, severity), messages) in alike(findings) {
        let is_mild = ["hint", "info"].contains(&severity);
        if is_mild && messages.len() >= 3 {
            // People get three or more that are alike as one line with their number.
            let (section, count) = (section_name(section), messages.len());
            let is_told = outcome.out.lines().any(|line| {
                line.contains(&format!(" {section}："))
                    && line.ends_with(&format!("（共 {count} 处）"))
            });
            assert!(is_told, "{count} of {rule} are missing");
            n_folded += 1;
            n_lines += 1;
            continue;
        }
        for message in &messages {
            let is_told = outcome.out.lines().any(|line| line.ends_with(message));
            assert!(is_told, "{message} is missing");
        }
        n_lines += messages.len();
    }
    assert!(n_folded > 0 && n_lines > n_folded, "the sample has both");
    assert_eq!(outcome.out.lines().count(), n_lines + 2);
}

/// A draft with something in every field, with blanks and with an amount that is none.
const SMALL: &str = r#"(
    format: "mubiao",
    version: 1,
    template: "zhanjiang-2024",
    year: "2025",
    department: "示例市图书馆",
    staff: "12",
    subunits: "",
    budget: (
        basic: "300",
        project: "1, 430. 50",
        special: "约120万",
        other_development: "",
        fiscal: "0.00",
        other_income: "",
        city_level: "",
        transfer: "",
    ),
    goals: [["第一行", "第二行"]],
    tasks: [(name: "讲座", content: ["一", "二"], amount: "12.5", goal: [])],
    other_tasks: [(name: "修缮", content: [], amount: "")],
    other_tasks_text: ["一段话"],
    indicators: [(level1: "产出指标", level2: "数量指标", name: "场次", cycle: "", year: "≥12场")],
)
"#;

#[test]
fn show_gives_every_field_of_the_draft() {
    let folder = Folder::new();
    folder.write("a.ron", SMALL);
    let outcome = folder.run("show --json a.ron").ends(0);
    assert_eq!(outcome.err, "");
    expect![[r#"
        {
          "template": "zhanjiang-2024",
          "year": 2025,
          "department": "示例市图书馆",
          "staff": 12,
          "subunits": null,
          "budget": {
            "basic": "300.00",
            "project": "1430.50",
            "special": "约120万",
            "other_development": null,
            "fiscal": "0.00",
            "other_income": null,
            "city_level": null,
            "transfer": null
          },
          "goals": [
            "第一行\n第二行"
          ],
          "tasks": [
            {
              "name": "讲座",
              "content": "一\n二",
              "amount": "12.50",
              "goal": ""
            }
          ],
          "other_tasks": [
            {
              "name": "修缮",
              "content": "",
              "amount": null
            }
          ],
          "other_tasks_text": "一段话",
          "indicators": [
            {
              "level1": "产出指标",
              "level2": "数量指标",
              "name": "场次",
              "cycle": "",
              "year": "≥12场"
            }
          ]
        }
    "#]]
    .assert_eq(&outcome.out);
}

#[test]
fn a_draft_full_of_traps_is_checked_shown_and_printed() {
    let folder = Folder::with(AWKWARD_DRAFT, "a.ron");
    let checked = folder.run("check --json a.ron").ends(1).json();
    assert_eq!(checked["year"], "二〇二五");
    assert_ne!(checked["counts"]["error"], 0);
    let shown = folder.run("show --json a.ron").ends(0).json();
    let draft = mubiao::store::format::read(&folder.read("a.ron"));
    let draft = draft.expect("the draft is sound").draft;
    assert_eq!(shown["department"], draft.department);
    let goals = draft.goals.iter().map(|goal| goal.text.as_str());
    assert_eq!(shown["goals"], json!(goals.collect::<Vec<_>>()));
    let printed = folder.run("print a.ron -o a.pdf").ends(0);
    check_plain_chinese(printed.first_word().split('：').next().unwrap_or_default());
    assert!(folder.read("a.pdf").starts_with(b"%PDF-"));
}

#[test]
fn messages_about_a_draft_never_mix_with_its_json() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let text = String::from_utf8(folder.read("a.ron")).expect("UTF-8");
    folder.write("a.ron", text.replace("866.56", "866.57"));
    for line in ["check --json a.ron", "show --json a.ron"] {
        let outcome = folder.run(line).ends(0);
        assert!(outcome.json().is_object());
        check_plain_chinese(outcome.first_word());
        assert!(outcome.err.contains("a.ron"), "{}", outcome.err);
    }
}

/// Pixels from left to right and from top to bottom, as a PNG file says.
fn size_of_png(bytes: &[u8]) -> (u32, u32) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1A\n"));
    let number = |at: usize| {
        let bytes = bytes
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok());
        u32::from_be_bytes(bytes.expect("a whole header"))
    };
    (number(16), number(20))
}

#[test]
fn pictures_are_a4_pages_at_the_wanted_resolution() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let outcome = folder.run("print a.ron --png pages --dpi 40").ends(0);
    assert_eq!(outcome.out, "");
    let n_pages = outcome.err.lines().count();
    assert!(n_pages > 1);
    for page in 1..=n_pages {
        let name = format!("pages/page-{page}.png");
        assert!(
            outcome.err.contains(&format!("文件已写好：{name}\n")),
            "{outcome:?}"
        );
        // 210 mm × 297 mm at 40 dots an inch.
        assert_eq!(size_of_png(&folder.read(&name)), (331, 468));
    }
    let written = std::fs::read_dir(folder.path("pages")).expect("the folder is there");
    assert_eq!(written.count(), n_pages);
}

#[test]
fn a_pdf_and_pictures_can_be_made_at_once() {
    let folder = Folder::with(BLANK_SAMPLE, "a.ron");
    folder.run("print a.ron -o a.pdf --png . --dpi 20").ends(0);
    assert!(folder.read("a.pdf").starts_with(b"%PDF-"));
    assert_eq!(folder.names(), ["a.pdf", "a.ron", "page-1.png"]);
}

#[test]
fn the_same_draft_gives_the_same_pdf() {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    folder.run("print a.ron -o 1.pdf").ends(0);
    folder.run("print a.ron -o 2.pdf").ends(0);
    assert!(folder.read("1.pdf") == folder.read("2.pdf"));
}
