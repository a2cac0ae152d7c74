"""汇总 from sources to the 汇总表: what came in is read into the ledger, what counts is summed up and written.

``round_up_sources(asked)`` → ``Outcome``. Nothing is held that grows with the number of files.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from jixiao import flow
from jixiao.consolidate.adding.balance import Method
from jixiao.consolidate.consolidating import consolidate
from jixiao.consolidate.consolidation import Consolidation, Row, not_counted_line
from jixiao.consolidate.gathering import levels
from jixiao.consolidate.judging.acceptance import Judgement, Standing
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.returns.submission import Arrival, Refused
from jixiao.errors import BrokenFramework, JixiaoError
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.cluster import on_cluster
from jixiao.hosts.intake.crew import Done
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.progress import Listener, silent
from jixiao.hosts.intake.reading import read_candidate
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.ledger.collection import LedgerCollection
from jixiao.hosts.ledger.lock import lock_path
from jixiao.hosts.ledger.opening import open_ledger, temporary_ledger
from jixiao.hosts.ledger.runs import Run
from jixiao.hosts.ledger.scoring import write_review_scores
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.roundup.compared import Compared
from jixiao.hosts.roundup.summary_file import Written, typed_scores, write_summary
from jixiao.hosts.roundup.tidy_files import scored_by, tidy_files
from jixiao.hosts.roundup.tracing_paths import locator
from jixiao.model.framework import Framework
from jixiao.read.embedded_framework import own_framework
from jixiao.template.source import load_source, template_of

_REVIEW = "review_score"

_MOST_TOLD = 30


@dataclass(frozen=True)
class Asked:
    """What a roundup is asked for.

    ``sources``: folders, files, archives, patterns, URLs. ``template``: of a new 汇总表, "" takes that of the units.
    ``ledger``: the file of the lasting ledger, None for none. ``by``, ``department``, ``balance``: see ``Plan``.
    ``checked``: run the rules over each workbook. ``workers``: see ``arrivals``; ``dask``: the address of a cluster
    that reads instead. ``parquet``, ``csv``: folders for tidy tables. ``last_year``: last year's ledger, to compare
    with for 复核重点. ``command``: the run that ``undo`` can take back, None for none.
    """

    sources: Sequence[str]
    output: Path
    template: str = ""
    ledger: Path | None = None
    organisation: Organisation | None = None
    by: str = ""
    department: str = ""
    balance: Method | None = None
    checked: bool = True
    workers: int | None = None
    dask: str = ""
    parquet: Path | None = None
    csv: Path | None = None
    last_year: Path | None = None
    command: Command | None = field(default_factory=lambda: Command("roundup"))


@dataclass(frozen=True)
class Outcome:
    """What a roundup came to. ``read`` files were read, ``known`` ones had not changed since the last run, ``gone``
    are the names of those that the sources have no more. ``compared``: 复核重点 compares the units.
    """

    consolidation: Consolidation
    written: Written
    read: int
    known: int
    gone: tuple[str, ...] = ()
    compared: bool = True


def round_up_sources(asked: Asked, progress: Listener = silent) -> Outcome:
    """Sum returned workbooks up into ``asked.output``. Raises JixiaoError; the 汇总表 is then as it was."""
    _refuse_unknown_level(asked)
    framework = _framework_of(asked)
    with _ledger(asked) as ledger:
        run = ledger.begin("roundup", asked.sources)
        if asked.organisation is not None:
            run.expect(asked.organisation.entries)
        read, known = _take_in(asked, ledger, run, progress)
        gone = tuple(run.settle())
        with run.finishing() as finish, _tidy(asked, ledger) as tidy:
            consolidation, written, compared = _sum_up(asked, ledger, framework, _both(finish.hear, tidy))
            finish.totals = consolidation.totals.to_text()
        return Outcome(consolidation, written, read, known, gone, compared)


def _refuse_unknown_level(asked: Asked) -> None:
    known = [*levels(asked.organisation)]
    if asked.by and asked.by not in known:
        told = f"一行是什么（--by）可以写 {'、'.join(known)}，没有“{asked.by}”。"
        raise JixiaoError(told if asked.organisation else f"{told}按名单的级次汇总，要先用 --list 给出名单。")


def _ledger(asked: Asked) -> AbstractContextManager[Ledger]:
    if asked.ledger is None:
        return temporary_ledger()
    with suppress(OSError):  # a folder that cannot be made is told by who opens the ledger
        asked.ledger.parent.mkdir(parents=True, exist_ok=True)
    return open_ledger(asked.ledger)


Hear = Callable[[Judgement], None]


@contextmanager
def _tidy(asked: Asked, ledger: Ledger) -> Iterator[Hear]:
    """What writes each arrival into the tidy tables that are asked for, once it is judged."""
    if asked.parquet is None and asked.csv is None:
        yield lambda judgement: None
        return
    scored = scored_by(ledger)
    with tidy_files(asked.parquet, asked.csv, _codes(asked.organisation)) as take:
        yield lambda judgement: take(scored(ledger.arrival(judgement.head)), judgement)


def _codes(organisation: Organisation | None) -> Callable[[Arrival], str]:
    """The code that the 名单 gives the unit of an arrival."""

    def code(arrival: Arrival) -> str:
        if organisation is None or isinstance(arrival, Refused):
            return ""
        entry = organisation.find(arrival.unit, arrival.department)
        return entry.code if entry else ""

    return code


def _both(first: Hear, second: Hear) -> Hear:
    def hear(judgement: Judgement) -> None:
        first(judgement)
        second(judgement)

    return hear


def _framework_of(asked: Asked) -> Framework | None:
    """The framework of the 汇总表, where the file to be filled or the template asked for sets it."""
    if asked.output.exists():
        review = flow.review_book(read_book(asked.output, with_formulas=True))
        return review.framework if review.form.ours else None
    return load_framework(load_source(asked.template).framework) if asked.template else None


def _take_in(asked: Asked, ledger: Ledger, run: Run, progress: Listener) -> tuple[int, int]:
    """Read what is new or changed into the ledger; how many files were read, and how many were known."""
    known = 0

    def is_known(candidate: Candidate) -> bool:
        nonlocal known
        found = run.knows(candidate.name, candidate.size, candidate.time, checked=asked.checked)
        known += found
        return found

    read = 0
    try:
        for candidate, arrival in _arrivals(asked, _candidates(asked, ledger), is_known, progress):
            run.record(candidate.name, candidate.size, candidate.time, arrival)
            read += candidate.refused is None  # documents and the like are told without being read
    except KeyboardInterrupt:
        run.flush()  # what was read need not be read again
        raise
    return read, known


def _candidates(asked: Asked, ledger: Ledger) -> Iterator[Candidate]:
    return discover(asked.sources, without=[asked.output, ledger.path, lock_path(ledger.path)])


def _arrivals(
    asked: Asked, candidates: Iterator[Candidate], known: Callable[[Candidate], bool], progress: Listener
) -> Iterator[Done]:
    if not asked.dask:
        yield from arrivals(candidates, checked=asked.checked, workers=asked.workers, known=known, progress=progress)
        return
    with on_cluster(asked.dask) as cluster:
        yield from cluster.arrivals(candidates, checked=asked.checked, known=known, progress=progress)


def _sum_up(
    asked: Asked, ledger: Ledger, framework: Framework | None, hear: Hear
) -> tuple[Consolidation, Written, bool]:
    """Judge what is there, add it up and write it."""
    compared = Compared(typed_scores(asked.output), last_year=asked.last_year)
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
        raise JixiaoError(f"没有可以汇总的单位：{_told(map(not_counted_line, consolidation.not_counted))}")
    in_place = asked.command if asked.output.exists() else None
    written = write_summary(
        asked.output,
        consolidation,
        compared.profiles,
        asked.template or _template_for(asked.output, consolidation.framework),
        asked.command,
        locator(asked.sources, asked.output),
    )
    scored = write_review_scores(ledger, asked.output, in_place)
    written = replace(written, remarks=(*written.remarks, *scored))
    return consolidation, written, not compared.too_many


def _refuse_nothing(ledger: Ledger) -> None:
    """Raise JixiaoError where nothing came in that could be read."""
    if next(iter(LedgerCollection(ledger).counted()), None) is None:
        refused = (not_counted_line(Judgement(head, Standing.SET_ASIDE, head.refused)) for head in ledger.heads())
        raise JixiaoError(f"没有可以汇总的工作簿。{_told(refused)}")


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
        score = scores.get(_row_key(row.unit, row.project, row.department))
        return row if score is None or row.members != 1 else replace(row, figures={**row.figures, _REVIEW: score})

    return replace(consolidation, rows=tuple(map(with_score, consolidation.rows)))


def _row_key(unit: str, project: str, department: str) -> tuple[str, str, str]:
    return unit_key(unit), unit_key(project), unit_key(department)


def _template_for(output: Path, framework: Framework) -> str:
    """The template of the units' framework. Raises JixiaoError where it came with the workbooks only."""
    if output.exists():
        return ""
    try:
        return template_of(framework.id)
    except BrokenFramework as error:
        raise JixiaoError(f"{error}请用 --template 指定汇总表的模板，或填入已有的汇总表。") from None


def _law_of(ledger: Ledger, sources: Sequence[str], id: str) -> Framework:
    """The framework of an id: the installed one, else the one that travels in the first workbook that has it."""
    if id in installed_ids():
        return load_framework(id)
    names = {head.file for head in ledger.heads() if head.framework == id and not head.guessed}
    for candidate in discover(sources):
        if candidate.name in names:
            return own_framework(read_candidate(candidate))
    raise BrokenFramework(f"没有找到指标体系“{id}”的原文，请让单位重新报送，或先装上这套指标体系。")
