#!/usr/bin/python3
"""Makes the bundled fonts and the character lists of the tests, byte for byte the same on every run.

    build.py            writes fonts/*.otf and tests/data/charsets/*.txt, then checks them
    build.py --check    builds into a temporary folder and compares with what is there

Needs Debian 12 with: fonts-noto-cjk fonts-noto-cjk-extra python3-fonttools unicode-data
(the exact versions are in VERSIONS below). Takes about a minute.
"""

import bz2
import hashlib
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE = Path(__file__).resolve().parent
CHARSETS = HERE.parent / "tests" / "data" / "charsets"
SOURCE = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
SC = 2  # index of the Simplified Chinese face in the collections

VERSIONS = {
    "fonts-noto-cjk": "1:20220127+repack1-1",
    "fonts-noto-cjk-extra": "1:20220127+repack1-1",
    "python3-fonttools": "4.38.0-1+deb12u1",
    "unicode-data": "15.0.0-1",
}

# file, source collection, family, style, PostScript name, weight, which characters
FACES = [
    ("sans-regular.otf", "NotoSansCJK-Regular.ttc", "Mubiao Sans", "Regular", 400, "full"),
    ("sans-bold.otf", "NotoSansCJK-Bold.ttc", "Mubiao Sans", "Bold", 700, "small"),
    ("song-regular.otf", "NotoSerifCJK-Regular.ttc", "Mubiao Song", "Regular", 400, "full"),
    ("song-bold.otf", "NotoSerifCJK-Bold.ttc", "Mubiao Song", "Bold", 700, "small"),
]

# Layout features that horizontal Chinese text needs.
# No 'liga': a ligature in the middle of a word helps nobody in a form field.
# No 'locl': see BAKED.
FEATURES = ["ccmp", "kern", "halt", "palt", "mark"]

# The forms that 'locl' gives for Simplified Chinese only when the text carries a language tag;
# the window's shaper never sets one, so they are made the default:
# the dash centred and one em wide, two and three of them joined (through 'ccmp').
BAKED_FROM_SAME_AS = {0x2014: 0x2015}
BAKED_FROM_LOCL = [0x2E3A, 0x2E3B]

# Characters that only differ in a detail that the source draws in this very way.
ALIASES = {0x2A7D: 0x2264, 0x2A7E: 0x2265}  # the source draws ≤ ≥ with a slanted bar

# Put together from the source's own outlines in drawn_glyphs().
DRAWN = [ord(c) for c in "≒∼⋮▴▸▾◂☐☑☒✔✗✘⠿⁰⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋"]

# Blocks from which everything is taken that the source holds.
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC), (0x01F8, 0x01F9), (0x0251, 0x0251), (0x0261, 0x0261),  # pinyin
    (0x02C6, 0x02DD),  # spacing modifier letters
    (0x0300, 0x030C),  # combining marks used in pinyin
    (0x0370, 0x03FF), (0x0400, 0x045F),  # Greek, Cyrillic
    (0x1E3E, 0x1E3F),  # Ḿ ḿ
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF),  # punctuation, super- and subscripts, money
    (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF),  # letter-like, number forms, arrows
    (0x2200, 0x22FF), (0x2300, 0x23FF),  # mathematics, technical
    (0x2460, 0x24FF), (0x2500, 0x259F), (0x25A0, 0x25FF),  # enclosed, box drawing, shapes
    (0x2600, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF),  # symbols, dingbats, arrows
    (0x2E3A, 0x2E3B),  # long dashes
    (0x2E80, 0x2FDF),  # radicals: text copied out of a PDF is full of them
    (0x2FF0, 0x303F), (0x3040, 0x30FF), (0x3100, 0x312F),  # CJK punctuation, kana, bopomofo
    (0x31A0, 0x31BF), (0x31C0, 0x31EF),  # bopomofo extended, strokes
    (0x3200, 0x321E), (0x3220, 0x325F), (0x327F, 0x33FF),  # enclosed CJK, units (no hangul)
    (0xFE10, 0xFE1F), (0xFE30, 0xFE6F),  # vertical and small forms
    (0xFF01, 0xFF9F), (0xFFE0, 0xFFEE), (0xFFFD, 0xFFFD),  # full and half width
]

# Only in the regular faces, for rare names: Extension A, the main block as in GB 18030-2022, and
# what the source has beyond U+FFFF.
IDEOGRAPHS = [(0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0x20000, 0x323AF)]

