"""What is told of a formula tree without its cells is told once: a tree lives as long as the framework it stands in."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from jixiao.model.formula.tree import Formula

_MOST = 20_000
"""So many trees are known at a time: far more than all installed frameworks have."""

_Tree = TypeVar("_Tree", bound=Formula)
_Result = TypeVar("_Result")


def per_tree(tell: Callable[[_Tree], _Result]) -> Callable[[_Tree], _Result]:
    """Have a function of a tree remember its results; to find one takes no walk through the tree, as its hash would."""
    known: dict[int, tuple[_Tree, _Result]] = {}

    @wraps(tell)
    def told(tree: _Tree) -> _Result:
        """What was told of this very tree before, else what is told of it now."""
        found = known.get(id(tree))
        if found is None or found[0] is not tree:
            if len(known) >= _MOST:
                known.clear()
            found = known[id(tree)] = (tree, tell(tree))
        return found[1]

    return told
