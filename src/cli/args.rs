//! Arguments to jobs; contradictions are told in words.

use lexopt::{Arg, Parser, ValueExt as _};
use std::ffi::OsString;
use std::path::PathBuf;

use crate::app::submission::ReportForm;
use crate::base::date::Year;
use crate::check::Occasion;

/// What `--help` prints.
pub(super) const HELP: &str = "\
目标表编辑器

用法：
  mubiao [草稿.ron …]                              打开编辑窗口
  mubiao new --template 模板 --year 年度 -o 草稿.ron  新建一份空白草稿
  mubiao check [--json] [--submit] 草稿.ron …        检查；有错误时退出码为 1，读不了为 2；
                                                  --submit 按送审要求检查，没写的部分也算，
                                                  并检查打印效果
  mubiao check --submit --report 报告.pdf 草稿.ron    另写一份自查报告；以 .txt 结尾时写成文本
  mubiao check --fix [--preview] 草稿.ron …          修复不改变意思的问题；--preview 只列出不写入
  mubiao show --json 草稿.ron                       以 JSON 输出草稿内容
  mubiao print 草稿.ron -o 文件.pdf                  生成 PDF
  mubiao print 草稿.ron --png 文件夹 [--dpi 数字]     每页生成一张图片
  mubiao import 文字.txt -o 草稿.ron [--template 模板] [--year 年度]
                                                  从公开的表格文字导入
  mubiao templates                                 列出可用的模板
";

/// What the program is to do.
#[derive(Debug, PartialEq)]
pub enum Job {
    /// Open the window, perhaps with drafts: the first one here, each other in a window of its
    /// own.
    Window {
        /// The drafts.
        drafts: Vec<PathBuf>,
    },
    /// Do something without a window.
    Headless(Headless),
}

/// A job without a window.
#[derive(Debug, PartialEq)]
pub enum Headless {
    /// `mubiao new`.
    New(New),
    /// `mubiao check`.
    Check(Check),
    /// `mubiao show`.
    Show(Show),
    /// `mubiao print`.
    Print(Print),
    /// `mubiao import`.
    Import(Import),
    /// `mubiao templates`.
    Templates,
    /// `mubiao --help`.
    Help,
    /// `mubiao --version`.
    Version,
}

/// `mubiao new`.
#[derive(Debug, PartialEq)]
pub struct New {
    /// The template's id.
    pub template: String,
    /// The budget year.
    pub year: Year,
    /// The file to write.
    pub output: PathBuf,
}

/// `mubiao check`.
#[derive(Debug, PartialEq)]
pub struct Check {
    /// How to print the findings.
    pub format: Format,
    /// What the findings are for.
    pub occasion: Occasion,
    /// What becomes of the fixes.
    pub fixing: Fixing,
    /// The file for 《自查报告》, and in what form.
    pub report: Option<(PathBuf, ReportForm)>,
    /// The drafts.
    pub drafts: Vec<PathBuf>,
}

/// What becomes of the fixes that keep the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixing {
    /// Nothing.
    None,
    /// They are told.
    Preview,
    /// They are applied, and the draft is written.
    Write,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `mubiao show`.
#[derive(Debug, PartialEq)]
pub struct Show {
    /// The draft.
    pub draft: PathBuf,
}

/// `mubiao print`.
#[derive(Debug, PartialEq)]
pub struct Print {
    /// The draft.
    pub draft: PathBuf,
    /// The PDF to write.
    pub pdf: Option<PathBuf>,
    /// The folder for pictures of the pages.
    pub png: Option<PathBuf>,
    /// Dots per inch of the pictures.
    pub dpi: u16,
}

/// `mubiao import`.
#[derive(Debug, PartialEq)]
pub struct Import {
    /// The text.
    pub text: PathBuf,
    /// The draft to write.
    pub output: PathBuf,
    /// The template's id.
    pub template: Option<String>,
    /// The budget year.
    pub year: Option<Year>,
}

