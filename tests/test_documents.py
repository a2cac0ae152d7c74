"""What the READMEs tell people to type and to open is there; ``addin/test_manual_text`` asks more of the manuals."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from jixiao.hosts.cli.app import app

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "workbook_templates/README.md", "tests/RESULTS.md")
COMMAND = re.compile(r"(?:^|`|/)jixiao ((?:[a-z]+(?:\\?\|[a-z]+)*(?: |(?=[`|\n])))+)([^`\n]*)", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])(?:--[a-z-]+|-[a-z])\b")
LINK = re.compile(r"\]\(([^)#]+)")


def commands_in(readme: str) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """The words and options behind each ``jixiao``; ``show|history`` are two commands."""
    for found in COMMAND.finditer((ROOT / readme).read_text(encoding="utf-8")):
        for words in product(*(re.split(r"\\?\|", words) for words in found[1].split())):
            yield words, set(OPTION.findall(found[2]))


def command_of(words: tuple[str, ...]) -> Any:
    """The command that the words begin with; KeyError where there is none. Arguments may follow it."""
    command = get_command(app)
    for word in words:
        if not hasattr(command, "commands"):
            break
        command = command.commands[word]
    return command


@pytest.mark.parametrize("readme", READMES)
def test_commands_and_options_exist(readme: str) -> None:
    for words, options in commands_in(readme):
        known = {name for each in command_of(words).params for name in (*each.opts, *each.secondary_opts)}
        assert options <= {*known, "--help"}, words


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_somewhere(readme: str) -> None:
    path = ROOT / readme
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_names_every_command() -> None:
    assert {words[0] for words, _ in commands_in("README.md")} == set(get_command(app).commands)