# Named one by one so that a later change of BLOCKS cannot lose them without a word.
MUST_HAVE = (
    "“”‘’—…·‰′″《》〈〉「」『』【】〔〕（）、。，；：？！～"
    "≥≤≧≦⩾⩽≠±×÷＝＞＜￥¥€＋－％"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
    "←↑→↓↗↘▲△▼▽●○■□◆◇★☆▸▾▶✓√✗ⓘ⚠⠿☐☑☒⋮≒✔✘∼⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
    "㎡㎥㎏㎎㎜㎝㎞㏄℃№℡Ω‖※〇"
)


# ---------------------------------------------------------------- character lists

def two_byte(codec, first_lead, first_trail):
    """All characters of the two-byte part of a codec, in code order."""
    found = []
    for lead in range(first_lead, 0xFF):
        for trail in range(first_trail, 0xFF):
            if trail == 0x7F:
                continue
            try:
                found.append(((lead, trail), bytes([lead, trail]).decode(codec)))
            except UnicodeDecodeError:
                pass
    return found


def is_private(char):
    return 0xE000 <= ord(char) <= 0xF8FF


def gbk():
    chars = [c for _, c in two_byte("gbk", 0x81, 0x40)]
    assert len(chars) == len(set(chars)) == 21791, len(chars)
    return chars


def gb2312():
    """GB 2312 by position, with the two characters (· —) that GBK and all practice map otherwise."""
    chars = [bytes(code).decode("gbk") for code, _ in two_byte("gb2312", 0xA1, 0xA1)]
    assert len(chars) == len(set(chars)) == 7445, len(chars)
    assert "·" in chars and "—" in chars
    return chars


def gb18030_two_byte():
    """The 80-odd ideographs and parts that GB 18030 has in its two-byte area beyond GBK."""
    return [c for _, c in two_byte("gb18030", 0x81, 0x40) if not is_private(c)]


def tongyong():
    """通用规范汉字表 (2013) in its own order, from Unihan's field kTGH."""
    by_number = {}
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == "kTGH":
                for value in fields[2].split():
                    year, number = value.split(":")
                    assert year == "2013" and int(number) not in by_number, line
                    by_number[int(number)] = chr(int(fields[0][2:], 16))
    assert sorted(by_number) == list(range(1, 8106))
    chars = [by_number[n] for n in range(1, 8106)]
    assert len(set(chars)) == 8105
    # Where the three levels (3,500 + 3,000 + 1,605) begin and end.
    ends = [chars[i] for i in (0, 3499, 3500, 6499, 6500, 8104)]
    assert ends == list("一矗乂齉亍蠼"), ends
    return chars


def lines_of_100(chars):
    return "".join("".join(chars[i:i + 100]) + "\n" for i in range(0, len(chars), 100))


def wanted(which):
    blocks = {chr(u) for first, last in BLOCKS for u in range(first, last + 1)}
    chars = set(gb2312()) | set(tongyong()) | blocks | set(MUST_HAVE)
    chars |= {"・", "―"}
    if which == "full":
        chars |= set(gbk()) | set(gb18030_two_byte())
        chars |= {chr(u) for first, last in IDEOGRAPHS for u in range(first, last + 1)}
    return chars


# ---------------------------------------------------------------- glyphs made of other glyphs

def outline(font, char):
    glyphs = font.getGlyphSet()
    pen = RecordingPen()
    glyphs[font.getBestCmap()[ord(char)]].draw(pen)
    contours, current = [], []
    for command in pen.value:
        current.append(command)
        if command[0] in ("closePath", "endPath"):
            contours.append(current)
            current = []
    return contours


def bounds(contours):
    pen = BoundsPen(None)
    replay(contours, pen)
    return pen.bounds


def replay(contours, pen):
    for contour in contours:
        for name, arguments in contour:
            getattr(pen, name)(*arguments)


def moved(contours, transform):
    pen = RecordingPen()
    replay(contours, TransformPen(pen, transform))
    return [[command for command in pen.value]]


def placed(contours, centre, width=None, height=None):
    """The contours scaled to fit a width, a height or both, and put with their middle at a point."""
    x0, y0, x1, y1 = bounds(contours)
    scales = [width / (x1 - x0)] if width else []
    scales += [height / (y1 - y0)] if height else []
    scale = min(scales, default=1)
    move = Transform(scale, 0, 0, scale,
                     centre[0] - scale * (x0 + x1) / 2, centre[1] - scale * (y0 + y1) / 2)
    return moved(contours, move)


