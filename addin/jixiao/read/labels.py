"""A label and what it labels in one cell: ``主管部门（盖章）：某局``."""

import re

_BOTH = re.compile(r"\s*([^:：。\s]{2,12})\s*[:：]\s*([^\s:：。]{2,60})(?:\s|$)")
_SEAL = re.compile(r"[（(](?:公章|盖章|签章|章)[)）]$")


def said_in_one(value: object) -> tuple[str, str]:
    """The label and what stands behind it; two blanks where a cell holds anything else."""
    found = _BOTH.match(value) if isinstance(value, str) else None
    said = _SEAL.sub("", found[2]) if found else ""
    return (found[1], said) if found and any(map(str.isalpha, said)) else ("", "")
