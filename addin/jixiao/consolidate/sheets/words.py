"""Words that the sheets beside the 汇总表 share: figures as they are printed, formulas in words."""

from decimal import Decimal

from jixiao.compute.formula import to_chinese
from jixiao.compute.numbers import format_amount, format_number, format_percent
from jixiao.consolidate.returns.submission import Amount
from jixiao.model.figures import Missing
from jixiao.model.framework import Framework
from jixiao.model.listing import ListedCell, ListedValue, Look

AMOUNT_ROLES = ("annual_budget", "executed")
_LOOKS = {"annual_budget": Look.AMOUNT, "executed": Look.AMOUNT, "execution_rate": Look.RATE}
DIGEST_SHOWN = 12
"""Signs of a file's digest that are enough for a person to tell files apart."""


def figure_cell(role: str, amount: Amount) -> ListedCell:
    """A figure of the 汇总表 as a cell; one that is missing says why."""
    value: ListedValue = amount if isinstance(amount, Decimal) else absent(amount)
    return ListedCell(value, _LOOKS.get(role, Look.FIGURE))


def absent(missing: Missing) -> str:
    """A missing figure in a word; what there is nothing of, as the form prints it."""
    return "—" if missing is Missing.NIL else missing.value


def printed(role: str, amount: Amount) -> str:
    """A figure as the 汇总表 prints it."""
    if not isinstance(amount, Decimal):
        return absent(amount)
    if role == "execution_rate":
        return format_percent(amount)
    return format_amount(amount, grouping=True) if role in AMOUNT_ROLES else format_number(amount)


def heading(framework: Framework, role: str) -> str:
    """What the 汇总表 calls a column."""
    return framework.summary.columns[role][0]


def unit_of(role: str, money_unit: str) -> str:
    """The unit of a column's figures."""
    if role in AMOUNT_ROLES:
        return money_unit
    return "" if role == "execution_rate" else "分"


def total_words(framework: Framework, role: str) -> str:
    """How the total of a column is computed; "" where it has none."""
    law = framework.summary
    labels = {role: heading(framework, role) for role in AMOUNT_ROLES}
    if role in AMOUNT_ROLES:
        return to_chinese(law.total, {"parts": f"各行{labels[role]}"})
    if role == "execution_rate":
        words = to_chinese(law.execution_rate, {key: f"{label}合计" for key, label in labels.items()}, percent=True)
        return f"由合计数重新计算：{words}"
    if role == "self_score" and law.total_score is not None:
        names = {"scores": f"各行{heading(framework, role)}", "budgets": f"各行{labels['annual_budget']}"}
        return to_chinese(law.total_score, names)
    return ""


def rate_words(framework: Framework) -> str:
    """How the rate of a row is computed."""
    labels = {role: heading(framework, role) for role in AMOUNT_ROLES}
    return to_chinese(framework.summary.execution_rate, labels, percent=True)
