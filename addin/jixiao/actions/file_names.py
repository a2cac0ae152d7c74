"""What files that actions write are called: year, unit and project, as offices hand them in."""

from pathlib import Path

from jixiao.actions.action import Press
from jixiao.actions.paths import safe_name
from jixiao.compute.review import Review
from jixiao.model.form import WHOLE_DEPARTMENT
from jixiao.model.framework import PROJECT

SELF_EVALUATION, WHOLE, SUMMARY, ACCOUNTS = "自评", "部门整体自评", "汇总表", "决算公开"


def file_stem(review: Review, title: str) -> str:
    """``2021_某局``, with the project behind where the workbook is one project's.

    Without the name of a unit the name of the file itself, ``title``, has to do.
    """
    form = review.form
    parts = {id: review.facts.text(at) for id in ("year", "unit", PROJECT) if (at := form.fields.get(id)) is not None}
    if not parts.get("unit", "").strip():
        return safe_name(Path(title).stem)
    return "_".join(filter(None, map(safe_name, parts.values())))


def kind_of(review: Review) -> str:
    """What the workbook is, as the names of files say it."""
    form = review.form
    if form.summary is not None and form.indicators is None:
        return SUMMARY
    if form.tables and form.indicators is None:
        return ACCOUNTS
    scope_at = form.fields.get("scope")
    is_whole = scope_at is not None and review.facts.text(scope_at) == WHOLE_DEPARTMENT
    return WHOLE if is_whole else SELF_EVALUATION


def beside(press: Press, name: str) -> str:
    """A path for a new file beside the open one; the name alone where that was never saved."""
    return name if press.path is None else str(press.path.with_name(name))
