"""The catalogue of rules as a list: what each one says, what it lets pass, what to do, on which basis."""

from collections.abc import Iterator

from jixiao.rules.catalogue import Rule, all_rules
from jixiao.rules.examples import examples_of
from jixiao.rules.families import FAMILIES
from jixiao.template.plain_list import build_list

_COLUMNS = {
    "编号": 7.0,
    "类别": 10.0,
    "级别": 7.0,
    "应有的情形": 22.0,
    "这样提示（举例）": 46.0,
    "这样不提示": 26.0,
    "怎么改": 24.0,
    "依据": 18.0,
}
"""Heading → width in characters."""


def rule_list(title: str) -> bytes:
    """The bytes of an .xlsx with every rule."""
    rules = sorted(all_rules(), key=lambda rule: (list(FAMILIES).index(rule.code[0]), rule.code))
    note = f"共 {len(rules)} 条。错误要改正，提示请核实或填写说明，说明供参考。用标题行的筛选可以只看一类。"
    return build_list(title, note, tuple(_COLUMNS), tuple(_COLUMNS.values()), [tuple(_row(rule)) for rule in rules])


def _row(rule: Rule) -> Iterator[str]:
    examples = examples_of(rule.code)
    yield rule.code
    yield FAMILIES[rule.code[0]]
    yield "、".join(dict.fromkeys(wrong.level for wrong in examples.wrong))
    yield rule.title
    yield "\n".join(f"{wrong.case}：{wrong.message}" for wrong in examples.wrong)
    yield "\n".join(examples.right)
    yield rule.hint
    yield rule.basis
