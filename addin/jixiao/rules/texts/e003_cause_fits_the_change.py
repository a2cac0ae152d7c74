"""E003: a text that gives the cause of an increase or a decrease goes with such a change."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.compute.review import Review
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.model.form import StatementsForm, named
from jixiao.rules.catalogue import Outcome, rule
from jixiao.rules.quoting import brief

_UP, _DOWN = ("增加", "增长", "上升", "提高"), ("减少", "下降", "降低")
_MOVE = "|".join((*_UP, *_DOWN))
_NUMBER = r"[0-9][0-9,]{0,20}(?:\.[0-9]{1,10})?"
_CHANGE = re.compile(
    rf"(?P<word>{_MOVE})(?:了|额为|额|数为|为)?(?P<number>{_NUMBER})(?:万元|亿元|元|%|％|个百分点|人次|人|个|件|项|辆|批次)"
)
_CAUSE = re.compile(rf"(?P<word>{_MOVE})的?(?:主要)?原因")
_ANY_CAUSE = re.compile("原因(?:是|为|[:：])")
_AGAINST_BUDGET = re.compile("(?:决算|执行|支出)数?[较比][^，。；]{0,8}预算数?$")
_BUDGETED = re.compile(rf"预算数?为?(?P<number>{_NUMBER})(?:万元|元)")
_SPENT = re.compile(rf"(?:决算|执行|支出)数?为?(?P<number>{_NUMBER})(?:万元|元)")
_SENTENCE = re.compile("[^。；;！\n]+")
_LONGEST_TEXT = 20_000
_RESULTS = "审核结果"
_LONGEST_QUOTE = 30


@rule(
    code="E003",
    title="变动原因与变动相符",
    messages={
        "": "写了{cause}，而同一处的数{fact}，请核实。",
        "any": "变动数为 0，仍写着变动的原因（{cause}），请核实。",
    },
    hint="没有变动的，删去套用的原因；方向写反的，改正“增加”或“减少”。",
    basis="决算和自评说明：增减变动应写明数额和原因，数额与原因相符",
)
def cause_fits_the_change(review: Review) -> Iterator[Outcome]:
    """Sentences of the report that were copied from elsewhere: “增加的主要原因” where nothing was added."""
    for sheet in review.book.sheets.values():
        if sheet.hidden or sheet.name.startswith(_RESULTS):
            continue
        for (row, column), cell in sheet.cells.items():
            if isinstance(cell.value, str) and "原因" in cell.value and len(cell.value) <= _LONGEST_TEXT:
                yield from _in_text(CellRef(sheet.name, row, column), cell.value)
    form = review.form.statements
    for row in range(form.table.first, form.table.last + 1) if form else ():
        assert form is not None
        yield from _in_row(review, form, row)


def _in_text(at: CellRef, text: str) -> Iterator[Finding]:
    """The first sentence of a text whose cause does not go with its change."""
    whole = re.sub(r"[ \t\u3000\r]", "", text)
    for match in _SENTENCE.finditer(whole):
        found = _in_sentence(at, match[0], whole[: match.start()])
        if found is not None:
            yield found
            return


def _in_sentence(at: CellRef, sentence: str, before: str) -> Finding | None:
    cause = _CAUSE.search(sentence)
    if cause is None:
        changes = _changes(sentence)
        if _ANY_CAUSE.search(sentence) and changes and not any(changes):
            return _finding(at, sentence, "", Severity.INFO, "any")
        return None
    said = sentence[: cause.start()]
    changes = [_against_budget(before + said)] if _AGAINST_BUDGET.search(said) else _changes(said)
    fact = _fact(cause["word"], [change for change in changes if change is not None])
    return _finding(at, cause[0], fact) if fact else None


def _changes(text: str) -> list[Decimal | None]:
    """The changes that a text states, those downwards below 0."""
    return [_number(match) * (1 if match["word"] in _UP else -1) for match in _CHANGE.finditer(text)]


def _against_budget(text: str) -> Decimal | None:
    """What was spent less what was budgeted, by the last figures that a text states of both."""
    budgets, spent = [*_BUDGETED.finditer(text)], [*_SPENT.finditer(text)]
    return _number(spent[-1]) - _number(budgets[-1]) if budgets and spent else None


def _number(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def _fact(word: str, changes: list[Decimal]) -> str:
    """What the changes are where the word does not fit any of them, else ""."""
    if not changes:
        return ""
    if not any(changes):
        return "没有变动"
    is_up = word in _UP
    moved = [change for change in changes if change]
    return ("是减少的" if is_up else "是增加的") if all((change < 0) is is_up for change in moved) else ""


def _finding(at: CellRef, cause: str, fact: str, severity: Severity = Severity.WARNING, variant: str = "") -> Finding:
    said = brief(cause, _LONGEST_QUOTE)
    return Finding(
        "E003", severity, at, "变动原因", said, "", variant=variant, values={"cause": named(said), "fact": fact}
    )


def _in_row(review: Review, form: StatementsForm, row: int) -> Iterator[Finding]:
    """A figure of the report whose item names a cause that its change does not bear out."""
    stated = [review.reported(form.table.at(role, row)) for role in ("change", "percentage")]
    changes = [figure.value for figure in stated if isinstance(figure, Figure)]
    for role in ("item", "place"):
        at = form.table.at(role, row)
        cause = _CAUSE.search(review.text(at)) if changes else None
        if at is not None and cause is not None and (fact := _fact(cause["word"], changes)):
            yield _finding(at, cause[0], fact)
