"""Worksheets, names and format codes as a grammar: mostly what Excel writes, and everywhere what it would not."""

from xml.sax.saxutils import escape, quoteattr

from file_builders import MAIN
from hypothesis import strategies as st

PRINTABLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "0", "1", "-1", "1.5", "1E+5", "1e999", "NaN", "0x1", "+", "=1+1", "@x", "-2+3", "\t=1", "_x000D_",
         "_xD83D_", "_x005F_x0041_", "true", "2021-12-31", "2021-13-01T99", "#REF!", "甲", "100%", "9" * 400]
    ),
    st.text(PRINTABLE, max_size=12),
)  # fmt: skip
ADDRESSES = st.one_of(
    st.sampled_from(
        ["A1", "B1", "C1", "A2", "B2", "C3", "$A$1", "XFD1048576", "XFE1", "A0", "A1048577", "a1", "", "1"]
    ),
    st.builds("{}{}".format, st.sampled_from("ABCZ"), st.integers(0, 12)),
    st.text(PRINTABLE, max_size=4),
)
AREAS = st.one_of(ADDRESSES, st.builds("{}:{}".format, ADDRESSES, ADDRESSES))
FORMULAS = st.one_of(
    st.sampled_from(
        ["A1+1", "SUM(A1:B2)*$C$3", "'表 一'!A1", '"', "'", "[", "A1:", "IF(A1>0,\"是\",B1)", "#REF!", "T[[#All],[x]]",
         "A:A", "1:1", "XFD1+A1", "A1048576", "cmd|'/c calc'!A0", "_xlfn.LET(x,1,x)", "{1,2}"]
    ),
    st.text("A1B2$:!'\"[](),.+-*/&^<>=#表", max_size=16),
)  # fmt: skip
NUMBERS = st.one_of(st.integers(-2, 12).map(str), st.sampled_from(["", "1e3", "99999999999", "一", " 3", "-0"]))
CODES = st.one_of(
    st.sampled_from(
        ["General", "0.00%", "yyyy/m/d", '0.0"万"', "[h]:mm", "@", ";;;", "[>1]0;0", "G/通用格式", "[$-804]e年"]
    ),
    st.text('0#?.,%;"\\[]$-_*@yYmdhseaAMPG年月日/: ', max_size=14),
)


def _attributes(names: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[str]:
    return st.fixed_dictionaries({}, optional=names).map(
        lambda found: "".join(f" {name}={quoteattr(text)}" for name, text in found.items())
    )


def _holdable(text: str) -> str:
    """The text without what XML cannot hold at all."""
    return escape("".join(sign for sign in text if sign >= " " or sign in "\t\n\r"))


_FORMULA = st.builds(
    "<f{}>{}</f>".format,
    _attributes({"t": st.sampled_from(["shared", "array", "dataTable", "normal", "x"]), "ref": AREAS, "si": NUMBERS,
                 "ca": st.sampled_from(["1", "0"]), "r1": ADDRESSES}),
    FORMULAS.map(_holdable),
)  # fmt: skip
_INSIDE = st.one_of(
    st.just(""),
    st.builds("<v>{}</v>".format, TEXTS.map(_holdable)),
    st.builds("{}<v>{}</v>".format, _FORMULA, TEXTS.map(_holdable)),
    _FORMULA,
    st.builds("<is><t>{}</t></is>".format, TEXTS.map(_holdable)),
    st.builds("<is><r><t>{}</t></r><rPh><t>x</t></rPh></is>".format, TEXTS.map(_holdable)),
    st.just("<v><v>1</v></v><y xmlns='urn:y'/>"),
)
_SOUND_CELL = st.sampled_from(
    ['<c><v>1.5</v></c>', '<c t="str"><f>A1</f><v>甲</v></c>', '<c t="b"><v>1</v></c>', '<c s="1"/>',
     '<c><f t="shared" ref="A1:C3" si="0">A1+1</f></c>', '<c><f t="shared" si="0"/><v>2</v></c>',
     '<c><f t="array" ref="A1:B2">A1:B2</f></c>', '<c t="s"><v>0</v></c>', '<c t="inlineStr"><is><t>乙</t></is></c>']
)  # fmt: skip
_KINDS = {"t": st.sampled_from(["n", "s", "str", "b", "e", "d", "inlineStr", "z"]), "s": NUMBERS}
_CELL = st.one_of(
    _SOUND_CELL,
    _SOUND_CELL,
    st.builds("<c{}>{}</c>".format, st.one_of(st.just(""), st.just(' t="str"'), _attributes(_KINDS)), _INSIDE),
    st.builds("<c{}>{}</c>".format, _attributes({"r": ADDRESSES, **_KINDS}), _INSIDE),
)
_ROW_ATTRIBUTES = {"spans": AREAS, "s": NUMBERS, "customFormat": NUMBERS, "hidden": NUMBERS}
_ROW = st.builds(
    "<row{}>{}</row>".format,
    st.one_of(st.just(""), _attributes(_ROW_ATTRIBUTES), _attributes({"r": NUMBERS, **_ROW_ATTRIBUTES})),
    st.lists(_CELL, max_size=4).map("".join),
)
_COLUMNS = st.builds(
    "<cols><col{}/></cols>".format, _attributes({"min": NUMBERS, "max": NUMBERS, "hidden": NUMBERS, "style": NUMBERS})
)
_BEFORE = st.one_of(st.just(""), st.just(""), _COLUMNS, st.builds("<dimension ref={}/>".format, AREAS.map(quoteattr)))
_BEHIND = st.one_of(
    st.just(""),
    st.just('<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
    st.builds("<mergeCells><mergeCell ref={}/></mergeCells>".format, AREAS.map(quoteattr)),
    st.just("<extLst><ext><row/></ext></extLst>"),
)
SHEETS = st.builds(
    f'<worksheet xmlns="{MAIN}">{{}}<sheetData>{{}}</sheetData>{{}}</worksheet>'.format,
    _BEFORE,
    st.lists(_ROW, max_size=4).map("".join),
    _BEHIND,
)
NAMES = st.lists(
    st.builds(
        "<definedName{}>{}</definedName>".format,
        _attributes(
            {
                "name": st.one_of(TEXTS, st.sampled_from(["jx_a", "jx_field_unit", "_xlnm.Print_Area"])),
                "localSheetId": NUMBERS,
            }
        ),
        st.one_of(FORMULAS, st.builds("{}!{}".format, st.sampled_from(["表", "'表'", "乙", "[1]表"]), AREAS)).map(
            _holdable
        ),
    ),
    max_size=4,
).map("".join)
STYLES = st.builds(
    f'<styleSheet xmlns="{MAIN}"><numFmts>{{}}</numFmts><cellXfs>{{}}</cellXfs></styleSheet>'.format,
    st.lists(
        st.builds("<numFmt numFmtId={} formatCode={}/>".format, NUMBERS.map(quoteattr), CODES.map(quoteattr)),
        max_size=3,
    ).map("".join),
    st.lists(st.builds("<xf numFmtId={}/>".format, NUMBERS.map(quoteattr)), max_size=3).map("".join),
)
