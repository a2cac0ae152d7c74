"""Figures that the form states twice: in 叙述数据 beside a table, in 基础数据 beside the place they were taken from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.compute.intervals import Agreement, agreement
from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.decimals import EXACT
from jixiao.model.figures import Figure
from jixiao.model.findings import NotChecked
from jixiao.model.form import named
from jixiao.read.facts import FactKind
from jixiao.read.pages import plain
from jixiao.rules.remembered import remembered
from jixiao.rules.sameness.clash_causes import clash_cause
from jixiao.rules.sameness.fact_names import is_known, unit_at
from jixiao.rules.sameness.standing import Standing, in_force, is_incomplete, should_be
from jixiao.rules.sameness.stated_facts import StatedFact, stated_facts
from jixiao.rules.scores.grades import band_of
from jixiao.rules.units import PERCENT, readings, unit_of

CODE = "N001"
_GRADE = "total.grade"


@dataclass(frozen=True)
class Clash:
    """A cell that says something else than the ``place`` of the same fact.

    ``printed`` and ``expected``: what both say, with units. ``is_corrected``: ``expected`` is what should stand
    there, as another rule says. ``cells`` are in question: what is computed from them says nothing for now.
    ``right``: the figure expected, in single units (元, 件); None where that is no number.
    """

    fact: str
    at: CellRef
    label: str
    printed: str
    place: CellRef
    expected: str
    cells: tuple[CellRef, ...]
    is_text: bool = False
    is_corrected: bool = False
    cause: str = ""
    right: Decimal | None = None


@dataclass(frozen=True)
class Comparison:
    """Where two places of one fact contradict each other, what could not be compared, and what others confirm."""

    clashes: tuple[Clash, ...]
    not_checked: tuple[NotChecked, ...]
    confirmed: frozenset[CellRef]


def questioned(review: Review) -> Mapping[CellRef, Decimal | None]:
    """Cells that say something else than the place of their fact: what they lead to is not told beside that.

    Each with the figure that it should be, in single units; None where that is no number.
    """
    return {clash.at: clash.right for clash in compared(review).clashes}


@remembered
def compared(review: Review) -> Comparison:
    """Everything that the form states twice, compared."""
    found: list[Clash | NotChecked] = []
    confirmed: set[CellRef] = set()
    for stated in stated_facts(review):
        place = review.form.place(stated.fact)
        if is_known(review, stated.fact):
            outcomes = [*_compared(review, stated)]
            found += outcomes
            confirmed |= {place} if place is not None and _confirms(review, stated, place) else set()
        else:
            found.append(NotChecked(CODE, stated.label, "“对应的数”填的编号不是本指标体系的", stated.at))
    clashes = tuple(item for item in found if isinstance(item, Clash))
    return Comparison(clashes, tuple(item for item in found if isinstance(item, NotChecked)), frozenset(confirmed))


def _compared(review: Review, stated: StatedFact) -> Iterator[Clash | NotChecked]:
    place = review.form.place(stated.fact)
    fact = review.facts.get(place) if place else None
    if place is None or fact is None:
        return
    if is_incomplete(review, place):
        yield NotChecked(CODE, stated.label, "表内的数没有填全", stated.at)
        return
    now, right = in_force(review, place), should_be(review, place)
    if now is None:
        return
    compare = _texts if fact.kind is FactKind.TEXT else _figures
    yield from compare(review, stated, place, now, now if right is None or right.value == now.value else right)


def _figures(
    review: Review, stated: StatedFact, place: CellRef, now: Standing, right: Standing
) -> Iterator[Clash | NotChecked]:
    figure, unit = _figure(review, stated), unit_at(review, stated.fact)
    if figure is None or isinstance(now.value, str):
        yield NotChecked(CODE, stated.label, "填的不是能比较的数", stated.at)
    elif not [*_meant(review, stated, figure, unit)]:
        yield NotChecked(CODE, stated.label, "单位与表内的不同，不能比较", stated.at)
    elif not any(_agrees(review, stated, figure, *other) for other in
                 ((now, unit), (right, unit), *_twin(review, stated.fact))):  # fmt: skip
        beside = "" if unit == PERCENT or right.text.endswith(unit) else f" {unit}"
        cause = clash_cause(review, stated.fact, [*_meant(review, stated, figure, unit)], right)
        yield Clash(stated.fact, stated.at, stated.label, _printed(review, stated, figure), place, right.text + beside,
                    (place, *stated.cells), is_corrected=right is not now, cause=cause,
                    right=_in_single_units(right, unit))  # fmt: skip


def _in_single_units(right: Standing, unit: str) -> Decimal | None:
    value = right.value
    return value.scaleb(unit_of(unit).power, context=EXACT) if isinstance(value, Decimal) else None


def _confirms(review: Review, stated: StatedFact, place: CellRef) -> bool:
    """Whether the report's text repeats what stands at the place, so that the place is not in question."""
    figure, now = _figure(review, stated), in_force(review, place)
    if figure is None or now is None or stated.cells:
        return False
    return _agrees(review, stated, figure, now, unit_at(review, stated.fact))


