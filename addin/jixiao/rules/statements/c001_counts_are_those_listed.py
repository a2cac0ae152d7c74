"""C001: a number of units or indicators is the number of those that are listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.compute.numbers import format_number
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import FIELD_LABELS, named
from jixiao.model.framework import PROJECTS_FACT
from jixiao.read.pages import plain
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.sameness.fact_names import fact_of
from jixiao.rules.statements.stated_rows import item_of

_OWN = ("", "本级", "机关", "本部", "局机关", "委机关", "机关本级")


@rule(
    code="C001",
    title="个数与所列的一致",
    messages="{label}现为 {printed}，{where}{expected} 个，请核实。",
    hint="请核对个数和所列的各项：漏列的补列，写错的改正；口径不同的（是否含本级）请注明。",
    basis="所说的个数应等于表中列出的行数（汇总表注：本级填在第一行，所属单位依次往下）",
)
def counts_are_those_listed(review: Review) -> Iterator[Outcome]:
    """下属单位个数 against the 汇总表; counts in the report's text against both tables."""
    units = _units_listed(review)
    if units is not None:
        yield from _subordinates(review, units)
    known = {"counts.units": units or _units_stated(review), "counts.indicators": _indicators(review),
             PROJECTS_FACT: _projects_listed(review)}  # fmt: skip
    form = review.form.statements
    for row, text in form.concepts.items() if form else ():
        counted, at = known.get(fact_of(review, text)), form.table.at("value", row) if form else None
        stated = review.reported(at)
        if form and counted and at and isinstance(stated, Figure) and stated.value not in counted.numbers:
            yield _finding(at, named(item_of(review, form, row)), review.printed(at), counted)


@dataclass(frozen=True)
class _Counted:
    """How many there are, in each way of counting; ``where`` says whence that is known."""

    numbers: tuple[Decimal, ...]
    where: str


def _finding(at: CellRef, label: str, printed: str, counted: _Counted) -> Finding:
    expected = "或 ".join(format_number(number) for number in dict.fromkeys(counted.numbers))
    return Finding("C001", Severity.WARNING, at, label, printed, expected, values={"where": counted.where})


def _units_listed(review: Review) -> _Counted | None:
    """The units that the 汇总表 names, each once; a list of projects leaves out those that have none."""
    names = {plain(name) for _, name in review.unit_names() if not review.framework.lists_projects}
    return _Counted((Decimal(len(names)),), "汇总表列了 ") if names else None


def _projects_listed(review: Review) -> _Counted | None:
    """The projects of a list; one that stands there twice (U001 speaks of that) may have been counted so."""
    names = [plain(name) for _, name in review.listed_names()] if review.framework.lists_projects else []
    return _Counted((Decimal(len(names)), Decimal(len({*names}))), "汇总表列了 ") if names else None


def _units_stated(review: Review) -> _Counted | None:
    """下属单位个数 and the department itself."""
    stated = review.reported(review.form.fields.get("subordinates"))
    own = f"{FIELD_LABELS['subordinates']}加本级是 "
    return _Counted((stated.value + 1,), own) if isinstance(stated, Figure) else None


def _subordinates(review: Review, units: _Counted) -> Iterator[Finding]:
    """The department itself is listed, too, where one of the names is its own."""
    at, department = review.form.fields.get("subordinates"), plain(review.text(review.form.fields.get("department")))
    stated = review.reported(at)
    is_listed = any(_is_own(plain(name), department) for _, name in review.unit_names())
    if at is None or not isinstance(stated, Figure) or not department:
        return
    counted = _Counted((units.numbers[0] - is_listed,), "汇总表列了本级以外的 " if is_listed else units.where)
    if stated.value not in counted.numbers:
        yield _finding(at, named(FIELD_LABELS["subordinates"]), review.printed(at), counted)


def _is_own(name: str, department: str) -> bool:
    """Whether a row of the 汇总表 is the department's own, also where 本级 or 机关 stands behind its name."""
    return name.startswith(department) and name.removeprefix(department).strip("()") in _OWN


def _indicators(review: Review) -> _Counted | None:
    """The third-level indicators that have a name; those that do not apply may be counted or not."""
    form = review.form.indicators
    rows = [row for row in form.rows if row.name] if form else []
    used = [row for row in rows if form and review.reported(form.at("points", row.row)) is not Missing.NIL]
    return _Counted((Decimal(len(rows)), Decimal(len(used))), "自评表列了三级指标 ") if rows else None
