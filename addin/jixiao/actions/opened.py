"""The open workbook as the rules read it, for actions that can do without."""

from jixiao import flow
from jixiao.actions.action import Press
from jixiao.compute.review import Review
from jixiao.errors import JixiaoError


def open_review(press: Press) -> Review | None:
    """The open workbook as read, None where there is none that can be."""
    try:
        return None if press.book is None else flow.review_book(press.book)
    except JixiaoError:
        return None


def open_summary(press: Press) -> Review | None:
    """The open workbook where it has a 汇总表."""
    review = open_review(press)
    return review if review is not None and review.form.summary is not None else None
