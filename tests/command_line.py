"""``jixiao …`` as a person types it, run in this process."""

from typer.testing import CliRunner, Result

from jixiao.hosts.cli.app import app


def run(*arguments: object) -> Result:
    """What the command printed and how it ended; paths and numbers may be handed over as they are."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])
