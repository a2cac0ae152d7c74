"""Random formula trees, and random cells for their names, as hypothesis makes them up."""

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.model.formula import (
    Arithmetic,
    Compare,
    CountOf,
    Extreme,
    IfElse,
    IsMissing,
    Join,
    Literal,
    Logic,
    Negate,
    Not,
    Number,
    Ref,
    Rounded,
    SumBeside,
    SumOf,
    WeightedMean,
)

CELLS = {"a": "A1", "b": "B1", "c": "C1", "d": "D1"}
AREAS = {"parts": "A2:A5", "weights": "B2:B5"}
ADDRESSES = {**CELLS, **AREAS}

amounts = st.one_of(
    st.integers(-3, 3).map(Decimal),
    st.integers(-99_999, 999_999).map(lambda cents: Decimal(cents).scaleb(-2)),
    st.integers(1, 4_000).map(lambda eighths: Decimal(eighths) / 8),  # ties at two decimals
)
contents = st.one_of(amounts, amounts, amounts, st.sampled_from(["—", "-", "——", None, "?", "*", "2000万", "优"]))

refs = st.sampled_from(sorted(CELLS)).map(Ref)
constants = st.sampled_from(["0", "1", "2", "0.5", "100", "0.125"]).map(Decimal).map(Number)
_areas = st.just(Ref("parts"))
_leaves = st.one_of(
    refs,
    refs,
    refs,
    constants,
    st.builds(SumOf, _areas),
    st.builds(CountOf, _areas),
    st.just(SumBeside(Ref("weights"), Ref("parts"))),
    st.just(WeightedMean(Ref("parts"), Ref("weights"))),
)


def _claims(numbers):
    texts = st.builds(Compare, st.sampled_from(["==", "!="]), refs, st.sampled_from(["优", "", "1"]).map(Literal))
    simple = st.one_of(
        st.builds(Compare, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), numbers, numbers),
        st.builds(IsMissing, st.one_of(refs, _areas)),
        texts,
    )
    joined = st.builds(Logic, st.sampled_from(["and", "or"]), st.lists(simple, min_size=2, max_size=2).map(tuple))
    return st.one_of(simple, simple, joined, st.builds(Not, simple))


def _grown(numbers):
    several = st.lists(numbers, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*/"), numbers, numbers),
        st.builds(Arithmetic, st.just("/"), numbers, numbers),
        st.builds(Negate, numbers),
        st.builds(Extreme, st.sampled_from(["min", "max"]), several),
        st.builds(Rounded, numbers, st.integers(0, 4)),
        st.builds(IfElse, _claims(numbers), numbers, numbers),
    )


numbers = st.recursive(_leaves, _grown, max_leaves=6)
rounded_numbers = st.builds(Rounded, numbers, st.integers(0, 4))
_items = st.lists(st.one_of(refs, constants, numbers), min_size=1, max_size=3)
joins = _items.map(lambda items: Join(tuple(part for item in items for part in (item, Literal("；")))[:-1]))
texts = st.one_of(st.sampled_from(["优", 'say "hi"', ""]).map(Literal), joins)
formulas = st.one_of(
    numbers,
    rounded_numbers,
    _claims(numbers),
    texts,
    st.builds(IfElse, _claims(numbers), texts, st.one_of(texts, numbers)),
)

sheets = st.fixed_dictionaries(
    {
        **dict.fromkeys(CELLS, contents),
        **dict.fromkeys(AREAS, st.lists(contents, min_size=4, max_size=4)),
    }
)
"""Contents for every name: one for a cell, four for an area."""
