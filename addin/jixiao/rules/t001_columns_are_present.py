"""T001: a returned template still has all its tables and columns."""

from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import named
from jixiao.rules.catalogue import Outcome, rule


@rule(
    code="T001",
    title="表格的列完整",
    messages={
        "": "{table}缺少{label}列，这一列的内容无法审核。",
        "table": "工作簿里没有{label}这张表，其内容无法审核。",
    },
    hint="请撤销删除，或把内容移回原模板的对应位置；也可以重新领取模板填写。",
    basis="模板的表格和表头由主管部门统一发放，不得增删",
)
def columns_are_present(review: Review) -> Iterator[Outcome]:
    """Tables and columns that the template had and the workbook lacks."""
    for missing in review.form.missing_columns:
        yield Finding("T001", Severity.ERROR, missing.at, named(missing.label), "", missing.label,
                      variant="" if missing.role else "table", values={"table": named(missing.table)})  # fmt: skip
