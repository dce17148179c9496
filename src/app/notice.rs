//! `Notice`: errors and events in words for people; the one place where they are found.
//!
//! How to phrase: one polite sentence that says what happened, where, and what to do; the
//! technical cause stands below it.

use std::fmt::Write as _;
use std::path::Path;

use super::action::Action;
use super::ops::OpError;
use crate::edit::EditError;
use crate::exchange::text_import::ImportError;
use crate::model::template::TemplateError;
use crate::print::PrintError;
use crate::store::LoadError;
use crate::store::format::{self, Encoding, FormatError, Position, Shape};
use crate::store::lock::{Holder, Where};
use crate::store::save::{SaveError, Saved};
use crate::store::settings::BrokenSettings;

/// What a person is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub weight: Weight,
    /// One sentence: what happened, where, what to do.
    pub text: String,
    /// The place and the technical cause.
    pub detail: Option<String>,
    /// What could be done now.
    pub action: Option<Action>,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Something was not done.
    Failure,
    /// Something was done, and needs a look.
    Caution,
    /// Something was done.
    Info,
}

impl Notice {
    /// Good to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            weight: Weight::Info,
            text: text.into(),
            detail: None,
            action: None,
        }
    }

    fn failure(text: impl Into<String>) -> Self {
        Self {
            weight: Weight::Failure,
            ..Self::info(text)
        }
    }

    fn caution(text: impl Into<String>) -> Self {
        Self {
            weight: Weight::Caution,
            ..Self::info(text)
        }
    }

    fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    fn offering(mut self, action: Action) -> Self {
        self.action = Some(action);
        self
    }

    /// An operation failed.
    pub fn of(err: &OpError) -> Self {
        let notice = match err {
            OpError::Load { path, source } => Self::failure(load_words(source, path)),
            OpError::Save { path, source } => {
                Self::failure(save_words(source, path)).offering(Action::SaveAs)
            }
            OpError::InUse { path, holder } => {
                let text = format!(
                    "“{}”没有保存：{}，请换一个文件名",
                    name(path),
                    holder_words(holder)
                );
                Self::failure(text).offering(Action::SaveAs)
            }
            OpError::Journal { .. } => {
                Self::failure("恢复记录读不出来，没有导出；记录还在，请稍后重试")
            }
            OpError::Folder { path, .. } => {
                Self::failure(format!("文件夹“{}”建不了，请换一个位置", path.display()))
            }
            OpError::Format(err) => Self::failure(format_words(err)),
            OpError::Print(err) => Self::failure(print_words(err)),
            OpError::Import { path, source } => Self::failure(import_words(source, path)),
            OpError::Template(err) => Self::failure(template_words(err)),
            OpError::UnknownTemplate { file, id, known } => {
                Self::failure(unknown_template_words(file.as_deref(), id, known))
            }
            OpError::NoPage(page) => {
                Self::failure(format!("没有第 {} 页，请重新打开打印预览", page + 1))
            }
        };
        notice.with_detail(causes(err))
    }

    /// Something about a file that was opened.
    pub fn of_load(notice: &format::Notice, path: &Path) -> Self {
        let text = match notice {
            format::Notice::ChecksumDiffers => {
                "这个文件在本程序之外被改动或损坏过，请核对内容后再使用".to_owned()
            }
            format::Notice::LostAnnotations(count) => {
                format!("有 {count} 条忽略或关联在表里找不到位置，没有读入，表的内容不受影响")
            }
        };
        Self::caution(text).with_detail(path.display().to_string())
    }

    /// A file was written.
    pub fn of_saved(saved: &Saved, path: &Path) -> Self {
        let notice = if saved.durable {
            Self::info("文件已写好")
        } else {
            Self::caution("文件已写好，但系统没有确认它已落到磁盘，请过一会儿再保存一次")
        };
        notice.with_detail(path.display().to_string())
    }

    /// The file had another name, which keeps the old content.
    pub fn of_twin(path: &Path) -> Self {
        let text = "这个文件还有另一个名称（硬链接），那里仍是旧内容，请只用现在这个名称";
        Self::caution(text).with_detail(path.display().to_string())
    }

    /// The draft was saved, but no earlier version was kept.
    pub fn unversioned(cause: &str) -> Self {
        let text = "文件已保存，但历史版本没能留下，请检查用户文件夹的空间和权限";
        Self::caution(text).with_detail(cause)
    }

    /// Changes that were not to be saved could not be kept as a version either.
    pub fn unkept(cause: &str) -> Self {
        let text = "放弃的修改没能留底，窗口先不关闭；再次选择“不保存”就直接放弃";
        Self::failure(text).with_detail(cause)
    }

    /// Changes that the file's content took the place of could not be kept as a version.
    pub fn unkept_displaced(cause: &str) -> Self {
        let text = "载入前的修改没能留底，关闭窗口前可以用“撤销”取回";
        Self::caution(text).with_detail(cause)
    }

    /// What an earlier window left could not be kept as a version before its journal goes.
    pub fn unkept_leftover(cause: &str) -> Self {
        let text = "恢复记录里的内容没能留底，记录先保留着，请稍后重试";
        Self::failure(text).with_detail(cause)
    }

    /// What is typed does not reach the journal.
    pub fn unkept_typing(cause: &str) -> Self {
        let text = "无法自动备份，请经常保存；原因排除后会自动继续";
        Self::caution(text).with_detail(cause)
    }

    /// A journal could not be removed.
    pub fn leftover_stays(cause: &str) -> Self {
        let text = "旧的恢复记录没能清除，下次启动可能再次提示，不影响内容";
        Self::caution(text).with_detail(cause)
    }

    /// The folder of the versions could not be read.
    pub fn versions_unread(cause: &str) -> Self {
        let text = "历史版本读不出来，请检查用户文件夹的权限后重试";
        Self::failure(text).with_detail(cause)
    }

    /// The settings were set aside.
    pub fn broken_settings(broken: &BrokenSettings) -> Self {
        let text = match broken.kept_as {
            Some(_) => "界面设置读不出来，已改用默认设置；原来的设置文件留在一旁",
            None => "界面设置读不出来，已改用默认设置",
        };
        let place = broken.kept_as.as_deref().map(Path::display);
        let place = place.map_or_else(String::new, |place| format!("{place}: "));
        Self::caution(text).with_detail(format!("{place}{}", causes(&broken.cause)))
    }

    /// The settings were not written.
    pub fn settings_unsaved(cause: &str) -> Self {
        let text = "界面设置没能保存，下次启动会用原来的设置";
        Self::caution(text).with_detail(cause)
    }

    /// A text is longer than a field can hold.
    pub fn text_too_long(max_chars: usize) -> Self {
        Self::failure(format!(
            "一个栏目最多 {max_chars} 字，这次的文字太长，没有写入，请删减"
        ))
    }

    /// A list is as long as lists can be.
    pub fn too_many_rows(max_rows: usize) -> Self {
        Self::failure(format!("这里已有 {max_rows} 行，不能再添加，请分成几份"))
    }

    /// Further files were not opened in windows of their own.
    pub fn not_opened_elsewhere(err: &dyn std::error::Error) -> Self {
        let text = "其余的文件没能在新窗口中打开，请逐个打开";
        Self::failure(text).caused_by(err)
    }

    /// Files were dropped on the window while it asked something.
    pub fn not_dropped() -> Self {
        let text = "拖进来的文件没有打开，因为当时窗口里有问题等着回答；请再拖一次";
        Self::caution(text)
    }

    /// The draft is only looked at.
    pub fn read_only() -> Self {
        let text = "这份表是只读打开的，不能修改；要修改请先另存为别的文件";
        Self::info(text).offering(Action::SaveAs)
    }

    /// The file of the open draft is gone.
    pub fn missing_file(path: &Path) -> Self {
        let text = format!(
            "“{}”已不在原来的位置，内容还在窗口里；保存会在原处重新建立文件",
            name(path)
        );
        let caution = Self::caution(text).with_detail(path.display().to_string());
        caution.offering(Action::SaveAs)
    }

    /// The file of the open draft cannot be read any more.
    pub fn unreadable_outside(err: &OpError, path: &Path) -> Self {
        let text = format!(
            "“{}”在磁盘上读不出来了，内容还在窗口里，请先另存一份",
            name(path)
        );
        let failure = Self::failure(text).with_detail(causes(err));
        failure.offering(Action::SaveAs)
    }

    /// Characters that no face can print; `None` where there are none.
    pub fn of_missing_glyphs(missing: &[char]) -> Option<Self> {
        if missing.is_empty() {
            return None;
        }
        let shown: String = missing.iter().take(10).collect();
        let text = format!("打印字体里没有这些字，印出来会是方框，请改用别的字：{shown}");
        Some(Self::caution(text))
    }

    /// With the technical cause.
    #[must_use]
    pub fn caused_by(self, err: &dyn std::error::Error) -> Self {
        self.with_detail(causes(err))
    }

    /// An edit did not fit the draft.
    pub fn of_edit(err: &EditError) -> Self {
        let text = "这一步没有完成，内容没有改变，请重试一次";
        Self::failure(text).with_detail(err.to_string())
    }

    /// A job panicked.
    pub fn of_crash(cause: &str) -> Self {
        let text = "程序内部出了差错，这一步没有完成；您的内容还在，请先另存一份";
        Self::failure(text)
            .with_detail(cause)
            .offering(Action::SaveAs)
    }
}

