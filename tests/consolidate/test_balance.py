"""舍位平衡: rounded parts add up to the rounded total, and it is told who took the difference."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_submissions import rolled_up, submission

from jixiao.consolidate.adding.balance import BalancedNode, Method, Node, balanced, balanced_tree
from jixiao.model.decimals import round_half_up

amounts = st.decimals(-(10**12), 10**12, places=6)
methods = st.sampled_from(["largest", "remainder"])


@given(st.lists(amounts, max_size=30), st.integers(0, 3), methods)
def test_parts_add_up_to_the_rounded_total(parts: list[Decimal], decimals: int, method: Method) -> None:
    found = balanced(parts, decimals, method)
    assert sum(found.parts) == found.total == round_half_up(sum(parts, Decimal(0)), decimals)
    for number, (exact, part) in enumerate(zip(parts, found.parts, strict=True)):
        assert part == round_half_up(exact, decimals) + found.moved.get(number, 0)


@given(st.lists(amounts, min_size=1, max_size=30), st.integers(0, 3))
def test_by_remainder_nobody_is_moved_by_more_than_one_unit(parts: list[Decimal], decimals: int) -> None:
    found = balanced(parts, decimals, "remainder")
    unit = Decimal(1).scaleb(-decimals)
    assert all(abs(moved) == unit for moved in found.moved.values())
    assert all(abs(exact - part) <= unit for exact, part in zip(parts, found.parts, strict=True))


def test_the_largest_part_takes_the_difference() -> None:
    found = balanced([Decimal("0.333"), Decimal("0.334"), Decimal("0.333")])
    assert (found.parts, found.total, found.moved) == (
        (Decimal("0.33"), Decimal("0.34"), Decimal("0.33")), Decimal("1.00"), {1: Decimal("0.01")})  # fmt: skip


def test_nothing_moves_where_it_adds_up() -> None:
    assert balanced([Decimal("1.5"), Decimal(2)]).moved == {}
    assert balanced([]).parts == ()


def totals_over(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Node, below=st.lists(below, min_size=1, max_size=5).map(tuple))


trees = st.recursive(st.builds(Node, amount=amounts), totals_over, max_leaves=40)


@given(trees, st.integers(0, 3), methods)
def test_sub_totals_of_a_tree_stay_consistent(tree: Node, decimals: int, method: Method) -> None:
    found = balanced_tree(tree, decimals, method)
    assert found.amount == round_half_up(tree.exact, decimals)
    _assert_consistent(found, decimals)


def _assert_consistent(node: BalancedNode, decimals: int) -> None:
    assert node.amount == round_half_up(node.amount, decimals)
    if node.below:
        assert node.amount == sum(below.amount for below in node.below)
    for below in node.below:
        _assert_consistent(below, decimals)


@pytest.mark.parametrize("method", ["largest", "remainder"])
def test_rows_of_a_roundup_add_up_and_the_cell_is_named(method: Method) -> None:
    units = [
        submission(f"{name}站", amount, 1, 90, money_unit="元")
        for name, amount in (("甲", 3333), ("乙", 3334), ("丙", 3333))
    ]
    found = rolled_up(units, balance=method)
    assert [row.figures["annual_budget"] for row in found.rows] == [Decimal(text) for text in ("0.33", "0.34", "0.33")]
    assert found.balanced[2, "annual_budget"] == Decimal("0.01")
    assert found.figures["annual_budget"] == 1
