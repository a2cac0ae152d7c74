"""Grades as offices write them."""

from jixiao.model.boxes import ticked_boxes
from jixiao.model.framework import Grading

_EMPTY_BOX = ("□", "☐", "¨", "○")


def band_of(grading: Grading | None, stated: str) -> str:
    """The label of the band that a stated grade means (优秀 is 优, and so is 优√　良□), or ""."""
    if grading is None:
        return ""
    ticked = ticked_boxes(stated, grading.labels)
    if ticked is not None:
        return ticked[0] if len(ticked) == 1 else ""
    if stated.rstrip().endswith(_EMPTY_BOX):
        return ""  # one box of several, and not the one that is ticked
    labels = [label for label in grading.labels if stated.startswith(label)]
    return max(labels, key=len, default="")
