"""图表: native charts, each beside the table of its figures. Grey fills, so that they print in black and white."""

from decimal import Decimal
from typing import Any

from jixiao.model.cells import Area
from jixiao.model.listing import ChartSheet, ChartTable
from jixiao.template.canvas import Canvas
from jixiao.template.naming import reference

_WIDTHS = (34.0, 12.0, 2.0, *([9.0] * 9))
_FIRST, _BESIDE = 3, 4
"""The row of the first table's title; the column in which the charts begin."""

_ROW_HEIGHT, _LEAST_ROWS = 18.75, 12
"""Points; a chart is at least so many rows high."""

_PIXELS, _CHART_WIDTH = 4 / 3, 610
_FONT = {"name": "宋体", "size": 9}
_TITLE_FONT = {"name": "黑体", "size": 12, "bold": False}
_FILL = {"color": "#7F7F7F"}
_PAGE_ROWS = 74
"""Rows that a page takes: a table that would be cut in two begins a new one."""


def write_charts(canvas: Canvas, charts: ChartSheet, book: Any) -> None:  # noqa: ANN401 - XlsxWriter is untyped
    """The whole sheet; ``book`` makes the charts."""
    canvas.widths(_WIDTHS)
    canvas.row(1, 36)
    canvas.label(canvas.at(1, 1), charts.title, "page_title")
    row, page, breaks = _FIRST, 1, []
    for chart in charts.charts:
        height = block_rows(chart)
        if row > _FIRST and row + height - page > _PAGE_ROWS:
            breaks.append(row - 1)
            page = row
        _block(canvas, chart, row, book)
        row += height
    canvas.sheet.set_h_pagebreaks(breaks)
    canvas.paper(landscape=False, area=canvas.area(1, 1, row, len(_WIDTHS)))
    canvas.protect()


def block_rows(chart: ChartTable) -> int:
    """The rows from a chart's title to the next one's."""
    return max(chart.room + 2, _LEAST_ROWS) + 2


def chart_places(charts: ChartSheet) -> dict[str, int]:
    """The row of each chart's title, by its id."""
    places, row = {}, _FIRST
    for chart in charts.charts:
        places[chart.id] = row
        row += block_rows(chart)
    return places


def _block(canvas: Canvas, chart: ChartTable, top: int, book: Any) -> None:  # noqa: ANN401
    canvas.label(canvas.at(top, 1), chart.title, "chapter")
    for column, heading in enumerate(chart.headings, 1):
        canvas.label(canvas.at(top + 1, column), heading, "head")
    for number in range(chart.room):
        label, value = chart.rows[number] if number < len(chart.rows) else ("", "")
        canvas.label(canvas.at(top + 2 + number, 1), label, "live_left")
        canvas.label(canvas.at(top + 2 + number, 2), value, "live_rate" if chart.is_share else "live_points")
    for row in range(top, top + block_rows(chart)):
        canvas.row(row, _ROW_HEIGHT)
    canvas.sheet.insert_chart(top, _BESIDE - 1, _chart(canvas, chart, top, book), {"object_position": 2})


def _chart(canvas: Canvas, chart: ChartTable, top: int, book: Any) -> Any:  # noqa: ANN401
    """The chart over the table whose title stands in row ``top``."""
    first, last = top + 2, top + 1 + chart.room
    drawn = book.add_chart({"type": "bar" if chart.bars else "column"})
    drawn.add_series(
        {
            "name": _reference(canvas.area(top + 1, 2, top + 1, 2)),
            "categories": _reference(canvas.area(first, 1, last, 1)),
            "values": _reference(canvas.area(first, 2, last, 2)),
            "fill": _FILL,
            "border": {"color": "#404040", "width": 0.5},
            "gap": 45,
            "data_labels": {"value": True, "font": _FONT},
        }
    )
    drawn.set_title({"name": _reference(canvas.area(top, 1, top, 1)), "name_font": _TITLE_FONT, "overlay": False})
    drawn.set_legend({"none": True})
    axis = {"num_font": _FONT, "line": {"color": "#404040"}}
    labels = {**axis, "interval_unit": 1, "major_tick_mark": "none"}
    if chart.bars:  # first row on top, and the axis of values below all the same
        drawn.set_y_axis({**labels, "reverse": True, "crossing": "max"})
        drawn.set_x_axis({**axis, **_scale(chart)})
    else:
        drawn.set_x_axis(labels)
        drawn.set_y_axis({**axis, **_scale(chart)})
    height = (block_rows(chart) - 2) * _ROW_HEIGHT * _PIXELS
    drawn.set_size({"width": _CHART_WIDTH, "height": int(height)})
    drawn.show_blanks_as("gap")
    return drawn


def _scale(chart: ChartTable) -> dict[str, Any]:
    """The axis of values: from 0, in % or in whole numbers; a light grid that does not compete with the bars."""
    grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    lowest = min((value for _, value in chart.rows), default=Decimal(0))
    scale: dict[str, Any] = {"major_gridlines": grid, "num_format": "0%" if chart.is_share else "0"}
    return scale if lowest < 0 else {**scale, "min": 0}


def _reference(area: Area) -> str:
    return f"={reference(area)}"
