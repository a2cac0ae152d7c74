"""舍位平衡: amounts rounded so that the parts still add up to the rounded total, and who took the difference.

``balanced(amounts, decimals)`` for a column with one total; ``balanced_tree`` where there are sub-totals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from jixiao.consolidate.adding.exact import add, shifted, times
from jixiao.model.decimals import round_half_up

Method = Literal["largest", "remainder"]
"""Who takes the difference: the largest part all of it, or one unit of the last digit each those that lost most."""


@dataclass(frozen=True, slots=True)
class Balanced:
    """Rounded parts that add up to the rounded ``total``; ``moved``: number of a part → what it took, beyond its own
    rounding.
    """

    parts: tuple[Decimal, ...]
    total: Decimal
    moved: Mapping[int, Decimal]


def balanced(
    amounts: Sequence[Decimal], decimals: int = 2, method: Method = "largest", total: Decimal | None = None
) -> Balanced:
    """The amounts rounded half-up to so many decimals; ``total``: what they must add up to, by default the rounded sum
    of the exact amounts.
    """
    exact = _sum(amounts)
    target = round_half_up(exact, decimals) if total is None else total
    rounded = [round_half_up(amount, decimals) for amount in amounts]
    difference = add(target, -_sum(rounded))
    moved = _moved(amounts, rounded, difference, decimals, method) if difference and amounts else {}
    parts = tuple(add(part, moved.get(number, Decimal(0))) for number, part in enumerate(rounded))
    return Balanced(parts, target, moved)


def _moved(
    amounts: Sequence[Decimal], rounded: Sequence[Decimal], difference: Decimal, decimals: int, method: Method
) -> dict[int, Decimal]:
    """The largest takes it all; by remainder each takes one unit, first those whose rounding went farthest astray."""
    if method == "largest":
        return {max(range(len(amounts)), key=lambda number: (abs(amounts[number]), -number)): difference}
    unit = shifted(Decimal(1).copy_sign(difference), -decimals)
    steps = int(difference / unit)

    gains = [times(add(amount, -part), unit) for amount, part in zip(amounts, rounded, strict=True)]
    found: dict[int, Decimal] = {}
    order = sorted(range(len(amounts)), key=lambda number: (-gains[number], -abs(amounts[number]), number))
    for step in range(steps):
        number = order[step % len(order)]
        found[number] = add(found.get(number, Decimal(0)), unit)
    return found


@dataclass(frozen=True)
class Node:
    """A total and what it is the sum of; a leaf has an ``amount`` of its own."""

    amount: Decimal = Decimal(0)
    below: tuple["Node", ...] = field(default=())

    @property
    def exact(self) -> Decimal:
        """The amount itself, or the sum of all below."""
        return _sum([node.exact for node in self.below]) if self.below else self.amount


@dataclass(frozen=True)
class BalancedNode:
    """A rounded total; ``moved``: what it took beyond its own rounding."""

    amount: Decimal
    moved: Decimal = Decimal(0)
    below: tuple["BalancedNode", ...] = ()


def balanced_tree(node: Node, decimals: int = 2, method: Method = "largest") -> BalancedNode:
    """The tree rounded from the top down: the top is its exact sum rounded, and every total the sum of its parts."""
    return _settled(node, round_half_up(node.exact, decimals), Decimal(0), decimals, method)


def _settled(node: Node, amount: Decimal, moved: Decimal, decimals: int, method: Method) -> BalancedNode:
    if not node.below:
        return BalancedNode(amount, moved)
    found = balanced([below.exact for below in node.below], decimals, method, total=amount)
    below = tuple(
        _settled(one, part, found.moved.get(number, Decimal(0)), decimals, method)
        for number, (one, part) in enumerate(zip(node.below, found.parts, strict=True))
    )
    return BalancedNode(amount, moved, below)


def _sum(amounts: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = add(total, amount)
    return total
