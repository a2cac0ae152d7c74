"""What the manuals name is there: buttons by their captions, commands and options, pictures, sheets of the menu."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from jixiao.actions import ACTIONS
from jixiao.hosts.cli.app import app

ADDIN = Path(__file__).parents[2] / "addin"
MANUALS = ("README.md", "excel/CHECKLIST.md", "excel/FUNCTIONS.md", "libreoffice/README.md")
MOST_OF_ONE_PICTURE, MOST_OF_ALL = 200_000, 3_000_000
MOST_STEPS = 20


def text_of(manual: str) -> str:
    return (ADDIN / manual).read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    """Every ``jixiao …`` in a block of commands or between backticks."""
    blocks = "\n".join(re.findall(r"```(?:sh|powershell)\n(.*?)```", text, re.DOTALL))
    lines = [line.split(" # ")[0].strip() for line in blocks.splitlines() if line.startswith("jixiao ")]
    return [*lines, *re.findall(r"`(jixiao [^`]+)`", text)]


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.name)
def test_every_button_stands_in_the_manual_and_in_libreoffices(each: object) -> None:
    assert each.caption in text_of("README.md")
    assert each.caption in text_of("libreoffice/README.md")


def test_groups_of_the_manual_are_those_of_the_table() -> None:
    for manual in ("README.md", "libreoffice/README.md"):
        rows = re.findall(r"^\| (\S+) \| ((?:[^|（、]+(?:（[^）]+）)?、?)+) \|$", text_of(manual), re.MULTILINE)
        listed = {group: re.sub("（[^）]+）", "", names).split("、") for group, names in rows}
        for group in dict.fromkeys(each.group for each in ACTIONS):
            assert listed[group] == [each.caption for each in ACTIONS if each.group == group]


@pytest.mark.parametrize("manual", MANUALS)
def test_commands_parse(manual: str) -> None:
    root = get_command(app)
    for line in commands(text_of(manual)):
        words = shlex.split(line, comments=True)[1:]
        command = root
        while words and hasattr(command, "commands") and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not hasattr(command, "commands"), line
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        used = {word.split("=")[0] for word in words if word.startswith("-")}
        assert used <= {*options, "--help"}, line


def test_pictures_are_there_and_small_and_none_is_left_over() -> None:
    named = set[Path]()
    for manual in (*MANUALS, "../README.md"):
        folder = (ADDIN / manual).parent
        named |= {(folder / link).resolve() for link in re.findall(r"!\[[^]]*\]\(([^)]+)\)", text_of(manual))}
    standing = set((ADDIN / "pictures").resolve().iterdir())
    assert named == standing
    sizes = [path.stat().st_size for path in standing]
    assert max(sizes) <= MOST_OF_ONE_PICTURE
    assert sum(sizes) <= MOST_OF_ALL


@pytest.mark.parametrize("manual", MANUALS)
def test_links_lead_to_files(manual: str) -> None:
    folder = (ADDIN / manual).parent
    for link in re.findall(r"\]\(([^)#]+\.md)\)", text_of(manual)):
        assert (folder / link).exists(), link


def test_checklist_has_at_most_twenty_steps_and_names_the_number_of_buttons() -> None:
    text = text_of("excel/CHECKLIST.md")
    steps = [int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)]
    assert steps == [*range(1, len(steps) + 1)]
    assert len(steps) <= MOST_STEPS
    assert f"共 {len(ACTIONS)} 个按钮" in text
