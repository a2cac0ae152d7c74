"""What the cells of the tables of accounts come to: an unfilled one is nothing once the tables are handed in."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from jixiao.compute.calculate import Computed, interval_of
from jixiao.compute.intervals import Interval
from jixiao.compute.numbers import format_amount, format_number
from jixiao.compute.review import Review
from jixiao.model.account_form import AccountForm
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure, Missing
from jixiao.read.facts import FactKind
from jixiao.rules.completeness.v001_required_cell_is_filled import is_submitted
from jixiao.rules.funds.account_codes import nameless, uncounted
from jixiao.rules.remembered import remembered

_NOTHING = Interval.exact(Decimal(0))


@remembered
def tables_of(review: Review) -> Mapping[CellRef, str]:
    """Every cell for a figure in the tables of accounts → the id of its table."""
    found: dict[CellRef, str] = {}
    for id, form in review.form.tables.items():
        found |= dict.fromkeys(_cells(form), id)
    return found


def _cells(form: AccountForm) -> Iterable[CellRef]:
    for panel in form.panels:
        for row in (*panel.lines.values(), *panel.rows):
            yield from (CellRef(panel.sheet, row, column) for column in panel.columns.values())


@remembered
def begun_tables(review: Review) -> frozenset[str]:
    """The tables in which somebody has entered a figure."""
    lives, stated = review.calculation.computed, review.calculation.stated
    typed = ((at, id) for at, id in tables_of(review).items() if at not in lives or at in stated)
    return frozenset(id for at, id in typed if isinstance(review.reported(at), Figure))


def has_blank_table(review: Review, places: Iterable[CellRef]) -> bool:
    """Whether one of some cells stands in a table that nobody has begun: its figures were not published."""
    tables = tables_of(review)
    return any(at in tables and tables[at] not in begun_tables(review) for at in places)


def is_handed_in(review: Review) -> bool:
    """Whether what is blank in a table means nothing: in a workbook on its way, and in anyone's published one."""
    return not review.form.ours or is_submitted(review)


def amount_at(review: Review, at: CellRef | None) -> Decimal | Missing:
    """The number in force at a place; of a sum that is not complete, none."""
    if at is not None and not is_handed_in(review) and _is_incomplete(review, at):
        return Missing.BLANK
    if at in _uncertain_totals(review) and is_live(review, at):
        return Missing.UNREADABLE
    number = review.number(at)
    return Decimal(0) if number is Missing.NIL or _is_nothing(review, at, number) else number


def bounds_at(review: Review, at: CellRef) -> Interval | None:
    """What stands at a place can stand for; None where there is no number."""
    if _is_nothing(review, at, review.number(at)):
        return _NOTHING
    computed, fact = _live(review, at), review.facts.get(at)
    if computed is not None:
        return computed.interval
    return interval_of(fact) if fact is not None else None


def _is_incomplete(review: Review, at: CellRef) -> bool:
    """Whether a live sum, or one that it adds up, lacks a part."""
    computed = _live(review, at)
    if computed is None:
        return False
    return bool(computed.unreported) or any(_is_incomplete(review, part) for part in computed.live.parts)


@remembered
def _uncertain_totals(review: Review) -> frozenset[CellRef]:
    """Totals of lines by code that leave some of these out: F006 speaks of the codes."""
    all_panels = (panel for form in review.form.tables.values() for panel in form.panels)
    panels = (panel for panel in all_panels if uncounted(review, panel) or nameless(review, panel))
    cells = (panel.at(row, column) for panel in panels for row in panel.lines.values() for column in panel.columns)
    return frozenset(at for at in cells if at is not None)


def is_live(review: Review, at: CellRef | None) -> bool:
    """Whether a formula of ours gives the figure there."""
    return _live(review, at) is not None


def leaves(review: Review, at: CellRef) -> frozenset[CellRef]:
    """The typed figures that the one at a place is added up from: itself, where it was typed."""
    computed = _live(review, at)
    if computed is None:
        figure = review.reported(at)
        return frozenset({at} if isinstance(figure, Figure) and figure.value and not _is_code(review, at) else ())
    return frozenset(leaf for cell in computed.live.reads for leaf in leaves(review, cell))


def _is_code(review: Review, at: CellRef) -> bool:
    panels = (panel for form in review.form.tables.values() for panel in form.panels)
    return any((at.sheet, at.column) == (panel.sheet, panel.code) for panel in panels)


def amount_text(review: Review, at: CellRef, value: Decimal) -> str:
    """A figure as the cell would print it: money with two decimals, a count as it is."""
    fact = review.facts.get(at)
    return format_number(value) if fact is not None and fact.kind is FactKind.COUNT else format_amount(value)


def printed_at(review: Review, at: CellRef, value: Decimal) -> str:
    """What a cell shows; a live one the figure that it comes to, whatever the file keeps of it."""
    return review.printed(at) if _live(review, at) is None else format_amount(value, grouping=True)


def _live(review: Review, at: CellRef | None) -> Computed | None:
    """The live cell there, unless something was typed over its formula."""
    return None if at is None or at in review.calculation.stated else review.calculation.computed.get(at)


def _is_nothing(review: Review, at: CellRef | None, number: Decimal | Missing) -> bool:
    """Whether a cell of a table was left blank for nothing; a live one, where all that it adds up is blank, too."""
    if at is None or number is not Missing.BLANK or at not in tables_of(review) or not is_handed_in(review):
        return False
    computed = _live(review, at)
    if computed is None:
        return tables_of(review)[at] in begun_tables(review)
    return all(review.number(cell) is Missing.BLANK for cell in computed.live.reads if cell.column == at.column)