def drawn_glyphs(font):
    """Characters that the source lacks, put together from its own outlines: {code: (advance, contours)}."""
    middle = (500, 380)
    dot = outline(font, "·")
    box = outline(font, "□")
    x0, y0, x1, y1 = bounds(box)
    box_middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    equals = outline(font, "＝")
    ex0, ey0, ex1, ey1 = bounds(equals)
    point = outline(font, "∶")[:1]
    px0, py0, px1, py1 = bounds(point)
    px = (px1 - px0) / 2
    gap = 110 + px
    dots = []
    for column in (360, 640):
        for row in (120, 380, 640):
            dots += placed(dot, (column, row), width=140)
    # Numbers above and below the line, in the size of the source's ² (CO₂, 10⁴).
    two, above = bounds(outline(font, "2")), bounds(outline(font, "²"))
    size = (above[3] - above[1]) / (two[3] - two[1])
    advance = font["hmtx"].metrics[font.getBestCmap()[ord("²")]][0]
    raised, lowered = above[1] - size * two[1], -0.16 * font["head"].unitsPerEm
    small = {}
    for base, high, low in zip("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉₊₋"):
        shape = outline(font, base)
        x0, _, x1, _ = bounds(shape)
        for char, shift in ((high, raised), (low, lowered)):
            if ord(char) in DRAWN:
                left = (advance - size * (x0 + x1)) / 2
                small[ord(char)] = (advance, moved(shape, Transform(size, 0, 0, size, left, shift)))
    return {
        **small,
        0x223C: (1000, outline(font, "～")),
        0x2714: (1000, placed(outline(font, "✓"), middle, width=640, height=760)),
        0x2718: (1000, placed(outline(font, "×"), middle, width=680)),
        0x2252: (1000, equals  # ≒, the one character of GBK that the source lacks
                 + placed(point, (ex0 + px, ey1 + gap)) + placed(point, (ex1 - px, ey0 - gap))),
        0x25B4: (1000, placed(outline(font, "▲"), middle, width=560)),
        0x25B8: (1000, placed(outline(font, "▶"), middle, height=560)),
        0x25BE: (1000, placed(outline(font, "▼"), middle, width=560)),
        0x25C2: (1000, placed(outline(font, "◀"), middle, height=560)),
        0x2610: (1000, box),
        0x2611: (1000, box + placed(outline(font, "✓"), box_middle, width=520, height=600)),
        0x2612: (1000, box + placed(outline(font, "×"), box_middle, width=480)),
        0x2717: (1000, placed(outline(font, "×"), middle, width=680)),
        0x22EE: (1000, moved(outline(font, "…"), Identity.translate(500, 380).rotate(1.5707963267948966)
                             .translate(-500, -380))),
        0x283F: (1000, dots),
    }


def add_glyphs(font, drawn):
    """Adds outlines as new glyphs of the CID-keyed CFF font and returns {code: glyph name}."""
    top = font["CFF "].cff[0]
    strings = top.CharStrings
    taken = set(font.getGlyphOrder())
    # All of them get the dictionary that the box belongs to.
    fd = top.FDSelect[font.getGlyphID(font.getBestCmap()[ord("□")])]
    private = top.FDArray[fd].Private
    order = list(font.getGlyphOrder())
    names, cid = {}, 65534
    for code in sorted(drawn):
        while f"cid{cid:05d}" in taken:
            cid -= 1
        name = f"cid{cid:05d}"
        taken.add(name)
        advance, contours = drawn[code]
        nominal = getattr(private, "nominalWidthX", 0)
        pen = T2CharStringPen(advance - nominal, None)
        replay(contours, pen)
        glyph = pen.getCharString(private=private, globalSubrs=strings.globalSubrs)
        strings.charStringsIndex.append(glyph)
        strings.charStrings[name] = len(strings.charStringsIndex) - 1
        top.FDSelect.append(fd)
        order.append(name)
        font["hmtx"].metrics[name] = (advance, round(bounds(contours)[0]))
        names[code] = name
    top.charset = order
    top.numGlyphs = len(order)
    font.setGlyphOrder(order)
    font["maxp"].numGlyphs = len(order)
    if hasattr(font, "_reverseGlyphOrderDict"):
        del font._reverseGlyphOrderDict
    return names


