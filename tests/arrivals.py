"""Arrivals made by hand, for tests of what becomes of them."""

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from jixiao.consolidate.returns.submission import Amount, Content, IndicatorLine, Noted, Submission

FINDINGS = (
    Noted("R001", "error", "自评表!E5", "执行率", "自评表 E5：执行率 97% 与 50% 不一致，请核实。", "请改为 50%。"),
    Noted("C001", "warning", "自评表!H9", "公用经费控制率", "自评表 H9：没有说明偏差原因。", "请补充说明。"),
)


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def submission(unit: str, score: int = 90, **changes: object) -> Submission:
    """What a unit reports; the digest follows from all that is said."""
    figures: dict[str, Amount] = {
        "annual_budget": Decimal(200),
        "executed": Decimal(100),
        "self_score": Decimal(score),
        "fund.total.executed": Decimal(100),
    }
    made = Submission(
        f"{unit}.xlsx", "", Content.UNIT, unit, "某局", "2021", money_unit="万元", framework="donghu_department_2021",
        framework_version="1", figures=figures, places={"fund.total.executed": "自评表!D5"},
        indicators=(IndicatorLine("产出", "数量", "任务数", Decimal(10), Decimal(score - 80), "10", "9"),),
    )  # fmt: skip
    made = replace(made, **changes)  # type: ignore[arg-type]
    return made if made.digest else replace(made, digest=digest_of(repr(replace(made, file=""))))
