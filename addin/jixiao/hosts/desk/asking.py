"""Forms, one after the other, until an action has all its answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from jixiao.actions.action import Action, Press
from jixiao.actions.form import Form
from jixiao.errors import JixiaoError

Ask = Callable[[Form], Mapping[str, str] | None]
"""Shows a form; None where the user cancels."""


def answered(action: Action, press: Press, ask: Ask) -> Press | None:
    """The press with all the answers that the action needs, None where the user cancels a form.

    Raises JixiaoError where the user stays by answers that lead nowhere.
    """
    while (form := action.ask(press)) is not None:
        given = ask(form)
        if given is None:
            return None
        answers = {**press.answers, **given}
        if answers == press.answers:
            raise JixiaoError("".join(form.text) or f"“{action.caption}”要知道的还没有填全，没有做。")
        press = replace(press, answers=answers)
    return press
