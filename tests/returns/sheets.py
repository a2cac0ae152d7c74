"""What people do to the sheets of a workbook: rows inserted or hidden, sheets added, an older version of the form."""

import random
import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from corpus.package import MAIN, WORKBOOK, XML, Parts, add_part
from returns.mould import STRINGS, Mould

Change = Callable[[Mould, Parts, random.Random], Parts]
_REFERENCE = re.compile(
    r"(?<![\w.$!])(?:(?P<sheet>'[^']+'|[\w]+)!)?(?P<from>\$?[A-Z]{1,3}\$?[0-9]+)(?::(?P<to>\$?[A-Z]{1,3}\$?[0-9]+))?"
    r"(?![\w(.!])"
)
_FORMULA = re.compile(rb"<f>[^<]*</f>|<(?:formula|formula1|formula2)>[^<]*<")
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def extra_sheet(mould: Mould, parts: Parts, chance: random.Random) -> Parts:
    """A sheet of the office's own behind the form: figures that are none of the form's."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>明细</t></is></c><c r="B{row}"><v>{row}.5</v></c></row>'
        for row in range(1, chance.randint(5, 60))
    )
    sheet = f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    changed = dict(parts)
    id = add_part(changed, "xl/worksheets/sheet99.xml", sheet, _TYPE, WORKBOOK, "worksheet")
    hidden = chance.choice(("", ' state="hidden"'))
    entry = f'<sheet name="Sheet{chance.randint(1, 9)}" sheetId="99"{hidden} r:id="{id}"/></sheets>'
    changed[WORKBOOK] = changed[WORKBOOK].replace(b"</sheets>", entry.encode())
    return changed


def hidden_rows(mould: Mould, parts: Parts, chance: random.Random) -> Parts:
    """Rows of the scoring table hidden, to make the print shorter."""
    assert mould.plan.form.indicators is not None
    table = mould.plan.form.indicators.table
    part = mould.sheet_parts[table.sheet]
    rows = chance.sample(range(table.first, table.last + 1), 3)
    data = parts[part]
    for row in rows:
        data = data.replace(b'<row r="%d" ' % row, b'<row r="%d" hidden="1" ' % row, 1)
    return {**parts, part: data}


def far_cell(mould: Mould, parts: Parts, chance: random.Random) -> Parts:
    """A blank in the last cell of a sheet, where Ctrl+End had led somebody."""
    assert mould.plan.form.indicators is not None
    part = mould.sheet_parts[mould.plan.form.indicators.table.sheet]
    last = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>'
    return {**parts, part: parts[part].replace(b"</sheetData>", last + b"</sheetData>")}


def older_version(mould: Mould, parts: Parts, chance: random.Random) -> Parts:
    """A workbook that carries an earlier version of its framework; the figures are read by that one."""
    version = escape(mould.plan.framework.version)
    strings = parts[STRINGS].decode()
    assert f"<t>{version}</t>" in strings and f'version = "{version}"' in strings
    strings = strings.replace(f"<t>{version}</t>", "<t>2000-01</t>")
    return {**parts, STRINGS: strings.replace(f'version = "{version}"', 'version = "2000-01"', 1).encode()}


def inserted_row(mould: Mould, parts: Parts, chance: random.Random) -> Parts:
    """A blank row inserted into the scoring table, as a spreadsheet does it: everything below moves along."""
    form = mould.plan.form.indicators
    assert form is not None
    before = chance.choice([row.row for row in form.rows[1:]])
    sheet = form.table.sheet
    changed = dict(parts)
    for name, part in mould.sheet_parts.items():
        changed[part] = _with_moved_formulas(parts[part], sheet, before, own=name == sheet)
    part = mould.sheet_parts[sheet]
    changed[part] = _with_moved_rows(changed[part], before)
    moved = re.sub(
        rb"(<definedName [^>]*>)([^<]*)",
        lambda found: found[1] + _moved(found[2].decode(), sheet, before, own=False).encode(),
        parts[WORKBOOK],
    )
    changed[WORKBOOK] = moved
    return changed


def _with_moved_formulas(data: bytes, sheet: str, before: int, own: bool) -> bytes:
    return _FORMULA.sub(lambda found: _moved(found[0].decode(), sheet, before, own).encode(), data)


def _with_moved_rows(data: bytes, before: int) -> bytes:
    """Rows from ``before`` on one further down, with all that refers to them by address."""

    def area(found: re.Match[bytes]) -> bytes:
        areas = (_moved(text, "", before, own=True) for text in found[2].decode().split(" "))
        return found[1] + " ".join(areas).encode() + b'"'

    data = re.sub(rb'(<row r=")([0-9]+)', lambda found: found[1] + _row(found[2].decode(), before).encode(), data)
    data = re.sub(rb'(<c r=")([A-Z]+[0-9]+)"', area, data)
    data = re.sub(rb'( s?q?ref=")([A-Z0-9: ]+)"', area, data)
    return data.replace(b'<row r="%d"' % (before + 1), b'<row r="%d"/><row r="%d"' % (before, before + 1), 1)


def _moved(text: str, sheet: str, before: int, own: bool) -> str:
    """A formula after the insertion; what stands in quotes is text."""

    def reference(found: re.Match[str]) -> str:
        name = found["sheet"]
        if (name is None and not own) or (name is not None and name.strip("'") != sheet):
            return found[0]
        ends = [re.sub(r"[0-9]+$", lambda row: _row(row[0], before), end)
                for end in (found["from"], found["to"]) if end]  # fmt: skip
        return f"{name}!{':'.join(ends)}" if name else ":".join(ends)

    pieces = re.split(r'("[^"]*")', text)
    return "".join(piece if piece.startswith('"') else _REFERENCE.sub(reference, piece) for piece in pieces)


def _row(text: str, before: int) -> str:
    return str(int(text) + 1) if int(text) >= before else text


CHANGES: Mapping[str, Change] = {
    change.__name__: change for change in (extra_sheet, hidden_rows, far_cell, older_version, inserted_row)
}
