"""The labelled texts of tests/cases/targets, and what was read written in the notation of these files."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.compute.targets import Comparison
from jixiao.model.decimals import round_half_up
from jixiao.model.figures import Figure
from jixiao.model.parts import Direction
from jixiao.model.targets import Day, Deadline, Nothing, Precision, Quality, Quantity, Stated, Unclear, YesNo

FOLDER = Path(__file__).parent / "cases" / "targets"
UNCLEAR = "?"
_PRECISION = {Precision.ABOUT: "约", Precision.NEARLY: "近", Precision.OVER: "多"}
_CHANGE = {Direction.UP: "增", Direction.DOWN: "减"}
_AIM = {Direction.UP: "↑", Direction.DOWN: "↓"}


def files(key: str) -> dict[str, list[Any]]:
    """The lists of that key, by the name of their file."""
    read = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    return {name: content[key] for name, content in read.items() if key in content}


def written(stated: Stated) -> str:
    """A reading as the files write it; see tests/cases/targets/seeds.toml."""
    match stated:
        case Quantity():
            return _quantity(stated)
        case Deadline(first, last):
            return f"…{_day(last)}" if first is None else f"{_day(first)}～{_day(last)}"
        case Quality(word, scale, _, comparator):
            return f"{scale}：{word}{'以上' if comparator else ''}"
        case YesNo(yes):
            return "是" if yes else "否"
        case Nothing():
            return "没有"
        case Unclear():
            return UNCLEAR


def _quantity(stated: Quantity) -> str:
    figure, upper = stated.figure, stated.upper
    number = _figure(figure) if upper is None else f"{_figure(figure)}～{_figure(upper)}"
    aim = _AIM.get(stated.aim, "") if not (figure.comparator or upper) and not stated.change else ""  # type: ignore[arg-type]
    marks = (_PRECISION.get(stated.precision, ""), _CHANGE.get(stated.change, ""), aim)  # type: ignore[arg-type]
    return " ".join(filter(None, (number, *marks)))


def _figure(figure: Figure) -> str:
    power = {"%": 2, "‰": 3}.get(figure.unit, 0)
    number = figure.value * Decimal(10) ** power
    decimals = max(0, figure.decimals - power)
    return f"{figure.comparator}{number:.{decimals}f}{figure.unit}"


def _day(day: Day) -> str:
    return f"{day.year or '?'}-{day.month:02}-{day.day:02}"


def concluded(found: Comparison) -> str:
    """What a comparison says as the pairs are labelled; see tests/cases/targets/pairs.toml."""
    if found.met is None:
        return f"？ {found.reason}"
    said = "达标" if found.met else "未达标"
    if found.gap is not None and found.unit == "天" and found.relative is None:
        return f"{said} {'早' if found.met else '晚'}{abs(found.gap)}天"
    if found.relative is None:
        return said
    share = round_half_up(abs(found.relative) * 100, 0)
    return f"{said} {'至少' if found.at_least else ''}{'超' if found.met else '差'}{share:f}%"
