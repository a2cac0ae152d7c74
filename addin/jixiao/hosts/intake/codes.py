"""The kind of trouble behind a sentence: a code for counting, filtering and tests."""

from jixiao.errors import BrokenFramework, JixiaoError, UnknownWorkbook
from jixiao.hosts.xlsx import refusal

_CODES = {
    refusal.MISSING: "missing",
    refusal.FOLDER: "not_a_workbook",
    refusal.NOT_A_FILE: "not_a_workbook",
    refusal.NO_ACCESS: "no_access",
    refusal.READ_FAILED: "read_failed",
    refusal.EMPTY_FILE: "empty_file",
    refusal.TEXT_FILE: "text_file",
    refusal.UNKNOWN_FORMAT: "not_a_workbook",
    refusal.PASSWORD: "password",
    refusal.OLD_DAMAGED: "damaged",
    refusal.OLD_TOO_LARGE: "too_large",
    refusal.OLD_SLOW: "timed_out",
    refusal.NO_OLD_READER: "old_format",
    refusal.WPS_ET: "old_format",
    refusal.OLD_OFFICE: "not_a_workbook",
    refusal.OPEN_DOCUMENT: "other_format",
    refusal.BINARY_WORKBOOK: "other_format",
    refusal.OTHER_OFFICE: "not_a_workbook",
    refusal.PLAIN_ZIP: "not_a_workbook",
    refusal.TRUNCATED: "truncated",
    refusal.DAMAGED: "damaged",
    refusal.TOO_LARGE: "too_large",
    refusal.UNSAFE: "unsafe",
}

UNREADABLE, TOO_LARGE, UNKNOWN_FORM = "unreadable", "too_large", "unknown_form"
OWN_PAPER = "own_paper"
"""A 退回单 or list of ours that lies among the returned workbooks: no submission, nothing to call anybody for."""


def code_of(sentence: str) -> str:
    """The code of one of the sentences of ``hosts.xlsx.refusal``."""
    return _CODES.get(sentence, UNREADABLE)


def code_of_error(error: JixiaoError) -> str:
    """The code of what stopped the reading of a workbook that could be opened."""
    if isinstance(error, UnknownWorkbook):
        return UNKNOWN_FORM
    return "broken_framework" if isinstance(error, BrokenFramework) else UNREADABLE


PASSING = frozenset({"no_access", "read_failed", "missing", "worker_died", "timed_out", "internal", "folder_no_access"})
"""Kinds of trouble that may be over at the next run, though the file is the same: it is to be read again then."""
