"""What the demo prints: every file with what was found in it, then example by example the findings and the totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rich.text import Text

from jixiao.compute.calculate import Computed
from jixiao.compute.live_cell import Kind
from jixiao.compute.numbers import format_number, round_half_up
from jixiao.compute.review import Review
from jixiao.consolidate.returns.stated import has_evaluation
from jixiao.hosts.cli.screen import STYLES, console, say, show_report, table
from jixiao.hosts.cli.summary_page import show_summary
from jixiao.model.figures import Figure
from jixiao.model.findings import Severity
from jixiao.model.framework import Framework
from jixiao.rules.catalogue import Report
from jixiao.rules.render import SEVERITY_WORDS
from jixiao.rules.verdicts import why_unverified

_COUNTED = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class Checked:
    """One file: what it is for, and what was found in it. ``lost``: how many things its source shows no more."""

    path: Path
    purpose: str
    review: Review | None = None
    report: Report | None = None
    lost: int = 0

    @property
    def errors(self) -> int:
        """How many findings of severity error it has."""
        return self.report.count(Severity.ERROR) if self.report else 0


def show_made(folder: Path, examples: Sequence[tuple[Path, Framework, Sequence[Checked]]]) -> None:
    """Print the overview, then each example; ``examples``: its folder, its framework, its files."""
    _overview(folder, examples)
    for place, _, files in examples:
        _example(place, files)
    marked = next((file.path for _, _, files in examples for file in files if file.errors), None)
    if marked is not None:
        print(f"打开 {marked} 看标记和“审核结果”。\n改正后再审核一次：jixiao check 文件 --mark")


def _overview(folder: Path, examples: Sequence[tuple[Path, Framework, Sequence[Checked]]]) -> None:
    rows: list[Sequence[str | Text]] = []
    for place, framework, files in examples:
        rows.append((Text(f"{place.name}/", style="bold"), framework.region, ""))
        rows += [(f"  {_name(place, file)}", file.purpose, _found(file.report)) for file in files]
    table(f"在 {folder} 里生成了：", ("文件", "用途", "审核"), rows)


def _name(place: Path, file: Checked) -> str:
    return file.path.relative_to(place).as_posix()


def _found(report: Report | None) -> Text:
    """``错误 2 · 提示 1``, or that there is nothing wrong; a blank template is not checked."""
    if report is None:
        return Text("—")
    counts = [
        Text(f"{SEVERITY_WORDS[level]} {report.count(level)}", STYLES[level])
        for level in _COUNTED
        if report.count(level)
    ]
    return Text(" · ").join(counts) if counts else Text("没有问题", "green")


def _example(place: Path, files: Sequence[Checked]) -> None:
    """The findings of the department's workbook and of any that has some, the totals, the 汇总表."""
    console().print()
    console().rule(Text(place.name, style="bold"), align="left", style="dim")
    checked = [(file, file.review, file.report) for file in files if file.review and file.report]
    for number, (file, _, report) in enumerate(checked):
        if number == 0 or report.findings:
            show_report(_name(place, file), report)
        if file.lost:
            say(f"  公开件看不清或没有公布的 {file.lost} 处没有填，列在“填报说明”里。", "dim")
    for file, review, _ in checked:
        if has_evaluation(review.form):
            console().print(Text(f" {_name(place, file)}　总分 {total_line(review)}"), soft_wrap=True)
        else:
            show_summary(file.path)


def _score_total(review: Review) -> Computed | None:
    cells = review.calculation.computed.values()
    return next((computed for computed in cells if computed.live.kind is Kind.SCORE_TOTAL), None)


def total_line(review: Review) -> str:
    """A published total beside the sum of the scores: ``95 = 各项之和 95``, or why the two cannot be compared."""
    computed = _score_total(review)
    published = _published_total(review, computed) if computed else None
    if computed is None or published is None:
        return "没有公布总分"
    if computed.unreported or not isinstance(computed.value, Decimal):
        return f"{format_number(published)}：无法核实，{why_unverified(review, computed)}"
    same = round_half_up(published, 2) == round_half_up(computed.value, 2)
    return f"{format_number(published)} {'=' if same else '≠'} 各项之和 {format_number(computed.value)}"


def _published_total(review: Review, computed: Computed) -> Decimal | None:
    """The total typed into the table, else the one that the report's text states."""
    statements = review.form.statements
    rows = statements.rows_of("total.score") if statements else ()
    stated = [statements.table.at("value", row) for row in rows] if statements else []
    typed = [computed.live.at] if computed.live.at in review.calculation.stated else []
    figures = [review.reported(at) for at in (*typed, *stated)]
    return next((figure.value for figure in figures if isinstance(figure, Figure)), None)
