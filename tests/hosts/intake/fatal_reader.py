"""A stand-in for reading that ends the process over one file; processes of a cluster can import it."""

import os
import time

from jixiao.consolidate.returns.submission import Arrival, Content, Submission
from jixiao.hosts.intake.candidate import Candidate


def fatal(candidate: Candidate, checked: bool) -> Arrival:
    if candidate.name == "fatal":
        os.abort()
    if candidate.name == "large hang":
        time.sleep(60)
    return Submission(candidate.name, "", Content.UNIT, candidate.name)


def leave_large(candidate: Candidate, checked: bool) -> Arrival | None:
    """Leave to another process what is called large."""
    return None if "large" in candidate.name else fatal(candidate, checked)
