"""T001: a returned template still has all its tables and columns, in their order."""

from collections.abc import Iterator, Sequence

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief
from jixiao.rules.structure.fixed_texts import fixed_texts

_SHOWN, _LONGEST_HEADING = 3, 10


@rule(
    code="T001",
    title="表格的列完整",
    messages={
        "": "{table}缺少{label}列，这一列的内容无法审核。",
        "table": "工作簿里没有{label}这张表，其内容无法审核。",
        "moved": "列的次序与模板不同：现为{printed}，模板为{expected}。",
    },
    hint="请撤销删除，或把内容移回原模板的对应位置；也可以重新领取模板填写。",
    basis="模板的表格和表头由主管部门统一发放，不得增删",
)
def columns_are_present(review: Review) -> Iterator[Outcome]:
    """Tables and columns that the template had and the workbook lacks, and headings that changed places."""
    moved = list(_moved(review)) if review.form.ours else []
    yield from moved
    for missing in review.form.missing_columns:
        if missing.role and missing.at.sheet in {finding.at.sheet for finding in moved}:
            continue  # not recognised where it stands now
        yield Finding("T001", Severity.ERROR, missing.at, named(missing.label), "", missing.label,
                      variant="" if missing.role else "table", values={"table": named(missing.table)})  # fmt: skip


def _moved(review: Review) -> Iterator[Finding]:
    """By the passport, which has the headings of every sheet; a column that cannot be read there is an error."""
    unread = {missing.at.sheet for missing in review.form.missing_columns if missing.role}
    for name, texts in (fixed_texts(review) or {}).items():
        moved = texts.moved
        if moved is not None:
            severity = Severity.ERROR if name in unread else Severity.WARNING
            yield Finding("T001", severity, moved.at, "列的次序", _in_order(moved.now), _in_order(moved.built),
                          variant="moved")  # fmt: skip


def _in_order(headings: Sequence[str]) -> str:
    shown = "、".join(brief(text, _LONGEST_HEADING) for text in headings[:_SHOWN])
    return shown + ("等" if len(headings) > _SHOWN else "")
