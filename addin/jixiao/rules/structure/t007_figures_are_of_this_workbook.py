"""T007: the figures of the form stand in the workbook itself."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.structure.outer_links import linked_workbook

_LONGEST_FORMULA, _LONGEST_QUOTE, _LONGEST_LABEL = 40, 20, 24
_RESULTS = "审核结果"


@rule(
    code="T007",
    title="数取自本工作簿",
    messages={
        "": "{places}的公式（{formula}）引用另一个工作簿，收表单位打不开，数会变或出错。",
        "elsewhere": "有公式（{formula}）引用另一个工作簿，收表单位打不开。",
    },
    hint="请把这些格复制后“选择性粘贴－数值”，再在“数据－编辑链接”里断开链接。",
    basis="工作簿单独报送，表内的数应能在本工作簿内核对",
)
def figures_are_of_this_workbook(review: Review) -> Iterator[Outcome]:
    """Formulas that point to another workbook: in cells of the form a warning, elsewhere good to know."""
    found: dict[tuple[str, bool, str], list[CellRef]] = {}
    for name, sheet in review.book.sheets.items():
        for (row, column), cell in sheet.cells.items():
            if cell.formula is not None and "[" in cell.formula and not name.startswith(_RESULTS):
                at, other = CellRef(name, row, column), linked_workbook(cell.formula)
                if other:
                    found.setdefault((name, at in review.facts, other), []).append(at)
    for (_, is_of_the_form, _), cells in found.items():
        yield _finding(review, is_of_the_form, sorted(cells))


def _finding(review: Review, is_of_the_form: bool, cells: list[CellRef]) -> Finding:
    """Formulas of one sheet that point to one workbook are one finding."""
    formula = f"={review.book.cell(cells[0]).formula}"
    label = review.facts[cells[0]].label if is_of_the_form else "公式"
    places = brief(label, _LONGEST_LABEL) + (f"等 {len(cells)} 格" if len(cells) > 1 else "")
    severity = Severity.WARNING if is_of_the_form else Severity.INFO
    return Finding("T007", severity, cells[0], label, brief(formula, _LONGEST_FORMULA), "本工作簿的数",
                   variant="" if is_of_the_form else "elsewhere", cells=tuple(cells),
                   values={"formula": brief(formula, _LONGEST_QUOTE), "places": places})  # fmt: skip
