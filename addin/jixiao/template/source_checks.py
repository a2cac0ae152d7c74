"""What the drawing of a 自评表 must hold to: columns without gap or overlap, and all that its framework asks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jixiao.frameworks.mistakes import Location, Mistake
from jixiao.model.cells import column_letters
from jixiao.model.framework import Framework
from jixiao.template.source_parts import Evaluation, FundPart, IndicatorsPart, RowsPart, Source, Span

DEFAULT = "default"
"""The layout of a scoring table that has only one."""

_PARTS: Location = ("evaluation", "parts")
_Named = tuple[Location, str, Span]


def drawing_mistakes(source: Source) -> Iterator[Mistake]:
    """What is wrong in a source by itself."""
    drawing = source.evaluation_sheet
    if drawing is None:
        return
    seal = [(("evaluation", "seal", n), f"第 {n + 1} 栏", span) for n, span in enumerate(drawing.seal)]
    yield from _across(("evaluation", "seal"), seal, len(drawing.widths))
    for kind, words in ((IndicatorsPart, "指标表（indicators）"), (FundPart, "资金表（fund）")):
        count = sum(isinstance(part, kind) for part in drawing.parts)
        if count > 1 or (count == 0 and kind is IndicatorsPart):
            yield Mistake(_PARTS, f"应有一张{words}" if count == 0 else f"{words}只能有一张")
    for number, part in enumerate(drawing.parts):
        here = (*_PARTS, number)
        if isinstance(part, RowsPart):
            yield from _rows((*here, "rows"), part, len(drawing.widths))
        elif isinstance(part, FundPart):
            yield from _across((*here, "spans"), _named((*here, "spans"), part.spans), len(drawing.widths))
            if part.pairs and part.across:
                yield Mistake(here, "across 和 pairs 只能写一个")
        else:
            yield from _layouts((*here, "spans"), part, len(drawing.widths) + len(drawing.aside))
    yield from _repeated_fields(drawing)


def _named(here: Location, spans: Mapping[str, Span]) -> list[_Named]:
    return [((*here, name), name, span) for name, span in spans.items()]


def _across(here: Location, spans: Iterable[_Named], last: int) -> Iterator[Mistake]:
    """Spans of one row: each column of the paper in just one of them."""
    taken: dict[int, str] = {}
    for location, name, span in spans:
        if span.right > last:
            yield Mistake(location, f"超出最后一列 {column_letters(last)}（widths 有 {last} 列）")
        both = [column for column in range(span.left, span.right + 1) if column in taken]
        if both:
            yield Mistake(location, f"{_letters(both)} 列与“{taken[both[0]]}”重叠")
        taken |= dict.fromkeys(range(span.left, span.right + 1), name)
    free = [column for column in range(1, last + 1) if column not in taken]
    if free:
        yield Mistake(here, f"{_letters(free)} 列空着，没有排满")


def _letters(columns: Sequence[int]) -> str:
    return "、".join(map(column_letters, columns))


def _rows(here: Location, part: RowsPart, last: int) -> Iterator[Mistake]:
    """Rows of labels and entries; a tall cell stands in the rows below it, too."""
    tall: list[tuple[int, str, Span]] = []
    for number, row in enumerate(part.rows):
        above = [((*here, number), name, span) for end, name, span in tall if end > number]
        cells: list[_Named] = []
        for place, cell in enumerate(row.cells):
            location = (*here, number, "cells", place)
            cells.append(((*location, "span"), cell.label or cell.field, cell.span))
            tall.append((number + cell.rows, cell.label or cell.field, cell.span))
            if cell.label and cell.field:
                yield Mistake(location, "label 和 field 只能写一个")
            if number + cell.rows > len(part.rows):
                yield Mistake((*location, "rows"), f"高 {cell.rows} 行，超出了这一部分的最后一行")
        yield from _across((*here, number), [*above, *cells], last)


def _layouts(here: Location, part: IndicatorsPart, last: int) -> Iterator[Mistake]:
    """A role keeps its column in all layouts, so that totals can be added up."""
    columns: dict[str, tuple[str, int]] = {}
    for layout, spans in part.spans.items():
        yield from _across((*here, layout), _named((*here, layout), spans), last)
        for role, span in spans.items():
            other, left = columns.setdefault(role, (layout, span.left))
            if span.left != left:
                words = (
                    f"从 {column_letters(span.left)} 列起，在版式 {other} 中从 {column_letters(left)} 列起，应当一致"
                )
                yield Mistake((*here, layout, role), words)


def _repeated_fields(drawing: Evaluation) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, part in enumerate(drawing.parts):
        for row_number, row in enumerate(part.rows if isinstance(part, RowsPart) else ()):
            for place, cell in enumerate(row.cells):
                if cell.field and cell.field in seen:
                    location = (*_PARTS, number, "rows", row_number, "cells", place, "field")
                    yield Mistake(location, f"{cell.field} 前面已经用过")
                seen.add(cell.field)


def fitting_mistakes(source: Source, framework: Framework, cover: Iterable[str]) -> Iterator[Mistake]:
    """What does not fit its framework; ``cover``: the entries that every workbook has."""
    if (source.evaluation_sheet is None) is not (framework.scoring_table is None):
        yield Mistake(("evaluation",), "有指标表（indicators）的指标体系要画自评表（evaluation），没有的不画")
        return
    yield from _accounts(source, framework)
    parts = source.evaluation_sheet.parts if source.evaluation_sheet else ()
    known = {*cover, *(entry.id for entry in framework.fields)}
    for number, part in enumerate(parts):
        here = (*_PARTS, number)
        if isinstance(part, RowsPart):
            yield from _unknown_fields((*here, "rows"), part, known)
        elif isinstance(part, FundPart):
            yield from _fund((*here, "spans"), part, framework)
        else:
            yield from _tables((*here, "spans"), part, framework)
    has_fund = any(isinstance(part, FundPart) for part in parts)
    if framework.fund is not None and not has_fund:
        yield Mistake(_PARTS, "指标体系有资金表（fund），这里没有画")


def _accounts(source: Source, framework: Framework) -> Iterator[Mistake]:
    known = {table.id for table in framework.tables}
    for id in source.accounts:
        if id not in known:
            yield Mistake(("accounts", id), f"指标体系没有 id 为 {id} 的决算表（tables）")


def _unknown_fields(here: Location, part: RowsPart, known: set[str]) -> Iterator[Mistake]:
    for number, row in enumerate(part.rows):
        for place, cell in enumerate(row.cells):
            if cell.field and cell.field not in known:
                yield Mistake((*here, number, "cells", place, "field"), f"指标体系没有 id 为 {cell.field} 的项目")


def _fund(here: Location, part: FundPart, framework: Framework) -> Iterator[Mistake]:
    law = framework.fund
    if law is None:
        yield Mistake(here, "指标体系没有资金表（fund）")
        return
    strange = [role for role in part.of_total if role not in law.amounts or not part.pairs]
    if strange:
        yield Mistake((*here[:-1], "of_total"), f"{'、'.join(strange)} 不是并排资金表（pairs）的金额")
    if part.pairs:
        yield from _same(here, part.spans, [name for role in law.amounts for name in (f"{role}_label", role)])
        return
    entries = [line.id for line in law.lines] if part.across else [role for role in law.columns if role != "label"]
    yield from _same(here, part.spans, ["title", "label", *entries])


def _tables(here: Location, part: IndicatorsPart, framework: Framework) -> Iterator[Mistake]:
    law = framework.indicators
    wanted = {level.layout or DEFAULT: law.layout(level) for level in law.levels}
    yield from _same(here, part.spans, list(wanted))
    for layout in part.spans.keys() & wanted.keys():
        roles = [role for role in wanted[layout] if not (role == "points" and law.points_in_names)]
        yield from _same((*here, layout), part.spans[layout], roles)


def _same(here: Location, given: Iterable[str], wanted: Sequence[str]) -> Iterator[Mistake]:
    names = list(given)
    missing, unknown = (
        [one for one in ones if one not in others] for ones, others in ((wanted, names), (names, wanted))
    )
    if missing:
        yield Mistake(here, f"缺少 {'、'.join(missing)}")
    if unknown:
        yield Mistake(here, f"指标体系里没有 {'、'.join(unknown)}")
