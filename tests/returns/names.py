"""Names of units and projects, and of the files that they send."""

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
PROJECTS = ("设备更新", "场馆维护", "业务培训", "信息系统运行维护", "河道清淤")
SPELLED = (
    "{unit}.xlsx",
    "{unit}绩效自评.xlsx",
    "{unit} 绩效自评表（终稿）.xlsx",
    "2021_{unit}_自评.xlsx",
    "{unit}自评-修改2.xlsx",
    "附件2：{unit}自评表.xlsx",
)


def unit_name(number: int) -> str:
    """The name of a unit; all are different."""
    place, rest = _PLACES[number % len(_PLACES)], number // len(_PLACES)
    trade, rest = _TRADES[rest % len(_TRADES)], rest // len(_TRADES)
    return f"{place}{trade}" if not rest else f"{place}第{rest + 1}{trade}"
