"""Installing the add-in for the present user, saying what is installed, and taking it out again."""

from pathlib import Path

from jixiao import __version__
from jixiao.errors import JixiaoError
from jixiao.hosts.excel.addin.places import addin_file, excel_places
from jixiao.hosts.excel.addin.xlam import CONFIG_SHEET, VERSION, build_xlam, with_settings
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

_INTERPRETER = {WINDOWS: "INTERPRETER_WIN", MAC: "INTERPRETER_MAC"}


def install(machine: Machine) -> Path:
    """Put the add-in, told which Python to start, where Excel loads it. Raises JixiaoError, one sentence."""
    target = addin_file(machine)
    if target is None:
        raise JixiaoError(NOT_HERE)
    if not has_excel(machine):
        raise JixiaoError(NO_EXCEL.format(places="、".join(map(str, excel_places(machine)))))
    place_file(target, with_settings(build_xlam(), {_INTERPRETER[machine.platform]: str(machine.python)}))
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


def _installed(machine: Machine, path: Path) -> tuple[str, str]:
    again = "请重新运行 jixiao addin install"
    try:
        settings = _settings(path)
    except JixiaoError:
        return "已损坏", f"{path}，{again}"
    python, version = settings.get(_INTERPRETER[machine.platform], ""), settings.get(VERSION, "")
    if not python or not stands(Path(python)):
        return "不能使用", f"{path} 所用的 Python 不在了：{python}，{again}"
    if version != __version__:
        return f"已安装 {version}", f"{path}，现在的版本是 {__version__}，{again}"
    return f"已安装 {version}", f"{path}，所用的 Python：{python}"


def _settings(path: Path) -> dict[str, str]:
    sheet = read_book(path).sheets.get(CONFIG_SHEET)
    cells = sheet.cells if sheet is not None else {}
    names = {row: str(cell.value) for (row, column), cell in cells.items() if column == 1}
    return {names[row]: str(cell.value) for (row, column), cell in cells.items() if column == 2 and row in names}
