"""What is kept for each of the frameworks last used."""

from collections.abc import Callable
from typing import Generic, TypeVar

from jixiao.model.framework import Framework

_FRAMEWORKS = 4

_Kept = TypeVar("_Kept")


class PerFramework(Generic[_Kept]):
    """Makes what is to be kept for a framework when it is first asked for; frameworks are told by their identity."""

    def __init__(self, make: Callable[[Framework], _Kept]) -> None:
        self._make = make
        self._known: list[tuple[Framework, _Kept]] = []

    def of(self, framework: Framework) -> _Kept:
        """What is kept for a framework."""
        for number, (law, found) in enumerate(self._known):
            if law is framework:
                if number:
                    self._known.insert(0, self._known.pop(number))
                return found
        self._known.insert(0, (framework, self._make(framework)))
        del self._known[_FRAMEWORKS:]
        return self._known[0][1]
