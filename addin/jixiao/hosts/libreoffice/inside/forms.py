"""Small forms as LibreOffice's own dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import pickers
from .form_plan import MARGIN, is_list, is_path, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .exchange import FieldContent, FormContent
    from .form_plan import Box, Placed, Plan

CONFIRMED = {"confirmed": "yes"}
"""What is answered to a form without fields."""

BLANK = "▲ 请先填好这一项：{caption}"
_OK, _CANCEL, _CLOSE, _BROWSE = "确定", "取消", "关闭", "浏览…"
_DARK_RED = 0xA00000
_CONTROL = "com.sun.star.awt.UnoControl{}Model"
_CANCELS = 2
"""PushButtonType CANCEL: the button ends the dialog by itself, and so does Esc."""


def ask(context: Any, form: FormContent) -> dict[str, str] | None:  # noqa: ANN401 - LibreOffice's component context
    """The answers to a form by the keys of its fields, None where the user cancels.

    The form stays open while a field that is required is blank.
    """
    dialog = _Dialog(context, form)
    try:
        return dialog.answers()
    finally:
        dialog.dispose()


def tell(context: Any, title: str, lines: Sequence[str]) -> None:  # noqa: ANN401 - LibreOffice's component context
    """Show lines until the user closes them; they can be copied."""
    dialog = _Dialog(context, {"title": title, "fields": (), "text": lines}, asks=False)
    try:
        dialog.answers()
    finally:
        dialog.dispose()


class _Dialog:
    """One form on the screen."""

    def __init__(self, context: Any, form: FormContent, asks: bool = True) -> None:  # noqa: ANN401
        self._context, self._form, self._asks = context, form, asks
        self._plan = plan_of(form)
        self._model = _service(context, "com.sun.star.awt.UnoControlDialogModel")
        self._model.setPropertyValues(
            ("Height", "Moveable", "Title", "Width"), (self._plan.height, True, form["title"], self._plan.width)
        )
        self._tab = 0
        self._add_controls(self._plan)
        self._dialog = _service(context, "com.sun.star.awt.UnoControlDialog")
        self._dialog.setModel(self._model)
        self._listen()

    def answers(self) -> dict[str, str] | None:
        """Show the dialog and wait; None where the user cancels it."""
        frame = _service(self._context, "com.sun.star.frame.Desktop").getCurrentFrame()
        window = frame.getContainerWindow() if frame is not None else None
        self._dialog.setVisible(False)  # until it stands where it belongs
        self._dialog.createPeer(_service(self._context, "com.sun.star.awt.Toolkit"), window)
        _centre(self._dialog, window)
        self._dialog.setVisible(True)
        self._control(self._first()).setFocus()
        if self._dialog.execute() != 1:
            return None
        return self._filled_in() if self._plan.fields else dict(CONFIRMED)

    def _first(self) -> str:
        """What the keyboard goes to: the first field, else the button that means yes."""
        if self._plan.fields:
            return "entry0"
        return "ok" if self._asks else "cancel"

    def dispose(self) -> None:
        """Free what LibreOffice holds for the dialog."""
        self._dialog.dispose()

    def _add_controls(self, plan: Plan) -> None:
        if plan.text is not None:
            self._add_text(plan.text, plan.scrolls)
        for number, placed in enumerate(plan.fields):
            self._add_field(number, placed)
        self._add("FixedText", "hint", plan.hint, Label="", TextColor=_DARK_RED)
        last = plan.buttons
        if not self._asks:
            self._add("Button", "cancel", last, Label=_CLOSE, PushButtonType=_CANCELS, DefaultButton=True)
            return
        before = last._replace(left=last.left - last.width - MARGIN)
        self._add("Button", "ok", before, Label=_OK, DefaultButton=True)
        self._add("Button", "cancel", last, Label=_CANCEL, PushButtonType=_CANCELS)

    def _add_text(self, box: Box, scrolls: bool) -> None:
        text = "\n".join(self._form["text"])
        if scrolls or not self._asks:  # what is told may have to be copied
            self._add("Edit", "text", box, Text=text, MultiLine=True, ReadOnly=True, VScroll=scrolls)
        else:
            self._add("FixedText", "text", box, Label=_plain(text), MultiLine=True)

    def _add_field(self, number: int, placed: Placed) -> None:
        field, name = placed.field, f"entry{number}"
        self._add("FixedText", f"caption{number}", placed.caption, Label=_plain(field["caption"]))
        if field["kind"] == "choice":
            self._add_choice(name, placed)
        elif field["kind"] == "long_text":
            self._add("Edit", name, placed.entry, Text=field["value"], MultiLine=True, VScroll=True)
        else:
            value = pickers.whole_path(self._context, field["value"]) if is_path(field) else field["value"]
            self._add("Edit", name, placed.entry, Text=value)
        if placed.browse is not None:
            self._add("Button", f"browse{number}", placed.browse, Label=_BROWSE)

    def _add_choice(self, name: str, placed: Placed) -> None:
        field = placed.field
        captions = tuple(choice["caption"] for choice in field["choices"])
        look = {"Dropdown": not is_list(field), "LineCount": len(captions), "StringItemList": captions}
        self._add("ListBox", name, placed.entry, **look)
        values = [choice["value"] for choice in field["choices"]]
        if field["value"] in values:
            import uno

            chosen = uno.Any("[]short", (values.index(field["value"]),))
            uno.invoke(self._model.getByName(name), "setPropertyValue", ("SelectedItems", chosen))

    def _add(self, kind: str, name: str, box: Box, **properties: object) -> None:
        control = self._model.createInstance(_CONTROL.format(kind))
        place = {"PositionX": box.left, "PositionY": box.top, "Width": box.width, "Height": box.height}
        given = {**place, **properties, "TabIndex": self._tab}
        for key, value in given.items():
            setattr(control, key, value)
        self._tab += 1
        self._model.insertByName(name, control)

    def _listen(self) -> None:
        if self._asks:
            self._on_click("ok", self._accept)
        for number, placed in enumerate(self._plan.fields):
            if placed.browse is not None:
                self._on_click(f"browse{number}", self._browser(number, placed.field))

    def _on_click(self, name: str, do: Callable[[], None]) -> None:
        from .listeners import Clicked

        self._control(name).addActionListener(Clicked(do))

    def _browser(self, number: int, field: FieldContent) -> Callable[[], None]:
        def browse() -> None:
            """Have a path picked; the field keeps what it held where none is."""
            picked = pickers.pick(self._context, field, self._answer(number, field))
            if picked:
                self._control(f"entry{number}").setText(picked)
            self._control(f"entry{number}").setFocus()

        return browse

    def _accept(self) -> None:
        """End the form, unless something is missing."""
        for number, placed in enumerate(self._plan.fields):
            field, answer = placed.field, self._answer(number, placed.field)
            if field["required"] and not answer:
                self._stay(number, BLANK.format(caption=field["caption"]))
                return
        self._dialog.endDialog(1)

    def _stay(self, number: int, hint: str) -> None:
        self._control("hint").setText(hint)
        self._control(f"entry{number}").setFocus()

    def _filled_in(self) -> dict[str, str]:
        return {
            placed.field["key"]: self._answer(number, placed.field) for number, placed in enumerate(self._plan.fields)
        }

    def _answer(self, number: int, field: FieldContent) -> str:
        control = self._control(f"entry{number}")
        if field["kind"] == "choice":
            position = control.getSelectedItemPos()
            return field["choices"][position]["value"] if position >= 0 else ""
        text = str(control.getText()).strip()
        return pickers.whole_path(self._context, text) if is_path(field) else text

    def _control(self, name: str) -> Any:  # noqa: ANN401 - a LibreOffice object
        return self._dialog.getControl(name)


def _plain(text: str) -> str:
    """A label that shows its tildes; a single one marks the letter that is pressed with Alt."""
    return text.replace("~", "~~")


def _centre(dialog: Any, window: Any) -> None:  # noqa: ANN401 - LibreOffice objects
    """In the middle of the window that it belongs to; a dialog would stand in its upper left corner."""
    if window is None:
        return
    around, own = window.getPosSize(), dialog.getPosSize()
    place_only = 3
    dialog.setPosSize(
        max(0, (around.Width - own.Width) // 2), max(0, (around.Height - own.Height) // 3), 0, 0, place_only
    )


def _service(context: Any, name: str) -> Any:  # noqa: ANN401 - LibreOffice objects
    return context.getServiceManager().createInstanceWithContext(name, context)
