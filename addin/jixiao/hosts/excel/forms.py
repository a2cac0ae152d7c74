"""Forms of actions in Excel's own dialogs, one after the other."""

from collections.abc import Mapping

from jixiao.actions.form import Field, Form, Kind
from jixiao.errors import JixiaoError
from jixiao.hosts.excel.protocol import AppLike
from jixiao.hosts.excel.session import Patience

_FOLDER_PICKER = 4
"""Office's constant msoFileDialogFolderPicker."""


def ask(app: AppLike, patience: Patience, form: Form) -> Mapping[str, str] | None:
    """The answers to a form, None where the user cancels."""
    answers: dict[str, str] = {}
    for field in form.fields:
        answer = _answer(app, patience, field)
        if answer is None:
            return None
        answers[field.key] = answer
    return answers


def _answer(app: AppLike, patience: Patience, field: Field) -> str | None:
    if field.kind is not Kind.FOLDER:
        raise JixiaoError(f"Excel 里还不能填“{field.caption}”。")
    dialog = patience(lambda: app.api.FileDialog(_FOLDER_PICKER))
    dialog.Title = field.caption
    return dialog.SelectedItems(1) if patience(dialog.Show) else None