# ---------------------------------------------------------------- layout

def single_substitutions(font, tag, language):
    """{glyph: glyph} of one feature of the table GSUB for the script hani and a language."""
    table = font["GSUB"].table
    script = next(s.Script for s in table.ScriptList.ScriptRecord if s.ScriptTag == "hani")
    system = next(s.LangSys for s in script.LangSysRecord if s.LangSysTag == language)
    pairs = {}
    for index in system.FeatureIndex:
        record = table.FeatureList.FeatureRecord[index]
        if record.FeatureTag == tag:
            for lookup in record.Feature.LookupListIndex:
                for sub in table.LookupList.Lookup[lookup].SubTable:
                    pairs.update(getattr(sub, "ExtSubTable", sub).mapping)
    return pairs


def add_tabular_digits(font):
    """Where the digits differ in width, a feature 'tnum' that gives all of them the widest one's.

    A positioning lookup does it (no further glyphs); 'kern' has no pair of two digits.
    """
    cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
    digits = [cmap[ord(c)] for c in "0123456789"]
    widths = [metrics[g][0] for g in digits]
    if len(set(widths)) == 1:
        return
    width = max(widths)
    by_id = sorted(digits, key=font.getGlyphID)
    sub = otTables.SinglePos()
    sub.Format, sub.ValueFormat, sub.ValueCount = 2, 0x0005, len(by_id)
    sub.Coverage = otTables.Coverage()
    sub.Coverage.glyphs = by_id
    sub.Value = []
    for glyph in by_id:
        value = otTables.ValueRecord()
        value.XAdvance = width - metrics[glyph][0]
        value.XPlacement = value.XAdvance // 2
        sub.Value.append(value)
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 1, 0, [sub], 1
    table = font["GPOS"].table
    if any(l.LookupType == 9 for l in table.LookupList.Lookup):
        wrapped = otTables.ExtensionPos()
        wrapped.Format, wrapped.ExtSubTable, wrapped.ExtensionLookupType = 1, sub, 1
        lookup.LookupType, lookup.SubTable = 9, [wrapped]
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    feature = otTables.Feature()
    feature.FeatureParams = None
    feature.LookupListIndex = [len(table.LookupList.Lookup) - 1]
    feature.LookupCount = 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = "tnum", feature
    # The list is sorted by tag and 'tnum' comes after all that FEATURES can leave in it.
    records = table.FeatureList.FeatureRecord
    assert all(r.FeatureTag < "tnum" for r in records)
    records.append(record)
    table.FeatureList.FeatureCount = len(records)
    for script in table.ScriptList.ScriptRecord:
        systems = [l.LangSys for l in script.Script.LangSysRecord]
        if script.Script.DefaultLangSys is not None:
            systems.append(script.Script.DefaultLangSys)
        for system in {id(s): s for s in systems}.values():
            system.FeatureIndex = sorted(set(system.FeatureIndex) | {len(records) - 1})
            system.FeatureCount = len(system.FeatureIndex)


# ---------------------------------------------------------------- names

