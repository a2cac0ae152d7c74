"""Cell looks: the fonts of office machines, thin borders, white entry cells, grey fixed ones."""

from decimal import Decimal
from typing import Any

FIXED, ENTRY, HEAD = "#F2F2F2", "#FFFFFF", "#E7EDF5"

_BASE: dict[str, Any] = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_BOX = {**_BASE, "border": 1, "text_wrap": True}

LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "font_name": "黑体", "font_size": 18, "align": "center"},
    "big_title": {**_BASE, "font_name": "黑体", "font_size": 24, "align": "center", "text_wrap": True},
    "subtitle": {**_BASE, "font_name": "仿宋", "font_size": 14, "align": "center"},
    "caption": {**_BASE, "align": "left"},
    "caption_wrapped": {**_BASE, "align": "left", "text_wrap": True},
    "caption_top": {**_BASE, "align": "left", "valign": "top", "text_wrap": True},
    "seal_area": {**_BASE, "font_name": "仿宋", "font_size": 12, "align": "right", "text_wrap": True},
    "right": {**_BASE, "align": "right"},
    "note": {**_BASE, "font_name": "仿宋", "align": "left"},
    "chapter": {**_BASE, "font_name": "黑体", "font_size": 12, "align": "left"},
    "page_heading": {**_BASE, "font_name": "黑体", "font_size": 12, "align": "left", "bold": True, "bottom": 1,
                     "bg_color": HEAD},
    "prose": {**_BASE, "font_name": "仿宋", "font_size": 12, "align": "left", "text_wrap": True},
    "hint": {**_BASE, "font_size": 10, "font_color": "#7F7F7F", "align": "left", "text_wrap": True},
    "link": {**_BASE, "font_color": "#0563C1", "underline": 1},
    "head": {**_BOX, "font_name": "黑体", "align": "center", "bg_color": HEAD},
    "section": {**_BOX, "font_name": "黑体", "align": "center", "bg_color": HEAD},
    "label": {**_BOX, "align": "center", "bg_color": FIXED},
    "label_left": {**_BOX, "align": "left", "bg_color": FIXED},
    "formula_text": {**_BOX, "align": "left", "font_size": 10, "bg_color": FIXED},
    "weight": {**_BOX, "align": "center", "bg_color": FIXED, "num_format": '0.##"分"'},
    "weight_whole": {**_BOX, "align": "center", "bg_color": FIXED, "num_format": '0"分"'},
    "own_weight": {**_BOX, "align": "center", "num_format": '0.##"分"', "locked": False},
    "live_text": {**_BOX, "align": "center", "bg_color": FIXED},
    "live_left": {**_BOX, "align": "left", "bg_color": FIXED},
    "live_amount": {**_BOX, "align": "right", "bg_color": FIXED, "num_format": "#,##0.00"},
    "live_rate": {**_BOX, "align": "right", "bg_color": FIXED, "num_format": "0.00%"},
    "live_points": {**_BOX, "align": "right", "bg_color": FIXED},
    "stated_text": {**_BOX, "align": "center", "bg_color": FIXED, "locked": False},
    "stated_amount": {**_BOX, "align": "right", "bg_color": FIXED, "num_format": "#,##0.00", "locked": False},
    "stated_rate": {**_BOX, "align": "right", "bg_color": FIXED, "num_format": "0.00%", "locked": False},
    "live_weight": {**_BOX, "align": "center", "bg_color": FIXED},
    "stated_points": {**_BOX, "align": "right", "bg_color": FIXED, "locked": False},
    "stated_count": {**_BOX, "align": "right", "bg_color": FIXED, "locked": False},
    "label_text": {**_BOX, "align": "left", "bg_color": FIXED, "num_format": "@"},
    "account_code": {**_BOX, "align": "left", "num_format": "0", "locked": False},
    "fixed_points": {**_BOX, "align": "right", "bg_color": FIXED},
    "fixed_measure": {**_BOX, "align": "center", "bg_color": FIXED, "num_format": "@"},
    "amount": {**_BOX, "align": "right", "num_format": "#,##0.00", "locked": False},
    "count": {**_BOX, "align": "right", "locked": False},
    "share": {**_BOX, "align": "right", "num_format": "0.00%", "locked": False},
    "points": {**_BOX, "align": "right", "locked": False},
    "measure": {**_BOX, "align": "center", "num_format": "@", "locked": False},
    "figure": {**_BOX, "align": "right", "locked": False},
    "figure_share": {**_BOX, "align": "right", "num_format": "0.00%", "locked": False},
    "code": {**_BASE, "font_size": 10, "align": "left", "border": 1, "border_color": "#BFBFBF", "num_format": "@",
             "locked": False},
    "text": {**_BOX, "align": "left", "num_format": "@", "locked": False},
    "text_center": {**_BOX, "align": "center", "num_format": "@", "locked": False},
    "year": {**_BOX, "align": "center", "num_format": "0", "locked": False},
    "choice": {**_BOX, "align": "center", "locked": False, "bold": True},
    "goal": {**_BOX, "align": "left", "valign": "top", "num_format": "@", "locked": False},
    "seal": {**_BASE, "font_name": "仿宋", "font_size": 14, "align": "center", "font_color": "#BFBFBF"},
    "off_paper": {**_BASE, "font_size": 10, "font_color": "#7F7F7F", "align": "center"},
    "off_paper_left": {**_BASE, "font_size": 10, "font_color": "#7F7F7F", "align": "left"},
    "choice_off_paper": {**_BASE, "font_size": 10, "align": "left", "border": 1, "border_color": "#BFBFBF",
                         "num_format": "@", "locked": False},
    "check": {**_BASE, "font_size": 10, "font_color": "#1F5C99", "align": "left"},
    "message": {**_BASE, "font_size": 10, "font_color": "#9C0006", "align": "left"},
    "result_link": {**_BOX, "align": "center", "bg_color": FIXED, "font_color": "#0563C1", "underline": 1},
    "page_title": {**_BASE, "font_name": "黑体", "font_size": 18, "align": "left"},
    "listing_link": {**_BOX, "align": "left", "bg_color": FIXED, "font_color": "#0563C1", "underline": 1},
    "written_computed": {"border": 1, "bg_color": FIXED},
    "written_entry": {"border": 1, "bg_color": ENTRY},
    "spacer": {**_BASE, "font_size": 20},
    "hidden": {"font_size": 9, "num_format": "@"},
}  # fmt: skip
"""Look name → XlsxWriter properties. White cells are for entries. Grey ones are fixed or computed and locked, but
for the ``stated_…`` ones: formulas that a published figure may be typed over."""


