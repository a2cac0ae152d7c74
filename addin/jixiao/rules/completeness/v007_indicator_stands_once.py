"""V007: an indicator stands once in its section."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import IndicatorForm, IndicatorRow, named
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.texts.residue import is_no_name

_LONGEST_NAME = 20
_NO_NAMES = ("无", "其他", "其它", "不适用", "不涉及", "-", "—", "/")


@rule(
    code="V007",
    title="同一指标只列一次",
    messages="{label}在{section}下列了 {count} 次，得分会重复计算。",
    hint="请核对是否重复；确是两项指标的，把名称写得有区别。",
    basis="三级指标在所属二级指标下各列一行；不同二级指标下可以同名",
)
def indicator_stands_once(review: Review) -> Iterator[Outcome]:
    """Rows of one section with the same name, each with points and a score of its own."""
    form = review.form.indicators
    by_name: dict[tuple[int, str], list[IndicatorRow]] = {}
    for row in form.rows if form else ():
        assert form is not None
        if row.name and row.name not in _NO_NAMES and not is_no_name(row.name) and _is_scored(review, form, row):
            by_name.setdefault((form.heading_row(2, row.row), plain(row.name)), []).append(row)
    for same in by_name.values():
        if form is not None and len(same) > 1:
            yield from _finding(form, same)


def _is_scored(review: Review, form: IndicatorForm, row: IndicatorRow) -> bool:
    return all(isinstance(review.reported(form.at(role, row.row)), Figure) for role in ("points", "score"))


def _finding(form: IndicatorForm, same: list[IndicatorRow]) -> Iterator[Finding]:
    cells = [at for row in same if (at := form.at("level3", row.row)) is not None]
    name = brief(same[0].name, _LONGEST_NAME)
    section = brief(same[0].level2 or same[0].level1, _LONGEST_NAME)
    values = {"section": named(section), "count": str(len(same))}
    yield Finding("V007", Severity.WARNING, cells[-1], named(name), name, "只列一次", values=values,
                  cells=(cells[-1], *cells[:-1]))  # fmt: skip
