"""The product's lint as the tests ask it: sentences, none for a sound workbook."""

from pathlib import Path

from jixiao.hosts.xlsx.lint import lint_file


def lint(path: Path) -> list[str]:
    """What is wrong with the workbook, one sentence a fault; things that are only good to know are told too."""
    return [fault.message for fault in lint_file(path)]
