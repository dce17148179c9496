//! C-08: characters that only look like the usual ones.

use std::sync::LazyLock;

use super::common::{Layout, Passage, if_changed, passages};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "compat-char",
    code: "C-08",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "有看起来一样、其实不是通用汉字的字符，或者自造字。",
    why: "从 PDF 复制的文字常带这样的字符：查不到、比不上，换一台电脑可能印成方框。",
    example: "“⾦额”的第一个字是部首符号，不是“金”字。",
    how: "部首符号和兼容汉字可以一键换成通用汉字；自造字请对照原文改写。",
    source: "Unicode 标准对部首和兼容汉字的规定；从 PDF 复制文字时的常见问题。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for passage in passages(ctx, Traits::COMPAT.or(Traits::PRIVATE)) {
        match mended(passage.typed, passage.layout) {
            Some(mended) => {
                let told = ("有不通用的字形", "换成通用汉字");
                passage.report_mended(ctx, sink, told, &mended);
            }
            None => report_strange(ctx, sink, &passage),
        }
    }
}

/// What cannot be replaced: private characters, and radicals that are no characters.
fn report_strange(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, passage: &Passage<'_>) {
    let is_strange = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{2E80}'..='\u{2FDF}');
    if let Some(at) = passage.typed.find(is_strange) {
        passage
            .report_place(ctx, sink, at, "有自造字或部首符号")
            .hint("请对照原文改成通用汉字，否则别的电脑上可能显示不出来");
    }
}

/// With the unified characters.
pub(super) fn mended(typed: &str, _: Layout) -> Option<String> {
    let unified = typed.chars().map(|c| unified(c).unwrap_or(c)).collect();
    if_changed(unified, typed)
}

/// The character that a radical or a compatibility ideograph stands for; `None` for all others,
/// among them the twelve of the block that are unified themselves.
fn unified(c: char) -> Option<char> {
    let (first, table) = match c {
        '\u{2E80}'..='\u{2EF3}' => ('\u{2E80}', 0),
        '\u{2F00}'..='\u{2FD5}' => ('\u{2F00}', 1),
        '\u{F900}'..='\u{FAD9}' => ('\u{F900}', 2),
        _ => return None,
    };
    let idx = u32::from(c).checked_sub(u32::from(first))?;
    let found = TABLES.get(table)?.get(idx as usize)?;
    (*found != NONE).then_some(*found)
}

static TABLES: LazyLock<[Vec<char>; 3]> =
    LazyLock::new(|| [RADICALS, KANGXI, IDEOGRAPHS].map(|table| table.chars().collect()));

/// Stands in the tables where a place has no unified character.
const NONE: char = '〓';

/// U+2E80 to U+2EF3: those that are characters by themselves.
const RADICALS: &str = "\
    〓厂〓〓〓〓〓〓刀〓〓〓〓〓〓〓〓〓巳〓〓〓〓心〓〓〓〓日月〓母民〓〓〓〓〓〓〓\
    〓〓〓〓示〓〓〓〓〓〓〓〓〓羊羊〓〓〓〓月〓〓〓〓虎〓〓西见角〓〓贝足车〓〓〓〓\
    〓長〓长门〓〓雨青韦页风飞食〓〓〓〓马骨鬼鱼鸟卤麦黄黾〓齐〓齿〓龙龜亀龟";

/// U+2F00 to U+2FD5.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// U+F900 to U+FAD9.
const IDEOGRAPHS: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟\
    廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累\
    縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮\
    兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈\
    裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉\
    杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
    藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀〓〓塚〓晴〓〓凞猪益\
    礼神祥福靖精羽〓蘒〓諸〓〓逸都〓〓〓飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎\
    懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸\
    難響頻恵𤋮舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒\
    敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆\
    視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_hints, check_rule};

    #[test]
    fn radicals_and_compatibility_ideographs_become_usual_characters() {
        check_rule(
            "base minimal
            goals/g1 = 服务\u{2F45}向明确，让更多居民就近学习。 #! C-08 warning: “总体绩效目标”里的“服务\u{2F45}向明确，让更多”处有不通用的字形 [safe]",
        );
        check_fix(
            "base minimal
            goals/g1 = 每\u{F98E}受益\u{2EA0}\u{2F0F}，保障\u{2F9D}见度与\u{2ED3}期\u{2FD5}效。",
            "base minimal
            goals/g1 = 每年受益民几，保障身见度与长期龠效。",
        );
    }

    #[test]
    fn what_has_no_usual_character_is_told_without_a_fix() {
        let strange = "base minimal
            goals/g1 = 服务\u{E000}群众，让更多居民就近学习。 #! C-08 warning: “总体绩效目标”里的“服务\u{E000}群众，让更多居”处有自造字或部首符号";
        check_rule(strange);
        check_hints(
            strange,
            &["请对照原文改成通用汉字，否则别的电脑上可能显示不出来"],
        );
    }

    #[test]
    fn the_tables_are_as_long_as_their_blocks() {
        let lengths: Vec<usize> = TABLES.iter().map(Vec::len).collect();
        assert_eq!(lengths, [0x2EF4 - 0x2E80, 0x2FD6 - 0x2F00, 0xFADA - 0xF900]);
        for (c, expected) in [
            ('\u{2F00}', Some('一')),
            ('\u{2FA6}', Some('金')),
            ('\u{2ECB}', Some('车')),
            ('\u{2EF3}', Some('龟')),
            ('\u{F90A}', Some('金')),
            ('\u{FA01}', Some('度')),
            ('\u{FA0E}', None),
            ('\u{FAD9}', Some('龎')),
            ('金', None),
        ] {
            assert_eq!(unified(c), expected, "{c}");
        }
    }

    #[test]
    fn usual_characters_are_right() {
        check_rule("base minimal\ngoals/g1 = 服务面向明确，\u{FA0E}与𠮷都是通用汉字。");
    }
}