def rename(font, family, style, weight):
    postscript = f"{family.replace(' ', '')}-{style}"
    table = font["name"]
    version = table.getDebugName(5)
    number = version.split(";")[0].replace("Version ", "")
    old = table.getDebugName(4)
    table.names = [r for r in table.names if r.platformID == 3 and r.langID == 0x409]
    for name_id, text in {
        1: family,
        2: style,
        3: f"{number};{postscript}",
        4: family if style == "Regular" else f"{family} {style}",
        5: f"Version {number}",
        6: postscript,
        10: f"Subset of {old} {number} under another name. " + (table.getDebugName(10) or ""),
        16: family,
        17: style,
    }.items():
        table.setName(text, name_id, 3, 1, 0x409)
    table.names.sort()

    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff[0]
    top.FamilyName, top.FullName, top.Weight = family, f"{family} {style}", style
    for sub in top.FDArray:
        sub.FontName = f"{postscript}-{sub.FontName.split('-')[-1]}"

    os2 = font["OS/2"]
    os2.usWeightClass = weight
    bold = weight >= 600
    os2.fsSelection = (os2.fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


# ---------------------------------------------------------------- one face

def subtable(format, platform, encoding, mapping):
    table = CmapSubtable.newSubtable(format)
    table.platformID, table.platEncID, table.language = platform, encoding, 0
    table.cmap = mapping
    return table


def build(target, source, family, style, weight, which):
    font = TTFont(SOURCE / source, fontNumber=SC, recalcTimestamp=False, recalcBBoxes=False)
    locl = single_substitutions(font, "locl", "ZHS ")
    drawn = drawn_glyphs(font)

    # Variation sequences would draw in Japanese forms; the Macintosh table is of no use.
    cmap = dict(font.getBestCmap())
    for code in BAKED_FROM_LOCL:
        cmap[code] = locl[cmap[code]]
    for code, like in {**BAKED_FROM_SAME_AS, **ALIASES}.items():
        cmap[code] = cmap[like]
    assert not set(drawn) & set(cmap), "the source has a character that is drawn here"
    codes = {ord(c) for c in wanted(which)} & set(cmap)
    kept = {code: cmap[code] for code in sorted(codes)}
    font["cmap"].tables = [subtable(12, 3, 10, dict(kept))]

    options = subset.Options()
    options.layout_features = FEATURES
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    options.hinting = True
    options.desubroutinize = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.recalc_bounds = False
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)

    assert set(drawn) == set(DRAWN)
    names = add_glyphs(font, drawn)
    kept.update(names)
    plain = {code: name for code, name in sorted(kept.items()) if code <= 0xFFFF}
    full = dict(sorted(kept.items()))
    font["cmap"].tables = [
        subtable(4, 0, 3, plain), subtable(12, 0, 4, full),
        subtable(4, 3, 1, plain), subtable(12, 3, 10, full),
    ]
    add_tabular_digits(font)
    rename(font, family, style, weight)
    font.save(target)


# ---------------------------------------------------------------- checks

def read_format4(data, code):
    """Looks a code up in the raw bytes, with 16-bit arithmetic as some readers do it."""
    segments = struct.unpack(">H", data[6:8])[0] // 2
    ends = struct.unpack(f">{segments}H", data[14:14 + 2 * segments])
    at = 16 + 2 * segments
    starts = struct.unpack(f">{segments}H", data[at:at + 2 * segments])
    deltas = struct.unpack(f">{segments}H", data[at + 2 * segments:at + 4 * segments])
    at += 4 * segments
    offsets = struct.unpack(f">{segments}H", data[at:at + 2 * segments])
    for i in range(segments):
        if ends[i] >= code:
            if starts[i] > code:
                return 0
            if offsets[i] == 0:
                return (code + deltas[i]) & 0xFFFF
            place = (at + 2 * i + 2 * (code - starts[i]) + offsets[i]) & 0xFFFF
            if place + 2 > len(data):
                return 0
            glyph = struct.unpack(">H", data[place:place + 2])[0]
            return (glyph + deltas[i]) & 0xFFFF if glyph else 0
    return 0


