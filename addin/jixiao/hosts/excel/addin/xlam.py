"""jixiao.xlam, built without Excel: the same bytes each time from the same sources."""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from jixiao import __version__
from jixiao.actions import ACTIONS
from jixiao.errors import JixiaoError
from jixiao.hosts.archives import pack, unpack
from jixiao.hosts.excel.addin.functions import PYTHON_MODULE
from jixiao.hosts.excel.addin.ribbon import ribbon_xml
from jixiao.hosts.excel.addin.sources import settings
from jixiao.hosts.excel.addin.vba import OTHER_XLWINGS, PROJECT, with_our_modules

FILE_NAME = "jixiao.xlam"
VERSION = "JIXIAO_VERSION"
CONFIG_SHEET = f"{PROJECT}.conf"
UDF_MODULES = "UDF MODULES"
FUNCTION_SETTINGS: Mapping[str, str] = {UDF_MODULES: PYTHON_MODULE}
"""What the settings say besides where the functions for cells are part of the add-in."""


_BASE = "quickstart_addin_ribbon.xlam"
_CONFIG_PART = "xl/worksheets/sheet1.xml"
_STRINGS_PART = "xl/sharedStrings.xml"
_STRINGS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{count}" uniqueCount="{count}">'
    "{items}</sst>"
)


def build_xlam(functions: bool = False) -> bytes:
    """The add-in, for no computer in particular. Raises JixiaoError where a library it is built with is missing.

    ``functions``: with the functions for cells (JX_RATE …), which only Excel on Windows can call.
    """
    parts = unpack(with_our_modules(_base(), functions))
    del parts["customUI/customUI.xml"]
    parts["customUI/customUI14.xml"] = ribbon_xml(ACTIONS).encode()
    _edit(parts, "_rels/.rels", r"customUI/customUI\.xml", "customUI/customUI14.xml")
    _edit(parts, "xl/workbook.xml", r'name="_myaddin\.conf"', f'name="{CONFIG_SHEET}"')
    _edit(parts, "xl/workbook.xml", r"(?s)<mc:AlternateContent.*?</mc:AlternateContent>", "")  # its author's folder
    _edit(parts, "xl/workbook.xml", r"(?s)<extLst>.*</extLst>", "")  # holds a value that its schema does not know
    _edit(parts, "docProps/core.xml", r"<dc:creator>.*?</dc:creator>", "<dc:creator>jixiao</dc:creator>")
    _edit(parts, "docProps/core.xml", r"<cp:lastModifiedBy>.*?</cp:lastModifiedBy>", "")
    return with_settings(pack(parts), FUNCTION_SETTINGS if functions else {})


def with_settings(xlam: bytes, changed: Mapping[str, str]) -> bytes:
    """The add-in with its settings written anew, some of them changed for a computer."""
    parts, values = unpack(xlam), {VERSION: __version__} | settings() | dict(changed)
    strings = [text for pair in values.items() for text in pair]
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    parts[_STRINGS_PART] = _STRINGS.format(count=len(strings), items=items).encode()
    rows = "".join(map(_row, range(1, len(values) + 1)))
    _edit(parts, _CONFIG_PART, r'<dimension ref="[^"]*"', f'<dimension ref="A1:B{len(values)}"')
    _edit(parts, _CONFIG_PART, r"(?s)<sheetData>.*?</sheetData>", f"<sheetData>{rows}</sheetData>")
    return pack(parts)


def _row(number: int) -> str:
    """A row with a name and a value, two shared strings; xlwings reads down to the first blank name."""
    cells = (f'<c r="{column}{number}" t="s"><v>{2 * number - 2 + at}</v></c>' for at, column in enumerate("AB"))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _base() -> bytes:
    """The example add-in that comes with xlwings (BSD licence)."""
    spec = find_spec("xlwings")
    folders = spec.submodule_search_locations if spec is not None else None
    path = Path(folders[0], _BASE) if folders else None
    if path is None or not path.is_file():
        raise JixiaoError(OTHER_XLWINGS)
    return path.read_bytes()


def _edit(parts: dict[str, bytes], name: str, pattern: str, new: str) -> None:
    """Replace what matches in a part; JixiaoError unless it stands there exactly once."""
    text, found = re.subn(pattern, lambda _: new, parts.get(name, b"").decode())
    if found != 1:
        raise JixiaoError(OTHER_XLWINGS)
    parts[name] = text.encode()
