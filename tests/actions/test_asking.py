"""Forms, one after the other: until all is known, the user cancels, or answers lead nowhere."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from actions.made_desk import pressed
from command_line import run as jixiao
from jixiao.actions import Form, action
from jixiao.errors import JixiaoError
from jixiao.hosts.desk.asking import answered
from jixiao.template.build import save_workbook
from workbooks import base, blueprint


def test_answers_of_all_forms_come_together() -> None:
    given = iter([{"which": "all", "unit": "元"}, {"confirmed": "yes"}])
    press = answered(action("convert"), pressed(base("published")), lambda form: next(given))
    assert press is not None
    assert dict(press.answers) == {"which": "all", "unit": "元", "confirmed": "yes"}


@pytest.mark.parametrize("name", ["new", "cover", "carry", "convert", "roundup", "missing", "changes", "returns"])
def test_cancelled_form_ends_the_press_without_a_word(name: str) -> None:
    assert answered(action(name), pressed(base("published")), lambda form: None) is None


def test_answer_that_stays_wrong_ends_the_press_with_what_is_wrong() -> None:
    shown: list[Form] = []

    def stubborn(form: Form) -> Mapping[str, str]:
        shown.append(form)
        return {"year": "今年"}

    with pytest.raises(JixiaoError, match="“今年”认不出来"):
        answered(action("cover"), pressed(base("published")), stubborn)
    assert len(shown) == 2
    assert next(field.value for field in shown[1].fields if field.key == "year") == "今年"


@pytest.mark.parametrize("name", ["new", "cover", "carry", "convert", "roundup", "missing", "changes", "returns"])
def test_blank_answers_never_go_round_in_circles(name: str) -> None:
    def blank(form: Form) -> Mapping[str, str]:
        return {field.key: "" for field in form.fields} or {"confirmed": "yes"}

    try:
        press = answered(action(name), pressed(base("published")), blank)
        assert press is not None
        action(name).press(press)
    except JixiaoError as error:
        assert "。" in str(error)


def run(*words: object, code: int = 0) -> str:
    result = jixiao("press", *words)
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


class TestCommand:
    def test_says_what_is_still_to_be_answered(self, tmp_path: Path) -> None:
        assert "framework（指标体系，可以写 " in run("new", code=2)
        path = tmp_path / "一.xlsx"
        save_workbook(blueprint(), path)
        assert "单位与年度”还要知道：unit（单位名称）" in run("cover", path, code=2)

    def test_presses_one_button_after_the_other(self, tmp_path: Path) -> None:
        path, framework = tmp_path / "一.xlsx", blueprint().source.id
        answers = {"framework": framework, "unit": "某站", "year": "2022", "output": str(path)}
        said = run("new", *(part for key, value in answers.items() for part in ("--answer", f"{key}={value}")))
        assert "已新建“一.xlsx”" in said
        assert "填报人 某某" in run("cover", path, "--answer", "preparer=某某")
        assert "没有手工填的金额" in run("convert", path, code=2)
        assert "没有选台账" in run("changes", path, "--answer", "ledger=", code=2)