/// What is wrong with the arguments, in words.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArgsError {
    /// An option that there is not.
    #[error("不认识参数“{0}”")]
    Unknown(String),
    /// An option without its value.
    #[error("参数 {0} 后面少了内容")]
    NoValue(String),
    /// Something that is needed.
    #[error("{command} 缺少{what}")]
    Missing {
        /// The subcommand.
        command: &'static str,
        /// What is missing.
        what: &'static str,
    },
    /// A value that cannot be.
    #[error("{option} 的值“{value}”不对，{wanted}")]
    Wrong {
        /// The option.
        option: &'static str,
        /// Its value.
        value: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// More files than the subcommand takes.
    #[error("多出了“{0}”，这里用不到")]
    TooMany(String),
    /// An option that the subcommand does not take.
    #[error("这里用不到参数“{0}”")]
    NotTaken(String),
    /// An option with a value that takes none.
    #[error("参数“{0}”后面不用写内容")]
    NeedlessValue(String),
}

const DEFAULT_DPI: u16 = 150;
const DPI: std::ops::RangeInclusive<u16> = 20..=600;

/// Everything that any subcommand takes; each picks what it needs.
#[derive(Debug, Default)]
struct Given {
    files: Vec<PathBuf>,
    output: Option<PathBuf>,
    template: Option<String>,
    year: Option<Year>,
    png: Option<PathBuf>,
    dpi: Option<u16>,
    report: Option<PathBuf>,
    /// The options as they were given.
    options: Vec<String>,
}

impl Given {
    fn has(&self, option: &str) -> bool {
        self.options.iter().any(|given| given == option)
    }
}

/// Reads the arguments; the first is the program.
///
/// # Errors
/// Names what is wrong.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Job, ArgsError> {
    let mut parser = Parser::from_iter(args);
    let mut command: Option<String> = None;
    let mut given = Given::default();
    while let Some(arg) = parser.next().map_err(of_lexopt)? {
        match arg {
            Arg::Value(value) if command.is_none() => {
                let name = subcommand(&value);
                command = Some(name.unwrap_or_default().to_owned());
                if name.is_none() {
                    given.files.push(PathBuf::from(value));
                }
            }
            Arg::Value(value) => given.files.push(PathBuf::from(value)),
            Arg::Long("help") | Arg::Short('h') => return Ok(Job::Headless(Headless::Help)),
            Arg::Long("version") | Arg::Short('V') => return Ok(Job::Headless(Headless::Version)),
            Arg::Long(name) => {
                let name = name.to_owned();
                long(&mut parser, &mut given, &name)?;
                given.options.push(format!("--{name}"));
            }
            Arg::Short('o') => {
                given.output = Some(value(&mut parser, "-o")?.into());
                given.options.push("-o".to_owned());
            }
            Arg::Short(letter) => return Err(ArgsError::Unknown(format!("-{letter}"))),
        }
    }
    job(command.as_deref().unwrap_or_default(), given)
}

const COMMANDS: [&str; 6] = ["new", "check", "show", "print", "import", "templates"];

fn subcommand(value: &OsString) -> Option<&'static str> {
    COMMANDS.into_iter().find(|name| value == *name)
}

fn long(parser: &mut Parser, given: &mut Given, name: &str) -> Result<(), ArgsError> {
    match name {
        // What takes no value is known by its name alone.
        "json" | "fix" | "preview" | "submit" => {}
        "report" => given.report = Some(value(parser, "--report")?.into()),
        "output" => given.output = Some(value(parser, "--output")?.into()),
        "template" => given.template = Some(text(parser, "--template")?),
        "png" => given.png = Some(value(parser, "--png")?.into()),
        "year" => {
            let typed = text(parser, "--year")?;
            let wanted = "请用 2000 到 2100 之间的四位数字";
            given.year = Some(Year::parse(&typed).ok_or(ArgsError::Wrong {
                option: "--year",
                value: typed,
                wanted,
            })?);
        }
        "dpi" => {
            let typed = text(parser, "--dpi")?;
            let dpi = typed.parse().ok().filter(|dpi| DPI.contains(dpi));
            let wanted = "请用 20 到 600 之间的整数";
            given.dpi = Some(dpi.ok_or(ArgsError::Wrong {
                option: "--dpi",
                value: typed,
                wanted,
            })?);
        }
        other => return Err(ArgsError::Unknown(format!("--{other}"))),
    }
    Ok(())
}

fn value(parser: &mut Parser, option: &str) -> Result<OsString, ArgsError> {
    parser
        .value()
        .map_err(|_err| ArgsError::NoValue(option.to_owned()))
}

fn text(parser: &mut Parser, option: &str) -> Result<String, ArgsError> {
    let value = value(parser, option)?;
    value
        .string()
        .map_err(|_err| ArgsError::NoValue(option.to_owned()))
}

