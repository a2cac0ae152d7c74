"""What a returned workbook is, and what it states of its figures as a whole."""

from jixiao.compute.review import Review
from jixiao.consolidate.returns.amounts import InForce, in_force
from jixiao.model.figures import Missing
from jixiao.model.form import WHOLE_DEPARTMENT, Form


def is_whole_department(review: Review) -> bool:
    """Whether a workbook already holds its units' figures, so that summing it up again would count them twice."""
    return review.text(review.form.fields.get("scope")) == WHOLE_DEPARTMENT


def has_evaluation(form: Form) -> bool:
    """Whether a workbook reports figures of its own (and is not a bare 汇总表)."""
    return form.fund is not None or form.indicators is not None


def stated_money_unit(review: Review) -> str:
    """The money unit that a workbook states; a template of ours always does. "" where nobody knows."""
    return review.money_unit if review.form.ours or "money_unit" in review.form.fields else ""


def score_in_force(review: Review) -> InForce:
    """The total score in force."""
    at = review.form.indicators.total_at("score") if review.form.indicators else None
    return InForce(Missing.BLANK) if at is None else in_force(review, at)
