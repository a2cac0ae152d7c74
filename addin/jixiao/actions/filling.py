"""填报: 新建, 单位与年度, 带入上年."""

from jixiao import flow
from jixiao.actions.action import Job, Outcome, Press, Task
from jixiao.actions.form import Choice, Field, Form, Kind
from jixiao.actions.opened import open_review
from jixiao.actions.paths import file_name, with_suffix
from jixiao.errors import JixiaoError
from jixiao.frameworks.load import load_framework
from jixiao.model.book import Edit
from jixiao.template.last_year.into_open import carry_into
from jixiao.template.last_year.telling import told_sections
from jixiao.template.new_workbook import new_workbook, with_templates

FRAMEWORK, UNIT, DEPARTMENT, YEAR, OUTPUT, LAST_YEAR = "framework", "unit", "department", "year", "output", "last_year"
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
FIRST_YEAR, LATEST_YEAR = 2000, 2100
NOT_OURS = "这本工作簿不是用本软件的模板做的，{what}。请点“新建”按指标体系生成一本，再把数据填进去。"


def ask_new(press: Press) -> Form | None:
    """Of which framework, for whom and which year; then where to save."""
    answers = press.answers
    if FRAMEWORK not in answers:
        return _new_form(press)
    if year_of_answer(answers.get(YEAR, "")) is None:
        return _new_form(press).again(answers, f"年度“{answers.get(YEAR, '')}”认不出来，请填四位数字，如 2021。")
    output = press.folder(OUTPUT)
    if output is None:
        return _output_form(press)
    if press.desk.is_there(with_suffix(output)):
        return _output_form(press).again({}, f"“{output.name}”已经有了，没有覆盖，请换一个文件名。")
    return None


def _new_form(press: Press) -> Form:
    laws = [(id, load_framework(law)) for id, law in with_templates().items()]
    choices = tuple(Choice(id, f"{law.region}　{law.year}　{law.title}") for id, law in laws)
    review = open_review(press)
    unit, department = (review.text(review.form.fields.get(id)) if review else "" for id in (UNIT, DEPARTMENT))
    default = next((id for id, law in laws if review is not None and law.id == review.framework.id), choices[0].value)
    fields = (
        Field(FRAMEWORK, "指标体系", Kind.CHOICE, default, choices),
        Field(UNIT, "单位名称", value=unit, required=False),
        Field(DEPARTMENT, "主管部门", value=department, required=False),
        Field(YEAR, "年度", value=_usual_year(press.time)),
    )
    return Form("新建", fields)


def _usual_year(time: str) -> str:
    """A year is evaluated in the next one."""
    return str(int(time[:4]) - 1) if time[:4].isdigit() else ""


def _output_form(press: Press) -> Form:
    name = file_name(press.answers.get(YEAR, ""), press.answers.get(UNIT, ""))
    value = str(press.path.parent / name) if press.path is not None else name
    return Form("新建", (Field(OUTPUT, "新工作簿存为", Kind.SAVE_FILE, value, suffixes=(".xlsx",)),))


def year_of_answer(text: str) -> int | None:
    """A year as it was typed; None where it is none."""
    digits = text.strip().removesuffix("年").removesuffix("年度")
    year = int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 4 else 0
    return year if FIRST_YEAR <= year <= LATEST_YEAR else None


def new(press: Press) -> Outcome:
    """新建: a blank workbook of a framework, which is then opened."""
    answers, output = press.answers, press.folder(OUTPUT)
    if output is None:
        raise JixiaoError("没有选存在哪里，没有新建。")
    path = with_suffix(output)
    press.desk.say("正在生成工作簿")
    unit, department = (answers.get(key, "").strip() for key in (UNIT, DEPARTMENT))
    content, law, _ = new_workbook(answers[FRAMEWORK], unit, department, year_of_answer(answers.get(YEAR, "")))
    press.desk.write_new(path, content)
    return Outcome(message=f"已新建“{path.name}”（{law.region}，{law.title}）。", jobs=(Job(Task.OPEN, path),))


def ask_last_year(press: Press) -> Form | None:
    """Which workbook is last year's."""
    if LAST_YEAR in press.answers:
        return None
    field = Field(LAST_YEAR, "选择去年的自评工作簿", Kind.OPEN_FILE, suffixes=WORKBOOKS)
    return Form("带入上年", (field,))


def carry(press: Press) -> Outcome:
    """带入上年: blank entries that last year's workbook knows."""
    review, path = flow.review_book(press.workbook), press.folder(LAST_YEAR)
    if not review.form.ours:
        raise JixiaoError(NOT_OURS.format(what="没有带入"))
    if review.form.fund is None and review.form.indicators is None and not review.form.tables:
        raise JixiaoError("打开的只有汇总表，没有可以带入的格子。请打开单位今年的自评工作簿，再点“带入上年”。")
    if path is None:
        raise JixiaoError("没有选去年的工作簿，没有带入。")
    if path == press.path:
        raise JixiaoError(f"“{path.name}”就是打开着的工作簿，没有带入。请选去年的自评工作簿。")
    last = flow.review_of_last_year(press.desk.read(path))
    taken = carry_into(review, last)
    edits = flow.refresh(review.book, (Edit(at, value) for at, value in taken.entries.items()))
    sections = told_sections(last, review.framework, taken)
    told = tuple(line for heading, lines in sections for line in (heading, *(f"· {line}" for line in lines)))
    message = f"从“{path.name}”带入 {len(taken.entries)} 格，已填的没有改动。"
    return Outcome(edits if taken.entries else (), message, next(iter(taken.entries), None), told)
