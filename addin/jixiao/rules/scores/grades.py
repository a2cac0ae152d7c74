"""Grades as offices write them."""

from jixiao.model.framework import Grading


def band_of(grading: Grading | None, stated: str) -> str:
    """The label of the band that a stated grade means (优秀 is 优), or ""."""
    labels = [band.label for band in (grading.bands if grading else ()) if stated.startswith(band.label)]
    return max(labels, key=len, default="")
