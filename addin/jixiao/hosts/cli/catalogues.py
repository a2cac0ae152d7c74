"""frameworks and rules: what law and which rules the program knows."""

from collections.abc import Iterator

from jixiao.errors import JixiaoError
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.cli.framework_rows import framework_list
from jixiao.hosts.cli.page import show
from jixiao.hosts.cli.screen import console, table
from jixiao.model.framework import Framework
from jixiao.model.page import Heading, Paragraph, Part
from jixiao.pages.framework_page import framework_parts
from jixiao.rules.catalogue import Rule, all_rules
from jixiao.rules.examples import examples_of
from jixiao.template.source import load_source, source_ids


def show_frameworks(id: str = "") -> None:
    """All installed frameworks, or one in full. Raises BrokenFramework for an unknown id."""
    if id:
        _show_framework(load_framework(id))
        return
    known = [load_framework(each) for each in installed_ids()]
    show(Heading(f"已装的指标体系：{len(known)} 套"))
    show(framework_list((framework, _template_of(framework)) for framework in known))
    show(Paragraph("看一套体系的全文：jixiao frameworks 编号", indent=0))


def _template_of(framework: Framework) -> str:
    """The id of the template that carries a framework, "" where there is none."""
    return next((id for id in source_ids() if load_source(id).framework == framework.id), "")


def _show_framework(framework: Framework) -> None:
    for part in framework_parts(framework, tuple(_how_to_start(framework.id, _template_of(framework)))):
        if isinstance(part, Heading) and part.level > 1:
            console().print()
        show(part)


def _how_to_start(framework: str, template: str) -> Iterator[Part]:
    yield Paragraph(f"{framework}，{'有' if template else '没有'}自带的模板", indent=0, name="编号：")
    if template:
        yield Paragraph(f"jixiao new {template} -o 文件名.xlsx", indent=0, name="新建工作簿：")


def show_rules(code: str) -> None:
    """All rules, or one in full. Raises JixiaoError for an unknown code."""
    known = {rule.code: rule for rule in all_rules()}
    if not code:
        table(
            "审核规则",
            ("编号", "应有的情形", "依据"),
            [(rule.code, rule.title, rule.basis) for rule in known.values()],
        )
        return
    rule = known.get(code.upper())
    if rule is None:
        raise JixiaoError(f"没有编号为 {code} 的规则；现有的是：{'、'.join(known)}。")
    _explain(rule)


def _explain(rule: Rule) -> None:
    """One rule: what holds, what is found and said, what is let pass, what to do, on which basis."""
    examples = examples_of(rule.code)
    show(Heading(f"{rule.code}  {rule.title}"))
    for wrong in examples.wrong:
        show(Paragraph(f"例：{wrong.case}", indent=2, name=f"{wrong.level}  "))
        show(Paragraph(wrong.message, indent=8))
    for right in examples.right:
        show(Paragraph(f"例：{right}", indent=2, name="不提示  "))
    show(Paragraph(rule.hint, indent=2, name="怎么改  "))
    show(Paragraph(rule.basis, indent=2, name="依据  "))
