"""One cell: whether what it stores suits the type that it says it has."""

import math
import re
from datetime import datetime

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.lint.fault import Kind, Scope
from jixiao.hosts.xlsx.lint.surroundings import Surroundings
from jixiao.hosts.xlsx.lint.texts import check_text
from jixiao.model.findings import Severity

_RETYPE = "请核实并重新输入这格"
BAD_NUMBER = Kind("X311", Severity.ERROR, "数字格里存的不是数字（{stored}）", advice=_RETYPE)
NO_STRING = Kind("X312", Severity.ERROR, "用到没有的共享文字（编号 {stored}）", advice=_RETYPE)
BAD_BOOLEAN = Kind("X313", Severity.ERROR, "逻辑值不是 0 或 1（{stored}）", advice=_RETYPE)
BAD_ERROR = Kind("X314", Severity.ERROR, "错误值不是 Excel 认得的（{stored}）", advice=_RETYPE)
BAD_TYPE = Kind("X315", Severity.ERROR, "单元格类型不认识（{stored}）", advice=_RETYPE)
BAD_DATE = Kind("X316", Severity.ERROR, "日期格里存的不是日期（{stored}）", advice=_RETYPE)
ISO_DATE = Kind("X317", Severity.INFO, "日期存成了 ISO 格式", "旧版 Excel 和有的程序读不出来", "必要时请重新输入日期")
NO_INDEX = Kind("X318", Severity.INFO, "应是文字，却没有内容", "Excel 会显示为空", _RETYPE)
NO_TEXT = Kind("X319", Severity.INFO, "应是行内文字，却没有文字元素", "Excel 会显示为空", _RETYPE)

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_ERROR = re.compile(
    "#(?:DIV/0!|N/A|NAME\\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!"
    "|PYTHON!|EXTERNAL!|TIMEOUT!)"
)
_BOOLEANS = frozenset({"0", "1", "true", "false"})


def check_stored(kind: str, stored: str | None, at: str, around: Surroundings, scope: Scope) -> None:
    """Note a value that does not suit the type (``t``) of its cell; ``stored`` is None without a ``<v>``."""
    if kind == "str":
        check_text(xstring.decode(stored or ""), at, scope)
        return
    text = (stored or "").strip()
    if not text:
        if kind == "s":
            scope.note(NO_INDEX, at)
        return
    match kind:
        case "n":
            _require(_is_number(text), BAD_NUMBER, at, text, scope)
        case "s":
            _require(_is_index(text, around), NO_STRING, at, text, scope)
        case "b":
            _require(text.lower() in _BOOLEANS, BAD_BOOLEAN, at, text, scope)
        case "e":
            _require(_ERROR.fullmatch(text) is not None, BAD_ERROR, at, text, scope)
        case "d":
            _require(_is_date(text), BAD_DATE, at, text, scope)
            if not around.strict:
                scope.note(ISO_DATE, at)
        case _:
            scope.note(BAD_TYPE, at, stored=kind)


def _require(holds: bool, kind: Kind, at: str, stored: str, scope: Scope) -> None:
    if not holds:
        scope.note(kind, at, stored=stored)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and math.isfinite(float(text))


def _is_index(text: str, around: Surroundings) -> bool:
    whole = text.isascii() and text.isdigit() and len(text) <= 9
    return around.strings is None or (whole and int(text) < len(around.strings))


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
