"""封面: who evaluates itself, for which year, in which unit, and where the workbook is on its way."""

from decimal import Decimal

from jixiao.model.book import Value
from jixiao.model.form import SCOPES, UNIT_ONLY, Form
from jixiao.model.framework import Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.layout import COVER_FIELDS

_LABELS = {
    "unit": "单位名称",
    "department": "主管部门",
    "year": "年    度",
    "money_unit": "金额单位",
    "scope": "填报口径",
    "subordinates": "下属单位个数",
    "preparer": "填 报 人",
    "date": "填报日期",
    "state": "状    态",
}
_LOOKS = {"year": "year", "subordinates": "year", "state": "choice", "scope": "choice"}


def write_cover(canvas: Canvas, form: Form, framework: Framework, title: str) -> None:
    """The cover with its entry fields and the seal area."""
    canvas.widths([4, 20, 46, 20, 4])
    canvas.sheet.set_default_row(26)
    canvas.sheet.set_row(2, 72)
    canvas.merge(canvas.area(3, 2, 3, 4), "big_title", title)
    canvas.merge(canvas.area(4, 2, 4, 4), "subtitle", f"{framework.region}　{framework.year}年度版")
    for id, row in COVER_FIELDS.items():
        canvas.label(canvas.at(row, 2), _LABELS[id], "label")
        if id == "money_unit":
            canvas.entry(form.fields[id], "live_text", framework.money_unit)
        else:
            blanks: dict[str, Value] = {
                "year": Decimal(framework.year),
                "state": rule.STATES[0],
                "scope": UNIT_ONLY,
            }
            canvas.entry(form.fields[id], _LOOKS.get(id, "text_center"), blanks.get(id))
    _validations(canvas, form)
    _seal(canvas)
    canvas.paper(landscape=False, area=canvas.area(1, 1, 26, 5))
    canvas.marks()
    canvas.protect()


def _validations(canvas: Canvas, form: Form) -> None:
    def field(id: str, rules: dict[str, object]) -> None:
        """What may be typed into one field of the cover."""
        at = form.fields[id]
        canvas.validate(canvas.area(at.row, at.column, at.row, at.column), rules)

    field("unit", rule.prompt("单位名称", "填单位全称，与公章一致。"))
    field("department", rule.prompt("主管部门", "填主管部门全称；本单位就是主管部门的，填自己的名称。"))
    field("year", rule.year())
    field(
        "scope",
        rule.choice(
            SCOPES,
            "填报口径",
            "本单位：只填本单位自己的数；部门汇总：含全部所属单位，汇总时不再计入，免得重复。",
        ),
    )
    field("subordinates", rule.prompt("下属单位个数", "不含部门本级；没有的填 0。"))
    field("date", rule.prompt("填报日期", "例如 2022年4月22日。"))
    field(
        "state",
        rule.choice(
            rule.STATES,
            "状态",
            "填报：正在填写；送审：已报主管部门；退回：需要修改；通过：复核完成。送审时会检查必填项。",
        ),
    )


def _seal(canvas: Canvas) -> None:
    """≥ 42 mm square kept clear for the 公章, above 落款."""
    canvas.label(canvas.at(16, 2), "单位盖章：", "caption")
    for row in range(17, 23):
        canvas.sheet.set_row(row - 1, 24)
    canvas.merge(canvas.area(17, 3, 22, 4), "seal", "（公章）")
    canvas.merge(canvas.area(24, 2, 24, 4), "hint", "白底的格子由单位填写，灰底的格子自动生成。填写办法见“填报说明”。")
