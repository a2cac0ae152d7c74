"""frameworks and rules: what law and which rules the program knows."""

from jixiao.errors import JixiaoError
from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.hosts.cli.screen import say, table
from jixiao.rules.catalogue import all_rules
from jixiao.template.source import source_ids


def show_frameworks() -> None:
    """All installed frameworks with their basis."""
    templates = set(source_ids())
    rows = []
    for id in installed_ids():
        framework = load_framework(id)
        rows.append((id, framework.title, framework.region, str(framework.year), framework.version,
                     "有" if id in templates else "", framework.basis))  # fmt: skip
    table("指标体系", ("编号", "名称", "地区", "年度", "版本", "模板", "依据"), rows)


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
    say(f"{rule.code}  {rule.title}", "bold")
    for message in rule.messages.values():
        say(f"  提示文字：{message}")
    say(f"  怎么改：{rule.hint}")
    say(f"  依据：{rule.basis}")
