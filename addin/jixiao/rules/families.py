"""The families of rules: what the first letter of a code stands for."""

FAMILIES = {
    "F": "资金",
    "R": "比率",
    "W": "分值",
    "S": "得分",
    "G": "等级",
    "P": "指标值和完成值",
    "H": "报告里的增减和占比",
    "N": "同一个数",
    "C": "个数",
    "D": "日期",
    "A": "名称",
    "E": "文字说明",
    "V": "填报完整",
    "M": "金额单位",
    "U": "汇总表",
    "T": "模板",
}
"""Letter → family, in the order in which an office reads them."""
