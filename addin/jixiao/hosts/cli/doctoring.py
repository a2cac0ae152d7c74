"""doctor: what is odd about workbooks, or what on this computer stands in our way, told to an accountant."""

import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.cli.doctor_page import print_diagnoses, print_troubles
from jixiao.hosts.doctor.diagnosing import look_at_this_computer, look_at_workbook
from jixiao.hosts.doctor.workbook import Diagnosis
from jixiao.model.findings import Severity


def doctor_machine(format: str) -> int:
    """Look this computer over and print what stands in our way; 0 nothing, 1 something."""
    state, found = look_at_this_computer()
    print_troubles(state, found, format)
    return 1 if any(trouble.severity is not Severity.INFO for trouble in found) else 0


def doctor_files(files: Sequence[Path], format: str) -> int:
    """Look each file over and print what is odd; 0 nothing, 1 something, 2 where a file could not be read."""
    done: list[Diagnosis] = []
    refused = 0
    for path in files:
        try:
            done.append(look_at_workbook(path))
        except JixiaoError as error:
            refused += 1
            print(error, file=sys.stderr)
    print_diagnoses(done, format, many=len(files) > 1)
    if refused:
        return 2
    return 1 if any(diagnosis.is_odd for diagnosis in done) else 0
