"""复核得分 of the ledger written into a 汇总表 on disk."""

from pathlib import Path

from jixiao import flow
from jixiao.consolidate.summary.review_scores import GivenScore, ScoreRemark, score_edits
from jixiao.hosts.cli.running import write_run
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.hosts.ledger.store import Ledger
from jixiao.model.book import with_edits


def write_review_scores(ledger: Ledger, summary: Path, command: Command | None = None) -> tuple[str, ...]:
    """Fill the blank review scores of a 汇总表; a sentence on each score that was not written, and why.

    ``command``: the run of roundup, so that one ``undo`` takes back both. Raises RefusedWrite or UnreadableWorkbook.
    """
    given = [GivenScore(one.unit, one.project, one.score, one.of_current) for one in ledger.review_scores()]
    if not given:
        return ()
    book = read_book(summary, with_formulas=True)
    edits, remarks = score_edits(flow.review_book(book), given)
    if edits:
        filled = flow.fill(with_edits(book, edits))
        write_run(summary, book, tuple({edit.at: edit for edit in (*edits, *filled)}.values()), command)
    return tuple(_told(remark) for remark in remarks)


def _told(remark: ScoreRemark) -> str:
    return f"{remark.at.sheet} {remark.at.a1}：{remark.sentence}。"
