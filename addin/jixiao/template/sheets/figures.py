"""基础数据 and 指标测算: the base figures; each rate with its formula in words; how each score is derived."""

from jixiao.compute.formula import to_chinese
from jixiao.compute.live_rates import label_of
from jixiao.compute.scoring import describe
from jixiao.model.form import Form
from jixiao.model.formula import names
from jixiao.model.framework import Concept, Direction, Framework
from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.layout import CONCEPT_COLUMNS, FIRST_CONCEPT, FIRST_MEASURE
from jixiao.template.styles import rate_look
from jixiao.template.text_room import LINE_HEIGHT, MARGIN, lines_of

_LOOKS = {"%": "share", "万元": "amount", "元": "amount"}
_BASE_HEADINGS = ("序号", "项目", "单位", "本年数", "上年数", "口径")
_MEASURE_HEADINGS = ("序号", "指标", "计算公式", "所用数据", "结果", "方向", "口径和依据")
_MEASURE_WIDTHS = (6, 26, 40, 40, 12, 7, 44)
_SCORING_HEADINGS = ("序号", "指标", "计分办法", "得分推导", "测算得分")


def write_base(canvas: Canvas, form: Form, framework: Framework) -> None:
    """基础数据: one concept a row, with unit and 口径; the figures of this year and of the year before."""
    canvas.widths([7, 34, 10, 18, 18, 58, 2, 16])
    canvas.sheet.set_default_row(24)
    canvas.merge(canvas.area(1, 1, 1, 6), "title", "基础数据")
    canvas.merge(
        canvas.area(2, 1, 2, 6),
        "hint",
        "填写计算比率要用的数；没有公布或没有的留空，对应比率就不计算、不审核。上年数可用“带入上年”填。",
    )
    for column, text in enumerate(_BASE_HEADINGS, 1):
        canvas.label(canvas.at(FIRST_CONCEPT - 1, column), text, "head")
    for number, concept in enumerate(framework.concepts, 1):
        _concept(canvas, form, concept, number)
    canvas.link_back(canvas.at(1, 8))
    canvas.sheet.freeze_panes(FIRST_CONCEPT - 1, 2)
    last = FIRST_CONCEPT + max(len(framework.concepts), 1) - 1
    canvas.paper(landscape=True, area=canvas.area(1, 1, last, 6), repeat=FIRST_CONCEPT - 1)
    canvas.marks()
    canvas.protect()


def _concept(canvas: Canvas, form: Form, concept: Concept, number: int) -> None:
    row = form.concepts[concept.id].row
    canvas.label(canvas.at(row, 1), number, "label")
    canvas.label(canvas.at(row, 2), concept.label, "label_left")
    canvas.label(canvas.at(row, 3), concept.unit, "label")
    for suffix in CONCEPT_COLUMNS:
        at = form.concepts[concept.id + suffix]
        canvas.entry(at, _LOOKS.get(concept.unit, "count"))
        canvas.validate(canvas.area(row, at.column, row, at.column), rule.amount(at, concept.unit))
    canvas.label(canvas.at(row, 6), concept.definition, "label_left")


def write_measures(canvas: Canvas, form: Form, framework: Framework) -> None:
    """指标测算: one rate a row, then one derived score a row."""
    canvas.widths([*_MEASURE_WIDTHS, 2, 16])
    canvas.sheet.set_default_row(30)
    canvas.merge(canvas.area(1, 1, 1, 7), "title", "指标测算")
    canvas.merge(canvas.area(2, 1, 2, 7), "hint", "比率由“基础数据”自动计算；分母为零显示“无法计算”，缺数时留空。")
    if framework.rates:
        for column, text in enumerate(_MEASURE_HEADINGS, 1):
            canvas.label(canvas.at(FIRST_MEASURE - 1, column), text, "head")
    for number in range(len(framework.rates)):
        _rate(canvas, form, framework, number)
    last = _scores(canvas, form, framework)
    canvas.link_back(canvas.at(1, 9))
    canvas.sheet.freeze_panes(FIRST_MEASURE - 1, 2)
    canvas.paper(landscape=True, area=canvas.area(1, 1, last, 7))  # two tables: no heading fits every page
    if framework.rates and form.scoring is not None:
        canvas.sheet.set_h_pagebreaks([form.scoring.table.header - 3])
    canvas.marks()
    canvas.protect()


def _rate(canvas: Canvas, form: Form, framework: Framework, number: int) -> None:
    rate = framework.rates[number]
    at = form.rates[rate.id]
    used = {id: label_of(framework, id) for id in names(rate.formula)}
    texts = {2: rate.label, 3: to_chinese(rate.formula, used, percent=True),
             7: f"{rate.definition}\n依据：{rate.basis}" if rate.definition else rate.basis}  # fmt: skip
    lines = max(lines_of(text, _MEASURE_WIDTHS[column - 1] * 1.1) for column, text in texts.items())
    canvas.row(at.row, max(42, lines * LINE_HEIGHT + MARGIN))
    canvas.label(canvas.at(at.row, 1), number + 1, "label")
    canvas.label(canvas.at(at.row, 2), texts[2], "label_left")
    canvas.label(canvas.at(at.row, 3), texts[3], "formula_text")
    if used:
        canvas.live(at.shift(columns=-1), "formula_text")
    else:
        canvas.label(at.shift(columns=-1), "", "formula_text")
    canvas.live(at, rate_look(rate.decimals))
    canvas.label(canvas.at(at.row, 6), "正向" if rate.direction is Direction.UP else "反向", "label")
    canvas.label(canvas.at(at.row, 7), texts[7], "formula_text")


def _scores(canvas: Canvas, form: Form, framework: Framework) -> int:
    """得分推导: filled by 计算, one row for each row of the scoring table; the last row used."""
    scoring, indicators = form.scoring, form.indicators
    assert scoring is not None and indicators is not None
    table, last = scoring.table, 7
    canvas.merge(canvas.area(table.header - 2, 1, table.header - 2, last), "chapter", "得分推导")
    hint = f"由“重算”填写，供核对自评得分；不改已填的得分。依据：{framework.indicators.scoring_basis}"
    canvas.merge(canvas.area(table.header - 1, 1, table.header - 1, last), "hint", hint)
    for (role, column), text in zip(table.columns.items(), _SCORING_HEADINGS, strict=True):
        right = last if role == "score" else column
        canvas.merge(canvas.area(table.header, column, table.header, right), "head", text)
    for number, row in enumerate(scoring.rows.values(), 1):
        item = indicators.rows[number - 1]
        canvas.label(canvas.at(row, 1), number, "label")
        canvas.live(canvas.at(row, table.columns["name"]), "live_left")
        canvas.row(row, 30, grows=True)
        fixed = framework.fixed.get((item.level1, item.level2, item.name))
        at = canvas.at(row, table.columns["method"])
        if fixed:
            canvas.label(at, describe(fixed[0].scoring_of(fixed[1], framework.indicators.scoring)), "formula_text")
        else:
            canvas.live(at, "formula_text")
        canvas.label(canvas.at(row, table.columns["derivation"]), "", "formula_text")
        canvas.merge(canvas.area(row, table.columns["score"], row, last), "live_points")
    return table.last
