"""An edit → the ``<c>`` element that holds it."""

from decimal import Decimal

from jixiao.hosts.xlsx import cell_values, xstring
from jixiao.hosts.xlsx.refusal import (
    BAD_NUMBER,
    BAD_TEXT,
    FORMULA_TOO_LONG,
    TEXT_TOO_LONG,
    unwritable,
)
from jixiao.hosts.xlsx.shared_formulas import LONGEST_FORMULA
from jixiao.hosts.xlsx.splice import set_attribute
from jixiao.model.book import Edit, ErrorValue

LONGEST_TEXT = 32_767  # UTF-16 units, as Excel counts


def is_blank(edit: Edit) -> bool:
    """Whether the edit leaves the cell empty."""
    return edit.value is None and not edit.formula


def cell_markup(edit: Edit, style: str | None, prefix: str) -> bytes:
    """The element in UTF-8, with the sheet's namespace prefix; raises Refusal for what no cell can hold."""
    kind, content = _content(edit, prefix)
    attributes = f' r="{edit.at.a1}"'
    attributes += f' s="{style}"' if style and style.isascii() and style.isdigit() else ""
    attributes += f' t="{kind}"' if kind else ""
    formula = f"<{prefix}f>{_formula_text(edit)}</{prefix}f>" if edit.formula else ""
    inside = formula + content
    element = f"<{prefix}c{attributes}>{inside}</{prefix}c>" if inside else f"<{prefix}c{attributes}/>"
    return element.encode("utf-8")


def result_markup(edit: Edit, tag: bytes, formula: bytes, prefix: str) -> bytes:
    """A cell whose formula stays: its start tag and ``<f>`` element as they are spelled, with a new result."""
    kind, content = _content(edit, prefix)
    start = _typed(set_attribute(tag, b"vm", None), kind)  # the metadata of a value that is none any more
    return start + formula + content.encode("utf-8") + f"</{prefix}c>".encode()


def _typed(tag: bytes, kind: str) -> bytes:
    bare = set_attribute(tag, b"t", None)
    if not kind:
        return bare
    return set_attribute(tag, b"t", kind.encode()) if bare != tag else tag[:-1] + f' t="{kind}">'.encode()


def formula_markup(text: str, prefix: str, attributes: str = "") -> bytes:
    """A plain ``<f>`` element with this formula text."""
    return f"<{prefix}f{attributes}>{xstring.encode(text)}</{prefix}f>".encode()


def _content(edit: Edit, prefix: str) -> tuple[str, str]:
    """The cell's type and its value element; both empty where there is no value."""
    value = edit.value
    match value:
        case None:
            return "", ""
        case bool():
            return "b", _value_element(str(int(value)), prefix)
        case Decimal():
            return "", _value_element(_number(edit, value), prefix)
        case ErrorValue(text=text):
            return "e", _value_element(_text(edit, text), prefix)
        case str() if edit.formula:
            return "str", _value_element(_text(edit, value), prefix)
        case str():
            text = f'<{prefix}t xml:space="preserve">{_text(edit, value)}</{prefix}t>'
            return "inlineStr", f"<{prefix}is>{text}</{prefix}is>"
    raise TypeError(value)


def _value_element(text: str, prefix: str) -> str:
    return f"<{prefix}v>{text}</{prefix}v>"


def _number(edit: Edit, value: Decimal) -> str:
    try:
        return cell_values.number_text(value)
    except ValueError:
        raise unwritable(BAD_NUMBER, str(edit.at)) from None


def _text(edit: Edit, text: str) -> str:
    try:
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            raise unwritable(TEXT_TOO_LONG, str(edit.at))
        return xstring.encode(text)
    except UnicodeEncodeError:
        raise unwritable(BAD_TEXT, str(edit.at)) from None


def _formula_text(edit: Edit) -> str:
    formula = edit.formula or ""
    if len(formula) > LONGEST_FORMULA:
        raise unwritable(FORMULA_TOO_LONG, str(edit.at))
    return _text(edit, formula)
