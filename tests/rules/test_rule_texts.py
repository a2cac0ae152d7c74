"""What the product says of its rules is what the rules and their cases say."""

from pathlib import Path

import pytest

import rule_texts
from command_line import run
from jixiao.rules.catalogue import Rule, all_rules
from jixiao.rules.examples import Examples, examples_of
from jixiao.rules.families import FAMILIES
from jixiao.template.checks import checks

RULES = all_rules()


@pytest.mark.parametrize("made", ["examples_text", "checks_text"])
def test_texts_are_current(made: str) -> None:
    path: Path = {"examples_text": rule_texts.EXAMPLES, "checks_text": rule_texts.CHECKS}[made]
    assert path.read_text(encoding="utf-8") == getattr(rule_texts, made)(), "run: python tests/rule_texts.py"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_explained_with_what_it_finds_and_what_it_lets_pass(rule: Rule) -> None:
    examples = examples_of(rule.code)
    assert len(examples.wrong) == len(rule.messages)
    assert examples.right
    assert rule.code[0] in FAMILIES


def test_unknown_rule_has_no_examples() -> None:
    assert examples_of("Z999") == Examples()


def test_command_explains_one_rule() -> None:
    result = run("rules", "r001")
    assert result.exit_code == 0
    for text in ("R001", "比率与金额一致", "错误", "126.59%", "不提示", "怎么改", "依据"):
        assert text in result.stdout
    assert "{" not in result.stdout


def test_guide_names_every_rule_once() -> None:
    text = "".join(checks().lines)
    assert all(text.count(rule.title) >= 1 for rule in RULES)
