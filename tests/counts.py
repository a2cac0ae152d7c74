"""How often a random test is run: a few times by default, as often as it takes to be sure with ``-m long``."""

import pytest


def counted(few: int, many: int) -> list[object]:
    """The numbers of the runs, for ``parametrize``; all but the first few are long."""
    return [*range(few), *(pytest.param(number, marks=pytest.mark.long) for number in range(few, many))]