def check(path, source, family, style, weight, which):
    """Every wanted character that the source holds must be in both tables of the face."""
    origin = set(TTFont(SOURCE / source, fontNumber=SC, lazy=True).getBestCmap())
    font = TTFont(path)
    font.ensureDecompiled()
    order = font.getGlyphOrder()
    raw = TTFont(path).reader["cmap"]
    seen = {}
    for i in range(struct.unpack(">H", raw[2:4])[0]):
        platform, encoding, offset = struct.unpack(">HHL", raw[4 + 8 * i:12 + 8 * i])
        seen[(platform, encoding)] = (struct.unpack(">H", raw[offset:offset + 2])[0], offset)
    assert {k: v[0] for k, v in seen.items()} == {(0, 3): 4, (0, 4): 12, (3, 1): 4, (3, 10): 12}, seen
    offset = seen[(3, 1)][1]
    length = struct.unpack(">H", raw[offset + 2:offset + 4])[0]
    format4 = raw[offset:offset + length]
    maps = {(t.platformID, t.platEncID): t.cmap for t in font["cmap"].tables}

    want = {ord(c) for c in wanted(which)} & (origin | set(ALIASES)) | set(DRAWN)
    glyphs = font.getGlyphSet()
    ids = {name: i for i, name in enumerate(order)}
    for code in sorted(want):
        name = maps[(3, 10)].get(code)
        assert name and maps[(0, 4)].get(code) == name, f"{path.name}: U+{code:04X} not in format 12"
        assert ids[name] > 0 and name in font["hmtx"].metrics and name in glyphs
        if code <= 0xFFFF:
            assert maps[(3, 1)].get(code) == maps[(0, 3)].get(code) == name, f"{path.name}: U+{code:04X} not in format 4"
    plain = [c for c in maps[(3, 10)] if c <= 0xFFFF]
    off = [c for c in plain if read_format4(format4, c) != ids[maps[(3, 10)][c]]]
    assert not off, f"{path.name}: format 4 bytes misread for {''.join(map(chr, off[:50]))} ({len(off)})"
    # No ideograph may be empty.
    empty = []
    for code, name in maps[(3, 10)].items():
        if 0x3400 <= code <= 0x9FFF or code > 0xFFFF or code in DRAWN:
            pen = BoundsPen(glyphs)
            glyphs[name].draw(pen)
            if pen.bounds is None:
                empty.append(code)
    assert not empty, f"{path.name}: empty glyphs {[hex(c) for c in empty]}"

    have = set(maps[(3, 10)])
    lists = {"GB 2312": gb2312(), "GBK": gbk(), "通用规范汉字表": tongyong(), "named": list(MUST_HAVE)}
    report = []
    for title, chars in lists.items():
        lost = [c for c in chars if ord(c) not in have]
        if which == "full" or title != "GBK":
            assert not lost, f"{path.name}: {title} lacks {''.join(lost)}"
        report.append(f"{title} {len(chars) - len(lost)}/{len(chars)}")
    digits = {font["hmtx"].metrics[maps[(3, 10)][ord(c)]][0] for c in "0123456789"}
    features = sorted({r.FeatureTag for t in ("GSUB", "GPOS") for r in font[t].table.FeatureList.FeatureRecord})
    assert len(digits) == 1 or "tnum" in features
    os2 = font["OS/2"]
    assert os2.usWeightClass == weight
    data = path.read_bytes()
    print(f"{path.name}: {len(data)} bytes, {len(order)} glyphs, {len(have)} characters "
          f"({sum(c > 0xFFFF for c in have)} beyond U+FFFF)")
    print(f"  {font['name'].getDebugName(1)} / {font['name'].getDebugName(2)}, weight {os2.usWeightClass}, "
          f"features {' '.join(features)}, digit widths {sorted(digits)}")
    print("  " + ", ".join(report))
    print(f"  sha256 {hashlib.sha256(data).hexdigest()}")


# ---------------------------------------------------------------- main

def versions():
    wrong = []
    for package, version in VERSIONS.items():
        have = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package],
                              capture_output=True, text=True).stdout
        if have != version:
            wrong.append(f"{package}: {version} wanted, {have or 'nothing'} installed")
    import fontTools
    if fontTools.version != "4.38.0":
        wrong.append(f"fontTools 4.38.0 wanted, {fontTools.version} in use (run with /usr/bin/python3)")
    if wrong:
        sys.exit("other versions give other bytes:\n  " + "\n  ".join(wrong))


def make_all(fonts, charsets):
    charsets.mkdir(parents=True, exist_ok=True)
    for name, chars in (("gb2312.txt", gb2312()), ("gbk.txt", gbk()), ("tongyong-8105.txt", tongyong())):
        text = lines_of_100(chars)
        assert text.replace("\n", "") == "".join(chars)
        (charsets / name).write_bytes(text.encode("utf-8"))
        print(f"{name}: {len(chars)} characters")
    for name, source, family, style, weight, which in FACES:
        build(fonts / name, source, family, style, weight, which)
        check(fonts / name, source, family, style, weight, which)


def main():
    versions()
    if sys.argv[1:] == ["--check"]:
        with tempfile.TemporaryDirectory() as folder:
            fonts, charsets = Path(folder), Path(folder) / "charsets"
            make_all(fonts, charsets)
            pairs = [(fonts / f[0], HERE / f[0]) for f in FACES]
            pairs += [(p, CHARSETS / p.name) for p in sorted(charsets.iterdir())]
            other = [b.name for a, b in pairs if not b.exists() or a.read_bytes() != b.read_bytes()]
            sys.exit(f"differ: {' '.join(other)}" if other else print("all files are the same, byte for byte"))
    elif sys.argv[1:]:
        sys.exit(__doc__)
    make_all(HERE, CHARSETS)


if __name__ == "__main__":
    main()
