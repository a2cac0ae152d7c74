"""佐证材料清单 and 填报说明: the list of evidence, and how to fill the workbook in."""

from collections.abc import Sequence

from jixiao.template import rules_of_entry as rule
from jixiao.template.canvas import Canvas
from jixiao.template.checks import checks
from jixiao.template.source_parts import Instruction, Source
from jixiao.template.text_room import lines_of

_REMARKS = "本例说明：公开件中看不清或没有的内容"


def write_evidence(canvas: Canvas, rows: int) -> None:
    """佐证材料清单: one document a row."""
    canvas.widths([7, 30, 44, 18, 12, 28])
    canvas.sheet.set_default_row(26)
    canvas.merge(canvas.area(1, 1, 1, 6), "title", "佐证材料清单")
    for column, text in enumerate(("序号", "对应指标", "材料名称", "文号或编号", "页数", "存放位置"), 1):
        canvas.label(canvas.at(3, column), text, "head")
    for number in range(1, rows + 1):
        canvas.label(canvas.at(3 + number, 1), number, "label")
        for column in range(2, 7):
            canvas.entry(canvas.at(3 + number, column), "count" if column == 5 else "text")
    canvas.validate(
        canvas.area(4, 3, 3 + rows, 3),
        rule.prompt("材料名称", "填能证明完成值和得分的文件、台账、合同、问卷等。"),
    )
    canvas.sheet.freeze_panes(3, 0)
    canvas.paper(landscape=True, area=canvas.area(1, 1, 3 + rows, 6), repeat=3)
    canvas.protect()


def write_guide(canvas: Canvas, source: Source, remarks: Sequence[str] = ()) -> None:
    """填报说明: short sections in plain words; ``remarks`` are what this one workbook adds."""
    canvas.widths([4, 96, 4])
    canvas.sheet.set_row(0, 40)
    canvas.merge(canvas.area(1, 1, 1, 3), "title", "填报说明")
    row = 3
    own = (Instruction(heading=_REMARKS, lines=tuple(remarks)),) if remarks else ()
    for section in (*source.instructions, checks(), *own):
        canvas.sheet.set_row(row - 1, 28)
        canvas.label(canvas.at(row, 2), section.heading, "chapter")
        for line in section.lines:
            row += 1
            canvas.sheet.set_row(row - 1, max(22, 8 + 17 * lines_of(line, 88)))
            canvas.label(canvas.at(row, 2), line, "prose")
        row += 2
    canvas.paper(landscape=False, area=canvas.area(1, 1, row, 3))
    canvas.protect()
