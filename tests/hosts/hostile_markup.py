"""XML made to be expanded, to reach for other files and to wear the parser out."""

from bad_files import (
    damaged,
    too_large,
    unsafe,
)
from file_builders import (
    SHEET1,
    WORKBOOK,
    workbook,
)
from hostile_packages import MEGABYTE, Hostile, in_part, in_sheet, noise, sheet, swollen

from jixiao.hosts.xlsx.limits import LIMITS

ENTITY = '<!DOCTYPE x [<!ENTITY a "ha">{}]>' + sheet()
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DEEP = "<a>" * 100_000 + "</a>" * 100_000

MARKUP: dict[str, Hostile] = {
    "laughter": in_sheet(lambda: ENTITY.format(LAUGHS), unsafe(f"{SHEET1} 含有 DOCTYPE 声明")),
    "a file as an entity": in_sheet(
        lambda: ENTITY.format('<!ENTITY f SYSTEM "file:///etc/passwd">'), unsafe(f"{SHEET1} 含有 DOCTYPE 声明")
    ),
    "rules from the net": in_sheet(
        lambda: '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">' + sheet(), unsafe(f"{SHEET1} 含有 DOCTYPE 声明")
    ),
    "the same in UTF-16": in_sheet(
        lambda: ("<!DOCTYPE x>" + sheet()).encode("utf-16"), unsafe(f"{SHEET1} 含有 DOCTYPE 声明")
    ),
    "deep nesting": in_sheet(lambda: sheet(behind=DEEP), unsafe(f"{SHEET1} 嵌套过深")),
    "deep nesting in the workbook": in_part(WORKBOOK, lambda: workbook(DEEP), unsafe(f"{WORKBOOK} 嵌套过深")),
    "elements of a million names": in_sheet(
        lambda: sheet(behind=swollen(300_000, "<a{}/>").decode()),
        unsafe(f"{SHEET1} 的标记名称超过 {LIMITS.vocabulary:,} 种"),
    ),
    "a million attributes": in_sheet(
        lambda: sheet(behind="<a" + swollen(1_000_000, ' a{}=""').decode() + "/>"), unsafe(f"{SHEET1} 有过长的标记")
    ),
    "a comment without end": in_sheet(
        lambda: sheet(behind=f"<!--{noise(8 * MEGABYTE)}-->"), unsafe(f"{SHEET1} 有过长的标记")
    ),
    "millions of elements": in_sheet(
        lambda: sheet(behind=swollen(3_000_000, "<a b='{}'/>").decode()),
        too_large(f"内部标记超过 {LIMITS.markup:,} 个"),
        slow=True,
    ),
    "broken UTF-8": in_sheet(
        lambda: sheet().encode().replace("总分".encode(), b"\xe6\x80"), damaged(f"{SHEET1} 读不出来")
    ),
    "NULs": in_sheet(lambda: sheet().encode().replace(b"<row", b"\0<row"), damaged(f"{SHEET1} 读不出来")),
    "an encoding of its own": in_sheet(
        lambda: '<?xml version="1.0" encoding="utf-7"?>' + sheet(), damaged(f"{SHEET1} 的文字编码不对")
    ),
    "UTF-16": in_sheet(lambda: ('<?xml version="1.0" encoding="UTF-16"?>' + sheet()).encode("utf-16")),
    "namespaces over and over": in_sheet(
        lambda: sheet(root="".join(f' xmlns:n{n}="urn:{n}"' for n in range(5_000)), behind="<a/>" * 5_000)
    ),
    "no markup at all": in_sheet(lambda: b"\x89PNG\r\n", damaged(f"{SHEET1} 读不出来")),
}
