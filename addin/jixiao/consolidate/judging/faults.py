"""What keeps an arrival out of a total, looked at by itself: ``fault_of``. One function a kind, asked in order."""

from collections.abc import Callable
from dataclasses import dataclass

from jixiao.consolidate.adding.money import power_of
from jixiao.consolidate.judging.acceptance import Common, Head, Standing, Verdict
from jixiao.consolidate.judging.case import Case
from jixiao.consolidate.judging.covering import Covers
from jixiao.consolidate.judging.organisation import Organisation
from jixiao.consolidate.returns.submission import Content
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.model.form import named

RETURNED_STATE = "退回"
"""What the cover of a workbook says that went back to its unit."""

NOT_EXPECTED = "not_expected"
"""The code of a unit that the 名单 does not have."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an arrival does not count: a stable code, one sentence without the file's name, what becomes of it."""

    code: str
    reason: str
    standing: Standing = Standing.SET_ASIDE


WHOLE = Fault("whole_department", "封面“填报口径”是“部门汇总”，已含所属单位，不再计入", Standing.COVERED)


_NAMESAKE = "汇总表（{file}）列了同名的单位，主管部门写得不同，没有重复计入，请核实主管部门，或给出名单"


def fault_of(head: Head, common: Common, organisation: Organisation | None, covers: Covers) -> Fault | None:
    """The first thing that keeps an arrival out, None where nothing does."""
    case = Case(head, common, organisation, covers)
    return next((fault for check in _CHECKS if (fault := check(case)) is not None), None)


def _refused(case: Case) -> Fault | None:
    head = case.head
    return Fault(head.refused_code or "refused", _without_name(head)) if head.refused else None


def _without_name(head: Head) -> str:
    """The sentence of a refused file; whoever reads it has the file's name before it."""
    title = head.file.rpartition("/")[2]
    starts = (f"“{title}”", f"{title}：", f"{title} ")
    found = next((start for start in starts if head.refused.startswith(start)), "")
    return head.refused.removeprefix(found).removeprefix("的")


def _returned(case: Case) -> Fault | None:
    if case.head.verdict is Verdict.RETURNED:
        return Fault("returned", "已退回，等单位改好再报")
    if case.head.state == RETURNED_STATE and case.head.verdict is Verdict.OPEN and not case.head.answers_return:
        return Fault("returned", f"封面状态是“{RETURNED_STATE}”，等单位改好再报")
    return None


def _no_evaluation(case: Case) -> Fault | None:
    if case.head.content is Content.ACCOUNTS:
        return Fault("no_evaluation", "里面只有决算公开表，没有自评数据")
    return Fault("no_evaluation", "里面没有自评数据") if case.head.content is Content.OTHER else None


def _other_framework(case: Case) -> Fault | None:
    head = case.head
    if head.guessed or not case.common.framework or head.framework == case.common.framework:
        return None
    return Fault("other_framework", f"指标体系是{_law(head.framework)}，与其他单位不同")


def _law(id: str) -> str:
    """What a framework is called; one that only workbooks carry by its id."""
    if id not in installed_ids():
        return id
    law = load_framework(id)
    return f"{named(law.title)}（{law.region} {law.year} 年）"


def _no_unit_name(case: Case) -> Fault | None:
    head = case.head
    if head.unit:
        return None
    what = "的汇总表" if head.content is Content.SUMMARY else ""
    return Fault("no_unit_name", f"没有填单位名称，不知道是哪个单位{what}")


def _no_project_name(case: Case) -> Fault | None:
    head = case.head
    if head.content is not Content.UNIT or head.project or not case.common.lists_projects:
        return None
    return Fault("no_project_name", "没有填项目名称，不知道是哪个项目")


def _wrong_year(case: Case) -> Fault | None:
    year = case.head.year
    if not year or not case.common.year or year == case.common.year:
        return None
    return Fault("wrong_year", f"年度是 {year}，其他单位是 {case.common.year}")


def _not_expected(case: Case) -> Fault | None:
    head, organisation = case.head, case.organisation
    if organisation is None or organisation.find(head.unit, head.department) is not None:
        return None
    return Fault(NOT_EXPECTED, f"名单里没有{named(head.unit)}，请核对单位名称或补入名单")


def _whole_department(case: Case) -> Fault | None:
    """A whole department counts where nothing else speaks for it."""
    if case.head.content is not Content.WHOLE_DEPARTMENT or not (case.has_units or case.seen.summaries):
        return None
    return WHOLE


def _own_summary(case: Case) -> Fault | None:
    """The 汇总表 of the very department that is summed up tells nothing new beside its units' workbooks."""
    if case.head.content is not Content.SUMMARY or case.common.is_higher or not case.has_units:
        return None
    return Fault("own_summary", "里面只有汇总表，没有自评数据；各单位的工作簿已经计入", Standing.COVERED)


def _covered(case: Case) -> Fault | None:
    """A unit whose row stands in a 汇总表 that counts, or whose department does as a whole."""
    head, covers = case.head, case.covers
    if head.content is not Content.SUMMARY:
        listed = [*case.listed]
        found = next((one for one in listed if case.is_below(one.owner)), None)
        if found is not None:
            return _in_summary(found.file)
        if listed and not case.knows_department:
            return Fault("maybe_covered", _NAMESAKE.format(file=listed[0].file))
    file = covers.whole.get(case.department, "")
    if file not in ("", head.file):
        return _in_summary(file)
    file = covers.unclear.get(case.department, "")
    if file not in ("", head.file):
        return Fault("maybe_covered", f"汇总表（{file}）里主管部门占一行，看不出是否已含所属单位，没有重复计入，请核实")
    return None


def _in_summary(file: str) -> Fault:
    return Fault("covered", f"已在汇总表（{file}）里，不再重复计入", Standing.COVERED)


def _unknown_money_unit(case: Case) -> Fault | None:
    unit = case.head.money_unit
    if not unit or power_of(unit) is not None:
        return None
    return Fault("money_unit", f"金额单位是{named(unit)}，不能换算，请改为元或万元")


def _missing_amount(case: Case) -> Fault | None:
    missing = case.head.missing
    if not missing:
        return None
    return Fault("missing_amount", "；".join(missing))


_CHECKS: tuple[Callable[[Case], Fault | None], ...] = (
    _refused,
    _no_evaluation,
    _other_framework,
    _no_unit_name,
    _no_project_name,
    _wrong_year,
    _not_expected,
    _covered,
    _own_summary,
    _whole_department,
    _returned,
    _unknown_money_unit,
    _missing_amount,
)
"""In this order: first what cannot be told at all, then what is about other files, at last what the unit can mend."""
