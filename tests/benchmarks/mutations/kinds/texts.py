"""Words where a number belongs, reasons, blanks, dates."""

from collections.abc import Callable
from decimal import Decimal

from benchmarks.mutations.entries import Chance, Entry
from benchmarks.mutations.kinds.kind import Kind, Typed
from benchmarks.mutations.kinds.slips import blank, figure, made, off_by, words
from benchmarks.mutations.relations import AtMost, RateOf, Same
from benchmarks.mutations.sayings import Explained, Filled, IsNumber, Whole, Written
from benchmarks.mutations.targets import Reasoned, share_done
from benchmarks.mutations.world import World


def _numeric(world: World) -> list[str]:
    ids = {rule.id for rule in world.relations if isinstance(rule, IsNumber)}
    return [id for id in world.numbers("fund.*", "concept.*", "row.*", "summary.*") if id in ids]


def _amounts(world: World) -> list[str]:
    return [id for id in _numeric(world) if world[id].decimals is not None and "rate" not in id]


def _full_width(world: World, id: str, chance: Chance) -> Typed | None:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    return Typed(Entry(f"{figure(world[id]):f}".translate(wide)))


def _broken_blank(world: World, id: str, chance: Chance) -> Typed | None:
    text = f"{figure(world[id]):f}"
    return Typed(Entry(f"{text[:1]} {text[1:]}")) if len(text) > 1 else None


def _explained(world: World) -> list[str]:
    return [
        id
        for rule in world.relations
        if isinstance(rule, Explained) and world[id := f"row.{rule.row.number}.variance_note"].text
    ]


def _filled(*patterns: str) -> Callable[[World], list[str]]:
    def choose(world: World) -> list[str]:
        ids = {rule.id for rule in world.relations if isinstance(rule, Filled)}
        return [id for id in world.typed(*patterns) if id in ids]

    return choose


def _counted(world: World) -> list[str]:
    ids = {rule.id for rule in world.relations if isinstance(rule, Whole)}
    return [id for id in world.numbers("concept.*") if id in ids]


def _more_than_whole(world: World, id: str, chance: Chance) -> Typed | None:
    rule = next(rule for rule in world.relations if isinstance(rule, AtMost) and rule.part == id)
    whole = world.span(rule.whole)
    return made(world, id, half_of(whole.high * Decimal("1.5"))) if whole else None


def half_of(value: Decimal) -> Decimal:
    """A number without decimals."""
    return value.to_integral_value()


def _parts(world: World) -> list[str]:
    """Parts whose share of the whole is stated, too: it tells which of the two is off."""
    ids = {rule.part for rule in world.relations if isinstance(rule, AtMost)}
    return [id for id in world.numbers("concept.*") if id in ids and _is_shared(world, id)]


def _is_shared(world: World, id: str) -> bool:
    rates = [rule.result for rule in world.relations if isinstance(rule, RateOf) and rule.top == (id,)]
    said = {rule.one for rule in world.relations if isinstance(rule, Same) and rule.other in rates}
    return any(world[place].span is not None for place in (*rates, *said))


def _date(world: World) -> list[str]:
    return world.typed("field.date")


def _year(world: World, id: str, chance: Chance) -> Typed | None:
    rule = next(rule for rule in world.relations if isinstance(rule, Written))
    return Typed(Entry(world[id].text.replace(str(rule.year + 1), str(rule.year - chance.randint(0, 2)))))


def _no_day(world: World, id: str, chance: Chance) -> Typed | None:
    rule = next(rule for rule in world.relations if isinstance(rule, Written))
    return Typed(Entry(f"{rule.year + 1}年{chance.choice(['13月5日', '2月30日', '4月31日'])}"))


def _told(world: World) -> list[str]:
    return world.typed("field.goal_*")


def _deducted(world: World) -> list[str]:
    """Reasons beside targets that were missed."""
    rows = {rule.row for rule in world.relations if isinstance(rule, Reasoned)}
    return [
        id
        for row in rows
        if (share := share_done(world, row)) is not None
        and share < 1
        and world[id := f"row.{row.number}.variance_note"].text
    ]


def _own_names(world: World) -> list[str]:
    return world.typed("row.*.level3")


def _name_above(world: World, id: str, chance: Chance) -> Typed | None:
    """The name of an indicator above it, in the same section."""
    rows = {row.number: row for row in world.rows}
    row = rows.get(int(id.split(".")[1]))
    above = [
        r for r in rows.values() if row and r.number < row.number and (r.level1, r.level2) == (row.level1, row.level2)
    ]
    return Typed(Entry(chance.choice(above).name)) if above else None


def _totals(world: World) -> list[str]:
    ids = {rule.id for rule in world.relations if isinstance(rule, Filled)}
    return [id for id in world.numbers("fund.total.*", "summary.total.*") if id in ids]


KINDS = (
    Kind("completeness", "合计没有填", _totals, blank),
    Kind("completeness", "同一指标列了两次", _own_names, _name_above),
    Kind("completeness", "序号跳号", lambda world: world.numbers("summary.*.number")[1:], off_by("1", "2")),
    Kind("dates", "年度填错", lambda world: world.numbers("field.year"), off_by("1", "-1", "-9")),
    Kind(
        "text",
        "目标里留着提示语",
        _told,
        words("请填写本年度的总体目标", "例如：完成××项工作", "（此处填写全年完成情况）"),
    ),
    Kind("text", "原因与数字相反", _deducted, words("超额完成全年目标", "实际完成数高于年度目标")),
    Kind("text", "金额带单位", _amounts, words("N万", "约N", "N万元左右")),
    Kind("text", "数字存成文本", _numeric, words("N")),
    Kind("text", "数字是全角的", _numeric, _full_width),
    Kind("text", "数字中间有空格", _numeric, _broken_blank),
    Kind("text", "数字格里是文字", _numeric, words("无法统计", "详见附件", "待定")),
    Kind("text", "扣分没有原因", _explained, blank),
    Kind("text", "扣分的原因只写“无”", _explained, words("无", "—")),
    Kind("completeness", "得分没有填", _filled("row.*.score"), blank),
    Kind("completeness", "分值没有填", _filled("row.*.points"), blank),
    Kind("completeness", "完成值没有填", _filled("row.*.actual"), blank),
    Kind("completeness", "指标值没有填", _filled("row.*.target"), blank),
    Kind("completeness", "自设指标没有名称", _filled("row.*.level3"), blank),
    Kind("completeness", "资金一格没有填", _filled("fund.*"), blank),
    Kind("completeness", "单位名称没有填", _filled("field.unit"), blank),
    Kind(
        "completeness",
        "送审时封面缺一项",
        _filled("field.preparer", "field.date", "field.department", "field.goal_*"),
        blank,
    ),
    Kind(
        "completeness",
        "汇总表一格没有填",
        _filled("summary.*.annual_budget", "summary.*.executed", "summary.*.self_score"),
        blank,
    ),
    Kind(
        "counts",
        "人数、个数不是整数",
        _counted,
        lambda world, id, chance: made(world, id, figure(world[id]) + Decimal("0.5")),
    ),
    Kind("counts", "部分大于整体", _parts, _more_than_whole),
    Kind("dates", "填报日期早于年度结束", _date, _year),
    Kind("dates", "没有这一天", _date, _no_day),
)
