"""Departments made up by hand: consolidations of any number of units, without files."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from jixiao.consolidate.adding.totals import Totals
from jixiao.consolidate.consolidation import Consolidation, Origin, Row
from jixiao.consolidate.judging.acceptance import Expected, Head, Judgement, Standing
from jixiao.consolidate.returns.submission import Amount, Content, IndicatorLine, Noted
from jixiao.frameworks.load import load_framework
from jixiao.model.framework import Framework

DONGHU = "donghu_department_2021"
ROLES = ("annual_budget", "executed", "self_score")

CAUSES = ("项目", "合同", "设备", "培训", "维修", "信息", "审计", "绿化", "安保", "档案", "宣传", "调研")
ACTS = ("推迟到次年", "因招标流标", "验收未完成", "尾款未支付", "任务由上级统筹", "人员调离", "供货延迟", "方案调整")


def honest_row(number: int, framework: Framework, chance: random.Random) -> Row:
    """A unit as there are many: rates around 96 %, scores around 95, its own words, few findings."""
    name = f"某局第{number + 1}单位"
    budget = Decimal(chance.randrange(5_000, 900_000)) / 100
    executed = (budget * Decimal(chance.randrange(9_000, 10_000)) / 10_000).quantize(Decimal("0.01"))
    lines = tuple(_lines(framework, chance))
    score = 100 - sum(line.points - line.score for line in lines)  # type: ignore[operator]
    figures: dict[str, Amount] = {"annual_budget": budget, "executed": executed, "self_score": score}
    return with_origins(Row(name, figures=figures, indicators=lines, findings=(), grade=_grade(framework, score)))


def with_origins(row: Row) -> Row:
    """The row with origins for the figures that it has."""
    file = f"单位/2021_{row.unit}_自评.xlsx"
    digest = sha256(repr(sorted(row.figures.items())).encode()).hexdigest()
    places = {"annual_budget": "自评表!D8", "executed": "自评表!E8", "self_score": "自评表!H48"}
    found = tuple(Origin(role, row.figures[role], file, digest, places[role]) for role in ROLES if role in row.figures)
    return replace(row, origins=found)


def _lines(framework: Framework, chance: random.Random) -> list[IndicatorLine]:
    lines = []
    for (level1, level2, name), (_, item) in framework.fixed.items():
        points = Decimal(item.points or 0)
        lost = Decimal(chance.choice([0, 0, 0, 0, "0.5", 1])) if points > 1 and lines else Decimal(not lines) / 2
        note = own_words(chance) if lost else ""
        actual = f"{Decimal(chance.randrange(8_000, 10_000)) / 100}%" if chance.random() < 0.3 else "完成"
        lines.append(IndicatorLine(level1, level2, name, points, points - lost, "", actual, note))
    return lines


def own_words(chance: random.Random) -> str:
    """A reason in words that hardly anyone else would use."""
    parts = [f"{chance.choice(CAUSES)}{chance.choice(ACTS)}" for _ in range(4)]
    return f"{'，'.join(parts)}，由{chance.choice(CAUSES)}组在第{chance.randrange(1, 5)}季度落实"


def _grade(framework: Framework, score: Decimal) -> str:
    bands = framework.grading.bands if framework.grading else ()
    return next((band.label for band in bands if score >= band.start), "")


Change = Callable[[Row], Row]


def department(units: int, changes: dict[int, Change] | None = None, seed: int = 1, id: str = DONGHU) -> Consolidation:
    """A department of so many honest units, some of them changed."""
    framework, chance = load_framework(id), random.Random(seed)
    rows = [honest_row(number, framework, chance) for number in range(units)]
    for number, change in (changes or {}).items():
        rows[number] = with_origins(change(rows[number]))
    return consolidation_of(rows, framework)


def consolidation_of(rows: list[Row], framework: Framework) -> Consolidation:
    """The rows with their totals."""
    levels: dict[str, tuple[Decimal, Decimal]] = {}
    grades: dict[str, int] = {}
    findings: dict[str, int] = {}
    for row in rows:
        grades[row.grade] = grades.get(row.grade, 0) + 1
        for finding in row.findings or ():
            findings[finding.code] = findings.get(finding.code, 0) + 1
        for line in row.indicators:
            assert isinstance(line.score, Decimal) and isinstance(line.points, Decimal)
            score, points = levels.get(line.level1, (Decimal(0), Decimal(0)))
            levels[line.level1] = score + line.score, points + line.points
    totals = Totals(units=len(rows), levels=levels, grades=grades, findings=findings)
    return Consolidation(framework, "某局", "2021", framework.money_unit, tuple(rows), totals)


def set_aside(file: str, reason: str, standing: Standing = Standing.SET_ASIDE, unit: str = "") -> Judgement:
    """A file that does not count."""
    return Judgement(Head(1, file, "0" * 64, Content.UNIT, unit), standing, reason, "")


def expected(number: int) -> Expected:
    """A unit of the list."""
    return Expected(f"{number:06d}", f"某局第{number}单位")


def noted(code: str, severity: str = "error") -> Noted:
    """A finding of a rule."""
    return Noted(code, severity, "自评表!D8", "某项", "某项与各项之和不一致，请核实。")
