"""Input validation of entry cells: the prompt that helps and the refusal that says what to do."""

from collections.abc import Sequence
from typing import Any

from jixiao.model.cells import CellRef
from jixiao.model.scoring import Bonus

SUBMITTED = "送审"
STATES = ("填报", SUBMITTED, "退回", "通过")


def amount(first: CellRef, unit: str) -> dict[str, Any]:
    """A number in the form's money unit, or a lone ``—``."""
    return {
        "validate": "custom",
        "value": f"=OR(ISNUMBER({first.a1}),COUNTIF(jx_nil,{first.a1})>0)",
        "input_title": f"金额（{unit}）",
        "input_message": "只填数字，保留两位小数，例如 335.33。\n没有这一项填“—”，还没有数就先留空。",
        "error_title": "请只填数字",
        "error_message": "这里只能填数字（不要写单位、空格或全角数字），没有这一项填“—”。",
    }


def code(digits: Sequence[int]) -> dict[str, Any]:
    """The code of a 科目, with so many digits for 类, 款 and 项."""
    lengths = "、".join(map(str, digits))
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": 10 ** (digits[0] - 1),
        "maximum": 10 ** digits[-1] - 1,
        "input_title": "科目编码",
        "input_message": f"类、款、项的编码依次是 {lengths} 位，只填数字。\n类、款、项各占一行，合计只加各类。",
        "error_title": "请填科目编码",
        "error_message": f"科目编码只填数字，类、款、项依次是 {lengths} 位。",
    }


def rate(first: CellRef) -> dict[str, Any]:
    """A rate typed over the formula: allowed, with a warning."""
    return {
        "validate": "custom",
        "value": f"=OR(ISNUMBER({first.a1}),COUNTIF(jx_nil,{first.a1})>0)",
        "input_title": "执行率（自动计算）",
        "input_message": "由公式算出，一般不用填。\n需要照公开数填写时可直接输入，审核时会核对。",
        "error_type": "warning",
        "error_title": "这里是比率",
        "error_message": "请填百分数，例如 99.48%。仍要这样填吗？",
    }


def score(score: CellRef, points: CellRef) -> dict[str, Any]:
    """A score between 0 and the indicator's points, or a lone ``-``."""
    here = score.a1
    return {
        "validate": "custom",
        "value": f"=OR(AND(ISNUMBER({here}),{here}>=0,{here}<=N({points.a1})),COUNTIF(jx_nil,{here})>0)",
        "input_title": "得分",
        "input_message": "填 0 到分值之间的数。有扣分的，请在右边写明原因。没有这项指标填“-”。",
        "error_title": "得分超出范围",
        "error_message": "得分应在 0 到本指标分值之间，没有这项指标填“-”。",
    }


def bonus(here: CellRef, bonus: Bonus) -> dict[str, Any]:
    """A score of points on top or off."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -float(bonus.cap),
        "maximum": float(bonus.cap),
        "input_title": "加减分",
        "input_message": f"加分填正数，减分填负数，最多 {bonus.cap} 分；没有的填 0。",
        "error_title": "加减分超出范围",
        "error_message": f"加减分应在 -{bonus.cap} 到 {bonus.cap} 之间。",
    }


PROMPTS = {
    "target": "照批复的目标填写，如 100%、200000件、是。没有填“-”。",
    "actual": "照实际填写，如 98.5%、239197件、是。没有填“-”。\n比率可由“重算”自动填入。",
    "variance_note": "写明评分的依据；得分低于分值的，写明原因和改进措施。",
}
"""What the scoring table asks for, by the role of the column."""


def points(first: CellRef) -> dict[str, Any]:
    """Points of the unit's own indicator."""
    return {
        "validate": "custom",
        "value": f"=OR(AND(ISNUMBER({first.a1}),{first.a1}>=0,{first.a1}<=100),COUNTIF(jx_nil,{first.a1})>0)",
        "input_title": "分值",
        "input_message": "同一二级指标下的分值之和，应等于二级指标括号里的分数。没有这项指标填“-”。",
        "error_title": "请填分值",
        "error_message": "分值应是 0 到 100 之间的数，没有这项指标填“-”。",
    }


def hundred(first: CellRef, title: str) -> dict[str, Any]:
    """A score between 0 and 100."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "input_title": title,
        "input_message": "填 0 到 100 之间的数。",
        "error_title": "分数超出范围",
        "error_message": "分数应在 0 到 100 之间。",
    }


def score_or_nothing(first: CellRef, title: str) -> dict[str, Any]:
    """A score between 0 and 100, or a lone ``—`` where there is none."""
    here = first.a1
    return {
        "validate": "custom",
        "value": f"=OR(AND(ISNUMBER({here}),{here}>=0,{here}<=100),COUNTIF(jx_nil,{here})>0)",
        "input_title": title,
        "input_message": "填 0 到 100 之间的数；没有打分的填“—”。",
        "error_title": "分数超出范围",
        "error_message": "分数应在 0 到 100 之间，没有打分的填“—”。",
    }


def prompt(title: str, message: str) -> dict[str, Any]:
    """Any entry, with a prompt only."""
    return {"validate": "any", "input_title": title, "input_message": message}


def choice(options: tuple[str, ...], title: str, message: str) -> dict[str, Any]:
    """One of a list."""
    return {
        "validate": "list",
        "source": list(options),
        "input_title": title,
        "input_message": message,
        "error_title": "请从列表中选",
        "error_message": f"请选：{'、'.join(options)}。",
    }


def year() -> dict[str, Any]:
    """A year of four digits."""
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": 2000,
        "maximum": 2100,
        "input_title": "年度",
        "input_message": "自评的预算年度，填四位数字，例如 2021。",
        "error_title": "请填年度",
        "error_message": "年度应是四位数字，例如 2021。",
    }
