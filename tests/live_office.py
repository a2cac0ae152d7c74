"""A LibreOffice that runs for the tests, spoken to over a pipe."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import live_inside

DISTRIBUTION_PACKAGES = "/usr/lib/python3/dist-packages"
"""Where Debian keeps ``uno``; it serves every Python of Debian's minor version."""

XLSX_FILTER = "Calc MS Excel 2007 XML"

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="UILocale" oor:op="fuse">
<value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse">
<value>99.9</value></prop></item>
</oor:items>
"""
_numbers = itertools.count()

if DISTRIBUTION_PACKAGES not in sys.path:
    sys.path.append(DISTRIBUTION_PACKAGES)


def missing(programs: Sequence[str] = ("soffice",)) -> list[str]:
    """What a live LibreOffice lacks here; ``uno`` where it was built for another Python than this one."""
    lacking = [program for program in programs if shutil.which(program) is None]
    return lacking if _has_uno() else [*lacking, "uno"]


def _has_uno() -> bool:
    """Whether this Python can use Debian's ``uno``; one of another minor version could load it, and crash."""
    command = ["/usr/bin/python3", "-c", "import sys, uno; print(*sys.version_info[:2])"]
    try:
        said = subprocess.run(command, capture_output=True, text=True).stdout
    except OSError:
        return False
    return said.split() == [str(number) for number in sys.version_info[:2]]


def write_profile(folder: Path, locale: str = "zh-CN") -> None:
    """A fresh profile of a user in a country, without greetings."""
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_PROFILE.format(locale=locale), encoding="utf-8")
    live_inside.write_script(folder)


def without_virtual_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """LibreOffice's Python takes its libraries from the first python on the path: that of an active venv lacks uno."""
    active = environment.get("VIRTUAL_ENV", "")
    path = [folder for folder in environment.get("PATH", "").split(os.pathsep) if not active or active not in folder]
    return {**environment, "PATH": os.pathsep.join(path)}


@contextmanager
def running_office(
    profile: Path, options: Sequence[str] = ("--headless",), environment: Mapping[str, str] | None = None
) -> Iterator[Any]:
    """A LibreOffice of its own; gives its component context. It is ended with all that it started."""
    pipe = f"jixiao-{os.getpid()}-{next(_numbers)}"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--norestore", "--nologo"]
    command += [f"--accept=pipe,name={pipe};urp;", *options]
    process = subprocess.Popen(
        command,
        env=without_virtual_environment(os.environ if environment is None else environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield _connect(pipe, process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _connect(pipe: str, process: "subprocess.Popen[bytes]", seconds: float = 60) -> Any:
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


def desktop(context: Any) -> Any:
    """Where documents are opened."""
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


@contextmanager
def opened(context: Any, path: Path, **options: object) -> Iterator[Any]:
    """A document, without a window."""
    document = desktop(context).loadComponentFromURL(path.as_uri(), "_blank", 0, _properties(Hidden=True, **options))
    assert document is not None, f"LibreOffice does not open {path}"
    try:
        yield document
    finally:
        document.close(True)


def stored(document: Any, path: Path) -> Path:
    """The document as LibreOffice saves it in an .xlsx file."""
    document.storeToURL(path.as_uri(), _properties(FilterName=XLSX_FILTER))
    return path


def _properties(**values: object) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue

    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())
