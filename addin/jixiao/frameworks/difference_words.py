"""What messages call the parts of a framework file: the Chinese words for its keys and for its fixed choices."""

from jixiao.model.framework import FUND_SPLITS

OTHER = "其他内容"
"""What a key without words of its own is called; a test sees to it that there is none."""

_WORDS = {
    "amount": "所用金额",
    "amounts": "金额的来处",
    "bands": "分档",
    "basis": "依据",
    "certain": "是否必然",
    "checklist": "评价要点",
    "columns": "表头",
    "concept": "对应的数",
    "concepts": "基础数据",
    "confirmed": "是否核实",
    "criteria": "评价要点说明",
    "definition": "口径",
    "direction": "方向",
    "exceeded": "超出目标多少算偏低",
    "exceeded_is": "目标偏低怎样提示",
    "execution_rate": "执行率公式",
    "explanation": "指标解释",
    "fields": "单项填报",
    "formula": "公式",
    "fund": "资金表",
    "grading": "等级",
    "group": "分法",
    "groups": "二级指标",
    "heads": "所用人数",
    "id": "编号",
    "indicators": "三级指标",
    "issued": "发布日期",
    "item": "项目",
    "keys": "识别词",
    "kind": "类型",
    "label": "名称",
    "layout": "版式",
    "layouts": "版式",
    "least": "最低",
    "left": "左边",
    "levels": "一级指标",
    "lines": "资金行",
    "money_unit": "金额单位",
    "most": "最高",
    "name": "名称",
    "not_applicable": "不适用时的办法",
    "note": "说明",
    "number": "文号",
    "outsized": "一项占总分多少算偏大",
    "outsized_is": "比重偏大怎样提示",
    "over_budget": "超全年预算数",
    "per_head": "人均金额",
    "points": "分值",
    "points_basis": "分值依据",
    "points_in_names": "分值印在名称里",
    "rate": "所用比率",
    "rates": "比率",
    "references": "参考文件",
    "region": "地区",
    "relation": "关系",
    "right": "右边",
    "rows": "行数",
    "same_as": "同一个数的另一处",
    "scoring": "计分办法",
    "scoring_basis": "计分依据",
    "spare": "备用行数",
    "start": "起点",
    "statements": "叙述数据",
    "summary": "汇总表",
    "target": "年度指标值",
    "target_limits": "目标值审核口径",
    "tie_outs": "勾稽关系",
    "title": "名称",
    "total": "合计公式",
    "total_points": "总分",
    "total_score": "合计得分公式",
    "total_score_basis": "合计得分依据",
    "unit": "单位",
    "version": "版本",
    "year": "年度",
}
_WORDS_OF = {
    ("Framework", "id"): "指标体系编号",
    ("Framework", "version"): "指标体系版本",
    ("Framework", "title"): "指标体系名称",
    ("Framework", "scoring_table"): "指标表",
    ("Framework", "summary_table"): "汇总表",
    ("IndicatorTable", "points"): "分值由谁定",
}

_CHOICES = {
    ("direction", "up"): "正向",
    ("direction", "down"): "反向",
    ("points", "published"): "指标体系公布",
    ("points", "by_office"): "单位填写",
    ("not_applicable", "left_out"): "分值另行分配",
    ("not_applicable", "full"): "得满分",
    ("not_applicable", "rescaled"): "总分按比例放大",
    ("over_budget", "explain"): "需要说明",
    ("over_budget", "allowed"): "允许",
    ("relation", "equal"): "等于",
    ("relation", "at_most"): "不超过",
    **{(key, "off"): "不提示" for key in ("exceeded_is", "outsized_is")},
    **{(key, "info"): "只作提醒" for key in ("exceeded_is", "outsized_is")},
    **{(key, "warning"): "须说明原因" for key in ("exceeded_is", "outsized_is")},
    ("kind", "text"): "文字",
    ("kind", "count"): "数量",
    ("group", "total"): "合计",
    **{("group", id): label for id, label in FUND_SPLITS.items()},
}


def field_words(part: str, field: str) -> str:
    """What a key of a part (the name of its model) is called."""
    return _WORDS_OF.get((part, field)) or _WORDS.get(field, OTHER)


def choice_words(field: str, value: object) -> object:
    """What one of the fixed choices of a key is called; anything else is itself."""
    return _CHOICES.get((field, value), value) if isinstance(value, str) else value
