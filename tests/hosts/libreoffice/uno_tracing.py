"""LibreOffice's objects, with every call to them counted."""

from collections import Counter
from typing import Any


class Traced:
    """Stands for an object of LibreOffice's; what it hands out is traced too."""

    def __init__(self, target: Any, calls: "Counter[str]") -> None:
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_calls", calls)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        if not callable(value):
            self._calls[name] += 1
            return self._traced(value)

        def call(*arguments: Any) -> Any:
            self._calls[name] += 1
            return self._traced(value(*(plain(each) for each in arguments)))

        return call

    def __setattr__(self, name: str, value: Any) -> None:
        self._calls[name] += 1
        setattr(self._target, name, plain(value))

    def _traced(self, value: Any) -> Any:
        return Traced(value, self._calls) if type(value).__name__ == "pyuno" else value


def plain(value: Any) -> Any:
    """The object itself."""
    return value._target if isinstance(value, Traced) else value
