"""叙述数据: the figures that the office states in the text of its report, so that text and tables can be compared."""

from collections.abc import Sequence

from jixiao.model.form import Form
from jixiao.model.framework import Statement
from jixiao.model.relations import Relation
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.messages import write_message_column

_HEADINGS = {"number": "序号", "item": "项目", "value": "数值", "unit": "单位", "relation": "关系",
             "base": "上年数或基数", "change": "增减额", "percentage": "幅度或占比", "part_of": "合计项目",
             "place": "报告中的位置", "concept": "对应的数"}  # fmt: skip
_LOOKS = {"item": "text", "value": "figure", "unit": "text_center", "relation": "text_center", "base": "figure",
          "change": "figure", "percentage": "figure_share", "part_of": "text", "place": "text",
          "concept": "code"}  # fmt: skip
_WIDTHS = (6, 38, 17, 8, 9, 17, 15, 12, 24, 26, 2, 60, 2, 26)


def write_statements(canvas: Canvas, form: Form, listed: Sequence[Statement]) -> None:
    """The framework's own figures first, then blank rows."""
    statements = form.statements
    assert statements is not None  # laid out by template.layout
    table, last = statements.table, statements.table.columns["place"]
    canvas.widths(_WIDTHS)
    canvas.sheet.set_default_row(24)
    canvas.merge(canvas.area(1, 1, 1, last), "title", "叙述数据")
    hint = (
        "照报告文字填写其中的数，写明在报告的哪一处；没有的留空。有上年数、总数或计划数的选“关系”，"
        "是另一项的一部分的填“合计项目”，审核时会互相核对。"
    )
    canvas.merge(canvas.area(2, 1, 2, last), "hint", hint)
    for role, text in _HEADINGS.items():
        canvas.label(canvas.at(table.header, table.columns[role]), text, "off_paper" if role == "concept" else "head")
    given = dict(zip(range(table.first, table.last + 1), listed, strict=False))
    for number, row in enumerate(range(table.first, table.last + 1), 1):
        canvas.label(canvas.at(row, table.columns["number"]), number, "label")
        known = (
            {"item": given[row].item, "unit": given[row].unit, "concept": given[row].concept} if row in given else {}
        )
        for role, look in _LOOKS.items():
            at = canvas.at(row, table.columns[role])
            if role in known:
                canvas.label(at, known[role], {"item": "label_left", "unit": "label"}.get(role, "off_paper_left"))
            else:
                canvas.entry(at, look)
    _rules(canvas, form)
    write_message_column(canvas, form, range(table.header, table.last + 1))
    canvas.link_back(canvas.at(1, form.notes[canvas.name]))
    canvas.sheet.freeze_panes(table.header, 2)
    canvas.paper(landscape=True, area=canvas.area(1, 1, table.last, last), repeat=table.header)
    canvas.marks()
    canvas.protect()


def _rules(canvas: Canvas, form: Form) -> None:
    assert form.statements is not None
    table = form.statements.table
    prompts = {
        "value": ("数值", "照报告填，可以是数、百分数或文字，例如 933.10、99.98%、10.5万。"),
        "base": ("上年数或基数", "按“关系”填：增减填上年数，占比填总数，完成填计划数；日期填要比的那一天。"),
        "change": ("增减额", "照报告填，减少的填负数，例如 -21.21。"),
        "percentage": ("幅度或占比", "照报告填百分数，减少的填负数，例如 -14.64%。"),
        "part_of": ("合计项目", "是另一项的一部分时，填那一项的名称或序号。\n各部分都要列出，审核时相加核对。"),
        "place": ("报告中的位置", "例如：二（一）基本支出情况。"),
        "concept": ("对应的数", "一般不用填。填三级指标的名称，与完成值核对；\n名称后加“指标值”，与年度指标值核对。"),
    }
    relations = tuple(relation.value for relation in Relation)
    meaning = "增减：基数是上年数。占比：基数是总数。\n完成：基数是计划数。其余四种只比大小或先后。"
    for role, (title, message) in prompts.items():
        column = table.columns[role]
        canvas.validate(canvas.area(table.first, column, table.last, column), rule.prompt(title, message))
    column = table.columns["relation"]
    choices = rule.choice(relations, "关系", meaning)
    canvas.validate(canvas.area(table.first, column, table.last, column), choices)
