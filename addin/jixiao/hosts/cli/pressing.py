"""press: a button, by its name, on a workbook that is not open."""

from collections.abc import Sequence
from pathlib import Path

from jixiao.actions import ACTIONS, action
from jixiao.errors import JixiaoError
from jixiao.hosts.cli.screen import tell
from jixiao.hosts.desk.pressing import press_file
from jixiao.model.cells import Area, parse_area


def press_button(name: str, file: Path | None, answers: Sequence[str], at: str) -> None:
    """Press a button and tell what came of it. Raises JixiaoError."""
    if name not in {each.name for each in ACTIONS}:
        raise JixiaoError(f"没有“{name}”这个按钮。可以写：{'、'.join(f'{a.name}（{a.caption}）' for a in ACTIONS)}。")
    pressed = press_file(name, file, dict(map(_answer, answers)), _selected(at) if at else None)
    tell(pressed.outcome.message or f"已完成{action(name).caption}。", "green")
    for line in pressed.outcome.told:
        tell(line, indent=2)
    if pressed.outcome.show is not None:
        tell(f"见 {pressed.outcome.show.sheet}!{pressed.outcome.show.a1}", indent=2)
    for path in pressed.made:
        tell(f"已写入 {path}", indent=2)


def _answer(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise JixiaoError(f"“{text}”里没有等号；回答请写成 键=值。")
    return key, value


def _selected(at: str) -> Area:
    sheet, _, address = at.rpartition("!")
    area = parse_area(sheet, address)
    if not sheet or area is None:
        raise JixiaoError(f"单元格“{at}”不认识；请写成 工作表!D5。")
    return area
