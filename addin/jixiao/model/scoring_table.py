"""The scoring table of a framework: first-, second- and third-level indicators, with points and scoring rules."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from jixiao.model.parts import FormulaText, Identifier, Label, Labels, Part, Points, Prose, Share, with_roles
from jixiao.model.scoring import ByHand, NotApplicable, Scoring, Steps

INDICATOR_ROLES = ("level1", "weight", "level2", "level2_points", "level3", "target", "actual", "points", "score",
                   "explanation", "criteria", "variance_note", "remarks")  # fmt: skip
"""What the columns of the scoring table hold; a framework gives each its headings, the printed one first.

``weight`` and ``level2_points`` are the points of the first and second level where they
have a column; ``explanation`` (指标解释), ``criteria`` (评价要点、计算公式), ``variance_note`` (偏差原因、评分依据),
``remarks`` (备注).
"""

LEVELS: Mapping[str, str] = {"weight": "level1", "level2_points": "level2"}
"""Columns of points of a level → the column that names it."""


def _must_make(whole: Decimal, name: str, parts: Sequence[Decimal | None]) -> None:
    total = sum((part or Decimal(0) for part in parts), Decimal(0))
    if total != whole:
        raise ValueError(f"{name}之和是 {total}，应为 {whole}")


class Indicator(Part):
    """A third-level indicator that the framework fixes. ``points`` is absent where the office enters them.

    ``checklist`` holds its points of assessment (评价要点), each to be ticked.
    """

    name: Label
    points: Points | None = None
    target: str = ""
    rate: Identifier | None = None
    explanation: Prose = ""
    criteria: Prose = ""
    checklist: Annotated[tuple[Label, ...], Field(max_length=20)] = ()
    scoring: Scoring | None = None

    @model_validator(mode="after")
    def _rule_fits(self) -> "Indicator":
        if self.scoring is not None and self.scoring.rule == "checklist" and not self.checklist:
            raise ValueError("按评价要点计分的指标应列出评价要点（checklist）")
        if isinstance(self.scoring, Steps) and self.points is not None and self.scoring.steps[0].points > self.points:
            raise ValueError(f"最高一档 {self.scoring.steps[0].points} 分，超过分值 {self.points}")
        return self


class Group(Part):
    """A second-level indicator. ``points`` is absent where the office publishes none.

    A fixed group lists its indicators; an open one leaves ``rows`` rows for the unit's own, and ``spare`` more that
    show as they are used. Without a ``name`` the second-level indicator is the unit's own, too, with its points.
    """

    name: Annotated[str, Field(max_length=200)]
    points: Points | None = None
    rows: Annotated[int, Field(ge=1, le=30)] | None = None
    spare: Annotated[int, Field(ge=0, le=30)] = 0
    indicators: tuple[Indicator, ...] = ()
    scoring: Scoring | None = None

    @property
    def is_open(self) -> bool:
        """Whether its third-level indicators are the unit's own."""
        return self.rows is not None

    @model_validator(mode="after")
    def _fixed_or_open(self) -> "Group":
        if self.indicators and self.is_open:
            raise ValueError("既列出了固定的三级指标（indicators），又留了空行（rows），只能二者取一")
        if not self.indicators and not self.is_open:
            raise ValueError("没有列出固定的三级指标（indicators），也没有留空行（rows），应写明其中一种")
        if not self.name and (not self.is_open or self.points is not None):
            raise ValueError("没有名称的二级指标由单位自填，应是开放的（rows），也不能有分值")
        if self.indicators and self.spare:
            raise ValueError("三级指标固定的二级指标不能有备用行（spare）")
        return self

    @model_validator(mode="after")
    def _points_add_up(self) -> "Group":
        stated = [item.points for item in self.indicators if item.points is not None]
        if stated and len(stated) == len(self.indicators):  # where some are missing, that is said elsewhere
            _must_make(self.points or Decimal(0), "三级指标分值", stated)
        return self

    def scoring_of(self, indicator: Indicator | None, default: Scoring) -> Scoring:
        """The rule for one of its indicators, or for the unit's own (None)."""
        own = indicator.scoring if indicator else None
        return own or self.scoring or default


class Level(Part):
    """A first-level indicator with its points (权重) and the layout of its columns, where there are several."""

    name: Label
    points: Points | None = None
    layout: Identifier | None = None
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _points_add_up(self) -> "Level":
        own = all(group.is_open and group.points is None for group in self.groups)  # the unit's, below a fixed sum
        if self.points is not None and not own and all(group.name for group in self.groups):
            _must_make(self.points, "二级指标分值", [group.points for group in self.groups])
        return self


