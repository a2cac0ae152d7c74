"""Parts of a page onto the terminal."""

from jixiao.hosts.cli.screen import console
from jixiao.hosts.cli.typeset import lines_of
from jixiao.model.page import Heading, Part


def show(part: Part) -> None:
    """Print a part, set to the width of the terminal."""
    style = "bold" if isinstance(part, Heading) else ""
    for line in lines_of(part, console().width):
        console().print(line, style=style, markup=False, emoji=False)