/// Who has a file, since when: "由“资产科”（主机 pc-07）自 10:32 起打开".
pub fn holder_words(holder: &Holder) -> String {
    let who = match (&holder.user, &holder.host, holder.place) {
        (_, _, Where::ThisComputer) => "已在这台电脑的另一个窗口中".to_owned(),
        (Some(user), Some(host), _) => format!("正由“{user}”在电脑“{host}”上"),
        (Some(user), None, _) => format!("正由“{user}”"),
        (None, Some(host), _) => format!("正在电脑“{host}”上"),
        (None, None, _) => "正由别人".to_owned(),
    };
    match holder.since {
        Some(since) => format!("{who}打开（自 {} 起）", since.to_the_minute()),
        None => format!("{who}打开"),
    }
}

/// The error and its sources, outermost first.
fn causes(err: &dyn std::error::Error) -> String {
    let mut text = err.to_string();
    let mut source = err.source();
    while let Some(cause) = source {
        // Writing into a string cannot fail.
        if write!(text, ": {cause}").is_err() {
            break;
        }
        source = cause.source();
    }
    text
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn unknown_template_words(file: Option<&Path>, id: &str, known: &[String]) -> String {
    let known = known.join("、");
    match file {
        Some(file) => format!(
            "“{}”用的模板“{id}”本程序没有，可用的模板有：{known}",
            name(file)
        ),
        None => format!("没有名为“{id}”的模板，可用的模板有：{known}"),
    }
}

fn load_words(err: &LoadError, path: &Path) -> String {
    let name = name(path);
    match err {
        LoadError::NotFound { .. } => format!("没有找到文件“{name}”，请检查文件名和文件夹"),
        LoadError::IsFolder { .. } => format!("“{name}”是文件夹，请选择里面的文件"),
        LoadError::NotAFile { .. } => format!("“{name}”不是普通文件，不能打开"),
        LoadError::Denied { .. } => format!("没有权限读取“{name}”，请换一个文件或请管理员授权"),
        LoadError::Format { source, .. } => {
            format!("“{name}”没有打开：{}", format_words(source))
        }
        LoadError::Io { .. } => format!("读取“{name}”时出错，请检查磁盘或网络文件夹后重试"),
    }
}

fn save_words(err: &SaveError, path: &Path) -> String {
    let name = name(path);
    let what = match err {
        SaveError::NotAFile { .. } => "这个位置不是普通文件，请换一个文件名",
        SaveError::ChangedElsewhere { .. } => "文件在您打开之后被别人改过，请先对比再决定",
        SaveError::ReadOnly { .. } => "这个文件是只读的，请另存为别的文件",
        SaveError::NoFolder { .. } => "文件夹不存在，请另选文件夹",
        SaveError::Denied { .. } => "没有权限写入这个文件夹，请另选文件夹",
        SaveError::Full { .. } => "磁盘空间不足，请腾出空间或另选磁盘",
        SaveError::BadName { .. } => "文件名太长或有不允许的字符，请换一个名称",
        SaveError::Busy { .. } => "文件正被别的程序占用，请关闭那个程序后重试",
        SaveError::ReadBackDiffers { .. } => "写入后读回的内容不一致，磁盘可能有故障，请另选磁盘",
        SaveError::Io { .. } => "写入时出错，请检查磁盘后重试",
    };
    format!("“{name}”没有保存：{what}；原来的文件没有改变")
}

fn at(position: Position) -> String {
    format!("第 {} 行第 {} 列", position.line, position.column)
}

/// What is wrong with a draft file, where, and what to do.
fn format_words(err: &FormatError) -> String {
    match err {
        FormatError::TooLarge { max_bytes } => {
            format!(
                "文件超过 {} 兆字节，不是目标表草稿",
                max_bytes / (1024 * 1024)
            )
        }
        FormatError::Empty => "文件是空的，请找一份完整的文件".to_owned(),
        FormatError::NotADraft => "文件不是本程序的目标表草稿，请选择用本程序保存的文件".to_owned(),
        FormatError::NotUtf8 {
            at: place,
            looks_like,
        } => not_utf8_words(&at(*place), *looks_like),
        FormatError::Incomplete { at: place } => {
            format!("文件不完整，到{}就断了，请找一份完整的备份", at(*place))
        }
        FormatError::Syntax {
            at: place,
            slip: Some(slip),
            ..
        } => format!(
            "{}有全角符号“{}”，这里要用半角“{}”",
            at(*place),
            slip.typed,
            slip.meant
        ),
        FormatError::Syntax {
            at: place,
            missing: Some(missing),
            ..
        } => {
            format!("{}少了“{missing}”，请补上后再打开", at(*place))
        }
        FormatError::Syntax { at: place, .. } => {
            format!("{}的写法看不懂，请改正或找一份备份", at(*place))
        }
        FormatError::TooDeep { at: place } => format!("{}括号套得太深，文件可能损坏", at(*place)),
        FormatError::NewerVersion { found, ours } => format!(
            "文件由更新版本的程序保存（格式 {found}，本程序到 {ours}），请先升级程序；文件没有改动"
        ),
        FormatError::UnknownField {
            at: place,
            name,
            expected,
        } => format!(
            "{}有不认识的字段“{name}”，这里可以用：{}",
            at(*place),
            expected.join("、")
        ),
        FormatError::MissingField { at: place, name } => {
            format!("{}之前缺少字段“{name}”，请补上后再打开", at(*place))
        }
        FormatError::DuplicateField { at: place, name } => {
            format!("{}的字段“{name}”重复，请删去一个", at(*place))
        }
        FormatError::WrongType {
            at: place,
            expected,
            ..
        } => wrong_type_words(&at(*place), *expected),
        FormatError::TextTooLong {
            at: place,
            max_chars,
        } => {
            format!("{}的文字超过 {max_chars} 字，请删减", at(*place))
        }
        FormatError::TooManyRows {
            at: place,
            max_rows,
        } => {
            format!("{}的行数超过 {max_rows}，请分成几份", at(*place))
        }
        FormatError::ReadBackDiffers => {
            "这份内容写出后读不回同样的结果，没有写入；请把内容另存一份后告诉维护人员".to_owned()
        }
    }
}

fn not_utf8_words(place: &str, looks_like: Option<Encoding>) -> String {
    let hint = match looks_like {
        Some(Encoding::Gbk) => "像是 GBK 编码，请在记事本中另存为 UTF-8",
        Some(Encoding::Utf16) => "像是 UTF-16 编码，请在记事本中另存为 UTF-8",
        None => "文件可能损坏，请找一份备份",
    };
    format!("从{place}起不是 UTF-8 文字，{hint}")
}

fn wrong_type_words(place: &str, expected: Option<Shape>) -> String {
    let wanted = match expected {
        Some(Shape::Text) => "要用英文双引号括起来的文字",
        Some(Shape::List) => "要用方括号括起来的列表",
        Some(Shape::Fields) => "要用圆括号括起来的字段",
        Some(Shape::Number) => "要用不带引号的整数",
        None => "的内容类型不对",
    };
    format!("{place}{wanted}，请改正后再打开")
}

fn print_words(err: &PrintError) -> String {
    match err {
        PrintError::Font { .. } => "打印字体缺失或损坏，请重新安装程序",
        PrintError::Layout(_) | PrintError::Crashed(_) => {
            "排版没有完成，内容没有改变，请告诉维护人员"
        }
        PrintError::Pdf(_) => "PDF 没有生成，内容没有改变，请重试一次",
        PrintError::NoPage(_) => "没有这一页，请重新打开打印预览",
        PrintError::Scale(_) => "页面图片的尺寸不合适，请换一个分辨率",
        PrintError::Picture(_) => "页面图片没有生成，请重试一次",
    }
    .to_owned()
}

fn import_words(err: &ImportError, path: &Path) -> String {
    let name = name(path);
    let what = match err {
        ImportError::TooLarge { .. } => "文件太大，不像是一份目标表的文字".to_owned(),
        ImportError::NotUtf8 {
            looks_like_gbk: true,
            ..
        } => "文字像是 GBK 编码，请在记事本中另存为 UTF-8".to_owned(),
        ImportError::NotUtf8 { .. } => "内容不是 UTF-8 文字，请另存为文本文件后再导入".to_owned(),
        ImportError::NotTheForm => "里面没有找到目标表的栏目名称，请确认选对了文件".to_owned(),
        ImportError::UnknownTemplate(id) => format!("没有名为“{id}”的模板"),
    };
    format!("“{name}”没有导入：{what}")
}

fn template_words(err: &TemplateError) -> String {
    match err {
        TemplateError::Syntax { file, source } => format!(
            "模板“{file}”第 {} 行第 {} 列的写法看不懂，请改正",
            source.span.start.line, source.span.start.col
        ),
        TemplateError::Untrue {
            file,
            field,
            fault,
            line: Some(line),
        } => {
            format!("模板“{file}”第 {line} 行的 {field} 不对：{fault}")
        }
        TemplateError::Untrue {
            file,
            field,
            fault,
            line: None,
        } => {
            format!("模板“{file}”的 {field} 不对：{fault}")
        }
    }
}

#[cfg(test)]
mod tests;
