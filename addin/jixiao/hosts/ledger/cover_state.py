"""填报, 送审, 退回, 通过: the state on the cover of a unit's workbook, set on disk and kept in the ledger."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from jixiao import flow
from jixiao.consolidate.judging.acceptance import Verdict
from jixiao.errors import RefusedWrite
from jixiao.hosts.file import read_book
from jixiao.hosts.history.steps import Command
from jixiao.hosts.ledger.listing import Line
from jixiao.hosts.ledger.originals import original
from jixiao.hosts.ledger.runs import resumed_run
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.running import write_run
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.refusal import naming, shown
from jixiao.model.book import Edit

STATE_OF: Mapping[Verdict, str] = {
    Verdict.ACCEPTED: "通过",
    Verdict.RETURNED: "退回",
    Verdict.EXPLAINED: "送审",  # an explanation settles the questions, not the review
    Verdict.OPEN: "送审",
}
"""What the cover says after a decision."""

_NOT_READ = "“{name}”读不出来，封面状态没有改，只在台账里记了结论。"
_NO_STATE = "“{name}”的封面没有“状态”一格（不是本软件的模板），只在台账里记了结论。"


def set_state(ledger: Ledger, line: Line, state: str, command: str) -> Path:
    """Set the state on the cover of the workbook of a line; the file that was written.

    The run can be undone like any other's. Raises RefusedWrite or UnreadableWorkbook where it cannot be written: not
    found, changed since, in an archive, read-only, open elsewhere, no cover; the file is then as it was.
    """
    submission = next(ledger.submissions([line.id]), None)
    if submission is None:
        raise RefusedWrite(_NOT_READ.format(name=shown(line.file)))
    path = original(ledger.connection, ledger.path, line.file, submission.digest)
    book = read_book(path, with_formulas=True)
    review = flow.review_book(book)
    at = review.form.fields.get("state") if review.form.ours else None
    if at is None:
        raise RefusedWrite(_NO_STATE.format(name=shown(line.file)))
    if review.text(at) != state:
        write_run(path, book, (Edit(at, state),), Command(command))
        with naming(path):
            digest = sha256(read_file(path)).hexdigest()
        status = path.stat()
        told = replace(submission, file=line.file, digest=digest, state=state)
        resumed_run(ledger.connection, ledger.runs()[-1].id).restate(line.id, status.st_size, status.st_mtime, told)
    return path
