"""Wheels into the Python of a bundle, as pip would install them there."""

from collections.abc import Iterable
from pathlib import Path

from installer import install
from installer.destinations import SchemeDictionaryDestination
from installer.records import RecordEntry
from installer.sources import WheelFile
from installer.utils import Scheme

from jixiao.errors import JixiaoError
from jixiao.hosts.bundle.python_folder import BundledPython
from jixiao.hosts.bundle.wheels import DAMAGED, Wheel
from jixiao.hosts.reasons import reason_of


class _Inside(SchemeDictionaryDestination):
    """Writes no start programs: they would hold the path of the computer that bundles."""

    def write_script(self, name: str, module: str, attr: str, section: str) -> RecordEntry:
        """Write nothing, and record that nothing was written."""
        return RecordEntry(name, None, None)

    def finalize_installation(self, scheme: Scheme, record_file_path: str, records: object) -> None:
        """Without a RECORD: nothing in the bundle is ever taken out again piece by piece."""


def unpack_wheels(wheels: Iterable[Wheel], python: BundledPython) -> None:
    """Unpack all wheels; data files such as xlwings' library go beside python.exe. Raises JixiaoError."""
    packages, top = str(python.site_packages), str(python.folder)
    places = {"purelib": packages, "platlib": packages, "data": top,
              "headers": str(python.folder / "Include"), "scripts": str(python.folder / "Scripts")}  # fmt: skip
    destination = _Inside(places, interpreter="python.exe", script_kind="win-amd64", overwrite_existing=True)
    for wheel in wheels:
        _unpack(wheel.path, destination)


def _unpack(path: Path, destination: SchemeDictionaryDestination) -> None:
    try:
        with WheelFile.open(path) as source:
            source.validate_record()
            install(source, destination, {"INSTALLER": b"jixiao\n"})
    except OSError as error:
        raise JixiaoError(f"{path}：没有解开（{reason_of(error)}）。请检查磁盘空间和权限。") from None
    except Exception as error:  # a damaged wheel raises whatever the libraries below raise
        if isinstance(error, KeyboardInterrupt):
            raise
        raise JixiaoError(DAMAGED.format(path=path)) from None
