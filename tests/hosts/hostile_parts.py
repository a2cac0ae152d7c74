"""The parts around the sheets: strings, styles, names, references that lead to the net or the disk."""

from bad_files import (
    PLAIN_ZIP,
    damaged,
    too_large,
)
from file_builders import (
    CHAIN,
    MAIN,
    RELS,
    ROOT_RELS,
    SHEET1,
    STRICT,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    relation,
    relations,
    tiny_parts,
    workbook,
)
from hostile_packages import MEGABYTE, Hostile, in_part, in_sheet, noise, packed, sheet, swollen, table

from jixiao.hosts.xlsx.limits import LIMITS


def _names(count: int) -> bytes:
    listed = swollen(count, '<definedName name="n{}">表!$A$1</definedName>').decode()
    return workbook(f"<definedNames>{listed}</definedNames>").encode()


def _styles(count: int) -> bytes:
    head, tail = f'<styleSheet xmlns="{MAIN}"><cellXfs>', "</cellXfs></styleSheet>"
    return swollen(count, '<xf numFmtId="10" fontId="{}"/>', head, tail)


def _strings(content: str) -> str:
    return f'<sst xmlns="{MAIN}">{content}</sst>'


MANY_SHEETS = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 700))
TWO_SHEETS = '<sheet name="表" sheetId="1" r:id="rId1"/><sheet name="乙" sheetId="2" r:id="rId1"/>'
STEERING = '<sheet name="&#9;表" sheetId="1" r:id="rId1"/>'
OUTSIDE = "工作表“表”的内容不在文件里，或与别的工作表共用"
MACROS = {"xl/vbaProject.bin": b"\0" * 100, "xl/embeddings/oleObject1.bin": b"MZ", "xl/activeX/activeX1.bin": b"MZ"}
AWAY = relations(relation(1, "externalLinkPath", "http://192.0.2.1/x.xlsx", more=' TargetMode="External"'))
LINKS = {"xl/externalLinks/_rels/externalLink1.xml.rels": AWAY}
OTHER_TABLE = f'<styleSheet xmlns="{MAIN}"><numFmts>{{}}</numFmts><cellXfs><xf/></cellXfs></styleSheet>'

PARTS: dict[str, Hostile] = {
    "a huge string": in_part(
        STRINGS,
        lambda: _strings(f"<si><t>{noise(20 * MEGABYTE)}</t></si>"),
        too_large(f"{STRINGS} 有超过 {LIMITS.text:,} 个字的文字"),
        strings="x",
    ),
    "a string of a million runs": in_part(
        STRINGS,
        lambda: _strings(f"<si>{swollen(300_000, '<r><t>{}</t></r>').decode()}</si>"),
        too_large(f"{STRINGS} 有超过 {LIMITS.text:,} 个字的文字"),
        slow=True,
        strings="x",
    ),
    "a million strings": in_part(
        STRINGS,
        lambda: _strings(swollen(600_000, "<si><!--{}--></si>").decode()),
        too_large(f"内部标记超过 {LIMITS.markup:,} 个"),
        strings="x",
    ),
    "half a million strings": in_part(
        STRINGS,
        lambda: _strings(swollen(500_001, "<si n='{}'/>").decode()),
        too_large(f"共用文字超过 {LIMITS.strings:,} 条"),
        slow=True,
        strings="x",
    ),
    "as many styles as may be": in_part(STYLES, lambda: _styles(LIMITS.styles), styles="x", slow=True),
    "a hundred thousand styles": in_part(
        STYLES, lambda: _styles(100_000), too_large(f"单元格样式超过 {LIMITS.styles:,} 种"), styles="x"
    ),
    "styles without end": in_part(
        STYLES, lambda: _styles(300_000), too_large(f"单元格样式超过 {LIMITS.styles:,} 种"), styles="x"
    ),
    "a format code without end": in_part(
        STYLES,
        lambda: OTHER_TABLE.format(f'<numFmt numFmtId="0" formatCode="{"[h]" * 50_000}"/>'),
        styles="x",
    ),
    "as many names as may be": in_part(WORKBOOK, lambda: _names(LIMITS.names), slow=True),
    "a hundred thousand names": in_part(
        WORKBOOK, lambda: _names(100_000), too_large(f"定义的名称超过 {LIMITS.names:,} 个")
    ),
    "a name of a megabyte": in_part(
        WORKBOOK,
        lambda: workbook(f'<definedNames><definedName name="jx_a">{"x" * 500_000}</definedName></definedNames>'),
        too_large(f"{WORKBOOK} 有超过 {LIMITS.text:,} 个字的文字"),
    ),
    "names that lie": in_part(
        WORKBOOK,
        lambda: workbook(
            '<definedNames><definedName name="jx_indicators">表!$A$1:$XFD$1048576</definedName>'
            '<definedName name="jx_fund">表!$XFD$1048576</definedName></definedNames>'
        ),
    ),
    "sheets without end": in_part(
        WORKBOOK, lambda: workbook(sheets=MANY_SHEETS), too_large(f"工作表超过 {LIMITS.sheets:,} 张")
    ),
    "two sheets of one part": in_part(
        WORKBOOK, lambda: workbook(sheets=TWO_SHEETS), damaged(OUTSIDE.replace("“表”", "“乙”"))
    ),
    "a sheet name that steers": in_part(WORKBOOK, lambda: workbook(sheets=STEERING)),
    "a sheet name without end": in_part(
        WORKBOOK,
        lambda: workbook(sheets=f'<sheet name="{"表" * 60_000}" sheetId="1" r:id="rId1"/>'),
        damaged(f"{WORKBOOK} 的工作表目录不对"),
    ),
    "a sheet from the net": in_part(
        RELS,
        lambda: relations(relation(1, "worksheet", "http://192.0.2.1/sheet.xml", more=' TargetMode="External"')),
        damaged(OUTSIDE),
    ),
    "a sheet from the net, as if inside": in_part(
        RELS,
        lambda: relations(relation(1, "worksheet", "http://192.0.2.1/sheet.xml")),
        damaged("缺少 xl/http:/192.0.2.1/sheet.xml"),
    ),
    "a sheet from the disk": in_part(
        RELS, lambda: relations(relation(1, "worksheet", "/etc/passwd")), damaged("缺少 etc/passwd")
    ),
    "a sheet from further up": in_part(
        RELS, lambda: relations(relation(1, "worksheet", "../../../../../etc/passwd")), damaged("缺少 etc/passwd")
    ),
    "the workbook as its own sheet": in_part(
        RELS, lambda: relations(relation(1, "worksheet", "workbook.xml")), damaged(f"{WORKBOOK} 的内容不对")
    ),
    "no workbook": in_part(ROOT_RELS, lambda: relations(), damaged(f"{ROOT_RELS} 的内容不对")),
    "a missing sheet": Hostile(
        lambda: packed({name: text for name, text in tiny_parts().items() if name != SHEET1}), damaged(f"缺少 {SHEET1}")
    ),
    "no content types": Hostile(
        lambda: packed({name: text for name, text in (tiny_parts() | {SHEET1: sheet()}).items() if name != TYPES}),
        others={"mark": damaged(f"缺少 {TYPES}")},
    ),
    "only a chain": Hostile(lambda: packed({CHAIN: "x"}), PLAIN_ZIP),
    "macros, objects and links": Hostile(lambda: table(more=MACROS | LINKS), suffix=".xlsm"),
    "comments without end": Hostile(lambda: table(more={"xl/comments1.xml": "<comment/>" * 1_000_000})),
    "another dialect inside": in_sheet(lambda: sheet().replace(MAIN, STRICT)),
}
