"""How the tests are shared out among the processes of ``pytest -n``.

The tests of a file stay together: what it sets up is set up once. So do files that look at the same things, and the
files that take longest begin first, so that no process ends long after the others.
"""

from collections.abc import Sequence
from typing import Any

import pytest

LONGEST = (
    "addin/test_manual_ui.py",
    "hosts/contract/test_contract.py",
    "template/test_live_formulas.py",
    "rules/test_cases.py",
)
"""What takes longest, the longest first."""

TOGETHER = {
    "rules/test_catalogue.py": "rules/test_cases.py",
    "rules/test_messages.py": "rules/test_cases.py",
    "rules/test_roots.py": "rules/test_cases.py",
    "rules/test_verdicts.py": "rules/test_cases.py",
}
"""Files and the one with which they share what they look at: here the cases, each checked once."""


def group_of(nodeid: str) -> str:
    """The file with whose tests a test runs."""
    file = nodeid.partition("::")[0].removeprefix("tests/")
    return TOGETHER.get(file, file)


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests in the order in which they are to begin."""
    places = {file: number for number, file in enumerate(LONGEST)}
    return sorted(items, key=lambda item: places.get(group_of(item.nodeid), len(LONGEST)))


def scheduler(config: pytest.Config, log: Any) -> Any:
    """One of xdist's that deals out groups in the order of the tests."""
    from xdist.scheduler import LoadScopeScheduling

    class InGroups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    config.option.loadscopereorder = False
    return InGroups(config, log)
