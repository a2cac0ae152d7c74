"""E004: what a template asks for was replaced by what the office has to say."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Text
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.texts.goals import texts_on_the_year
from jixiao.rules.texts.residue import is_no_name, residue_of, year_of_the_deadline, year_of_the_text

_UNFINISHED = ("，", "、", ",", "：", ":")
_SHORTEST = 10
"""Characters of a text that ends like one that is not finished."""

_LONGEST_LABEL = 30


@rule(
    code="E004",
    title="没有留下模板的提示文字",
    messages={
        "prompt": "{label}里留有模板的提示{said}，请换成实际内容。",
        "placeholder": "{label}里留有没有替换的{said}，请换成实际内容。",
        "bracket": "{label}里有空的{said}，请补写名称。",
        "choice": "{label}里的{said}没有二选一，请留下相符的一个。",
        "item": "{label}里{said}后面没有内容，请补写或删去。",
        "name": "指标名称现为{said}，是模板里的占位文字，请写明指标。",
        "year": "{label}只提到 {printed} 年，本表是 {expected} 年度，请核实是否为以前年度的文字。",
        "unfinished": "{label}以{said}结尾，像是没有写完。",
    },
    hint="请换成本单位、本年度的实际内容；模板的提示、占位符和示例都应删去。",
    basis="填报说明：按本单位本年度的实际情况填写",
)
def nothing_of_the_template_is_left(review: Review) -> Iterator[Outcome]:
    """Prompts, placeholders, empty brackets, choices not made, texts of a past year, in what the office entered."""
    year = review.reported(review.form.fields.get("year"))
    this_year = int(year.value) if isinstance(year, Figure) and 2000 <= year.value <= 2100 else None
    on_the_year = {at: (label, text) for _, at, label, text in texts_on_the_year(review)}
    for at, (label, text) in on_the_year.items():
        yield from _left_in(at, label, text) or _of_another_year(at, label, year_of_the_text(text), this_year)
        yield from _unfinished(at, label, text)
    for at, label, text in _entries(review):
        if at not in on_the_year:
            yield from _left_in(at, label, text)
    yield from _indicators(review, this_year)


def _entries(review: Review) -> Iterator[tuple[CellRef, str, str]]:
    """The texts that were typed in; a name that the preparer does not show in full is no placeholder."""
    preparer, idle = review.form.fields.get("preparer"), set(_idle_rows(review))
    for at in review.facts.filled():
        reported = review.facts.reported(at)
        if not isinstance(reported, Text) or review.book.cell(at).formula is not None:
            continue
        if at != preparer and (at.sheet, at.row) not in idle:
            yield at, review.facts[at].label, reported.text


def _idle_rows(review: Review) -> Iterator[tuple[str, int]]:
    """Rows of the scoring table that nobody uses: without points and without a score."""
    form = review.form.indicators
    for row in form.rows if form else ():
        stated = [review.reported(form.at(role, row.row)) for role in ("points", "score")] if form else []
        if form is not None and not any(isinstance(figure, Figure) for figure in stated):
            yield form.table.sheet, row.row


def _left_in(at: CellRef, label: str, text: str) -> list[Finding]:
    residue = residue_of(text)
    return [_finding(at, label, residue.kind, residue.text)] if residue is not None else []


def _of_another_year(at: CellRef, label: str, year: int | None, this_year: int | None) -> list[Finding]:
    if year is None or this_year is None or year >= this_year:
        return []
    return [_finding(at, label, "year", str(year), str(this_year))]


def _unfinished(at: CellRef, label: str, text: str) -> Iterator[Finding]:
    if len(text) >= _SHORTEST and text.endswith(_UNFINISHED):
        yield _finding(at, label, "unfinished", text[-1], severity=Severity.INFO)


def _indicators(review: Review, this_year: int | None) -> Iterator[Finding]:
    """Names that are none, and targets to be met by a day before the year began."""
    form, idle = review.form.indicators, set(_idle_rows(review))
    for row in form.rows if form else ():
        name_at, target_at = (form.at(role, row.row) if form else None for role in ("level3", "target"))
        if form is None or (form.table.sheet, row.row) in idle:
            continue
        if name_at is not None and is_no_name(row.name):
            yield _finding(name_at, "指标名称", "name", row.name)
        if target_at is not None:
            label = f"{row.name or row.level2}的指标值"
            yield from _of_another_year(target_at, label, year_of_the_deadline(review.text(target_at)), this_year)


def _finding(
    at: CellRef, label: str, variant: str, printed: str, expected: str = "", severity: Severity = Severity.WARNING
) -> Finding:
    short = label if len(label) <= _LONGEST_LABEL else brief(label.replace("“", "").replace("”", ""), _LONGEST_LABEL)
    said = brief(printed)
    return Finding("E004", severity, at, named(short), said, expected, variant=variant, values={"said": named(said)})
