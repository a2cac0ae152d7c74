"""Stand-ins for the reading of a file that processes can import: they do what the name of the file says."""

import os
import time
from pathlib import Path

from jixiao.consolidate.returns.submission import Arrival, Content, Submission
from jixiao.hosts.intake.candidate import Candidate


def obedient(candidate: Candidate) -> Arrival:
    """Read a file whose name may say how the process ends."""
    if "abort" in candidate.name:
        os.abort()
    if "exit" in candidate.name:
        os._exit(0)
    if "hang" in candidate.name:
        time.sleep(60)
    if "slow" in candidate.name:
        time.sleep(0.05)
    return Submission(candidate.name, "", Content.UNIT, candidate.title)


def fragile(candidate: Candidate) -> Arrival:
    """Die of a file the first time only; that it was tried is noted beside it."""
    tried = Path(f"{candidate.location}.tried")
    if "once" in candidate.name and not tried.exists():
        tried.touch()
        os._exit(1)
    return obedient(candidate)


def pid(candidate: Candidate) -> Arrival:
    """Tell which process it is."""
    time.sleep(0.01)
    return Submission(candidate.name, str(os.getpid()), Content.UNIT, candidate.title)


def leave_large(candidate: Candidate) -> Arrival | None:
    """Leave to another process what is called large."""
    return None if "large" in candidate.name else Submission(candidate.name, "", Content.UNIT, candidate.title)
