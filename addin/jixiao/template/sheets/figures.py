"""基础数据 and 指标测算: the base figures, and each rate with its formula in words and its live result."""

from jixiao.compute.formula import to_chinese
from jixiao.model.form import Form
from jixiao.model.formula import names
from jixiao.model.framework import Direction, Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.layout import FIRST_CONCEPT, FIRST_MEASURE

_LOOKS = {"%": "share", "人": "count", "万元": "amount", "元": "amount"}


def write_base(canvas: Canvas, form: Form, framework: Framework) -> None:
    """基础数据: one concept a row, with unit and 口径."""
    canvas.widths([7, 30, 10, 18, 58, 2, 16])
    canvas.sheet.set_default_row(24)
    canvas.merge(canvas.area(1, 1, 1, 5), "title", "基础数据")
    canvas.merge(
        canvas.area(2, 1, 2, 5),
        "hint",
        "填写计算比率要用的数；没有公布或没有的留空，对应比率就不计算、不审核。",
    )
    for column, text in enumerate(("序号", "项目", "单位", "本年数", "口径"), 1):
        canvas.label(canvas.at(FIRST_CONCEPT - 1, column), text, "head")
    for number, concept in enumerate(framework.concepts, 1):
        at = form.concepts[concept.id]
        canvas.label(canvas.at(at.row, 1), number, "label")
        canvas.label(canvas.at(at.row, 2), concept.label, "label_left")
        canvas.label(canvas.at(at.row, 3), concept.unit, "label")
        canvas.entry(at, _LOOKS.get(concept.unit, "count"))
        canvas.label(canvas.at(at.row, 5), concept.definition, "label_left")
        canvas.validate(canvas.area(at.row, at.column, at.row, at.column), rule.amount(at, concept.unit))
    canvas.link_back(canvas.at(1, 7))
    canvas.sheet.freeze_panes(FIRST_CONCEPT - 1, 2)
    last = FIRST_CONCEPT + len(framework.concepts) - 1
    canvas.paper(landscape=True, area=canvas.area(1, 1, last, 5), repeat=FIRST_CONCEPT - 1)
    canvas.marks()
    canvas.protect()


def write_measures(canvas: Canvas, form: Form, framework: Framework) -> None:
    """指标测算: one rate a row."""
    canvas.widths([6, 20, 40, 34, 12, 7, 36, 2, 16])
    canvas.sheet.set_default_row(42)
    canvas.merge(canvas.area(1, 1, 1, 7), "title", "指标测算")
    canvas.merge(canvas.area(2, 1, 2, 7), "hint", "结果由“基础数据”自动计算；分母为零显示“无法计算”，缺数时留空。")
    for column, text in enumerate(("序号", "指标", "计算公式", "所用数据", "结果", "方向", "依据"), 1):
        canvas.label(canvas.at(FIRST_MEASURE - 1, column), text, "head")
    labels = {concept.id: concept.label for concept in framework.concepts}
    for number, rate in enumerate(framework.rates, 1):
        at = form.rates[rate.id]
        used = {id: labels[id] for id in names(rate.formula)}
        canvas.label(canvas.at(at.row, 1), number, "label")
        canvas.label(canvas.at(at.row, 2), rate.label, "label_left")
        canvas.label(canvas.at(at.row, 3), to_chinese(rate.formula, used, percent=True), "formula_text")
        canvas.live(at.shift(columns=-1), "formula_text")
        canvas.live(at, "live_rate")
        canvas.label(canvas.at(at.row, 6), "正向" if rate.direction is Direction.UP else "反向", "label")
        canvas.label(canvas.at(at.row, 7), rate.basis, "formula_text")
    canvas.link_back(canvas.at(1, 9))
    canvas.sheet.freeze_panes(FIRST_MEASURE - 1, 2)
    last = FIRST_MEASURE + len(framework.rates) - 1
    canvas.paper(landscape=True, area=canvas.area(1, 1, last, 7), repeat=FIRST_MEASURE - 1)
    canvas.marks()
    canvas.protect()
