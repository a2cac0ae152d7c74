"""Grade bands."""

from typing import Annotated

from pydantic import Field, model_validator

from jixiao.model.parts import Label, Part, Points, must_fall


class Grade(Part):
    """One grade band: the label for scores from ``start`` points up to the next band."""

    label: Label
    start: Points


class Grading(Part):
    """The grade bands, best first, with their legal basis.

    ``label``: what the form calls the grade; ``boxes``: it prints all grades and ticks one, ``优√　良□　中□　差□``.
    """

    basis: Label
    label: Label = "自评等级"
    boxes: bool = False
    bands: Annotated[tuple[Grade, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _best_first(self) -> "Grading":
        must_fall([band.label for band in self.bands], [band.start for band in self.bands])
        return self

    @property
    def labels(self) -> tuple[str, ...]:
        """The grades, best first."""
        return tuple(band.label for band in self.bands)
