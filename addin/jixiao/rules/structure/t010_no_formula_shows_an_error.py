"""T010: no formula beside the entries shows an error."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.book import ErrorValue
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.model.names import INNER_SHEET
from jixiao.rules.catalogue import Outcome, rule

_RESULTS = "审核结果"


@rule(
    code="T010",
    title="表外没有出错的公式",
    messages="有公式显示 {printed}，没有算出结果；审核不用这些格。",
    hint="请核对公式引用的格；不用的公式删去，免得打印和上报后被问到。",
    basis="报送的表内不应有出错的公式",
)
def no_formula_shows_an_error(review: Review) -> Iterator[Outcome]:
    """Errors on visible sheets outside the form, whose own cells V002 speaks of.

    Where an entry shows an error, those of other cells may well follow from it.
    """
    errors = [*_errors(review)]
    if any(at in review.facts for at, _ in errors):
        return
    for at, shown in errors:
        if at not in review.calculation.computed:
            yield Finding("T010", Severity.INFO, at, "公式", shown, "", group=f"{at.sheet} {shown}")


def _errors(review: Review) -> Iterator[tuple[CellRef, str]]:
    """The cells of visible sheets that show an error, and which."""
    for name, sheet in review.book.sheets.items():
        if not sheet.hidden and name != INNER_SHEET and not name.startswith(_RESULTS):
            for (row, column), cell in sheet.cells.items():
                if isinstance(cell.value, ErrorValue):
                    yield CellRef(name, row, column), cell.value.text
