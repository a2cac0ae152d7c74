"""Installing the add-in for the present user, saying what is installed, and taking it out again."""

from importlib.metadata import version
from pathlib import Path

from jixiao import __version__
from jixiao.errors import JixiaoError
from jixiao.hosts.excel.addin.places import addin_file, excel_places
from jixiao.hosts.excel.addin.xlam import CONFIG_SHEET, FUNCTION_SETTINGS, VERSION, build_xlam, with_settings
from jixiao.hosts.file import read_book
from jixiao.hosts.machine import MAC, WINDOWS, Machine, stands
from jixiao.hosts.placing import place_file, remove_file
from jixiao.hosts.status import Status

NO_EXCEL = (
    "没有找到 Excel，没有安装。查找过：{places}。"
    "如已装好 Excel，请先打开一次再试；LibreOffice 请用：jixiao addin install --libreoffice"
)
NOT_HERE = (
    "Excel 只有 Windows 和 Mac 版，这台电脑上不能装 Excel 加载项。LibreOffice 请用：jixiao addin install --libreoffice"
)
FUNCTIONS_ON_WINDOWS = "单元格函数（JX_RATE 等）只能用在 Windows 的 Excel 里。请去掉 --functions 再装。"
NO_LIBRARY = "没有找到 {name}（查找过 {folder}），单元格函数用不了，没有安装。请重装 xlwings，或去掉 --functions 再装。"

_INTERPRETER = {WINDOWS: "INTERPRETER_WIN", MAC: "INTERPRETER_MAC"}


def install(machine: Machine, functions: bool = False) -> Path:
    """Put the add-in, told which Python to start, where Excel loads it. Raises JixiaoError, one sentence.

    ``functions``: with the functions for cells.
    """
    target = addin_file(machine)
    if target is None:
        raise JixiaoError(NOT_HERE)
    if not has_excel(machine):
        raise JixiaoError(NO_EXCEL.format(places="、".join(map(str, excel_places(machine)))))
    if functions:
        _can_have_functions(machine)
    settings = {_INTERPRETER[machine.platform]: str(machine.python), **(FUNCTION_SETTINGS if functions else {})}
    place_file(target, with_settings(build_xlam(functions), settings))
    return target


def uninstall(machine: Machine) -> Path | None:
    """Remove the add-in; its former place, or None where there was none. Raises RefusedWrite."""
    target = addin_file(machine)
    return target if target is not None and remove_file(target) else None


def status(machine: Machine) -> Status:
    """What is installed in Excel."""
    target = addin_file(machine)
    if target is not None and stands(target):
        return Status("Excel", *_installed(machine, target))
    if target is None or not has_excel(machine):
        return Status("Excel", "没有找到 Excel", "" if target is None else "、".join(map(str, excel_places(machine))))
    return Status("Excel", "未安装", "安装：jixiao addin install")


def has_excel(machine: Machine) -> bool:
    """Whether something shows that Excel is installed."""
    return any(stands(place) for place in excel_places(machine))


def _can_have_functions(machine: Machine) -> None:
    """xlwings' library for functions stands beside the Python that pip installed it for, or one folder up."""
    if machine.platform != WINDOWS:
        raise JixiaoError(FUNCTIONS_ON_WINDOWS)
    folders = (machine.python.parent, machine.python.parent.parent)
    if not any(stands(folder / name) for folder in folders for name in library_names()):
        raise JixiaoError(NO_LIBRARY.format(name=library_names()[0], folder=folders[0]))


def library_names() -> tuple[str, str]:
    """What xlwings calls its library for functions, for Excel of 64 and of 32 bits."""
    release = version("xlwings")
    return f"xlwings64-{release}.dll", f"xlwings32-{release}.dll"


def installed_settings(machine: Machine, path: Path) -> tuple[str, str]:
    """The version of an installed add-in and the Python that it starts. Raises JixiaoError where it is damaged."""
    settings = _settings(path)
    return settings.get(VERSION, ""), settings.get(_INTERPRETER[machine.platform], "")


def _installed(machine: Machine, path: Path) -> tuple[str, str]:
    again = "请重新运行 jixiao addin install"
    try:
        installed, python = installed_settings(machine, path)
    except JixiaoError:
        return "已损坏", f"{path}，{again}"
    if not python or not stands(Path(python)):
        return "不能使用", f"{path} 所用的 Python 不在了：{python}，{again}"
    if installed != __version__:
        return f"已安装 {installed}", f"{path}，现在的版本是 {__version__}，{again}"
    return f"已安装 {installed}", f"{path}，所用的 Python：{python}"


def _settings(path: Path) -> dict[str, str]:
    sheet = read_book(path).sheets.get(CONFIG_SHEET)
    cells = sheet.cells if sheet is not None else {}
    names = {row: str(cell.value) for (row, column), cell in cells.items() if column == 1}
    return {names[row]: str(cell.value) for (row, column), cell in cells.items() if column == 2 and row in names}
