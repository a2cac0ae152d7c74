"""The units of a roundup, gathered for 复核重点 while they stream by: ``Compared(scores).take(row, framework)``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from jixiao.consolidate.attention import Prior, Profile, profile_of
from jixiao.consolidate.consolidation import Row
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.hosts.roundup.last_year import prior_figures
from jixiao.model.framework import Framework
from jixiao.read.pages import plain

MOST_COMPARED = 5_000
"""Units that are compared with each other; of more, none are, and the user is told to sum up by departments."""

TOO_MANY = f"单位超过 {MOST_COMPARED:,} 个，没有互相比较；请按主管部门分别汇总，各自看《复核重点》。"


@dataclass
class Compared:
    """Profiles of the units, gathered while they stream by; none where there are too many to compare.

    ``scores``: typed 复核得分 by plain name. ``last_year``: the ledger to compare with, its units by the names that
    the 名单 (``organisation``) has for them.
    """

    scores: Mapping[str, Decimal]
    profiles: list[Profile] = field(default_factory=list)
    too_many: bool = False
    last_year: Path | None = None
    organisation: Organisation | None = None
    _priors: Mapping[str, Prior] | None = None

    def take(self, row: Row, framework: Framework) -> None:
        """Keep what is compared of a row that is one submission."""
        if row.members != 1 or self.too_many:
            return
        name = plain(row.name)
        prior = self._prior_figures(framework).get(name)
        self.profiles.append(profile_of(row, framework, len(self.profiles), self.scores.get(name), prior))
        if len(self.profiles) > MOST_COMPARED:
            self.too_many = True
            self.profiles.clear()

    def _prior_figures(self, framework: Framework) -> Mapping[str, Prior]:
        """Last year's figures by the names of units, read when the first row comes."""
        if self._priors is None:
            self._priors = prior_figures(self.last_year, framework, self.organisation) if self.last_year else {}
        return self._priors
