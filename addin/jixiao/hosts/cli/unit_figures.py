"""``check --units``: what the units' workbooks report, to compare a 汇总表 with."""

import sys
from pathlib import Path

from jixiao import flow
from jixiao.compute.review import UnitFigures
from jixiao.consolidate.summary.units import Units
from jixiao.errors import JixiaoError
from jixiao.hosts.folders import read_units
from jixiao.hosts.intake.sources import discover


def unit_figures(folder: Path) -> tuple[tuple[UnitFigures, ...], int]:
    """What the units of a folder and its archives report, and how many files could not be read; these are told.

    Raises JixiaoError where there is no such folder.
    """
    if not folder.is_dir():
        raise JixiaoError(f"{folder}：没有这个文件夹。--units 应是单位工作簿所在的文件夹。")
    returned = read_units(discover([str(folder)]))
    found = flow.units_of(returned.books) if returned.books else Units(())
    told = (f"{judgement.head.file}：{judgement.reason}。" for judgement in found.left_out)
    for problem in (*returned.problems, *told):
        print(problem, file=sys.stderr)
    return found.units, len(returned.problems)