def _figure(review: Review, stated: StatedFact) -> Figure | None:
    """The figure as it was written; in a table an amount is written with two decimals at least."""
    fact = review.facts[stated.at]
    only_looks_multiplied = isinstance(fact.cell.value, Decimal) and _is_multiplied(review.printed(stated.at))
    if not isinstance(fact.reported, Figure) or only_looks_multiplied:
        return None
    least = 2 if fact.kind is FactKind.AMOUNT else fact.reported.decimals
    return replace(fact.reported, decimals=max(least, fact.reported.decimals))


def _meant(review: Review, stated: StatedFact, figure: Figure, unit: str) -> Iterator[Figure]:
    return readings(figure, review.text(stated.at), stated.unit, unit)


def _agrees(review: Review, stated: StatedFact, figure: Figure, other: Standing, unit: str) -> bool:
    if isinstance(other.value, str):
        return False
    verdicts = (agreement(meant, other.value, other.bounds) for meant in _meant(review, stated, figure, unit))
    return any(verdict is not Agreement.IMPOSSIBLE for verdict in verdicts)


def _twin(review: Review, fact: str) -> Iterator[tuple[Standing, str]]:
    """The other place of a base figure: a clash of the two is told of the base figure, not of the text again."""
    same_as = next((concept.same_as for concept in review.framework.concepts if concept.id == fact), "")
    at = review.form.place(same_as) if same_as else None
    standing = in_force(review, at) if at else None
    if standing is not None:
        yield standing, unit_at(review, same_as)


def _printed(review: Review, stated: StatedFact, figure: Figure) -> str:
    """The figure with its unit, where it does not bring its own."""
    text = review.printed(stated.at).strip()
    if figure.unit or not stated.unit or _is_multiplied(text):
        return text
    return f"{text}%" if stated.unit == PERCENT else f"{text} {stated.unit}"


def _is_multiplied(text: str) -> bool:
    """Whether a figure is written with 万 or 亿 behind it."""
    return not {"万", "亿"}.isdisjoint(text)


def _texts(
    review: Review, stated: StatedFact, place: CellRef, now: Standing, right: Standing
) -> Iterator[Clash | NotChecked]:
    """Grades by their bands; of other texts one may say more than the other."""
    text = review.text(stated.at)
    if stated.fact == _GRADE:
        bands = [band_of(review.framework.grading, str(said)) for said in (text, now.value, right.value)]
        if not bands[0]:
            yield NotChecked(CODE, stated.label, f"没有{named(text)}这一等级", stated.at)
            return
        is_same, is_corrected = not bands[1] or bands[0] in bands[1:], bands[1] != bands[2]
    else:
        one, other = plain(text), plain(now.value)
        is_same, is_corrected = one in other or other in one, False
    if not is_same:
        said = right if is_corrected else now
        yield Clash(
            stated.fact,
            stated.at,
            stated.label,
            text,
            place,
            said.text,
            (place,),
            is_text=True,
            is_corrected=is_corrected,
        )
