"""Writes what the product says of its rules from the rules and their cases: ``python tests/rule_texts.py``."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from casebook import FOLDER, Case, cases_in, checked
from jixiao.rules.catalogue import Rule, all_rules
from jixiao.rules.families import FAMILIES
from jixiao.rules.render import SEVERITY_WORDS, describe

EXAMPLES = Path(str(files("jixiao.rules"))) / "examples.toml"
CHECKS = Path(str(files("jixiao.template"))) / "checks.toml"
HEAD = "# Written by tests/rule_texts.py from the rules and their cases; do not edit.\n"
_MOST_RIGHT = 2


def examples_text() -> str:
    """One table a rule: an example of each message, and cases that it lets pass."""
    return HEAD + "".join(f"\n[{rule.code}]\n{_example(rule)}" for rule in all_rules())


def _example(rule: Rule) -> str:
    cases = cases_in(FOLDER / f"{rule.code.lower()}.toml")
    passed = [case for case in cases if not any(each["code"] == rule.code for each in case.findings)]
    right = [case.name for case in sorted(passed, key=lambda case: bool(case.findings))]
    lines = [f"right = {_quoted(right[:_MOST_RIGHT])}\nwrong = ["]
    lines += [f"    {{ level = {_quoted(level)}, case = {_quoted(case.name)}, message = {_quoted(message)} }},"
              for level, case, message in _wrong(rule, cases)]  # fmt: skip
    return "\n".join([*lines, "]\n"])


def _wrong(rule: Rule, cases: tuple[Case, ...]) -> Iterator[tuple[str, Case, str]]:
    for variant in rule.messages:
        said = (
            (SEVERITY_WORDS[finding.severity], case, describe(finding).message)
            for case in cases
            for finding in checked(case)[1].findings
            if (finding.code, finding.variant) == (rule.code, variant)
        )
        found = next(said, None)
        if found is not None:
            yield found


def checks_text() -> str:
    """The section of 填报说明."""
    lines = []
    for letter, family in FAMILIES.items():
        titles = [rule.title for rule in all_rules() if rule.code.startswith(letter)]
        if titles:
            lines.append(f"{family}：{'；'.join(titles)}。")
    listed = "".join(f"    {_quoted(line)},\n" for line in lines)
    return f'{HEAD}heading = "附：审核核对什么"\nlines = [\n{listed}]\n'


def _quoted(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    CHECKS.write_text(checks_text(), encoding="utf-8")  # first: it goes into the workbooks of the cases
    EXAMPLES.write_text(examples_text(), encoding="utf-8")
