//! C-23: a text speaks of another city than that of the department, as copied texts do.

use crate::check::traits::Traits;
use std::sync::LazyLock;

use super::common::passages_where;
use crate::base::text::is_han;
use crate::check::lexicon::{Found, Lexicon};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "department-alias",
    code: "C-23",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字里的城市与部门名称不是同一个。",
    why: "套用别的城市的表时最容易漏改地名，公开后影响很坏。",
    example: "部门是“东莞市教育局”，目标里写着“佛山市教育局”。",
    how: "核对地名；确实与外地合作的，写明合作关系。",
    source: "套用模板时的常见遗漏（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Some(home) = Home::of(&ctx.draft.department) else {
        return;
    };
    let is_other = |path: &FieldPath| *path != FieldPath::Department;
    // A city with 市 and something behind it.
    for passage in passages_where(ctx, |text| {
        text.traits.any(Traits::CITY_WORD) && text.typed.len() >= 12 && is_other(&text.path)
    }) {
        let Some(city) = home.foreign_city(passage.typed) else {
            if let Some(other) = home.other_body(passage.typed) {
                let message = format!(
                    "{}里写的是“{other}”，而部门是“{}”",
                    ctx.label(passage.path),
                    home.body
                );
                passage.report(ctx, sink, message).severity(Severity::Info);
            }
            continue;
        };
        let message = format!(
            "{}里写的是“{city}市”，而部门在“{}市”",
            ctx.label(passage.path),
            home.city
        );
        let finding = passage.report(ctx, sink, message);
        // A city that is not listed may lie below the other one.
        if !home.is_prefecture && is_prefecture(city) {
            finding.severity(Severity::Info);
        }
    }
}

/// The city of the department.
#[derive(Debug)]
struct Home<'a> {
    city: &'a str,
    /// The name behind the city: 教育局.
    body: &'a str,
    is_prefecture: bool,
}

impl<'a> Home<'a> {
    /// Reads 东莞市教育局 and 广东省东莞市教育局; `None` without a city at its beginning.
    fn of(department: &'a str) -> Option<Self> {
        let name = department.trim();
        let (_, name) = name.split_once('省').unwrap_or(("", name));
        let (city, body) = name.split_once('市')?;
        let is_name = (2..=4).contains(&city.chars().count()) && city.chars().all(is_han);
        is_name.then(|| Self {
            city,
            body: body.trim(),
            is_prefecture: is_prefecture(city),
        })
    }

    /// Another city that acts in the text. Silent where the department's own city is named as
    /// well, and of cities above a county's.
    fn foreign_city(&self, typed: &'a str) -> Option<&'a str> {
        let own = typed.match_indices(self.city);
        if own.into_iter().any(|(at, _)| {
            typed
                .get(at + self.city.len()..)
                .is_some_and(|rest| rest.starts_with('市'))
        }) {
            return None;
        }
        self.same_body(typed)
            .or_else(|| self.listed_city(typed))
            .filter(|_| !PARTNERS.find_in(typed).any(|_| true))
    }

    /// 样例市教育局 for 示例市教育局: the same body of another city.
    fn same_body(&self, typed: &'a str) -> Option<&'a str> {
        if self.body.chars().count() < 3 {
            return None;
        }
        typed.match_indices(self.body).find_map(|(at, _)| {
            let city = typed.get(..at)?.strip_suffix('市')?;
            let start = city.char_indices().rev().nth(1).map(|(start, _)| start)?;
            let city = city.get(start..)?;
            let is_listed = is_prefecture(city);
            let is_foreign = !self.city.ends_with(city) && city.chars().all(is_han);
            // 市教育局 alone means one's own; an unlisted city may lie below a listed one.
            let means_place =
                !city.ends_with(['全', '本', '我', '各', '县', '级', '在', '由', '向', '为']);
            let may_be_foreign = is_foreign && means_place;
            (may_be_foreign && (self.is_prefecture == is_listed)).then_some(city)
        })
    }

    /// Another department of the same city that does the work: 由示例市教育局统一招标, as it is
    /// left in a copied text. One's own colleagues are called 市教育局.
    fn other_body(&self, typed: &'a str) -> Option<&'a str> {
        if !self.body.ends_with('局') || self.body.contains('市') {
            return None;
        }
        let places = typed.match_indices(self.city).filter_map(|(at, city)| {
            let before = typed.get(..at)?;
            let behind = typed.get(at + city.len()..)?.strip_prefix('市')?;
            Some((before, behind))
        });
        let mut bodies = places.filter_map(|(before, behind)| {
            let end = behind.char_indices().take(12).find(|(_, c)| *c == '局')?.0;
            let body = behind.get(..end + '局'.len_utf8())?;
            let is_name = body.chars().all(is_han) && body.chars().count() >= 3;
            (before.ends_with('由') && is_name).then_some(body)
        });
        bodies.find(|body| *body != self.body && !OVERSEERS.iter().any(|word| body.contains(word)))
    }

    /// A prefecture that begins a clause or follows a word like 推动; where the home is none
    /// itself, only one whose people are spoken of.
    fn listed_city(&self, typed: &'a str) -> Option<&'a str> {
        let acts = |found: &Found<()>| {
            let (before, after) = (typed.get(..found.start), typed.get(found.end()..));
            let ends_with =
                |before: &str, words: &[&str]| words.iter().any(|word| before.ends_with(word));
            let begins = before.is_some_and(|before| {
                let begins_clause = || {
                    let last = before.chars().next_back();
                    last.is_none_or(|c| matches!(c, '。' | '；' | '，' | '：' | '\n' | '、'))
                };
                ends_with(before, &SERVING)
                    || (self.is_prefecture && (begins_clause() || ends_with(before, &ACTING)))
            });
            begins && after.is_some_and(|after| after.starts_with('市'))
        };
        let found = CITIES.find_in(typed).find(acts)?;
        (found.word != self.city).then_some(found.word)
    }
}

/// Words before the place where one acts.
const ACTING: [&str; 16] = [
    "推动", "促进", "提升", "保障", "服务", "加强", "提高", "完善", "助力", "推进", "做好", "改善",
    "优化", "打造", "建设", "通过",
];

/// Words before those for whom one acts.
const SERVING: [&str; 16] = [
    "选拔",
    "选派",
    "面向",
    "惠及",
    "覆盖",
    "服务于",
    "带动",
    "扶持",
    "培育",
    "帮助",
    "方便",
    "引导",
    "动员",
    "组织",
    "满足",
    "让",
];

/// They take part in the work of every department.
const OVERSEERS: [&str; 9] = [
    "财政",
    "审计",
    "公安",
    "发展",
    "人力资源",
    "市场监督",
    "税务",
    "统计",
    "机关事务",
];

/// Words that say why another city is named.
static PARTNERS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::of_words(
        &[
            "对口",
            "帮扶",
            "协作",
            "合作",
            "支援",
            "援建",
            "考察",
            "交流",
            "学习",
            "调研",
            "联合",
            "结对",
            "共建",
            "转移",
            "赴",
            "前往",
            "跨市",
            "异地",
            "外市",
            "招商",
            "籍",
            "来自",
            "大湾区",
            "都市圈",
            "参展",
            "参赛",
            "比赛",
            "展会",
            "大学",
            "学院",
            "上级",
            "省会",
            "借鉴",
            "先进",
            "周边",
            "驻",
        ],
        (),
    )
});

static CITIES: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let names = PREFECTURES.split(' ');
    Lexicon::new(names.map(|name| (name, ())))
});

