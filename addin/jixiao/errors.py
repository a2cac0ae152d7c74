"""The few kinds of exception: what stops the work. Bad data in a workbook is a Finding, never one of these."""


class JixiaoError(Exception):
    """Stops the work; its text is one clear Chinese sentence for the user."""


class UnreadableWorkbook(JixiaoError):
    """The file cannot be read as a workbook: missing, empty, encrypted, damaged, too large."""


class UnknownWorkbook(JixiaoError):
    """The workbook was read, but no known table stands in it."""


class BrokenFramework(JixiaoError):
    """A framework or source file has mistakes; the text lists all of them with their places.

    ``reason``: the first of them in a few words of the form, for who got the framework inside a workbook.
    """

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason


class RefusedWrite(JixiaoError):
    """The host could not write; the user's file is as it was."""


class Stopped(JixiaoError):
    """The user pressed Esc."""

    def __init__(self) -> None:
        super().__init__("已停止，工作簿没有改动。")
