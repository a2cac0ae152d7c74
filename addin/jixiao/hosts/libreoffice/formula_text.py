"""Formulas between the grammar of Excel files and that of LibreOffice's programming interface.

``自评表!$D$44`` is ``$'自评表'.$D$44`` there, arguments are parted by semicolons, the columns of a constant array
by semicolons and its rows by bars. Function names are English in both.
"""

import re

_TEXT = r'"(?:[^"]|"")*"'
_QUOTED = r"(?<!')'(?:[^']|'')++'"
_BARE = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*")

_EXCEL = re.compile(
    rf"(?P<kept>{_TEXT}|#[A-Z0/]+!)|(?<![\w.])(?P<sheet>{_QUOTED}|[^\W\d][\w.]*)!|(?P<mark>[,;{{}}])",
)
_LIBREOFFICE = re.compile(
    rf"(?<!\w)(?P<lost>(?:\$?(?:{_QUOTED}|\w+)[.!])?\$?[A-Z]{{0,3}}\$?\#REF!(?:\.\$?[A-Z]+\$?[0-9]+)?)"
    rf"|(?P<kept>{_TEXT}|{_QUOTED}!|\#[A-Z0/]+!)"
    rf"|(?<!\w)\$?(?P<sheet>{_QUOTED}|(?!\d+\.)\w+)\.(?=\$?[A-Z]{{1,3}}(?:\$?[0-9]|:)|\$?[0-9]+:)"
    r"|(?P<mark>[;|~!{}])",
    re.IGNORECASE,
)
"""References to cells that were deleted, what has no marks of its own, sheets, marks."""


def to_libreoffice(formula: str) -> str:
    """A formula of ours, which Excel understands, as LibreOffice's text. Both are without the leading ``=``."""
    depth = 0

    def replaced(found: re.Match[str]) -> str:
        """What LibreOffice writes for one mark; within braces the separators are others."""
        nonlocal depth
        mark, sheet = found["mark"], found["sheet"]
        if sheet is not None:
            return f"${_quoted(_plain(sheet))}."
        if mark is None:
            return found[0]
        depth += {"{": 1, "}": -1}.get(mark, 0)
        return ({";": "|", ",": ";"} if depth else {",": ";"}).get(mark, mark)

    return _EXCEL.sub(replaced, formula)


def to_excel(formula: str) -> str:
    """A formula as LibreOffice tells it as Excel's text. Both are without the leading ``=``."""
    depth = 0

    def replaced(found: re.Match[str]) -> str:
        """What Excel writes for one mark; within braces the separators are others."""
        nonlocal depth
        mark, sheet = found["mark"], found["sheet"]
        if found["lost"] is not None:
            return "#REF!"
        if sheet is not None:
            name = _plain(sheet)
            return f"{name if _BARE.fullmatch(name) else _quoted(name)}!"
        if mark is None:
            return found[0]
        depth += {"{": 1, "}": -1}.get(mark, 0)
        in_array = {"|": ";", ";": ","}
        return (in_array if depth else {";": ",", "~": ",", "!": " "}).get(mark, mark)

    return _LIBREOFFICE.sub(replaced, formula)


def _plain(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"
