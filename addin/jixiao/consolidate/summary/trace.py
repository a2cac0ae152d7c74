"""Where a figure of a 汇总表 comes from, as far as the workbook itself can tell.

``trace(review, at)`` gives a tree of ``Step``: a row's figure leads to a cell of a file, a total to its rows, a rate to
the two sums. Whether the files are still the same is for the hosts to see (``hosts.roundup.tracing``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jixiao.compute.calculate import Computed
from jixiao.compute.formula import shown, to_chinese
from jixiao.compute.live_cell import AMOUNTS, Kind
from jixiao.compute.review import Review
from jixiao.consolidate.consolidation import Origin
from jixiao.consolidate.sheets.carried import Carried, CarriedRow, read_carried
from jixiao.consolidate.sheets.words import absent, heading, printed, rate_words, total_words
from jixiao.model.cells import CellRef
from jixiao.model.figures import Missing
from jixiao.model.form import SummaryForm
from jixiao.model.framework import PROJECT


class Known(StrEnum):
    """How a cell is known: taken from a file, summed up of several, computed, typed by someone, or not at all."""

    TAKEN = "taken"
    SUMMED = "summed"
    COMPUTED = "computed"
    TYPED = "typed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Step:
    """One cell of the 汇总表. ``figure`` as the cell stands, ``how`` in words; ``origin`` where it was taken from.

    ``parts``: the cells that it is computed from. ``remark``: what to know besides, such as a figure that was
    changed since. ``path``: the file's path from the folder of the 汇总表. ``row`` and ``role`` name
    a cell that is summed up of several submissions, ``members`` how many.
    """

    at: CellRef
    label: str
    figure: str
    known: Known
    how: str
    origin: Origin | None = None
    path: str = ""
    row: str = ""
    role: str = ""
    members: int = 1
    parts: tuple["Step", ...] = ()
    remark: str = ""


NO_SUMMARY = "工作簿里没有汇总表，没有可以追溯的数。"
_ELSEWHERE = "这一格不是汇总表里的数。请给出汇总表里一格的地址，例如 {example}。"
_NO_RECORD = "没有来源记录：是填写的，或由较早的版本汇总。重新汇总一次即可追溯。"
_REVIEWER = "复核得分由复核人填写，不取自单位的文件。"
_OVER_FORMULA = "此格原为公式，已填入数；公式算得 {computed}。"


def trace(review: Review, at: CellRef) -> Step:
    """The way back from a cell; a cell that nobody knows gives a step that says so."""
    summary = review.form.summary
    if summary is None:
        return Step(at, "", review.printed(at), Known.UNKNOWN, NO_SUMMARY)
    return _Tracing(review, summary, read_carried(review.book)).step(at)


@dataclass(frozen=True)
class _Tracing:
    """One 汇总表 with what it carries."""

    review: Review
    summary: SummaryForm
    carried: Carried | None

    def step(self, at: CellRef) -> Step:
        """The step of any cell."""
        role = self._role(at)
        computed = self.review.calculation.computed.get(at)
        if role and computed is not None and computed.live.kind in _COMPUTED:
            return self._computed(at, role, computed)
        if role and at.row in self.summary.rows:
            return self._of_row(at, role)
        if role and at.row == self.summary.table.total:
            return self._typed(at, role, "合计")
        return Step(at, "", self.review.printed(at), Known.UNKNOWN, self._elsewhere())

    def _role(self, at: CellRef) -> str:
        """The column that a cell stands in, where the framework knows one; "" off the table."""
        table = self.summary.table
        columns = table.columns.items() if at.sheet == table.sheet else ()
        role = next((role for role, column in columns if column == at.column), "")
        in_table = at.row == table.total or at.row in self.summary.rows
        return role if in_table and role in self.review.framework.summary.columns else ""

    def _elsewhere(self) -> str:
        table = self.summary.table
        role = next((role for role in AMOUNTS if role in table.columns), "unit")
        example = table.at(role, table.first)
        return _ELSEWHERE.format(example=example.a1 if example else "")

    def _of_row(self, at: CellRef, role: str) -> Step:
        name = self.review.listed_name(at)
        row = self.carried.row(name) if self.carried and name else None
        if role == "review_score":
            return self._typed(at, role, name, _REVIEWER)
        if role in ("number", "unit", PROJECT):
            return self._name(at, role, name, row)
        origin = self._origin(row, role)
        if row is not None and row.members > 1:
            how = f"由 {row.members} 份合并，各份见台账"
            label, figure = self._label(name, role), self._figure(at, role)
            return Step(at, label, figure, Known.SUMMED, how, row=name, role=role, members=row.members)
        if row is None or origin is None:
            return self._typed(at, role, name)
        how = origin.how or "照原数"
        path = self.carried.paths.get(origin.file, "") if self.carried else ""
        remark = self._changed_since(at, role, origin)
        return Step(at, self._label(name, role), self._figure(at, role), Known.TAKEN, how, origin, path, remark=remark)

    def _name(self, at: CellRef, role: str, name: str, row: CarriedRow | None) -> Step:
        """Names come from the cover of the file that the row's figures come from."""
        files = dict.fromkeys(origin.file for origin in row.origins) if row else {}
        how = f"取自 {'、'.join(files)} 的封面" if files and role != "number" else "汇总表自己的文字"
        return Step(at, self._label(name, role), self.review.text(at), Known.TYPED, how)

    def _typed(self, at: CellRef, role: str, name: str, how: str = _NO_RECORD) -> Step:
        figure = self._figure(at, role)
        return Step(at, self._label(name, role), figure, Known.TYPED if figure else Known.UNKNOWN, how)

    def _origin(self, row: CarriedRow | None, role: str) -> Origin | None:
        law = self.review.framework.summary
        fact = law.amounts.get(role, f"fund.total.{role}")  # type: ignore[call-overload]
        found = {origin.key: origin for origin in row.origins} if row else {}
        return found.get(role) or found.get(fact)

    def _changed_since(self, at: CellRef, role: str, origin: Origin) -> str:
        """Whether the cell holds another figure than was written there; a converted one cannot be compared."""
        now = self.review.number(at)
        if origin.how or now == origin.amount:
            return ""
        return f"汇总时写入的是 {printed(role, origin.amount)}，这一格后来改过。"

    def _computed(self, at: CellRef, role: str, computed: Computed) -> Step:
        name = "合计" if at.row == self.summary.table.total else self.review.listed_name(at)
        remark = ""
        if at in self.review.calculation.stated:
            value = computed.value
            told = printed(role, value) if isinstance(value, Decimal) else str(shown(value))
            remark = _OVER_FORMULA.format(computed=told)
        parts = tuple(self.step(part) for part in self._parts(computed))
        words = self._words(computed, role, at)
        figure = self._figure(at, role)
        return Step(at, self._label(name, role), figure, Known.COMPUTED, words, parts=parts, remark=remark)

    def _words(self, computed: Computed, role: str, at: CellRef) -> str:
        framework = self.review.framework
        if computed.live.kind is Kind.SUMMARY_GRADE:
            return to_chinese(computed.live.formula, {"score": heading(framework, "self_score")})
        return total_words(framework, role) if at.row == self.summary.table.total else rate_words(framework)

    def _parts(self, computed: Computed) -> Iterator[CellRef]:
        """The cells that the formula uses and that hold something, as far as they are in the 汇总表."""
        for cells in computed.live.cells.values():
            for cell in (cells,) if isinstance(cells, CellRef) else cells:
                if cell.row not in self.summary.headings and self.review.number(cell) is not Missing.BLANK:
                    yield cell

    def _label(self, name: str, role: str) -> str:
        return f"{name}　{heading(self.review.framework, role)}".strip()

    def _figure(self, at: CellRef, role: str) -> str:
        if role == "grade":
            computed = self.review.calculation.computed.get(at)
            typed = computed is None or at in self.review.calculation.stated
            return self.review.text(at) if typed or computed is None else str(shown(computed.value))
        number = self.review.number(at)
        if isinstance(number, Missing):
            return "" if number is Missing.BLANK else absent(number)
        return printed(role, number)


_COMPUTED = (Kind.SUMMARY_RATE, Kind.SUMMARY_TOTAL, Kind.SUMMARY_SCORE, Kind.SUMMARY_GRADE)
