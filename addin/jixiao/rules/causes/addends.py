"""Slips of adding: a part left out, added twice, or with the wrong sign."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.model.form import named
from jixiao.rules.causes.slip import Labelled, Likelihood, Slip


def wrong_addend(right: Decimal, parts: Iterable[Labelled]) -> Iterator[Slip]:
    """``parts`` carry the sign with which they belong into the sum ``right``."""
    for part in parts:
        if part.value:
            yield Slip(f"漏加{named(part.label)}", right - part.value, Likelihood.ADDEND)
            yield Slip(f"重复加了{named(part.label)}", right + part.value, Likelihood.ADDEND)
            yield Slip(f"{named(part.label)}加减号相反", right - 2 * part.value, Likelihood.WRONG_SIGN)