fn of_lexopt(err: lexopt::Error) -> ArgsError {
    match err {
        lexopt::Error::MissingValue {
            option: Some(option),
        } => ArgsError::NoValue(option),
        lexopt::Error::UnexpectedOption(option) => ArgsError::Unknown(option),
        lexopt::Error::UnexpectedValue { option, .. } => ArgsError::NeedlessValue(option),
        other => ArgsError::Unknown(other.to_string()),
    }
}

/// The options that each subcommand takes; the window takes none.
const TAKEN: [(&str, &[&str]); 5] = [
    ("new", &["--template", "--year", "-o", "--output"]),
    (
        "check",
        &["--json", "--submit", "--fix", "--preview", "--report"],
    ),
    ("show", &["--json"]),
    ("print", &["-o", "--output", "--png", "--dpi"]),
    ("import", &["-o", "--output", "--template", "--year"]),
];

/// What is not taken is not passed over in silence.
fn refuse_what_is_not_taken(command: &str, given: &Given) -> Result<(), ArgsError> {
    let taken = TAKEN
        .iter()
        .find(|(name, _)| *name == command)
        .map_or(&[][..], |(_, options)| options);
    let mut options = given.options.iter();
    if let Some(option) = options.find(|option| !taken.contains(&option.as_str())) {
        return Err(ArgsError::NotTaken(option.clone()));
    }
    match given.files.first() {
        Some(file) if ["new", "templates"].contains(&command) => {
            Err(ArgsError::TooMany(file.display().to_string()))
        }
        _ => Ok(()),
    }
}

fn job(command: &str, given: Given) -> Result<Job, ArgsError> {
    refuse_what_is_not_taken(command, &given)?;
    Ok(Job::Headless(match command {
        "new" => Headless::New(new(given)?),
        "check" => Headless::Check(check(given)?),
        "show" => Headless::Show(Show {
            draft: only_file(given.files, ("show", "要查看的草稿"))?,
        }),
        "print" => Headless::Print(print(given)?),
        "import" => Headless::Import(import(given)?),
        "templates" => Headless::Templates,
        _ => {
            return Ok(Job::Window {
                drafts: given.files,
            });
        }
    }))
}

fn new(given: Given) -> Result<New, ArgsError> {
    let missing = |what| ArgsError::Missing {
        command: "new",
        what,
    };
    Ok(New {
        template: given.template.ok_or(missing("模板，请加 --template"))?,
        year: given.year.ok_or(missing("年度，请加 --year"))?,
        output: given.output.ok_or(missing("要写的文件，请加 -o"))?,
    })
}

fn check(given: Given) -> Result<Check, ArgsError> {
    if given.files.is_empty() {
        return Err(ArgsError::Missing {
            command: "check",
            what: "要检查的草稿",
        });
    }
    let format = if given.has("--json") {
        Format::Json
    } else {
        Format::Text
    };
    let occasion = if given.has("--submit") {
        Occasion::Submitting
    } else {
        Occasion::Writing
    };
    let fixing = match (given.has("--fix"), given.has("--preview")) {
        (true, false) => Fixing::Write,
        (true, true) => Fixing::Preview,
        (false, false) => Fixing::None,
        (false, true) => {
            return Err(ArgsError::Missing {
                command: "check --preview",
                what: "参数 --fix",
            });
        }
    };
    let report = report(&given)?;
    Ok(Check {
        format,
        occasion,
        fixing,
        report,
        drafts: given.files,
    })
}

/// 《自查报告》 is on one draft that is to be handed in.
fn report(given: &Given) -> Result<Option<(PathBuf, ReportForm)>, ArgsError> {
    let Some(path) = &given.report else {
        return Ok(None);
    };
    if !given.has("--submit") {
        return Err(ArgsError::Missing {
            command: "check --report",
            what: "参数 --submit",
        });
    }
    if let Some(more) = given.files.get(1) {
        return Err(ArgsError::TooMany(more.display().to_string()));
    }
    let form = ReportForm::of_file(path).ok_or_else(|| ArgsError::Wrong {
        option: "--report",
        value: path.display().to_string(),
        wanted: "文件名请以“pdf”或“txt”结尾",
    })?;
    Ok(Some((path.clone(), form)))
}

