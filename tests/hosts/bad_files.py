"""Files that are no readable workbook, by their defect, with the sentence that refuses each (behind its name)."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from file_builders import (
    MAIN,
    RELS,
    ROOT_RELS,
    SHEET1,
    STRINGS,
    WORKBOOK,
    relation,
    relations,
    tiny_parts,
    workbook,
    worksheet,
)
from msoffcrypto.format.ooxml import OOXMLFile

from jixiao.hosts.xlsx.limits import LIMITS

TEXT_ONLY = "不是真正的 Excel 工作簿，只是改了扩展名的文本或网页文件，请用 Excel 或 WPS 打开后另存为 .xlsx。"
UNKNOWN = "不是 Excel 工作簿，或被文件加密软件加了密，请解密或另存为 .xlsx 后再试。"
OLD_DAMAGED = "是旧版 .xls 格式，内容读不出来（多半已损坏），请用 Excel 或 WPS 打开后另存为 .xlsx。"
TRUNCATED = "不完整（可能没有下载或复制完），请重新取得这份文件。"
PLAIN_ZIP = "是普通压缩包，不是 Excel 工作簿，请先解压，再选择其中的 .xlsx 工作簿。"
OTHER_OFFICE = "是 Word、PowerPoint 之类的文件，不是工作簿，请选择 .xlsx 工作簿。"


def damaged(what: str) -> str:
    return f"已损坏（{what}），请用 Excel 打开并修复、另存一份后再试。"


def unsafe(what: str) -> str:
    return f"的内部结构不正常（{what}），为安全起见没有打开，请用 Excel 另存一份后再试。"


def too_large(what: str) -> str:
    return f"太大（{what}），请删去与填报无关的内容、另存一份后再试。"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def with_parts(**parts: str | bytes) -> bytes:
    """A sound workbook with some parts replaced."""
    names = {"root": ROOT_RELS, "book": WORKBOOK, "rels": RELS, "sheet": SHEET1, "strings": STRINGS}
    return zipped(tiny_parts() | {names[key]: content for key, content in parts.items()})


def ole(*streams: str) -> bytes:
    """The beginning of an OLE container: its header and directory entries of these names."""
    entries = []
    for stream in ("Root Entry", *streams):
        name = stream.encode("utf-16-le") + b"\0\0"
        entries.append(name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62))
    return bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0") + b"".join(entries)


def patched(data: bytes, mark: bytes, at: int, new: bytes) -> bytes:
    """The bytes with ``new`` put so far behind every occurrence of a mark."""
    place = data.find(mark)
    while place >= 0:
        data = data[: place + at] + new + data[place + at + len(new) :]
        place = data.find(mark, place + 1)
    return data


def spoilt(data: bytes, name: str) -> bytes:
    """The archive with the packed data of a member begun by a byte that no deflate stream begins with."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        place = archive.getinfo(name).header_offset + 30 + len(name)
    return data[:place] + b"\xff" + data[place + 1 :]


def encrypted() -> bytes:
    plain, locked = BytesIO(zipped(tiny_parts())), BytesIO()
    OOXMLFile(plain).encrypt("机密", locked)
    return locked.getvalue()


def strings(cell: str) -> bytes:
    return with_parts(sheet=worksheet(f'<row r="3"><c r="B3"{cell}</c></row>'))


SOUND = zipped(tiny_parts())
DEEP = worksheet("", behind="<extLst>" + "<ext>" * 120 + "</ext>" * 120 + "</extLst>")
DOCTYPE = f'<!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
EXTERNAL = relations(relation(1, "worksheet", "file:///c:/a.xml", more=' TargetMode="External"'))
TWICE = '<sheet name="甲" sheetId="1" r:id="rId1"/><sheet name="{}" sheetId="2" r:id="rId1"/>'

BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "是空文件（0 字节），请重新取得这份工作簿。"),
    "comma-separated text": ("指标,得分\n产出,10".encode("gbk"), TEXT_ONLY),
    "web page": (b"<html><table><tr><td>1</td></tr></table></html>", TEXT_ONLY),
    "UTF-16 text": ("指标\t得分".encode("utf-16"), TEXT_ONLY),
    "zeros": (bytes(3000), UNKNOWN),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), UNKNOWN),
    "password": (encrypted(), "设了打开密码，请在 Excel 或 WPS 里取消密码并保存后再试。"),
    "old xls": (ole("Workbook"), OLD_DAMAGED),
    "older xls": (ole("\x05SummaryInformation", "Book"), OLD_DAMAGED),
    "old doc": (ole("WordDocument"), "是旧版 Office 文件，但不是工作簿，请选择 .xlsx 工作簿。"),
    "zip of files": (zipped({"a.txt": "1"}), PLAIN_ZIP),
    "empty zip": (zipped({}), PLAIN_ZIP),
    "ods": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        "是 OpenDocument（.ods）格式，请用 LibreOffice 或 WPS 打开后另存为 .xlsx。",
    ),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), OTHER_OFFICE),
    "docx": (
        zipped({ROOT_RELS: relations(relation(1, "officeDocument", "word/document.xml"))}),
        OTHER_OFFICE,
    ),
    "xlsb": (
        zipped({ROOT_RELS: relations(relation(1, "officeDocument", "xl/workbook.bin"))}),
        "是二进制工作簿（.xlsb），请用 Excel 打开后另存为 .xlsx。",
    ),
    "cut in half": (SOUND[: len(SOUND) // 2], TRUNCATED),
    "cut in its directory": (SOUND[:-30], TRUNCATED),
    "hole in the middle": (SOUND[:40] + SOUND[60:], TRUNCATED),
    "part changed": (spoilt(SOUND, WORKBOOK), damaged(f"{WORKBOOK} 解压失败")),
    "checksum wrong": (patched(SOUND, CENTRAL, 16, b"\1\2\3\4"), damaged(f"{ROOT_RELS} 校验不符")),
    "names differ": (patched(SOUND, LOCAL, 30, b"?"), damaged("内部目录不一致")),
    "directory broken": (patched(SOUND, CENTRAL, 0, b"XX"), damaged("内部目录读不出来")),
    "member inside another": (patched(SOUND, CENTRAL, 42, bytes(4)), damaged("内部文件重叠")),
    "unknown compression": (
        patched(SOUND, CENTRAL, 10, b"\x09\0"),
        damaged(f"{ROOT_RELS} 的压缩方式不能识别"),
    ),
    "encrypted member": (patched(SOUND, CENTRAL, 8, b"\1\0"), unsafe("内部文件加了密码")),
    "name beyond ASCII broken": (
        patched(patched(SOUND, CENTRAL, 8, b"\0\x08"), CENTRAL, 46, b"\xff"),
        unsafe("内部文件名乱码"),
    ),
    "name leading out": (zipped({"../evil.xml": "a"}), unsafe("内部文件的路径不对")),
    "absolute name": (zipped({"/xl/evil.xml": "a"}), unsafe("内部文件的路径不对")),
    "name with backslash": (zipped({"xl\\evil.xml": "a"}), unsafe("内部文件的路径不对")),
    "name twice": (zipped({"xl/a.xml": "a", "XL/A.xml": "b"}), unsafe("内部文件重名")),
    "too many members": (
        zipped({f"m{number}": "" for number in range(LIMITS.members + 1)}),
        too_large("内部文件超过 2,000 个"),
    ),
    "huge part declared": (
        patched(SOUND, CENTRAL, 24, (LIMITS.part_bytes + 1).to_bytes(4, "little")),
        too_large("有的部分展开后超过 64 MB"),
    ),
    "huge whole declared": (
        patched(SOUND, CENTRAL, 24, LIMITS.part_bytes.to_bytes(4, "little")),
        too_large("展开后超过 256 MB"),
    ),
    "declared size too small": (patched(SOUND, CENTRAL, 24, b"\5\0\0\0"), damaged(f"{ROOT_RELS} 校验不符")),
    "no workbook part": (
        zipped({ROOT_RELS: relations(relation(1, "officeDocument", "xl/none.xml"))}),
        damaged("缺少 xl/none.xml"),
    ),
    "no main relation": (with_parts(root=relations()), damaged(f"{ROOT_RELS} 的内容不对")),
    "workbook of another kind": (with_parts(book="<workbook/>"), damaged(f"{WORKBOOK} 的内容不对")),
    "sheet without relation": (with_parts(rels=relations()), damaged(f"{WORKBOOK} 的工作表目录不对")),
    "sheet outside the file": (
        with_parts(rels=EXTERNAL),
        damaged("工作表“表”的内容不在文件里，或与别的工作表共用"),
    ),
    "two sheets of one part": (
        with_parts(book=workbook(sheets=TWICE.format("乙"))),
        damaged("工作表“乙”的内容不在文件里，或与别的工作表共用"),
    ),
    "two sheets of one name": (
        with_parts(book=workbook(sheets=TWICE.format("甲"))),
        damaged(f"{WORKBOOK} 的工作表目录不对"),
    ),
    "sheet not well-formed": (with_parts(sheet="<worksheet><sheetData>"), damaged(f"{SHEET1} 的内容不对")),
    "sheet cut off": (with_parts(sheet=worksheet("")[:-3]), damaged(f"{SHEET1} 读不出来")),
    "sheet with document type": (with_parts(sheet=DOCTYPE), unsafe(f"{SHEET1} 含有 DOCTYPE 声明")),
    "workbook with document type": (
        with_parts(book="<!DOCTYPE a>" + workbook()),
        unsafe(f"{WORKBOOK} 含有 DOCTYPE 声明"),
    ),
    "sheet nested deep": (with_parts(sheet=DEEP), unsafe(f"{SHEET1} 嵌套过深")),
    "sheet in GBK": (
        with_parts(sheet='<?xml version="1.0" encoding="GBK"?>' + worksheet("")),
        damaged(f"{SHEET1} 的文字编码不对"),
    ),
    "cell off the sheet": (
        with_parts(sheet=worksheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
        damaged(f"{SHEET1} 的位置 XFE1 不对"),
    ),
    "row off the sheet": (
        with_parts(sheet=worksheet('<row r="1048577"/>')),
        damaged(f"{SHEET1} 的位置 第 1048577 行 不对"),
    ),
    "cell in another row": (
        with_parts(sheet=worksheet('<row r="1"><c r="A2"/></row>')),
        damaged(f"{SHEET1} 的位置 A2 不对"),
    ),
    "number that is none": (strings("><v>1_000</v>"), damaged("《表》!B3 的内容读不出来")),
    "infinite number": (strings("><v>1E999</v>"), damaged("《表》!B3 的内容读不出来")),
    "not a number": (strings("><v>NaN</v>"), damaged("《表》!B3 的内容读不出来")),
    "unknown type": (strings(' t="z"><v>1</v>'), damaged("《表》!B3 的内容读不出来")),
    "boolean that is none": (strings(' t="b"><v>2</v>'), damaged("《表》!B3 的内容读不出来")),
    "date that is none": (strings(' t="d"><v>32.12.2021</v>'), damaged("《表》!B3 的内容读不出来")),
    "missing shared string": (strings(' t="s"><v>0</v>'), damaged("《表》!B3 的内容读不出来")),
    "merged area that is none": (
        with_parts(sheet=worksheet("", behind='<mergeCells><mergeCell ref="x"/></mergeCells>')),
        damaged(f"{SHEET1} 的合并单元格不对"),
    ),
}
