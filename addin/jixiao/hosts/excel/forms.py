"""Forms of actions in Excel's own dialogs, a field at a time, files and folders in their pickers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jixiao.actions import TITLE, Field, Form, Kind
from jixiao.errors import JixiaoError
from jixiao.hosts.excel.choosing import matching
from jixiao.hosts.excel.protocol import AppLike
from jixiao.hosts.excel.session import Patience

MAX_SIGNS = 255
"""What Excel's InputBox shows, and what it takes; more would be cut without a word."""

MAX_SHOWN = 20
"""A longer list of choices is asked for by a part of the name."""

TOO_LONG = "“{caption}”现有 {count} 字，Excel 的对话框只能放 {most} 字；没有改动，请直接在单元格里修改。"
IS_REQUIRED = "“{caption}”要填，不能空着。"
NOT_THERE = "没有“{answer}”这一项，请再选一次。"
SEVERAL = "有几项符合“{answer}”，请写编号。"
OTHER_SUFFIX = "请选 {suffixes} 文件。"

_DIALOGS = {Kind.FOLDER: 4, Kind.OPEN_FILE: 3, Kind.SAVE_FILE: 2}
"""Office's constants msoFileDialogFolderPicker, msoFileDialogFilePicker, msoFileDialogSaveAs."""


def ask(app: AppLike, patience: Patience, form: Form) -> Mapping[str, str] | None:
    """The answers to a form, None where the user cancels."""
    asker = _Asker(app, patience, form.title)
    if not form.fields:
        return {"confirmed": "yes"} if asker.confirms("\n".join(form.text)) else None
    answers: dict[str, str] = {}
    told = "\n".join(form.text)
    for field in form.fields:
        answer = asker.answer(field, told)
        if answer is None:
            return None
        answers[field.key], told = answer, ""
    return answers


@dataclass(frozen=True)
class _Asker:
    app: AppLike
    patience: Patience
    title: str

    def confirms(self, text: str) -> bool:
        """Whether the user goes on."""
        return self.app.alert(text, f"{TITLE}：{self.title}", "ok_cancel") == "ok"

    def answer(self, field: Field, told: str) -> str | None:
        """The answer to one field; ``told`` is shown with it."""
        if field.kind in _DIALOGS:
            return self._path(field) if not told or self.confirms(told) else None
        if field.kind is Kind.CHOICE:
            return self._choice(field, told)
        return self._text(field, told)

    def _text(self, field: Field, told: str) -> str | None:
        if len(field.value) > MAX_SIGNS:
            raise JixiaoError(TOO_LONG.format(caption=field.caption, count=len(field.value), most=MAX_SIGNS))
        value = field.value
        while (answer := self._input([told, _asked(field)], value)) is not None:
            if answer.strip() or not field.required:
                return answer.strip()
            told, value = IS_REQUIRED.format(caption=field.caption), ""
        return None

    def _choice(self, field: Field, told: str) -> str | None:
        numbers = range(1, len(field.choices) + 1)
        default = next((str(number) for number in numbers if field.choices[number - 1].value == field.value), "")
        shown: list[int] = list(numbers) if len(field.choices) <= MAX_SHOWN else []
        while (answer := self._input([told, _listed(field, shown)], default)) is not None:
            if not answer.strip() and not field.required:
                return ""
            found = matching(answer, [choice.caption for choice in field.choices])
            if len(found) == 1:
                return field.choices[found[0] - 1].value
            told, default = (SEVERAL if found else NOT_THERE).format(answer=answer.strip()), ""
            shown = found[:MAX_SHOWN] or shown
        return None

    def _input(self, lines: list[str], value: str) -> str | None:
        """A text that the user types; what does not fit into the box is told in a dialog before."""
        prompt = "\n".join(line for line in lines if line)
        if len(prompt) > MAX_SIGNS:
            if not self.confirms(prompt):
                return None
            prompt = prompt.splitlines()[-1][:MAX_SIGNS]
        answer = self.patience(lambda: self.app.api.InputBox(prompt, f"{TITLE}：{self.title}", value))
        return answer if isinstance(answer, str) else None

    def _path(self, field: Field) -> str | None:
        """The path that the user picks; to cancel leaves a field blank that need not be filled."""
        title = field.caption if field.required else f"{field.caption}（可以不选，按“取消”）"
        while (picked := self._picked(field, title)) is not None:
            path = Path(picked)
            if not field.suffixes or path.suffix.lower() in field.suffixes:
                return picked
            if field.kind is Kind.OPEN_FILE:
                title = OTHER_SUFFIX.format(suffixes="、".join(field.suffixes))
                continue
            return str(path.with_name(f"{path.name}{field.suffixes[0]}"))
        return None if field.required else ""

    def _picked(self, field: Field, title: str) -> str | None:
        dialog = self.patience(lambda: self.app.api.FileDialog(_DIALOGS[field.kind]))
        dialog.Title = title
        if field.value:
            dialog.InitialFileName = field.value
        return dialog.SelectedItems(1) if self.patience(dialog.Show) else None


def _asked(field: Field) -> str:
    return field.caption if field.required else f"{field.caption}（可以不填）"


def _listed(field: Field, shown: list[int]) -> str:
    """The choices with their numbers, the question in the last line."""
    lines = [f"{number}  {field.choices[number - 1].caption}" for number in shown]
    how = "写编号" if shown else f"共 {len(field.choices)} 项，写名称或其中几个字"
    return "\n".join([*lines, f"{_asked(field)}：{how}"])
