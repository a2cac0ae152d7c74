"""What a framework says of figures beyond its tables: the words for a fact, tie-outs, the check of the money unit."""

from collections.abc import Iterator

from jixiao.compute.formula import to_chinese
from jixiao.compute.live_rates import label_of
from jixiao.compute.numbers import format_number
from jixiao.model.form import FIELD_LABELS, named
from jixiao.model.formula import names
from jixiao.model.framework import Framework, PerHead, TieOut
from jixiao.model.page import Heading, Paragraph, Part

_TOTALS = {"points": "分值合计", "score": "总得分", "grade": "自评等级"}
_COUNTS = {"units": "预算单位个数", "indicators": "三级指标个数", "projects": "项目个数"}
_ROLES = {"target": "年度指标值", "actual": "完成值"}
_RELATIONS = {"equal": "＝", "at_most": "≤"}


def fact_words(framework: Framework, fact: str) -> str:
    """What a person calls a fact (see ``Framework.facts``): ``资金表“合计”的全年预算数``."""
    kind, _, id = fact.partition(".")
    if not id:
        return f"基础数据{named(label_of(framework, fact))}"
    if kind == "fund" and framework.fund is not None:
        line_id, _, role = id.partition(".")
        line = next(line for line in framework.fund.lines if line.id == line_id)
        return f"资金表{named(line.keys[0])}的{framework.fund.columns[role][0]}"
    if kind == "tables":
        return label_of(framework, fact)
    if kind == "rates":
        return f"比率{named(label_of(framework, id))}"
    if kind == "indicator":
        name, _, role = id.rpartition(".")
        return f"指标{named(name)}的{_ROLES[role]}"
    if kind == "summary":
        return f"汇总表合计的{framework.summary.columns[id.rpartition('.')[2]][0]}"
    if kind == "counts":
        return _COUNTS[id]
    own = {field.id: field.label for field in framework.fields}
    return _TOTALS[id] if kind == "total" else named(own.get(id, FIELD_LABELS.get(id, id)))


def tie_parts(framework: Framework) -> Iterator[Part]:
    """The tie-outs, whether spending beyond the budget is to be explained, and the range of amounts a head."""
    yield Heading("审核用的勾稽关系")
    for tie_out in framework.tie_outs:
        yield from _tie_out(framework, tie_out)
    asked = {"explain": "全年执行数大于全年预算数的，提示说明", "allowed": "全年执行数可以大于全年预算数"}
    yield Paragraph(asked[framework.over_budget], name="超预算：")
    if framework.per_head is not None:
        yield from _per_head(framework, framework.per_head)


def _tie_out(framework: Framework, tie_out: TieOut) -> Iterator[Part]:
    labels = {id: label_of(framework, id) for side in (tie_out.left, tie_out.right) for id in names(side)}
    left, right = (to_chinese(side, labels) for side in (tie_out.left, tie_out.right))
    yield Paragraph(f"{left} {_RELATIONS[tie_out.relation]} {right}", name=f"{tie_out.label}：")
    yield Paragraph(tie_out.basis, indent=4, name="依据：")


def _per_head(framework: Framework, law: PerHead) -> Iterator[Part]:
    heads, amount = fact_words(framework, law.heads), fact_words(framework, law.amount)
    bounds = f"{format_number(law.least)}～{format_number(law.most)} 万元"
    yield Paragraph(f"{amount}按{heads}平均，一般在 {bounds}，用来发现元和万元的混淆", name="人均金额：")
    yield Paragraph(law.basis, indent=4, name="依据：")
