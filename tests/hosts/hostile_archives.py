"""Archives made to swell, to lie and to lead out of their folder."""

from bad_files import (
    CENTRAL,
    LOCAL,
    TRUNCATED,
    UNKNOWN,
    damaged,
    patched,
    too_large,
    unsafe,
)
from file_builders import (
    MAIN,
    ROOT_RELS,
    SHEET1,
    STRINGS,
)
from hostile_packages import (
    MEGABYTE,
    Hostile,
    archive,
    in_part,
    in_sheet,
    member,
    million_members,
    overlapping,
    packed,
    sheet,
    table,
)

from jixiao.hosts.xlsx.limits import LIMITS


def _named(name: str) -> Hostile:
    return Hostile(lambda: table(more={name: "x"}), unsafe("内部文件的路径不对"))


def _cut(percent: int) -> Hostile:
    return Hostile(lambda: table()[: len(table()) * percent // 100], TRUNCATED)


ARCHIVES: dict[str, Hostile] = {
    "part that swells": in_sheet(lambda: sheet() + " " * 50 * MEGABYTE, unsafe(f"{SHEET1} 的压缩比超过 200 倍")),
    "strings that swell": in_part(
        STRINGS,
        lambda: f'<sst xmlns="{MAIN}"><si><t>{"a" * 60 * MEGABYTE}</t></si></sst>',
        unsafe(f"{STRINGS} 的压缩比超过 200 倍"),
        strings="x",
    ),
    "part over the limit": in_sheet(lambda: bytes(65 * MEGABYTE), too_large("有的部分展开后超过 64 MB")),
    "all together over the limit": Hostile(
        lambda: table(more={f"xl/media/{n}.bmp": bytes(50 * MEGABYTE) for n in range(6)}),
        too_large("展开后超过 256 MB"),
    ),
    "swelling part that nobody refers to": Hostile(lambda: table(more={"customXml/item1.xml": " " * 50 * MEGABYTE})),
    "archives in archives": Hostile(lambda: table(more={"xl/embeddings/a.zip": packed({"b.zip": table()})})),
    "one entry under many names": Hostile(lambda: overlapping(1_500), damaged("内部文件重叠")),
    "a million members": Hostile(million_members, too_large(f"内部文件超过 {LIMITS.members:,} 个")),
    "two thousand members and more": Hostile(
        lambda: table(more={f"xl/media/{n}": b"" for n in range(2_000)}),
        too_large(f"内部文件超过 {LIMITS.members:,} 个"),
    ),
    "fewer members announced": Hostile(
        lambda: archive(*map(list, zip(*(member(b"a", b"x"), member(b"b", b"y")), strict=True)), count=1),
        damaged("内部目录不一致"),
    ),
    "size understated": Hostile(lambda: patched(table(), CENTRAL, 24, b"\5\0\0\0"), damaged(f"{ROOT_RELS} 校验不符")),
    "size overstated": Hostile(
        lambda: patched(table(), CENTRAL, 24, (60 * MEGABYTE).to_bytes(4, "little")), too_large("展开后超过 256 MB")
    ),
    "zip64 size without its field": Hostile(
        lambda: patched(table(), CENTRAL, 24, b"\xff" * 4), damaged(f"{ROOT_RELS} 校验不符")
    ),
    "zip64 end that leads nowhere": Hostile(
        lambda: patched(table(), b"PK\5\6", 10, b"\xff" * 10), damaged("内部目录读不出来")
    ),
    "directory beyond the end": Hostile(lambda: patched(table(), b"PK\5\6", 16, b"\xff\xff\xff\x7f"), TRUNCATED),
    "path that leads out": _named("../../../../tmp/evil.xml"),
    "absolute path": _named("/etc/cron.d/evil"),
    "path of a drive": _named("C:\\Windows\\evil.xml"),
    "a stream behind a name": _named("xl/a.xml:evil"),
    "the same name twice": Hostile(lambda: table(more={SHEET1.upper(): "x"}), unsafe("内部文件重名")),
    "encrypted members": Hostile(lambda: patched(table(), CENTRAL, 8, b"\1\0"), unsafe("内部文件加了密码")),
    "unknown compression": Hostile(
        lambda: patched(table(), CENTRAL, 10, b"\x0e\0"), damaged(f"{ROOT_RELS} 的压缩方式不能识别")
    ),
    "names that differ": Hostile(lambda: patched(table(), LOCAL, 30, b"?"), damaged("内部目录不一致")),
    "cut at a tenth": _cut(10),
    "cut in the middle": _cut(50),
    "cut before its end": _cut(99),
    "a program before the archive": Hostile(lambda: b"MZ" + bytes(600) + table(), UNKNOWN),
    "rubbish behind the archive": Hostile(lambda: table() + b"\xff" * 1000),
    "much rubbish behind the archive": Hostile(lambda: table() + b"\xff" * MEGABYTE, TRUNCATED),
    "a false end behind the true one": Hostile(lambda: table() + b"PK\5\6" + bytes(17), TRUNCATED),
}
