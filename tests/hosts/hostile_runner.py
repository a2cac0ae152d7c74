"""A process that runs commands on hostile files, one job a line, and tells what it was made to do.

Started as a script. A job is a command line in JSON; the answer has its exit code, what it printed, how long it
took, and every attempt to reach the net, to run a program or to write outside the folder of the job.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NAMING = (
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.truncate",
)
RUNNING = ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn",
           "webbrowser.open", "urllib.Request", "ctypes.dlopen", "code.__new__")  # fmt: skip


class Watch:
    """What happens in this process that a hostile file would want."""

    def __init__(self) -> None:
        self.folder = ""
        self.deeds: list[str] = []
        sys.addaudithook(self._saw)

    def _saw(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.folder:
            return
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes) and flags & WRITING:
                self._written(event, os.fsdecode(path))
        elif event in NAMING:
            for path in arguments[:2]:
                if isinstance(path, str | bytes):
                    self._written(event, os.fsdecode(path))
        elif event == "subprocess.Popen":
            if arguments[0] != sys.executable or not str(arguments[1][2]).endswith("worker.py"):
                self.deeds.append(f"{event} {arguments[1]}")
        elif event.startswith("socket.") or event in RUNNING:
            self.deeds.append(f"{event} {arguments}")

    def _written(self, event: str, path: str) -> None:
        real = os.path.realpath(path)
        if not f"{real}{os.sep}".startswith(self.folder + os.sep) and real != os.devnull:
            self.deeds.append(f"{event} {path}")


def _most_memory() -> float:
    """The most memory that this process or one that it started has held so far, in MB."""
    import resource

    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    status = Path("/proc/self/status")
    if not status.exists():
        return max(started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    # ru_maxrss of a process counts what its parent held when it was started; this does not.
    own = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return max(started, int(own.split()[1]) / 1024)


def _spent() -> float:
    """Seconds of the processor that this process and those that it has ended with took; others may hold them up."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    """Answer each line of standard input with one of standard output."""
    from typer.testing import CliRunner

    from jixiao.hosts.cli.app import app

    watch = Watch()
    for line in sys.stdin:
        job = json.loads(line)
        watch.folder, watch.deeds = os.path.realpath(job["folder"]), []
        start = _spent()
        result = CliRunner().invoke(app, job["command"])
        seconds = _spent() - start
        watch.folder = ""
        answer = {"code": result.exit_code, "out": result.stdout, "err": result.stderr, "seconds": seconds,
                  "raised": repr(result.exception), "deeds": watch.deeds, "megabytes": _most_memory()}  # fmt: skip
        sys.__stdout__.write(json.dumps(answer) + "\n")
        sys.__stdout__.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
