"""Units of measurement: which words are units, what kind of thing each measures, how large it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit measures (``kind``) and how many base units it holds (``size``).

    ``other_size``: the second way to count it, where people do both (1G is 1000M or 1024M).
    """

    kind: str
    size: Decimal = Decimal(1)
    other_size: Decimal | None = None


_SIZES: Mapping[str, Mapping[str, str | int]] = {
    "share": {"%": 1, "‰": 1},  # a figure holds them as a share already
    "points": {"百分点": 1, "个百分点": 1},
    "money": {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8},
    "length": {"毫米": "0.001", "厘米": "0.01", "米": 1, "千米": 1_000, "公里": 1_000, "m": 1, "km": 1_000},
    "area": {"平方米": 1, "平米": 1, "公顷": 10**4, "平方千米": 10**6, "平方公里": 10**6},
    "volume": {"毫升": "0.001", "升": 1, "立方米": 1_000, "立方": 1_000},
    "weight": {"克": "0.001", "千克": 1, "公斤": 1, "kg": 1, "吨": 1_000},
    "time": {"秒": 1, "秒钟": 1, "分钟": 60, "小时": 3_600, "个小时": 3_600, "h": 3_600, "天": 86_400, "日": 86_400,
             "自然日": 86_400, "个自然日": 86_400, "日历天": 86_400, "周": 604_800, "个星期": 604_800},
    "workday": {"工作日": 1, "个工作日": 1},
    "month": {"个月": 1, "季度": 3, "个季度": 3, "年": 12, "周年": 12},
    "energy": {"度": 1, "千瓦时": 1, "kWh": 1},
    "power": {"瓦": 1, "千瓦": 10**3, "kW": 10**3, "兆瓦": 10**6, "MW": 10**6},
    "people": {"人": 1, "名": 1, "位": 1},
    "visits": {"人次": 1, "人/次": 1},
    "sessions": {"场": 1, "场次": 1},
    "sets": {"台套": 1, "台/套": 1},
}  # fmt: skip
_STEPS: Mapping[str, Mapping[str, int]] = {
    "bandwidth": {"M": 0, "兆": 0, "G": 1, "T": 2, "Mbps": 0, "Gbps": 1},
    "bytes": {"KB": -1, "MB": 0, "GB": 1, "TB": 2, "PB": 3},
}
_COUNTED = (
    *"个项件次户家组类种批期起例宗条份篇册本张台套辆块处座所间村班节支只头羽棵株盏根架艘幅部集款栋幢片段眼床轮趟",
    *"核倍分字页亩枚副瓶箱袋则桶匹步℃",
    *(
        "户次",
        "件次",
        "批次",
        "车次",
        "家次",
        "例次",
        "班次",
        "轮次",
        "课时",
        "学时",
        "人天",
        "张床",
        "毫克",
        "微克",
        "分贝",
    ),
    *("乡镇", "镇街", "街道", "社区", "dB", "kV", "IP"),
)

SCALES: Mapping[str, Scale] = MappingProxyType(
    {unit: Scale(kind, Decimal(size)) for kind, sizes in _SIZES.items() for unit, size in sizes.items()}
    | {unit: Scale(kind, Decimal(1_000) ** step, Decimal(1_024) ** step)
       for kind, steps in _STEPS.items() for unit, step in steps.items()}
)  # fmt: skip
"""Units that have relatives, with their sizes."""

UNITS: tuple[str, ...] = tuple(sorted({*SCALES, *_COUNTED}, key=len, reverse=True))
"""Every unit, the longest first."""

_NOT_BEFORE = {
    "部": "门分级队件委署属", "对": "口外象接标", "段": "时", "片": "区", "组": "织", "日": "常均", "次": "性元生",
    "分": "之别类析享工配布级期子为局点", "年": "度级初末底均", "处": "置理罚于方", "套": "内", "类": "似",
    "名": "称录", "位": "于置", "项": "目", "人": "均才员", "所": "有属", "班": "子", "节": "约能点",
    "本": "地部区单年", "期": "间末限望", "例": "如会", "条": "件例", "块": "状", "米": "粉", "升": "级",
    "核": "心查定酸", "床": "位", "步": "伐", "天": "然", "周": "边", "度": "假", "轮": "训", "字": "段",
    "家": "庭属", "村": "级", "户": "籍外", "批": "准复", "份": "额", "款": "项", "场": "所馆", "座": "谈",
    "台": "账", "件": "均", "则": "为", "头": "部", "只": "有", "起": "草", "副": "业", "集": "中体", "架": "构",
    "根": "据", "支": "出付持", "元": "器",
}  # fmt: skip
"""Signs behind which a unit is only the beginning of another word: 5 部门 is not 5 部."""


def _pattern(unit: str) -> str:
    letters = "(?![A-Za-z])" if unit.isascii() and unit.isalpha() else ""
    barred = _NOT_BEFORE.get(unit, "")
    return re.escape(unit) + letters + (f"(?![{barred}])" if barred else "")


UNIT = rf"(?:{'|'.join(map(_pattern, UNITS))})"
"""A unit, as a pattern."""

PER = (
    "(?:年度|年|季度|季|月|周|天|日|人次|人|户|次|个|件|项|亩|公里|平方米|台|套|场|期|批|吨|家|村|辆|小时|例|份|头|"
    "学期|学年|生|床)"
)
"""What a unit can be given per, as a pattern: 次/年, 元/人."""


def scale_of(unit: str) -> Scale:
    """What a unit measures; any other word counts things of its own name."""
    return SCALES.get(unit) or Scale(unit)
