"""The catalogue keeps its own law: one rule a file, named by its code, in Chinese, with cases that prove it."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import jixiao.rules
from casebook import FOLDER, all_cases, cases_in, checked
from jixiao.rules.catalogue import Rule, all_rules
from jixiao.rules.render import describe

RULE_FILE = re.compile(r"(?P<code>[a-z][0-9]{3})_[a-z][a-z_]*[a-z]")
ALL = [module.name for module in walk_packages(jixiao.rules.__path__, "jixiao.rules.")]
MODULES = [name for name in ALL if RULE_FILE.fullmatch(name.rpartition(".")[2])]
RULES = all_rules()
SENTENCE_ENDS = "。"


def ids(rule: Rule) -> str:
    return rule.code


def own_rules(module: str) -> list[Rule]:
    loaded = import_module(module)
    return [
        item for item in vars(loaded).values() if isinstance(item, Rule) and item.check.__module__ == loaded.__name__
    ]


@pytest.mark.parametrize("module", MODULES)
def test_file_holds_one_rule_and_is_named_after_its_code_and_its_check(module: str) -> None:
    rule, *others = own_rules(module)
    assert not others
    assert module.endswith(f".{rule.code.lower()}_{rule.check.__name__}")


def test_every_file_is_in_the_catalogue_and_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert sorted(codes) == sorted({module.rpartition(".")[2][:4].upper() for module in MODULES})
    assert len(codes) == len(set(codes)) == len(MODULES)


def test_no_file_but_a_rule_s_looks_like_one() -> None:
    assert all(name in MODULES for name in ALL if re.match("[a-z][0-9]", name.rpartition(".")[2]))


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_rule_speaks_chinese(rule: Rule) -> None:
    for text in (rule.title, rule.hint, rule.basis, *rule.messages.values()):
        assert re.search("[\u4e00-\u9fff]", text)
    assert rule.hint.endswith(SENTENCE_ENDS)
    assert all(message.endswith(SENTENCE_ENDS) for message in rule.messages.values())
    assert not rule.title.endswith(SENTENCE_ENDS)
    assert "！" not in "".join((rule.title, rule.hint, *rule.messages.values()))


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_rule_has_cases_that_break_it_and_cases_that_do_not(rule: Rule) -> None:
    path = FOLDER / f"{rule.code.lower()}.toml"
    broken = [any(finding["code"] == rule.code for finding in case.findings) for case in cases_in(path)]
    assert broken.count(True) >= 2
    assert broken.count(False) >= 2


def test_every_message_is_rendered_by_some_case() -> None:
    rendered = {(finding.code, finding.variant) for case in all_cases() for finding in checked(case)[1].findings}
    assert rendered == {(rule.code, variant) for rule in RULES for variant in rule.messages}


def test_rendered_sentences_are_whole() -> None:
    for case in all_cases():
        for finding in checked(case)[1].findings:
            message = describe(finding).message
            assert not re.search(r"[{}]|Decimal|None|Missing|[（“]$|[，。；]{2}|““|””|  ", message), message
            assert message.endswith(SENTENCE_ENDS)
            assert not re.search("[a-z]{3,}_", message.replace(".xlsx", "")), message


def test_cases_have_names_of_their_own() -> None:
    for path in Path(FOLDER).glob("*.toml"):
        names = [case.name for case in cases_in(path)]
        assert len(names) == len(set(names)), path.name
