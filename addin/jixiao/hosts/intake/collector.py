"""Python's search for garbage, kept from taking half the time: a workbook is many small objects, few in cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 20)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """What is in memory now is not looked at inside, and the rest seldom; afterwards all is as it was."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
