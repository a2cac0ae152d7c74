"""Arrivals → what they come to: ``consolidate(collection, plan)``, streaming, memory bounded by the rows.

The heads are read twice: first the 汇总表 among them, to know what they cover, then all; the submissions that count are
fetched some hundred at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from jixiao.consolidate.adding.semantics import SCORE, figures_of
from jixiao.consolidate.closing import Moved, balanced_rows, score_remarks
from jixiao.consolidate.collection import Collection
from jixiao.consolidate.consolidation import Consolidation, Note, Row
from jixiao.consolidate.differing import differing_notes
from jixiao.consolidate.gathering import Gathering
from jixiao.consolidate.judging.acceptance import Common, Head, Judgement, Standing
from jixiao.consolidate.judging.common import common_of, framework_of
from jixiao.consolidate.judging.covering import Covers, covers_of, listed_key
from jixiao.consolidate.judging.judge import judge
from jixiao.consolidate.judging.keys import unit_key
from jixiao.consolidate.judging.presence import Presence
from jixiao.consolidate.plan import Plan
from jixiao.consolidate.returns.submission import Content, Submission
from jixiao.consolidate.rows import Listed, listed_rows, row_of
from jixiao.errors import JixiaoError
from jixiao.model.form import listed_name

_MOST_TOLD = 3
_AT_ONCE = 200
"""So many submissions are fetched together."""


def consolidate(collection: Collection, plan: Plan | None = None) -> Consolidation:
    """Sum up what counts of a collection, and tell what does not. Raises JixiaoError where nothing can be summed up
    at all because no arrival names a framework that is known.
    """
    return _Run(collection, plan or Plan()).result()


class _Run:
    """One roundup."""

    def __init__(self, collection: Collection, plan: Plan) -> None:
        self._collection, self._plan = collection, plan
        self._common = self._what_is_common()
        self._covers = self._what_is_covered()
        self._gathering = Gathering(plan, self._framework, dict(self._common.spelled))
        self._presence = Presence(plan.organisation)
        self._not_counted: list[Judgement] = []
        self._notes: list[Note] = []

    def _what_is_common(self) -> Common:
        plan, counted = self._plan, [*self._collection.counted()]
        id = framework_of(counted, plan.framework.id if plan.framework else "")
        if not id:
            raise JixiaoError(self._nothing_read())
        law = plan.framework if plan.framework is not None and plan.framework.id == id else plan.law_of(id)
        self._framework = law
        common = common_of(counted, law, year=plan.year, department=plan.department)
        return replace(common, listed_departments=self._listed_departments(common))

    def _listed_departments(self, common: Common) -> frozenset[str]:
        """The departments of which a unit's workbook came, by the 名单; asked only where sums of them came, too."""
        names = self._plan.organisation
        if names is None or not any(above.wholes or above.summaries for above in common.departments.values()):
            return frozenset()
        units = (head for head in self._collection.heads(names) if head.content is Content.UNIT and head.unit)
        return frozenset(unit_key(names.department_name(head.unit, head.department)) for head in units) - {""}

    def _nothing_read(self) -> str:
        """Why there is nothing to sum up where no file could be read; the ledger hears of each."""
        told: list[str] = []
        for head in self._collection.heads(self._plan.organisation):
            self._plan.heard(Judgement(head, Standing.SET_ASIDE, head.refused, head.refused_code))
            if len(told) < _MOST_TOLD:
                told.append(f"{head.file}：{head.refused.rstrip('。')}")
        return "；".join(("没有可以汇总的工作簿", *told)) + "。"

    def _what_is_covered(self) -> Covers:
        organisation = self._plan.organisation
        if not any(above.summaries for above in self._common.departments.values()):
            return Covers()
        covers = Covers()
        for _ in range(2):  # those that others cover, or may cover, cover nothing themselves
            heads = (head for head in self._collection.heads(organisation) if head.content is Content.SUMMARY)
            found = judge(heads, self._common, organisation, covers)
            ids = [judgement.head.id for judgement in found if judgement.standing is Standing.COUNTED]
            covers = covers_of(self._submissions(ids), organisation)
        return covers

    def _submissions(self, ids: Iterable[int]) -> Iterator[Submission]:
        waiting = iter(ids)
        while some := [*islice(waiting, _AT_ONCE)]:
            yield from self._collection.submissions(some)

    def result(self) -> Consolidation:
        """Go through all heads and put together what they come to."""
        organisation = self._plan.organisation
        judgements = judge(self._collection.heads(organisation), self._common, organisation, self._covers)
        while some := [*islice(judgements, _AT_ONCE)]:
            counting = [judgement for judgement in some if judgement.standing is Standing.COUNTED]
            submissions = self._collection.submissions([judgement.head.id for judgement in counting])
            for judgement in some:
                self._plan.heard(judgement)
                self._presence.arrived(judgement.head, judgement.standing)
                if judgement.standing is not Standing.COUNTED:
                    self._not_counted.append(judgement)
            for judgement, submission in zip(counting, submissions, strict=True):
                self._take(judgement, submission)
        covered = [one.head for one in self._not_counted if one.code == "covered" and one.head.content is Content.UNIT]
        self._notes += differing_notes(covered, self._submissions, self._covers, self._framework, organisation)
        return self._consolidation()

    def _take(self, judgement: Judgement, submission: Submission) -> None:
        head = judgement.head
        self._notes += [Note(remark, head.file, listed_name(head.unit, head.project)) for remark in judgement.remarks]
        if submission.content is not Content.SUMMARY:
            self._count(row_of(submission, self._framework), submission.content is Content.WHOLE_DEPARTMENT)
            return
        for listed in listed_rows(submission, self._framework):
            self._take_listed(judgement.head, submission, listed)

    def _take_listed(self, head: Head, submission: Submission, listed: Listed) -> None:
        if listed.row is None:
            said = Judgement(head, Standing.SET_ASIDE, listed.reason, "missing_amount", place=listed.place)
            self._not_counted.append(said)
            return
        other = self._listed_elsewhere(submission, listed)
        if other:
            reason = f"“{listed.source.unit}”一行已在汇总表（{other}）里，不再重复计入"
            place = next(iter(listed.source.places.values()), "")
            self._not_counted.append(Judgement(head, Standing.COVERED, reason, "covered", place=place))
            return
        if listed.remark:
            self._notes.append(Note(listed.remark, head.file, listed.row.name))
        self._count(listed.row, listed.row.members > 1)

    def _listed_elsewhere(self, submission: Submission, listed: Listed) -> str:
        """The file of a 汇总表 of a level above that lists the same row, "" where there is none."""
        organisation = self._plan.organisation
        own, unit = (listed_key(name, organisation) for name in (submission.unit, listed.source.unit))
        above = {one.owner for one in self._covers.rows.get((own, ""), ())} - {own}
        rows = self._covers.rows.get((unit, unit_key(listed.source.project)), ())
        return next((one.file for one in rows if one.owner in above and one.file != submission.file), "")

    def _count(self, row: Row, is_of_all_below: bool) -> None:
        self._presence.counted(row, is_of_all_below)
        row = self._gathering.named(row)
        self._plan.taken(row, self._framework)
        self._gathering.take(row)

    def _consolidation(self) -> Consolidation:
        gathering, common = self._gathering, self._common
        rows, totals = gathering.rows(common.department), gathering.totals
        moved: Moved = {}
        if self._plan.balance:
            rows, moved = balanced_rows(rows, self._plan.balance, self._plan.decimals)
        score = figures_of(totals, self._framework)[SCORE]
        self._notes += map(Note, score_remarks(rows, score, self._framework))
        return Consolidation(
            framework=self._framework,
            department=common.department or self._presence.top,
            year=common.year,
            money_unit=self._framework.money_unit,
            rows=rows,
            totals=totals,
            not_counted=tuple(self._not_counted),
            missing=self._presence.missing,
            expected=self._presence.expected,
            counted=None if self._presence.expected is None else self._presence.present,
            notes=tuple(self._notes),
            balanced=moved,
            by=gathering.by,
        )