fn is_prefecture(city: &str) -> bool {
    let found = CITIES.first_in(city);
    found.is_some_and(|found| found.start == 0 && found.word == city)
}

/// Cities that have counties or districts below them and a government of their own.
const PREFECTURES: &str = "\
    广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 \
    汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 北京 上海 天津 \
    重庆 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 \
    衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 \
    呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 \
    沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 \
    朝阳 葫芦岛 长春 吉林 四平 辽源 通化 白山 松原 白城 哈尔滨 \
    齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 \
    绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 \
    泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 \
    丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 \
    宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 \
    龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 \
    上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 \
    临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 \
    焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 \
    十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 \
    湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 南宁 \
    柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 \
    崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 \
    遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 \
    六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 \
    临沧 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 \
    延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 \
    平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 \
    乌鲁木齐 克拉玛依 吐鲁番 哈密";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::check_rule;

    #[track_caller]
    fn check_city(department: &str, typed: &str, expected: Option<&str>) {
        let found = Home::of(department).and_then(|home| home.foreign_city(typed));
        assert_eq!(found, expected, "{department}: {typed}");
    }

    #[test]
    fn another_city_is_told() {
        check_rule(
            "base minimal
            department = 东莞市教育局
            goals/g1 = 推动佛山市社区教育，扩大参与。 #! C-23 hint: “总体绩效目标”里写的是“佛山市”，而部门在“东莞市”
            tasks/t2/content = 由样例市社区开设公益课程。",
        );
        check_city("东莞市教育局", "湛江市教育局统筹开展", Some("湛江"));
        check_city(
            "广东省东莞市教育局",
            "课程进校园，湛江市居民受益",
            Some("湛江"),
        );
        check_city("示例市教育局", "通过样例市教育局统筹", Some("样例"));
    }

    #[test]
    fn another_department_and_the_city_above_are_worth_knowing() {
        check_rule(
            "base minimal
            department = 示例市民政局
            goals/g1 = 由示例市教育局统一招标，“社区课堂”免费向居民开放。 #! C-23 info: “总体绩效目标”里写的是“教育局”，而部门是“民政局”
            tasks/t2/content = 选拔惠州市返乡青年，开设公益课程。 #! C-23 info: “主要实施内容”里写的是“惠州市”，而部门在“示例市”",
        );
        check_city("湛江市农业农村局", "选拔惠州市返乡青年", Some("惠州"));
        let body = |typed| Home::of("示例市民政局").unwrap().other_body(typed);
        for typed in [
            "由示例市民政局统一招标",
            "由市教育局统一招标",
            "会同示例市教育局开展",
            "由示例市财政局拨付",
        ] {
            assert_eq!(body(typed), None, "{typed}");
        }
    }

    #[test]
    fn upper_authorities_partners_and_own_places_are_right() {
        for typed in [
            "全市社区教育水平提升，市教育局统筹",
            "东莞市与佛山市共同举办",
            "对口帮扶：湛江市徐闻县",
            "推动佛山市合作项目落地",
            "广东省教育厅、国家部委要求",
            "组织学员参观佛山市博物馆",
            "服务北京路社区居民",
            "推动城市更新，服务市民",
        ] {
            check_city("东莞市教育局", typed, None);
        }
        // The city above a county's.
        check_city("普宁市教育局", "推动揭阳市教育局部署落实", None);
        check_city("省教育厅", "推动佛山市教育", None);
    }
}