fn print(given: Given) -> Result<Print, ArgsError> {
    let draft = only_file(given.files, ("print", "要打印的草稿"))?;
    if given.output.is_none() && given.png.is_none() {
        let what = "要写的文件，请加 -o 或 --png";
        return Err(ArgsError::Missing {
            command: "print",
            what,
        });
    }
    let dpi = given.dpi.unwrap_or(DEFAULT_DPI);
    Ok(Print {
        draft,
        pdf: given.output,
        png: given.png,
        dpi,
    })
}

fn import(given: Given) -> Result<Import, ArgsError> {
    let text = only_file(given.files, ("import", "要导入的文字"))?;
    let missing = ArgsError::Missing {
        command: "import",
        what: "要写的文件，请加 -o",
    };
    let output = given.output.ok_or(missing)?;
    Ok(Import {
        text,
        output,
        template: given.template,
        year: given.year,
    })
}

fn only_file(
    files: Vec<PathBuf>,
    (command, what): (&'static str, &'static str),
) -> Result<PathBuf, ArgsError> {
    let mut files = files.into_iter();
    let first = files.next().ok_or(ArgsError::Missing { command, what })?;
    match files.next() {
        None => Ok(first),
        Some(more) => Err(ArgsError::TooMany(more.display().to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Job, ArgsError> {
        parse(line.split(' ').map(OsString::from))
    }

    #[test]
    fn drafts_or_nothing_open_the_window() {
        for (line, files) in [
            ("mubiao", vec![]),
            ("mubiao a.ron", vec!["a.ron"]),
            ("mubiao a.ron b.ron", vec!["a.ron", "b.ron"]),
        ] {
            let drafts = files.into_iter().map(PathBuf::from).collect();
            assert_eq!(read(line), Ok(Job::Window { drafts }), "{line}");
        }
    }

    #[test]
    fn subcommands_take_their_options_in_any_order() {
        let job = Headless::Check(Check {
            format: Format::Json,
            occasion: Occasion::Writing,
            fixing: Fixing::None,
            report: None,
            drafts: vec!["a.ron".into(), "b.ron".into()],
        });
        assert_eq!(
            read("mubiao check a.ron --json b.ron"),
            Ok(Job::Headless(job))
        );
        for (line, occasion, fixing) in [
            ("--fix", Occasion::Writing, Fixing::Write),
            ("--fix --preview", Occasion::Writing, Fixing::Preview),
            (
                "--preview --submit --fix",
                Occasion::Submitting,
                Fixing::Preview,
            ),
        ] {
            let job = Headless::Check(Check {
                format: Format::Text,
                occasion,
                fixing,
                report: None,
                drafts: vec!["a.ron".into()],
            });
            let read = read(&format!("mubiao check {line} a.ron"));
            assert_eq!(read, Ok(Job::Headless(job)), "{line}");
        }
        assert!(read("mubiao check --preview a.ron").is_err());
        let job = Headless::Check(Check {
            format: Format::Text,
            occasion: Occasion::Submitting,
            fixing: Fixing::None,
            report: Some(("r.PDF".into(), ReportForm::Pdf)),
            drafts: vec!["a.ron".into()],
        });
        let read_job = read("mubiao check --report r.PDF --submit a.ron");
        assert_eq!(read_job, Ok(Job::Headless(job)));
        let job = Headless::Print(Print {
            draft: "a.ron".into(),
            pdf: None,
            png: Some("pages".into()),
            dpi: 96,
        });
        assert_eq!(
            read("mubiao print --dpi 96 --png pages a.ron"),
            Ok(Job::Headless(job))
        );
    }

    #[track_caller]
    fn complains(line: &str, words: &str) {
        assert_eq!(
            read(line).map_err(|err| err.to_string()),
            Err(words.to_owned()),
            "{line}"
        );
    }

    #[test]
    fn says_what_is_wrong_with_the_arguments() {
        complains("mubiao --fast", "不认识参数“--fast”");
        complains(
            "mubiao new --year 2025 -o a.ron",
            "new 缺少模板，请加 --template",
        );
        complains(
            "mubiao new --year 1949",
            "--year 的值“1949”不对，请用 2000 到 2100 之间的四位数字",
        );
        complains(
            "mubiao print a.ron",
            "print 缺少要写的文件，请加 -o 或 --png",
        );
        complains(
            "mubiao print a.ron --dpi 0",
            "--dpi 的值“0”不对，请用 20 到 600 之间的整数",
        );
        complains("mubiao check", "check 缺少要检查的草稿");
        complains("mubiao import a.txt -o", "参数 -o 后面少了内容");
    }
}
