"""The tables of accounts of a framework: their columns and lines, and what adds up to what."""

from collections.abc import Iterator

from jixiao.model.account_tables import ROWS, AccountPanel, AccountTable
from jixiao.model.framework import Framework
from jixiao.model.page import Heading, Paragraph, Part
from jixiao.pages.framework_indicators import heading_words


def account_parts(framework: Framework) -> Iterator[Part]:
    """Each table under its number and title."""
    for table in framework.tables:
        yield Heading(f"{table.number}：{table.title[0]}")
        for panel in table.panels:
            yield from _panel(table, panel)
        yield Paragraph(table.basis, name="依据：")


def _panel(table: AccountTable, panel: AccountPanel) -> Iterator[Part]:
    code = [(panel.code[0],)] if panel.code else []
    headings = [(f"{column.group}{column.heading[0]}",) for column in panel.columns]
    yield Paragraph(heading_words([*code, panel.label[:1], *headings]), name=f"{panel.title or '表'}头：")
    yield Paragraph("、".join(line.label[0].strip() for line in panel.lines), name="行：")
    if panel.rows:
        digits = "、".join(map(str, panel.digits))
        yield Paragraph(f"单位按科目填 {panel.rows} 行，另有 {panel.spare} 行备用；编码 {digits} 位，逐级相加。")
    yield from _sums(table, panel)


def _sums(table: AccountTable, panel: AccountPanel) -> Iterator[Part]:
    names = {line.id: line.label[0].strip() for line in table.lines.values()} | {ROWS: "各类"}
    columns = {column.id: column.heading[0] for column in panel.columns}
    for line in panel.lines:
        if line.parts:
            yield Paragraph("、".join(names[part] for part in line.parts) + "之和", name=f"{names[line.id]} ＝ ")
    for column in panel.columns:
        if column.parts:
            text = "、".join(columns[part] for part in column.parts)
            yield Paragraph(f"{text}之和", name=f"{columns[column.id]} ＝ ")
