"""复核得分 of the ledger written into a 汇总表 on disk."""

from pathlib import Path

from jixiao import flow
from jixiao.consolidate.summary.review_scores import GivenScore, score_edits
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.running import write_run
from jixiao.model.book import with_edits


def given_scores(ledger: Ledger) -> tuple[GivenScore, ...]:
    """The scores in force, as what fills a 汇总表 takes them."""
    return tuple(GivenScore(one.unit, one.project, one.score, one.of_current) for one in ledger.review_scores())


def write_review_scores(ledger: Ledger, summary: Path, command: Command | None = None) -> tuple[str, ...]:
    """Fill the blank review scores of a 汇总表; a sentence on each score that was not written, and why.

    ``command``: the run of roundup, so that one ``undo`` takes back both. Raises RefusedWrite or UnreadableWorkbook.
    """
    given = given_scores(ledger)
    if not given:
        return ()
    book = read_book(summary, with_formulas=True)
    edits, remarks = score_edits(flow.review_book(book), given)
    if edits:
        filled = flow.fill(with_edits(book, edits))
        write_run(summary, book, tuple({edit.at: edit for edit in (*edits, *filled)}.values()), command)
    return tuple(remark.told for remark in remarks)
