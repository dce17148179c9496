//! C-13: words that are certainly misspelt.

use std::sync::LazyLock;

use super::common::{Layout, neighbours, passages_where};
use crate::check::lexicon::{Found, Lexicon};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "sure-typo",
    code: "C-13",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "有肯定写错的字词。",
    why: "公开的表格会被网站监测逐字检查，错别字要通报整改。",
    example: "“布署”“拔付”“建立建全”。",
    how: "一键改成正确的写法；只收录不会出现在正确文字里的写法。",
    source: "《现代汉语词典》的推荐词形；政府网站内容监测的常见问题。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for passage in passages_where(ctx, |text| {
        text.traits.any(Traits::LISTED_WORD) && typos(text.typed).next().is_some()
    }) {
        let found: Vec<Found<Typo>> = typos(passage.typed).collect();
        let (Some(first), Some(text)) = (found.first(), mended(passage.typed, passage.layout))
        else {
            continue;
        };
        let (wrong, right) = (first.word, first.meaning.right);
        let message = format!("{}里的“{wrong}”应为“{right}”", ctx.label(passage.path));
        let label = match found.len() {
            1 => format!("改成“{right}”"),
            _ => format!("改成“{right}”，其余错字一起改正"),
        };
        let transaction = passage.set(&label, &text);
        let is_sure = |found: &Found<Typo>| found.meaning.certainty == Certainty::Sure;
        let fix = if found.iter().all(is_sure) {
            Fix::safe(transaction)
        } else {
            Fix::changes_meaning(transaction)
        };
        passage.report(ctx, sink, message).fix(fix);
    }
}

/// With the right words in the place of all typos.
pub(super) fn mended(typed: &str, _: Layout) -> Option<String> {
    let mut out = String::with_capacity(typed.len());
    let mut done = 0;
    for found in typos(typed) {
        out.push_str(typed.get(done..found.start)?);
        out.push_str(found.meaning.right);
        done = found.end();
    }
    (done > 0).then(|| out + typed.get(done..).unwrap_or_default())
}

/// The typos of a text, none inside another.
fn typos(typed: &str) -> impl Iterator<Item = Found<Typo>> {
    let mut end = 0;
    TYPOS.find_in(typed).filter(move |found| {
        let (before, _) = neighbours(typed, found.start);
        let (_, after) = neighbours(typed, found.end());
        let belongs = |c: Option<char>, to: &str| c.is_some_and(|c| to.contains(c));
        let Typo {
            not_after,
            not_before,
            ..
        } = found.meaning;
        let is_typo =
            found.start >= end && !belongs(before, not_after) && !belongs(after, not_before);
        if is_typo {
            end = found.end();
        }
        is_typo
    })
}

/// All words that are looked for.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    TYPOS.words()
}

/// What is wrong about a word.
#[derive(Debug, Clone, Copy)]
struct Typo {
    right: &'static str,
    /// Behind one of these characters it is part of other words.
    not_after: &'static str,
    /// Before one of these too.
    not_before: &'static str,
    certainty: Certainty,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Sure,
    /// A person is asked.
    Likely,
}

static TYPOS: LazyLock<Lexicon<Typo>> = LazyLock::new(|| {
    let typo = |right, not_after, not_before, certainty| Typo {
        right,
        not_after,
        not_before,
        certainty,
    };
    let anywhere = ANYWHERE
        .iter()
        .map(move |(wrong, right)| (*wrong, typo(right, "", "", Certainty::Sure)));
    let guarded = GUARDED
        .iter()
        .map(move |(wrong, right, not_after, not_before)| {
            (*wrong, typo(right, not_after, not_before, Certainty::Sure))
        });
    let likely = LIKELY
        .iter()
        .map(move |(wrong, right)| (*wrong, typo(right, "", "", Certainty::Likely)));
    Lexicon::new(anywhere.chain(guarded).chain(likely))
});

