"""What happens to a figure on the way into its cell: each slip returns what is typed, None where it cannot happen."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from benchmarks.mutations.entries import Chance, Entry, percent_text, plain
from benchmarks.mutations.kinds.kind import Typed
from benchmarks.mutations.relations import RateOf
from benchmarks.mutations.spans import Span, half_up
from benchmarks.mutations.world import World

Slip = Callable[[World, str, Chance], Typed | None]


def figure(entry: Entry) -> Decimal:
    """The number as it is printed; a percentage is a share."""
    span = entry.span
    assert span is not None
    return (
        plain((span.low + span.high) / 2)
        if entry.decimals is None or isinstance(entry.value, str)
        else half_up((span.low + span.high) / 2, entry.decimals)
    )


def is_percent(entry: Entry) -> bool:
    """Whether it is printed as a percentage."""
    return (isinstance(entry.value, str) and entry.value.endswith("%")) or "%" in entry.look


def places(entry: Entry) -> int:
    """The decimals that are printed, of a percentage as such."""
    if isinstance(entry.value, str):
        return len(entry.value.rstrip("%").partition(".")[2])
    if entry.decimals is None:
        return max(0, -int(plain(entry.value).as_tuple().exponent))  # type: ignore[arg-type]
    return entry.decimals - (2 if is_percent(entry) else 0)


def reprinted(entry: Entry, value: Decimal, decimals: int | None = None) -> Entry:
    """Another number in the same way of printing; ``decimals`` where the slip changes how many there are."""
    number = places(entry) if decimals is None else decimals
    if isinstance(entry.value, str) and entry.value.endswith("%"):
        return Entry(percent_text(value, number))
    if isinstance(entry.value, str):
        return Entry(f"{half_up(value, number):f}")
    if entry.decimals is None:
        return Entry(plain(value), None, entry.look)
    stored = number + (2 if is_percent(entry) else 0)
    look = f"0.{'0' * number}%".replace(".%", "%") if is_percent(entry) else entry.look
    return Entry(plain(half_up(value, stored)), stored, look)


def _differs(entry: Entry, typed: Entry) -> bool:
    return typed.span is not None and figure(typed) != figure(entry)


def made(world: World, id: str, value: Decimal | None, *cause: str, decimals: int | None = None) -> Typed | None:
    """The slip that types this value, where it is another one."""
    if value is None:
        return None
    entry = reprinted(world[id], value, decimals)
    return Typed(entry, cause) if _differs(world[id], entry) else None


def swapped_digits(world: World, id: str, chance: Chance) -> Typed | None:
    """Two neighbouring digits exchanged."""
    entry = world[id]
    value = figure(entry).scaleb(2) if is_percent(entry) else figure(entry)
    text = f"{half_up(value, places(entry)):f}"
    spots = [n for n in range(len(text) - 1) if text[n].isdigit() and text[n + 1].isdigit() and text[n] != text[n + 1]]
    spots = [n for n in spots if not (n == 0 and text[1] == "0")]
    if not spots:
        return None
    n = chance.choice(spots)
    typed = Decimal(text[:n] + text[n + 1] + text[n] + text[n + 2 :])
    return made(world, id, typed.scaleb(-2) if is_percent(entry) else typed, "数字颠倒")


def moved_point(world: World, id: str, chance: Chance) -> Typed | None:
    """The point one place off."""
    power = chance.choice([1, -1])
    decimals = max(0, places(world[id]) - power)
    return made(world, id, figure(world[id]).scaleb(power), "小数点移位", decimals=decimals)


def wrong_digit(world: World, id: str, chance: Chance) -> Typed | None:
    """One digit, not the last one, mistyped."""
    entry = world[id]
    value = figure(entry).scaleb(2) if is_percent(entry) else figure(entry)
    text = f"{half_up(value, places(entry)):f}"
    spots = [n for n, sign in enumerate(text[:-1]) if sign.isdigit()]
    if len(text.replace(".", "").strip("-0")) < 4 or not spots:
        return None
    n = chance.choice(spots)
    digit = chance.choice([d for d in "123456789" if d != text[n]])
    typed = Decimal(text[:n] + digit + text[n + 1 :])
    return made(world, id, typed.scaleb(-2) if is_percent(entry) else typed, "数字")


def times(factor: str, *cause: str) -> Slip:
    """A figure in another unit."""

    def slip(world: World, id: str, chance: Chance) -> Typed | None:
        value = figure(world[id]) * Decimal(factor)
        shown = value.scaleb(2) if is_percent(world[id]) else value
        return made(world, id, value, *cause, decimals=max(places(world[id]), _decimals(shown)))

    return slip


def _decimals(value: Decimal) -> int:
    return max(0, -int(plain(value).as_tuple().exponent))


def negative(world: World, id: str, chance: Chance) -> Typed | None:
    """A minus before a figure that has none, or none before one that has."""
    value = figure(world[id])
    return made(world, id, -value, "负号") if value else None


def copied(*others: Callable[[World, str], list[str]], cause: tuple[str, ...]) -> Slip:
    """The figure of another cell, printed as that one is."""

    def slip(world: World, id: str, chance: Chance) -> Typed | None:
        ids = [
            other
            for find in others
            for other in find(world, id)
            if (span := world.span(other)) is not None and span.low > 0
        ]
        if not ids:
            return None
        other = chance.choice(ids)
        value = middle(world, other)
        return made(world, id, value, *cause) if value not in (0, 1) else None

    return slip


def middle(world: World, id: str) -> Decimal:
    """The number that a cell shows, live or typed."""
    if not world[id].live:
        return figure(world[id])
    span = world.span(id)
    assert span is not None
    return (span.low + span.high) / 2


def law(world: World, id: str) -> RateOf | None:
    """What a rate is made of."""
    return next((rule for rule in world.relations if isinstance(rule, RateOf) and rule.result == id), None)


def exact(world: World, id: str) -> Decimal | None:
    """A rate worked out of the printed figures."""
    rule = law(world, id)
    span = rule.exact(world) if rule else None
    return None if span is None else (span.low + span.high) / 2


def upside_down(world: World, id: str, chance: Chance) -> Typed | None:
    """Numerator and denominator exchanged."""
    rule = law(world, id)
    if rule is None or len(rule.top) != 1 or len(rule.bottom) != 1:
        return None
    top, bottom = (middle(world, ids[0]) for ids in (rule.top, rule.bottom))
    return made(world, id, bottom / top, "分子分母颠倒") if top else None


def cut_off(world: World, id: str, chance: Chance) -> Typed | None:
    """The tail cut off instead of rounded, or always raised."""
    value, entry = exact(world, id), world[id]
    if value is None:
        return None
    way, cause = chance.choice([(ROUND_FLOOR, "舍去"), (ROUND_CEILING, "进一")])
    unit = Decimal(1).scaleb(-places(entry) - (2 if is_percent(entry) else 0))
    return made(world, id, value.quantize(unit, rounding=way), cause)


def off_by(*steps: str) -> Slip:
    """A figure a little too high or too low."""

    def slip(world: World, id: str, chance: Chance) -> Typed | None:
        return made(world, id, figure(world[id]) + Decimal(chance.choice(steps)))

    return slip


def words(*texts: str, cause: tuple[str, ...] = ()) -> Slip:
    """A text instead; N stands for the figure as it was printed."""

    def slip(world: World, id: str, chance: Chance) -> Typed | None:
        entry = world[id]
        shown = f"{figure(entry):f}" if entry.span is not None else entry.text
        return Typed(Entry(chance.choice(texts).replace("N", shown)), cause)

    return slip


def blank(world: World, id: str, chance: Chance) -> Typed | None:
    """Nothing."""
    return Typed(Entry(None))


def number(span: Span) -> Decimal:
    """The middle of a span."""
    return (span.low + span.high) / 2
