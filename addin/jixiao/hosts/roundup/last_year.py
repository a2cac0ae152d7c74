"""Last year's figures of the units, for 复核重点: ``prior_figures(ledger, framework)``."""

from collections.abc import Mapping
from pathlib import Path

from jixiao.consolidate.attention import Prior, prior_of
from jixiao.consolidate.judging.acceptance import Standing
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.hosts.ledger.opening import ledger_of, open_ledger
from jixiao.model.form import listed_name
from jixiao.model.framework import Framework
from jixiao.read.pages import plain


def prior_figures(path: Path, framework: Framework, organisation: Organisation | None = None) -> Mapping[str, Prior]:
    """What counted in last year's ledger, by the plain names of units and projects; amounts in this framework's unit.

    ``organisation``: this year's 名单, which knows units by their former names.

    ``path``: the ledger, or the 汇总表 that it lies beside. A name that two units bear is left out. Raises JixiaoError
    where there is no ledger.
    """
    with open_ledger(ledger_of(path), create=False, read_only=True) as ledger:
        ids = [line.id for line in ledger.lines() if line.standing is Standing.COUNTED]
        found: dict[str, Prior] = {}
        twice: set[str] = set()
        for submission in ledger.submissions(ids):
            entry = organisation.find(submission.unit, submission.department) if organisation else None
            name = plain(listed_name(entry.name if entry else submission.unit, submission.project))
            if name in found:
                twice.add(name)
            found[name] = prior_of(submission, framework)
    return {name: prior for name, prior in found.items() if name not in twice}