/// Wrong and right; the wrong form is part of no right text.
const ANYWHERE: &[(&str, &str)] = &[
    ("建立建全", "建立健全"),
    ("健立健全", "建立健全"),
    ("拔付", "拨付"),
    ("拔款", "拨款"),
    ("划拔", "划拨"),
    ("拔打", "拨打"),
    ("截止目前", "截至目前"),
    ("截止到目前", "截至目前"),
    ("励行节约", "厉行节约"),
    ("历行节约", "厉行节约"),
    ("帐户", "账户"),
    ("帐目", "账目"),
    ("帐号", "账号"),
    ("帐簿", "账簿"),
    ("帐蓬", "帐篷"),
    ("账蓬", "帐篷"),
    ("欢渡", "欢度"),
    ("按步就班", "按部就班"),
    ("再接再励", "再接再厉"),
    ("不径而走", "不胫而走"),
    ("一愁莫展", "一筹莫展"),
    ("迫不急待", "迫不及待"),
    ("穿流不息", "川流不息"),
    ("鼎立相助", "鼎力相助"),
    ("兴高彩烈", "兴高采烈"),
    ("相辅相承", "相辅相成"),
    ("一脉相成", "一脉相承"),
    ("因地治宜", "因地制宜"),
    ("因才施教", "因材施教"),
    ("齐头并近", "齐头并进"),
    ("循序渐近", "循序渐进"),
    ("与时具进", "与时俱进"),
    ("群策群立", "群策群力"),
    ("众志成诚", "众志成城"),
    ("一如继往", "一如既往"),
    ("持之以衡", "持之以恒"),
    ("竞竞业业", "兢兢业业"),
    ("孜孜不卷", "孜孜不倦"),
    ("任劳任冤", "任劳任怨"),
    ("精兵减政", "精兵简政"),
    ("集思广义", "集思广益"),
    ("以身做则", "以身作则"),
    ("一视同人", "一视同仁"),
    ("融汇贯通", "融会贯通"),
    ("不记其数", "不计其数"),
    ("入不付出", "入不敷出"),
    ("默守成规", "墨守成规"),
    ("本未倒置", "本末倒置"),
    ("自抱自弃", "自暴自弃"),
    ("防犯风险", "防范风险"),
    ("防犯意识", "防范意识"),
    ("防犯措施", "防范措施"),
    ("防犯能力", "防范能力"),
    ("园满完成", "圆满完成"),
    ("签定合同", "签订合同"),
    ("签定协议", "签订协议"),
    ("周密部属", "周密部署"),
    ("安排部属", "安排部署"),
    ("决策部属", "决策部署"),
    ("给于支持", "给予支持"),
    ("给于补助", "给予补助"),
    ("给于补贴", "给予补贴"),
    ("给于帮助", "给予帮助"),
    ("给于资助", "给予资助"),
    ("给于奖励", "给予奖励"),
    ("给于指导", "给予指导"),
    ("社会郊益", "社会效益"),
    ("经济郊益", "经济效益"),
    ("绩郊", "绩效"),
    ("贯切落实", "贯彻落实"),
    ("贯彻落时", "贯彻落实"),
    ("松驰", "松弛"),
    ("震憾", "震撼"),
    ("振憾", "震撼"),
    ("脉博", "脉搏"),
    ("重迭", "重叠"),
    ("幅射", "辐射"),
    ("追朔", "追溯"),
    ("编篡", "编纂"),
    ("编缉", "编辑"),
    ("寒喧", "寒暄"),
    ("泻露", "泄露"),
    ("泻密", "泄密"),
    ("宣泻", "宣泄"),
    ("粉粹", "粉碎"),
    ("彻低", "彻底"),
    ("缘份", "缘分"),
    ("合谐", "和谐"),
    ("危胁", "威胁"),
    ("枪险", "抢险"),
    ("枪救", "抢救"),
    ("拉圾", "垃圾"),
    ("残急人", "残疾人"),
    ("培训斑", "培训班"),
    ("知哓率", "知晓率"),
    ("坐谈会", "座谈会"),
    ("暴炸", "爆炸"),
    ("剌激", "刺激"),
    ("枝术", "技术"),
    ("未端", "末端"),
    ("未尾", "末尾"),
    ("陷井", "陷阱"),
    ("家俱", "家具"),
    ("侯选人", "候选人"),
    ("时侯", "时候"),
    ("气侯", "气候"),
    ("书藉", "书籍"),
    ("藉贯", "籍贯"),
    ("补帖", "补贴"),
    ("津帖", "津贴"),
    ("张帖", "张贴"),
    ("粘帖", "粘贴"),
    ("严竣", "严峻"),
    ("兢争", "竞争"),
    ("反溃", "反馈"),
    ("返馈", "反馈"),
    ("提搞", "提高"),
    ("帮付", "帮扶"),
    ("隐敝", "隐蔽"),
    ("措旋", "措施"),
    ("亲睐", "青睐"),
    ("水笼头", "水龙头"),
    ("搏览会", "博览会"),
    ("扶恤", "抚恤"),
    ("廷长", "延长"),
    ("廷期", "延期"),
];

