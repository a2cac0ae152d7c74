"""What messages call the entries of a form, its units and projects."""

FIELD_LABELS = {
    "unit": "单位名称",
    "department": "主管部门",
    "year": "年度",
    "money_unit": "金额单位",
    "scope": "填报口径",
    "subordinates": "下属单位个数",
    "preparer": "填报人",
    "date": "填报日期",
    "state": "状态",
    "goal_planned": "年初设定目标",
    "goal_achieved": "全年完成情况",
}
"""Single entries of the form: id → what messages call it."""

UNIT_ONLY, WHOLE_DEPARTMENT = "本单位", "部门汇总"
SCOPES = (UNIT_ONLY, WHOLE_DEPARTMENT)
"""填报口径: a workbook for the whole department holds its units' figures and is not summed up again."""


def named(name: str) -> str:
    """A name as messages quote it; one that brings quotation marks of its own is left as it is."""
    return name if "“" in name else f"“{name}”"


LISTED = "·"
"""Stands between a unit and its project."""


def listed_name(unit: str, project: str = "") -> str:
    """What messages call a row of a 汇总表: the unit, or the project behind its unit."""
    return f"{unit}{LISTED}{project}" if project else unit
