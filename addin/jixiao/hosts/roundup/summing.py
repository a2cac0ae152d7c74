"""汇总 without its 汇总表: sources → what they come to, kept in the ledger.

``summed_up(asked, framework, scores)`` is left with the run finished, or unfinished where anything is raised inside:
the next run then reads nothing again and judges anew. Nothing is held that grows with the number of files.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import islice

from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation, Row, not_counted_line
from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.judging.faults import NOT_EXPECTED
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.plan import Plan
from jixiao.errors import BrokenFramework, JixiaoError
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.intake.collector import seldom_collecting
from jixiao.hosts.intake.progress import Listener, silent
from jixiao.hosts.intake.reading import read_candidate
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.ledger.collection import LedgerCollection
from jixiao.hosts.ledger.opening import open_ledger, temporary_ledger
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.roundup.asked import Asked
from jixiao.hosts.roundup.compared import Compared
from jixiao.hosts.roundup.taking_in import take_in
from jixiao.hosts.roundup.tidy_files import known_by, scored_by, tidy_files
from jixiao.model.framework import Framework
from jixiao.read.embedded_framework import own_framework

_REVIEW = "review_score"

WRONG_FOLDER = "请看文件夹是不是选对了：里面应是各单位报来的工作簿。"

_MOST_TOLD = 3
"""Files that an error names; more of them would fill a dialog."""

Hear = Callable[[Judgement], None]


@dataclass(frozen=True)
class SummedUp:
    """What the sources come to. ``read`` files were read, ``known`` ones had not changed since the last run, ``gone``
    are the names of those that the sources have no more, ``papers`` slips and lists of ours that were left out.
    ``ledger`` is open; ``compared`` are for 复核重点.
    """

    consolidation: Consolidation
    ledger: Ledger
    compared: Compared
    read: int
    known: int
    gone: tuple[str, ...]
    papers: tuple[str, ...]


@contextmanager
def summed_up(
    asked: Asked, framework: Framework | None, scores: Mapping[str, Decimal], progress: Listener = silent
) -> Iterator[SummedUp]:
    """Read the sources into the ledger and sum up what counts; inside, the 汇总表 is to be written.

    ``framework``: that of the 汇总表, where it sets one; ``scores``: typed into it, by plain name. Raises JixiaoError.
    """
    asked.refuse_unknown_level()
    with seldom_collecting(), _ledger(asked) as ledger:
        run = ledger.begin("roundup", asked.sources)
        if asked.organisation is not None:
            run.expect(asked.organisation.entries)
        taken = take_in(asked, ledger, run, progress)
        gone = tuple(run.settle())
        compared = Compared(scores, last_year=asked.last_year, organisation=asked.organisation)
        with run.finishing() as finish, _tidy(asked, ledger) as tidy:
            consolidation = _consolidated(asked, ledger, framework, compared, _both(finish.hear, tidy))
            finish.totals = consolidation.totals.to_text()
            yield SummedUp(consolidation, ledger, compared, taken.read, taken.known, gone, taken.papers)


def _ledger(asked: Asked) -> AbstractContextManager[Ledger]:
    if asked.ledger is None:
        return temporary_ledger()
    with suppress(OSError):  # a folder that cannot be made is told by who opens the ledger
        asked.ledger.parent.mkdir(parents=True, exist_ok=True)
    return open_ledger(asked.ledger)


@contextmanager
def _tidy(asked: Asked, ledger: Ledger) -> Iterator[Hear]:
    """What writes each arrival into the tidy tables that are asked for, once it is judged."""
    if asked.parquet is None and asked.csv is None:
        yield lambda judgement: None
        return
    scored = scored_by(ledger)
    with tidy_files(asked.parquet, asked.csv, known_by(asked.organisation)) as take:
        yield lambda judgement: take(scored(ledger.arrival(judgement.head)), judgement)


def _both(first: Hear, second: Hear) -> Hear:
    def hear(judgement: Judgement) -> None:
        """Tell both, one after the other."""
        first(judgement)
        second(judgement)

    return hear


def _consolidated(
    asked: Asked, ledger: Ledger, framework: Framework | None, compared: Compared, hear: Hear
) -> Consolidation:
    """Judge what is there and add it up."""
    plan = Plan(
        framework=framework,
        law_of=partial(_law_of, ledger, asked.sources),
        organisation=asked.organisation,
        by=asked.by,
        department=asked.department,
        balance=asked.balance,
        heard=hear,
        taken=compared.take,
    )
    _refuse_nothing(ledger)
    consolidation = _with_review_scores(consolidate(LedgerCollection(ledger), plan), ledger)
    if not consolidation.rows:
        raise JixiaoError(_none_counts(consolidation.not_counted))
    return consolidation


def _none_counts(left: Sequence[Judgement]) -> str:
    """Why nothing is left to sum up; a 名单 of another collection is the usual reason."""
    strangers = sum(judgement.code == NOT_EXPECTED for judgement in left)
    hint = f"其中 {strangers} 份的单位不在名单里，请看名单、文件夹是不是选错了。" if 2 * strangers > len(left) else ""
    return f"没有可以汇总的单位，{len(left)} 份都没有计入。{hint}{_told(map(not_counted_line, left))}"


def _refuse_nothing(ledger: Ledger) -> None:
    """Raise JixiaoError where nothing came in that could be read."""
    if next(iter(LedgerCollection(ledger).counted()), None) is None:
        refused = (not_counted_line(Judgement(head, Standing.SET_ASIDE, head.refused)) for head in ledger.heads())
        raise JixiaoError(f"没有可以汇总的工作簿。{_told(refused) or WRONG_FOLDER}")


def _told(lines: Iterable[str]) -> str:
    """The first sentences of many."""
    lines = iter(lines)
    told = "".join(islice(lines, _MOST_TOLD))
    return f"{told}……" if next(lines, None) else told


def _with_review_scores(consolidation: Consolidation, ledger: Ledger) -> Consolidation:
    """The rows with the 复核得分 that the ledger keeps for what they report now."""
    scores = {
        _row_key(score.unit, score.project, score.department): score.score
        for score in ledger.review_scores()
        if score.of_current
    }
    if not scores:
        return consolidation

    def with_score(row: Row) -> Row:
        """A row of one unit with its score; a sum of several units has none."""
        score = scores.get(_row_key(row.unit, row.project, row.department))
        return row if score is None or row.members != 1 else replace(row, figures={**row.figures, _REVIEW: score})

    return replace(consolidation, rows=tuple(map(with_score, consolidation.rows)))


def _row_key(unit: str, project: str, department: str) -> tuple[str, str, str]:
    return unit_key(unit), unit_key(project), unit_key(department)


def _law_of(ledger: Ledger, sources: Sequence[str], id: str) -> Framework:
    """The framework of an id: the installed one, else the one that travels in the first workbook that has it."""
    if id in installed_ids():
        return load_framework(id)
    names = {head.file for head in ledger.heads() if head.framework == id and not head.guessed}
    for candidate in discover(sources):
        if candidate.name in names:
            return own_framework(read_candidate(candidate))
    raise BrokenFramework(f"没有找到指标体系“{id}”的原文，请让单位重新报送，或先装上这套指标体系。")