/// Wrong, right, the characters before and those behind with which it is part of right texts.
const GUARDED: &[(&str, &str, &str, &str)] = &[
    // 按装机容量, 按装修面积.
    ("按装", "安装", "", "机备修车卸箱载配"),
    // 发布署名文章.
    ("布署", "部署", "", "名"),
    // 险峻工程, 严峻工作形势.
    ("峻工", "竣工", "险严陡高", ""),
    // 反复盖章, 修复盖板.
    ("复盖", "覆盖", "反修恢回", "章板"),
    // 一座落成的桥.
    ("座落", "坐落", "一二两三四五六七八九十几每这那数多", "成地"),
    // 搬运账本与帐篷: 记帐篷数.
    ("记帐", "记账", "", "篷"),
    ("对帐", "对账", "", "篷"),
    ("结帐", "结账", "", "篷"),
    ("转帐", "转账", "", "篷"),
    ("台帐", "台账", "", "篷"),
    // 内部份额, 全部份数.
    ("部份", "部分", "", "额数"),
    ("过份", "过分", "", "额数"),
    ("充份", "充分", "", "额数"),
    ("水份", "水分", "", "额数"),
    // 随即然后.
    ("即然", "既然", "立随当旋", "后"),
    // 解决择校难.
    ("决择", "抉择", "", "校业优偶址"),
    // 首批露营地.
    ("批露", "披露", "", "天营台宿"),
    // 满意渡过假期.
    ("满意渡", "满意度", "", "过"),
    // 人参于秋季采收.
    ("参于", "参与", "人党海苦玄丹沙", ""),
    ("赋于", "赋予", "天禀", ""),
    ("授于", "授予", "教函讲面传", ""),
    // 沟通迅速, 投资迅速增长.
    ("通迅", "通讯", "", "速捷猛即"),
    ("资迅", "资讯", "", "速捷猛即"),
    // 究竟争取.
    ("竟争", "竞争", "究毕", ""),
    ("竟赛", "竞赛", "究毕", ""),
    ("竟聘", "竞聘", "究毕", ""),
    // 顺延申请.
    ("延申", "延伸", "", "请报领办购"),
    ("伸请", "申请", "延", ""),
    // 采煤体系.
    ("煤体", "媒体", "采", "系量制"),
    // 提供献血车.
    ("供献", "贡献", "提", "血策计礼花"),
    // 建设旋转楼梯.
    ("设旋", "设施", "", "转梯"),
    ("实旋", "实施", "", "转"),
    // 积极姓名登记.
    ("积极姓", "积极性", "", "名氏"),
    ("可行姓", "可行性", "", "名氏"),
    // 户藉此登记.
    ("户藉", "户籍", "", "由此着助"),
    ("学藉", "学籍", "", "由此着助"),
    // 签署假条, 部署期间.
    ("署假", "暑假", "签部公", ""),
    ("署期", "暑期", "签部公", ""),
    // 国防役.
    ("防役", "防疫", "国", ""),
    // 演讲坐席.
    ("讲坐", "讲座", "演", "席标在"),
];

/// Wrong and right as it seems.
const LIKELY: &[(&str, &str)] = &[("完场", "完成")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn typos_are_told_and_set_right() {
        check_rule(
            "base minimal
            goals/g1 = 建立建全机制，及时拔付资金，周密布署。 #! C-13 warning: “总体绩效目标”里的“建立建全”应为“建立健全” [safe]
            tasks/t2/name = 课堂按装 #! C-13 warning: “名称”里的“按装”应为“安装” [safe]
            tasks/t2/goal = 十二月完场。 #! C-13 warning: “期望达到的目标（概述）”里的“完场”应为“完成” [fix]",
        );
        check_fix(
            "base minimal
            goals/g1 = 建立建全机制，及时拔付资金，周密布署。",
            "base minimal
            goals/g1 = 建立健全机制，及时拨付资金，周密部署。",
        );
    }

    #[test]
    fn right_words_around_a_border_are_no_typos() {
        for typed in [
            "按装机容量补贴，按装修面积结算",
            "发布署名文章",
            "面对严峻工作形势，完成险峻工程",
            "反复盖章，修复盖板",
            "一座落成的桥",
            "搭起记帐篷数的台账",
            "内部份额与全部份数",
            "随即然后回访",
            "解决择校难",
            "首批露营地建成",
            "人参于秋季采收，教授于年内讲课",
            "沟通迅速，投资迅速增长",
            "究竟争取多少",
            "顺延申请期限",
            "采煤体系",
            "提供献血车",
            "建设旋转楼梯",
            "部署期间，签署假条",
            "预防犯罪，组建全市队伍，校园满意度，由高到低，截止时间",
        ] {
            assert_eq!(mended(typed, Layout::Prose), None, "{typed}");
        }
    }

    #[test]
    fn every_typo_is_found_once_and_its_right_form_holds_none() {
        let plain = ANYWHERE
            .iter()
            .chain(LIKELY)
            .map(|(wrong, right)| (*wrong, *right));
        let guarded = GUARDED.iter().map(|(wrong, right, ..)| (*wrong, *right));
        let all: Vec<_> = plain.chain(guarded).collect();
        assert!(all.len() > 80);
        for (wrong, right) in all {
            assert_eq!(mended(wrong, Layout::Line).as_deref(), Some(right));
            assert_eq!(mended(right, Layout::Line), None, "{right}");
        }
    }
}
