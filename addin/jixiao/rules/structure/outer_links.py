"""Formulas that take their figures from another workbook."""

import re

_TEXT = re.compile('"[^"]*"')
_OUTER = re.compile(r"'[^'\[\]]*\[(?P<quoted>[^\[\]']+)\][^'\[\]]*'!|\[(?P<bare>[^\[\]]+)\][\w.]*!")


def linked_workbook(formula: str) -> str:
    """The other workbook that a formula names, by its file name or its number in the list of links; "" if none."""
    if "[" not in formula:
        return ""
    match = _OUTER.search(_TEXT.sub('""', formula))
    return "" if match is None else match["quoted"] or match["bare"]
