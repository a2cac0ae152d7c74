"""What a workbook is built from: sources of a template, a framework, and the form that they give together."""

from dataclasses import dataclass

from jixiao.errors import BrokenFramework
from jixiao.frameworks.load import carried_text, load_framework
from jixiao.model.form import FIELD_LABELS, Form
from jixiao.model.framework import Framework
from jixiao.model.listing import NOTHING_BESIDE, Beside
from jixiao.template import layout
from jixiao.template.drawing import Drawing
from jixiao.template.source import broken, load_source
from jixiao.template.source_checks import fitting_mistakes
from jixiao.template.source_parts import Source


@dataclass(frozen=True)
class Blueprint:
    """What a workbook is built from: its sources, the form they give and the drawing of its 自评表.

    ``remarks``: what this one workbook adds to its 填报说明; ``beside``: what goes with its 汇总表.
    """

    source: Source
    framework: Framework
    form: Form
    framework_text: str
    drawing: Drawing | None = None
    remarks: tuple[str, ...] = ()
    beside: Beside = NOTHING_BESIDE


def evaluation_blueprint(template: str) -> Blueprint:
    """The self-evaluation workbook of a template id; BrokenFramework where there is none."""
    source = load_source(template)
    return blueprint_of(source, load_framework(source.framework), carried_text(source.framework))


def blueprint_of(source: Source, framework: Framework, text: str) -> Blueprint:
    """The self-evaluation workbook of a source and a framework; ``text`` is what its workbooks carry of it.

    Raises BrokenFramework where the source does not fit the framework.
    """
    mistakes = [*fitting_mistakes(source, framework, FIELD_LABELS)]
    if mistakes:
        raise broken(f"{source.id}（配指标体系 {framework.id}）", mistakes, {})
    if source.evaluation_sheet is None:
        return Blueprint(source, framework, layout.accounts_layout(framework, source), text)
    form, drawing = layout.evaluation_layout(framework, source)
    return Blueprint(source, framework, form, text, drawing)


def summary_blueprint(template: str, rows: int) -> Blueprint:
    """A workbook with the 汇总表 only, with so many rows for units; BrokenFramework where its law has none."""
    source = load_source(template)
    framework = load_framework(source.framework)
    if framework.summary_table is None:
        raise BrokenFramework(f"指标体系“{framework.title}”没有汇总表，不能汇总。")
    form = layout.summary_layout(framework, rows, source.statement_rows)
    return Blueprint(source, framework, form, carried_text(source.framework))
