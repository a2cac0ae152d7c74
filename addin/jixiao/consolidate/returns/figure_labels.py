"""What a figure of a submission is called in words."""

from jixiao.compute.live_rates import label_of
from jixiao.model.framework import Framework

_FUND, _INDICATOR = "fund.", "indicator."


def figure_label(framework: Framework | None, key: str) -> str:
    """The label of a role of the 汇总表, a fact or an indicator's score; the key where nobody knows one."""
    if key.startswith(_INDICATOR):
        return key.removeprefix(_INDICATOR).removesuffix(".score") + "得分"
    if framework is None:
        return key
    if framework.summary_table is not None and key in framework.summary.columns:
        return framework.summary.columns[key][0]
    if key.startswith(_FUND):
        return _fund_label(framework, key)
    try:
        return label_of(framework, key)
    except KeyError:
        return key


def _fund_label(framework: Framework, key: str) -> str:
    """``部门整体支出全年执行数``: the line, then the column."""
    id, _, role = key.removeprefix(_FUND).rpartition(".")
    fund = framework.fund
    line = next((line.label for line in fund.lines if line.id == id), None) if fund else None
    return f"{line} {fund.columns[role][0]}" if fund and line and role in fund.columns else key
