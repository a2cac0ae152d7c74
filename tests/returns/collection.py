"""A collection of returned workbooks in a folder.

``generate(folder, count, seed)`` writes them and returns their truth: what each file reports, which of them count,
why the others do not, and what the totals must be. The same arguments always give the same collection.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from corpus.package import Parts, pack
from jixiao.consolidate.acceptance import Standing
from jixiao.template.build import Blueprint
from returns.figures import Reported, reported
from returns.mould import mould_of

DEPARTMENT = "春江市综合服务局"
_PLACES = ("城东", "城西", "城南", "城北", "江口", "柳溪", "梅岭", "石桥", "白沙", "青龙", "东港", "南山")
_TRADES = (
    "文化站",
    "水利站",
    "档案馆",
    "图书馆",
    "卫生院",
    "农技站",
    "养护所",
    "服务中心",
    "幼儿园",
    "检测站",
    "敬老院",
    "林场",
)
_PROJECTS = ("设备更新", "场馆维护", "业务培训", "信息系统运行维护", "河道清淤")
_SPELLED = ("{unit}.xlsx", "{unit}绩效自评.xlsx", "{unit} 绩效自评表（终稿）.xlsx", "2021_{unit}_自评.xlsx", "{unit}自评-修改2.xlsx",
            "附件2：{unit}自评表.xlsx")  # fmt: skip


@dataclass(frozen=True)
class Returned:
    """One file. ``file``: its name within the collection. ``reported``: what it says, None where nothing can be read.

    ``code``: the kind of reason why it does not count, "" where it does.
    """

    file: str
    reported: Reported | None
    standing: Standing = Standing.COUNTED
    code: str = ""
    kind: str = "clean"


@dataclass(frozen=True)
class Truth:
    """What a roundup of the collection must find."""

    template: str
    framework: str
    department: str
    year: str
    files: tuple[Returned, ...] = field(default=())

    @property
    def counted(self) -> Iterator[Returned]:
        """The files that count."""
        return (file for file in self.files if file.standing is Standing.COUNTED)

    def total(self, key: str) -> Decimal:
        """The sum of a figure over the files that count."""
        return sum((file.reported.figures.get(key, Decimal(0)) for file in self.counted if file.reported), Decimal(0))


def unit_name(number: int) -> str:
    """The name of a unit; all are different."""
    place, rest = _PLACES[number % len(_PLACES)], number // len(_PLACES)
    trade, rest = _TRADES[rest % len(_TRADES)], rest // len(_TRADES)
    return f"{place}{trade}" if not rest else f"{place}第{rest + 1}{trade}"


def generate(folder: Path, count: int, seed: int = 1, template: str = "donghu_department_2021") -> Truth:
    """Write so many clean workbooks of different units into folders below ``folder``."""
    mould, chance = mould_of(template), random.Random(f"{seed}/names")
    files = []
    for number in range(count):
        unit = unit_name(number)
        said = reported(mould.plan, f"{seed}/{number}", unit, DEPARTMENT, _project(mould.plan, number))
        file = f"{chance.choice(('', '直属单位/', '街道/已报/'))}{chance.choice(_SPELLED).format(unit=unit)}"
        write(folder / file, mould.cast(said.entries))
        files.append(Returned(file, said))
    law = mould.plan.framework
    return Truth(template, law.id, DEPARTMENT, str(law.year), tuple(files))


def _project(plan: Blueprint, number: int) -> str:
    return f"{_PROJECTS[number % len(_PROJECTS)]}项目" if plan.framework.lists_projects else ""


def write(path: Path, parts: Parts) -> None:
    """Write a workbook's members as a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pack(path, parts)
