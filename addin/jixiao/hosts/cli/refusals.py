"""What stops the work, told on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from jixiao.errors import JixiaoError


@contextmanager
def refusals() -> Iterator[None]:
    """What stops the work becomes one sentence and exit code 2."""
    try:
        yield
    except JixiaoError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("已中断；没有写完的文件保持原样。", err=True)
        raise typer.Exit(130) from None
