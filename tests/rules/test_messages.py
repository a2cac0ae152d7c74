"""What a finding says: where, what is, what should be, by how much, what to do; short, and without blame."""

import re
from functools import cache

import pytest

from casebook import all_cases, checked
from jixiao.model.findings import Finding, Severity
from jixiao.rules.catalogue import Rule, all_rules
from jixiao.rules.render import describe
from jixiao.rules.wording import LONGEST_MESSAGE, first_of, shortened

PLACE = re.compile("[^：]{1,31} [A-Z]{1,3}[0-9]+(、[A-Z]{1,3}[0-9]+){0,2}( 等 [0-9]+ 格)?：")
BLAME = re.compile(
    "错误填报|填报错误|违规|违反|必须|不得|严禁|弄虚|造假|失误|失职|不负责|乱填|擅自|马虎|粗心|责任|追究"
)
ACTION = re.compile("请|宜|改|填|清空")
NUMBER = re.compile("-?[0-9][0-9,]*(?:\\.[0-9]+)?%?")
RULES = all_rules()


@cache
def found() -> dict[tuple[str, str], list[Finding]]:
    """Every finding of every case, by rule and variant of the message."""
    by_message: dict[tuple[str, str], list[Finding]] = {}
    for case in all_cases():
        for finding in checked(case)[1].findings:
            by_message.setdefault((finding.code, finding.variant), []).append(finding)
    return by_message


@pytest.fixture(params=[(rule.code, variant) for rule in RULES for variant in rule.messages], ids="-".join)
def findings(request: pytest.FixtureRequest) -> list[Finding]:
    return found()[request.param]


def test_message_begins_with_the_place_and_ends_as_a_sentence(findings: list[Finding]) -> None:
    for finding in findings:
        message = describe(finding).message
        assert PLACE.match(message), message
        assert message.endswith("。"), message
        assert message.startswith(f"{finding.at.sheet} {finding.at.a1}")


def test_message_is_short(findings: list[Finding]) -> None:
    for finding in findings:
        message = describe(finding).message
        assert len(message) <= LONGEST_MESSAGE, f"{len(message)}: {message}"


def test_message_blames_nobody(findings: list[Finding]) -> None:
    for finding in findings:
        words = describe(finding)
        assert not BLAME.search(words.message.removeprefix(f"{finding.at.sheet} ")), words.message
        assert "！" not in words.sentence, words.message


def test_error_says_what_is_and_what_should_be(findings: list[Finding]) -> None:
    for finding in findings:
        if finding.severity is Severity.ERROR and NUMBER.fullmatch(finding.expected):
            sentence = describe(finding).sentence
            assert finding.expected in sentence, sentence
            assert finding.printed in sentence or not NUMBER.fullmatch(finding.printed), sentence


def test_hint_tells_what_to_do(findings: list[Finding]) -> None:
    for finding in findings:
        hint = describe(finding).hint
        assert ACTION.search(hint), hint
        assert hint.endswith("。"), hint
        assert not BLAME.search(hint), hint


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_itself_blames_nobody_and_tells_what_to_do(rule: Rule) -> None:
    assert not BLAME.search("".join((rule.title, rule.hint, *rule.messages.values())))
    assert ACTION.search(rule.hint)


LONG = (
    "“资金来源：（1）财政拨款收入和其他各项收入合计数”现为 5，应为 7，相差 2，"
    "可能是漏加“（2）某某某某某某某某某某某某”。"
)  # fmt: skip


@pytest.mark.parametrize(
    ("room", "sentence"),
    [
        (80, LONG),
        (60, LONG.replace("收入合计数", "…")),
        (55, "“财政拨款收入和其他各项…”现为 5，应为 7，相差 2，可能是漏加“某某某某某某某某某某某某”。"),
        (45, "“财政拨款收入和其他各项…”现为 5，应为 7，可能是漏加“某某某某某某某某某某某某”。"),
        (38, "“财政拨款收入和…”现为 5，应为 7，可能是漏加“某某某某某某某…”。"),
        (30, "“财政拨款收入和…”现为 5，应为 7。"),
        (3, "“财政拨款收入和…”现为 5，应为 7。"),
    ],
)
def test_what_can_be_missed_most_easily_is_left_out_first(room: int, sentence: str) -> None:
    assert shortened(LONG, room) == sentence


def test_file_names_are_cut() -> None:
    assert (
        shortened("该单位工作簿（2021_某某某某某某某某某某某某某某_自评.xlsx）为 5。", 30)
        == "该单位工作簿（2021_某某某某某某某某某某…）为 5。"
    )


def test_several_labels_become_the_first_and_their_number() -> None:
    assert first_of("“甲”、“乙”、“丙”等 5 处") == "“甲”等 5 处"
    assert first_of("“甲”、“乙”") == "“甲”等 2 处"
    assert first_of("“甲”") == "“甲”"
