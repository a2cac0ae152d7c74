"""What a row that sums several submissions up is made of, as the ledger knows it.

``members_of(summary, step, framework)`` gives one step for each of them, or none where the ledger
beside the 汇总表 is gone or knows others by now.
"""

from decimal import Decimal
from pathlib import Path

from jixiao.consolidate.consolidation import Origin
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.returns.submission import Submission
from jixiao.consolidate.sheets.words import heading, printed
from jixiao.consolidate.summary.trace import Known, Step
from jixiao.errors import JixiaoError
from jixiao.hosts.ledger.opening import ledger_beside, open_ledger
from jixiao.hosts.ledger.originals import last_sources
from jixiao.hosts.ledger.store import Ledger
from jixiao.hosts.roundup.tracing_paths import locator
from jixiao.model.figures import Missing
from jixiao.model.form import listed_name
from jixiao.model.framework import Framework

MOST_MEMBERS = 2_000
"""More submissions of one row are looked up in the ledger itself."""


def members_of(summary: Path, step: Step, framework: Framework) -> tuple[Step, ...]:
    """The submissions that a step's row sums up, sorted by unit; none where they are not just as many."""
    path = ledger_beside(summary)
    if not path.is_file() or not 1 < step.members <= MOST_MEMBERS:
        return ()
    try:
        with open_ledger(path, create=False, read_only=True) as ledger:
            return _members(ledger, summary, step, framework)
    except JixiaoError:  # a trace does not fail for a ledger that is damaged or in use
        return ()


def _members(ledger: Ledger, summary: Path, step: Step, framework: Framework) -> tuple[Step, ...]:
    wanted = unit_key(step.row)
    counted = (line for line in ledger.lines() if line.standing is Standing.COUNTED)
    ids = [line.id for line in counted if unit_key(line.department or line.unit) == wanted]
    if len(ids) != step.members:
        return ()
    sources = [str(summary.absolute().parent / source) for source in last_sources(ledger.connection)]
    locate = locator(sources, summary)
    found = ledger.submissions(ids)
    return tuple(_member(submission, step, framework, locate(submission.file)) for submission in found)


def _member(submission: Submission, step: Step, framework: Framework, path: str) -> Step:
    amount = submission.figures.get(step.role, Missing.BLANK)
    place = submission.places.get(step.role, "")
    origin = Origin(step.role, amount, submission.file, submission.digest, place)
    label = f"{listed_name(submission.unit, submission.project)}　{heading(framework, step.role)}"
    unit = submission.money_unit
    how = "照原数" if not isinstance(amount, Decimal) or unit in ("", framework.money_unit) else f"由{unit}换算"
    return Step(step.at, label, printed(step.role, amount), Known.TAKEN, how, origin, path)
