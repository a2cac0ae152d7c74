"""T008: the workbook was made from the template in force."""

import re
from collections.abc import Iterator

from jixiao.compute.review import Review
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.model.cells import CellRef
from jixiao.model.figures import Figure
from jixiao.model.findings import Finding, Severity
from jixiao.model.framework import Framework
from jixiao.rules.catalogue import Outcome, rule


@rule(
    code="T008",
    title="用的是现行的模板",
    messages={
        "old": "工作簿用的是 {printed} 版指标体系，已安装的是 {expected} 版，请核实是否用了旧模板。",
        "new": "工作簿用的是 {printed} 版指标体系，比已安装的 {expected} 版新，按工作簿自带的审核。",
        "before": "封面年度是 {printed}，模板是 {expected} 年度的，请核实年度。",
        "after": "封面年度是 {printed}，模板是 {expected} 年度的；本年度另有模板的，请换用。",
    },
    hint="请向主管部门核对应使用哪一年、哪一版的模板；年度填错的，改正封面。",
    basis="模板由主管部门按年度统一发放，随指标体系的版本更新",
)
def template_is_this_year_s(review: Review) -> Iterator[Outcome]:
    """The version of the framework inside against the installed one, its year against that of the cover."""
    if not review.form.ours:
        return
    framework = review.framework
    installed = load_framework(framework.id) if framework.id in installed_ids() else None
    place = review.form.fields.get("year") or CellRef(next(iter(review.book.sheets)), 1, 1)
    if installed is not None and installed.version != framework.version:
        yield from _version(place, framework, installed)
    year = review.reported(review.form.fields.get("year"))
    if isinstance(year, Figure) and 2000 <= year.value <= 2100 and year.value != framework.year:
        yield _year(place, int(year.value), framework)


def _version(at: CellRef, inside: Framework, installed: Framework) -> Iterator[Finding]:
    numbers = [[int(digits) for digits in re.findall("[0-9]{1,9}", each.version)] for each in (inside, installed)]
    if numbers[0] != numbers[1]:
        is_old = numbers[0] < numbers[1]
        yield Finding("T008", Severity.WARNING if is_old else Severity.INFO, at, "模板版本", inside.version,
                      installed.version, variant="old" if is_old else "new")  # fmt: skip


def _year(at: CellRef, year: int, framework: Framework) -> Finding:
    """A template may serve a later year until a new one is issued, but no year before its own."""
    is_before = year < framework.year
    return Finding("T008", Severity.WARNING if is_before else Severity.INFO, at, "年度", str(year),
                   str(framework.year), variant="before" if is_before else "after")  # fmt: skip
