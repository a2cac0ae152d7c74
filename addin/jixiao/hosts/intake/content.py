"""The bytes of a candidate, wherever they lie: on disk, in an archive, in an object store."""

from pathlib import Path

from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.xlsx.disk import read_file
from jixiao.hosts.xlsx.limits import LIMITS, Limits


def content_of(candidate: Candidate, limits: Limits = LIMITS) -> bytes:
    """The bytes of a workbook, of bounded size; raises Refusal, also for whatever the disk says."""
    return read_file(Path(candidate.location), limits)
