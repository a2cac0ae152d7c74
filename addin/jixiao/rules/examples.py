"""Examples of the rules: what each finds and says, and what it lets pass. The text is taken from the rules' cases."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Wrong:
    """Something that a rule finds: its level (错误, 提示, 说明), what was done, and what the finding says."""

    level: str
    case: str
    message: str


@dataclass(frozen=True)
class Examples:
    """What a rule finds, one for each message, and what it lets pass."""

    wrong: tuple[Wrong, ...] = ()
    right: tuple[str, ...] = ()


def examples_of(code: str) -> Examples:
    """The examples of a rule; none where nobody wrote any yet."""
    return _all().get(code, Examples())


@cache
def _all() -> dict[str, Examples]:
    text = files("jixiao.rules").joinpath("examples.toml").read_text(encoding="utf-8")
    return {
        code: Examples(tuple(Wrong(**each) for each in found["wrong"]), tuple(found["right"]))
        for code, found in tomllib.loads(text).items()
    }
