"""Which fact a text of 叙述数据 means (see ``Framework.facts``), and in which unit the form states it."""

from collections import Counter
from collections.abc import Mapping

from jixiao.compute.review import Review
from jixiao.model.figures import Figure
from jixiao.model.form import LISTED
from jixiao.read.pages import plain, without_note
from jixiao.rules.remembered import remembered
from jixiao.rules.units import PERCENT

_ROLES = {
    "target": ("年度指标值", "指标值", "目标值"),
    "actual": ("全年完成值", "实际完成值", "完成值", "完成情况", ""),
}
"""What an office writes behind an indicator's name for its target and its actual value."""

_LISTED_ROLES = ("annual_budget", "executed", "execution_rate", "self_score", "review_score", "grade")
_UNITS = {
    "execution_rate": PERCENT,
    "self_score": "分",
    "review_score": "分",
    "points": "分",
    "score": "分",
    "grade": "",
}
_OF_GROUPS = {"points": "分值", "score": "得分"}
"""What an office writes behind the name of a first- or second-level indicator for its points and its score."""

_OWN = ("indicator.", "summary.", "group.")
"""Facts of a workbook that its framework does not list."""


def fact_of(review: Review, text: str) -> str:
    """The fact that a text names: its id, an indicator by its name (``某指标``, ``某指标指标值``), a heading
    (``某指标得分``), or a figure of a row of the 汇总表 (``某项目得分``).
    """
    return text if text in _ids(review) else _by_words(review).get(plain(text), text)


def is_known(review: Review, fact: str) -> bool:
    """Whether the framework has such a fact, or this workbook an indicator of that name."""
    return fact in _ids(review) or (fact.startswith(_OWN) and review.form.place(fact) is not None)


@remembered
def _ids(review: Review) -> frozenset[str]:
    return review.framework.facts()


@remembered
def _by_words(review: Review) -> Mapping[str, str]:
    """What an office may write → the value of the indicator that it means; names that stand twice mean none."""
    form, found = review.form.indicators, dict[str, str]()
    for row in form.rows if form else ():
        if form and row.name and form.row_named(row.name) is row:
            for role, words in _ROLES.items():
                found |= {plain(row.name) + word: f"indicator.{row.name}.{role}" for word in words}
    for group in form.groups if form else ():
        for role, word in _OF_GROUPS.items() if form and form.group_place(group.name, "points") else ():
            found[plain(group.name) + word] = f"group.{group.name}.{role}"
    return {**found, **_rows_by_words(review)}


def _rows_by_words(review: Review) -> Mapping[str, str]:
    """Figures of the 汇总表 by the row's name and the heading; a project's own name means it where no other has it."""
    summary, found = review.form.summary, dict[str, str]()
    headings = review.framework.summary.columns if summary else {}
    names = dict(review.listed_names())
    projects = {row: name.rpartition(LISTED)[2] for row, name in names.items()}
    often = Counter(projects.values())
    for row, name in names.items():
        known = {name, name.replace(LISTED, ""), *([projects[row]] if often[projects[row]] == 1 else [])}
        for role in _LISTED_ROLES:
            words = (without_note(plain(word)) for word in headings.get(role, ()))
            found |= {plain(one) + word: f"summary.{row}.{role}" for word in words for one in known}
    return found


def unit_at(review: Review, fact: str) -> str:
    """The unit that the form states a fact in, "" where it states none."""
    kind, _, id = fact.partition(".")
    match kind:
        case "rates":
            return PERCENT
        case "fund" | "summary":
            return _UNITS.get(id.rpartition(".")[2], review.money_unit)
        case "total" | "group":
            return "分"
        case "tables":
            return review.framework.table_cells[fact][1].unit or review.money_unit
        case "indicator":
            reported = review.reported(review.form.place(fact))
            return reported.unit if isinstance(reported, Figure) else ""
        case "fields" | "counts":
            return ""
    return plain(review.framework.concept(fact).unit)
