"""Where Excel is, and where it loads add-ins from, on each system."""

from pathlib import Path

from jixiao.hosts.excel.addin.xlam import FILE_NAME
from jixiao.hosts.machine import MAC, WINDOWS, Machine

_VERSIONS = ("root/Office16", "Office16", "Office15", "Office14")
_MAC_CONTAINER = ("Library", "Group Containers", "UBF8T346G9.Office")


def addin_file(machine: Machine) -> Path | None:
    """Where the add-in goes for this user; None where Excel does not exist for the system.

    It is Excel's own start-up folder: Excel opens what lies there at each start and trusts it, without an entry
    in the registry or a tick in the list of add-ins, and removing the file removes the buttons.
    """
    folder = _startup_folder(machine)
    return None if folder is None else folder / FILE_NAME


def other_addin_folders(machine: Machine) -> tuple[Path, ...]:
    """Where else Excel on Windows loads add-ins from: the start-up folders of all users."""
    if machine.platform != WINDOWS:
        return ()
    return tuple(
        root / "Microsoft Office" / each / "XLSTART" for root in machine.program_folders() for each in _VERSIONS
    )


def excel_places(machine: Machine) -> tuple[Path, ...]:
    """What shows that Excel is installed, if one of them exists: its programs, and the folder of its first start."""
    if machine.platform == WINDOWS:
        folders = [root / "Microsoft Office" / each for root in machine.program_folders() for each in _VERSIONS]
        return (*(folder / "EXCEL.EXE" for folder in folders), _roaming(machine) / "Microsoft" / "Excel")
    if machine.platform == MAC:
        program = Path("Applications", "Microsoft Excel.app")
        return (Path("/") / program, machine.home / program, machine.home.joinpath(*_MAC_CONTAINER))
    return ()


def _startup_folder(machine: Machine) -> Path | None:
    if machine.platform == WINDOWS:
        return _roaming(machine) / "Microsoft" / "Excel" / "XLSTART"
    if machine.platform == MAC:
        return machine.home.joinpath(*_MAC_CONTAINER, "User Content.localized", "Startup.localized", "Excel")
    return None


def _roaming(machine: Machine) -> Path:
    return machine.folder("APPDATA", "AppData", "Roaming")
