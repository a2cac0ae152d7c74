"""The list of findings in 审核结果: its columns, and the words of its first one."""

RESULT_HEADINGS = (
    "序号",
    "级别",
    "工作表",
    "单元格",
    "项目",
    "现值",
    "应为",
    "原因",
    "问题和改法",
    "编号",
    "说明（单位填写）",
)
LEVEL, SHEET, PLACE, ITEM, MESSAGE, CODE, REMARK = 2, 3, 4, 5, 9, 10, 11
"""Columns of the list, counted from 1; the last one belongs to the office."""

PLAIN_SHEET = "审核结果"
PLAIN_HEADING_ROW = 4
"""Where the list stands in a workbook that is not ours."""

EXPLAINED, GONE, NOT_CHECKED = "已说明", "已消除", "未查"
"""Levels beside 错误, 提示 and 说明: a warning with its explanation, an explanation whose finding is gone."""

KEPT_BESIDE = 12
"""In ``_jixiao``, explanations stand in the columns of the list, so far right, while the list itself is cleared."""