_PLAIN = ("border", "bg_color")
LISTED = ("live_left", "live_text", "live_points", "live_weight", "live_amount", "live_rate", "listing_link")
_IN_RESULTS = ("result_link", "formula_text", "text")
LOOKS |= {
    f"{look}_below": {key: value for key, value in LOOKS[look].items() if key not in _PLAIN}
    for look in (*LISTED, *_IN_RESULTS)
}
"""Looks of whole columns: what is written below the table later has the right font and number format."""

_RATE_DECIMALS = range(2, 9)
LOOKS |= {f"live_rate_{n}": {**LOOKS["live_rate"], "num_format": f"{Decimal(0):.{n - 2}f}%"} for n in _RATE_DECIMALS}


def rate_look(decimals: int) -> str:
    """The look of a rate whose share is rounded to so many decimals: 4 → ``0.00%``, 6 → ``0.0000%``."""
    return f"live_rate_{decimals}" if decimals in _RATE_DECIMALS else "live_rate"


def number_format(look: str) -> str:
    """The number format code of a look (``General`` where it sets none)."""
    return str(LOOKS[look].get("num_format", "General"))


def marked_format(code: str, sign: str) -> str:
    """A number format that puts a sign before whatever the cell shows, so that it also shows in black and white."""
    quoted = f'"{sign}"'
    if code in ("General", "@"):
        return f"{quoted}General;{quoted}-General;{quoted}General;{quoted}@"
    return f"{quoted}{code};{quoted}-{code};{quoted}{code};{quoted}@"