class TargetLimits(Part):
    """From where on a target, or an indicator's points, are worth a remark. Localities differ; nothing is deducted.

    ``exceeded``: by what share of the target an actual value lies beyond it, before the target looks set low.
    ``outsized``: from what share of the total points on one indicator of the unit's own weighs too much. ``…_is``:
    ``warning`` where local rules want an explanation, ``off`` where they do not care.
    """

    exceeded: Annotated[Share, Field(ge=0)] = Decimal("0.3")
    exceeded_is: Literal["off", "info", "warning"] = "info"
    outsized: Annotated[Share, Field(ge=0, le=1)] = Decimal("0.3")
    outsized_is: Literal["off", "info", "warning"] = "info"
    basis: Label = "各地口径不一，本体系没有规定"


class IndicatorTable(Part):
    """The scoring table: headings of its columns, total points and the formulas of its totals.

    ``points``: who states them, the framework (``published``) or each office (``by_office``). ``points_in_names``:
    they are printed inside the names (``预算（4分）``) and have no column on the paper. ``level_totals``: the
    columns of points of the first and the second level that the total row adds up, too. ``layouts`` lists the
    columns of each column layout in the order they are printed; without it there is one layout of all columns.
    """

    title: Label
    columns: Annotated[
        Mapping[str, Labels], AfterValidator(with_roles(INDICATOR_ROLES, ("level1", "level3", "points", "score")))
    ]
    layouts: Mapping[Identifier, Annotated[tuple[str, ...], Field(min_length=3)]] = {}
    points: Literal["published", "by_office"] = "published"
    points_basis: Prose = ""
    points_in_names: bool = False
    level_totals: tuple[Literal["weight", "level2_points"], ...] = ()
    total_points: Points
    total: FormulaText
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    scoring: Scoring = ByHand(rule="by_hand")
    scoring_basis: Label
    not_applicable: NotApplicable = "left_out"
    target_limits: TargetLimits = TargetLimits()
    basis: Label

    def layout(self, level: Level) -> tuple[str, ...]:
        """The roles of the columns that a first-level indicator is printed in, in order."""
        return self.layouts[level.layout] if level.layout is not None else tuple(self.columns)

    @model_validator(mode="after")
    def _totals_have_columns(self) -> "IndicatorTable":
        if missing := [role for role in self.level_totals if role not in self.columns]:
            raise ValueError(f"level_totals 里的 {'、'.join(missing)} 没有表头")
        return self

    @model_validator(mode="after")
    def _layouts_exist(self) -> "IndicatorTable":
        needed = ["level1", "level3", "score", *([] if self.points_in_names else ["points"])]
        for name, roles in self.layouts.items():
            unknown, missing = ([role for role in one if role not in other]
                                for one, other in ((roles, self.columns), (needed, roles)))  # fmt: skip
            if unknown:
                raise ValueError(f"版式 {name} 用了没有表头的列：{'、'.join(unknown)}")
            if missing or len(set(roles)) < len(roles):
                raise ValueError(f"版式 {name} 缺少列 {'、'.join(missing)}" if missing else f"版式 {name} 有重复的列")
        for level in self.levels:
            self._layout_exists(level)
        return self

    def _layout_exists(self, level: Level) -> None:
        known = "、".join(self.layouts)
        if level.layout is None and known:
            raise ValueError(f"一级指标“{level.name}”没有写明用哪一种版式（layout）：{known}")
        if level.layout is not None and level.layout not in self.layouts:
            words = f"，只有 {known}" if known else ""
            raise ValueError(f"一级指标“{level.name}”用了没有的版式 {level.layout}{words}")

    @model_validator(mode="after")
    def _points_fit(self) -> "IndicatorTable":
        if self.points == "by_office":
            if (name := self._name_with_points()) is not None:
                raise ValueError(f"分值由单位填写（by_office）的，指标体系里不能再写分值；“{name}”写了")
            return self
        open_groups = (group.name for level in self.levels for group in level.groups if group.is_open)
        if self.points_in_names and (name := next(open_groups, None)) is not None:
            raise ValueError(f"分值写在名称里（points_in_names）的表不能有开放的二级指标；“{name}”是开放的")
        return self

    @model_validator(mode="after")
    def _checklists_exist(self) -> "IndicatorTable":
        for group in (group for level in self.levels for group in level.groups):
            for item in group.indicators or (None,):
                if group.scoring_of(item, self.scoring).rule == "checklist" and not (item and item.checklist):
                    name = item.name if item else group.name
                    raise ValueError(f"“{name}”按评价要点计分，却没有列出评价要点（checklist）")
        return self

    def _name_with_points(self) -> str | None:
        """An indicator of any level for which the framework states points."""
        groups = [group for level in self.levels for group in level.groups]
        items = (item for group in groups for item in group.indicators)
        parts: tuple[Level | Group | Indicator, ...] = (*self.levels, *groups, *items)
        return next((part.name for part in parts if part.points is not None), None)
