"""roundup: units' workbooks → the 汇总表, new or in place."""

import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from jixiao import flow
from jixiao.compute.formula import shown
from jixiao.compute.numbers import format_amount, format_number, format_percent
from jixiao.compute.review import Review
from jixiao.consolidate.summary_table import Change, summary_entries
from jixiao.consolidate.units import Roundup
from jixiao.errors import BrokenFramework, JixiaoError, RefusedWrite
from jixiao.frameworks.load import load_framework
from jixiao.hosts.cli.running import write_run
from jixiao.hosts.cli.screen import say, table
from jixiao.hosts.file import read_book
from jixiao.hosts.folders import read_units, workbooks_in
from jixiao.hosts.history.steps import Command
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.framework import PROJECT, Framework
from jixiao.template.source import load_source, template_of

_SHOWN = {
    "annual_budget": format_amount,
    "executed": format_amount,
    "execution_rate": format_percent,
    "self_score": format_number,
    "review_score": format_number,
}
"""Columns of the 汇总表 beside the unit's name, and how their figures are printed."""

_GRADE = "grade"


def round_up_files(files: Sequence[Path], output: Path, template: str) -> int:
    """Sum the units' workbooks up into ``output``; 1 where a workbook had to be left out.

    ``template`` is that of a new 汇总表; "" takes the one that the units' workbooks were built from.
    """
    returned = read_units(_paths(files, output))
    if not returned.books:
        raise JixiaoError("没有可以汇总的工作簿。" + "".join(returned.problems))
    roundup = flow.units_of(returned.books, _framework_of(output, template))
    if not roundup.units:
        raise JixiaoError(
            "没有可以汇总的单位：" + "；".join(f"{file}，{reason}" for file, reason in roundup.left_out) + "。"
        )
    changes = write_roundup(output, roundup, template, Command("roundup"))
    show_summary(output)
    for change in changes:
        say(f"  已更新 {change.at.sheet} {change.at.a1}（{change.unit}）：{change.before} → {change.after}")
    problems = [*returned.problems]
    problems += [f"{file}：{reason}，没有计入。" for file, reason in roundup.left_out]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _paths(files: Sequence[Path], output: Path) -> list[Path]:
    """The workbooks that files and folders name; the 汇总表 itself is not among them."""
    found = [path for file in files for path in (workbooks_in(file) if file.is_dir() else [file])]
    return [path for path in found if path.resolve() != output.resolve()]


def _framework_of(output: Path, template: str) -> Framework | None:
    """The framework of the 汇总表, where the file to be filled or the template asked for sets it."""
    if output.exists():
        review = flow.review_book(read_book(output, with_formulas=True))
        return review.framework if review.form.ours else None
    return load_framework(load_source(template).framework) if template else None


def write_roundup(
    output: Path, roundup: Roundup, template: str = "", command: Command | None = None
) -> tuple[Change, ...]:
    """Fill the 汇总表 of an existing workbook in place, or make a new one; the figures that were replaced.

    ``command`` is the run that ``undo`` can take back.
    """
    if output.exists():
        book = read_book(output, with_formulas=True)
        edits, changes = flow.fill_summary(book, roundup)
        write_run(output, book, edits, command)
        return changes
    from jixiao.template.build import save_workbook, summary_blueprint

    plan = summary_blueprint(template or _template_for(roundup), max(6, len(roundup.units) + 2))
    if roundup.framework is not None and roundup.framework.money_unit != plan.framework.money_unit:
        raise JixiaoError(
            f"模板 {plan.source.id} 的金额单位是{plan.framework.money_unit}，"
            f"各单位的是{roundup.framework.money_unit}，没有汇总。请换一个模板。"
        )
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        save_workbook(plan, output, summary_entries(plan.form, roundup))
    except OSError as error:
        raise RefusedWrite(
            f"{output}：写不进去（{error.strerror}）。请检查文件夹是否存在、磁盘是否已满、是否有写权限。"
        ) from None
    return ()


def _template_for(roundup: Roundup) -> str:
    """The template of the units' framework. Raises JixiaoError where it came with the workbooks only."""
    try:
        return template_of(roundup.framework.id if roundup.framework else "")
    except BrokenFramework as error:
        raise JixiaoError(f"{error}请用 --template 指定汇总表的模板，或填入已有的汇总表。") from None


def show_summary(path: Path) -> None:
    """The 汇总表 of a workbook as a table."""
    review = flow.review_book(read_book(path))
    summary = review.form.summary
    if summary is None:
        return
    rows = []
    for row, name in review.listed_names():
        rows.append(_row(review, row, name))
    if summary.table.total is not None:
        rows.append(_row(review, summary.table.total, "合计"))
    columns = review.framework.summary.columns
    name = columns[PROJECT if PROJECT in columns else "unit"][0]
    headings = [name, *(columns[role][0] for role in (*_SHOWN, _GRADE) if role in columns)]
    table(f"汇总表：{path.name}（单位：{review.money_unit}）", headings, rows, right=range(1, len(headings)))


def _row(review: Review, row: int, label: str) -> tuple[str, ...]:
    assert review.form.summary is not None
    columns, place = review.framework.summary.columns, review.form.summary.table.at
    figures = {role: review.number(place(role, row)) for role in _SHOWN if role in columns}
    grade = [_grade(review, place(_GRADE, row))] if _GRADE in columns else []
    return (
        label,
        *(_SHOWN[role](figure) if isinstance(figure, Decimal) else _absent(figure) for role, figure in figures.items()),
        *grade,
    )


def _grade(review: Review, at: CellRef | None) -> str:
    """The grade that is typed, else the one that its formula gives."""
    computed = review.calculation.computed.get(at) if at is not None else None
    if computed is None or at in review.calculation.stated:
        return review.text(at)
    return str(shown(computed.value))


def _absent(figure: Missing) -> str:
    return {Missing.NIL: "—", Missing.BLANK: ""}.get(figure, figure.value)
