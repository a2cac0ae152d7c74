"""addin build, install, status and uninstall: the buttons in Excel and LibreOffice.

Lines with paths and commands are printed as they are: broken by a terminal's width they could not be copied.
"""

from hashlib import sha256
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.cli.screen import table
from jixiao.hosts.excel.addin import install as excel
from jixiao.hosts.excel.addin.xlam import FILE_NAME as XLAM
from jixiao.hosts.excel.addin.xlam import build_xlam
from jixiao.hosts.libreoffice import install as libreoffice
from jixiao.hosts.libreoffice.oxt import FILE_NAME as OXT
from jixiao.hosts.libreoffice.oxt import build_oxt
from jixiao.hosts.machine import MAC, this_machine
from jixiao.hosts.placing import place_file

_IN_EXCEL = "重新打开 Excel，功能区“数据”右边就有“绩效自评”。"
_ON_MAC = (
    "Mac 版 Excel 里还不能用按钮，点了会说明该怎么做；要试请先运行一次 xlwings runpython install。"
    "LibreOffice 里能用：jixiao addin install --libreoffice"
)
_IN_LIBREOFFICE = "重新打开 LibreOffice，Calc 里就有“绩效自评”菜单和工具栏。"

_NO_BUNDLING = "生成文件夹要用 installer 和 packaging，这里没有装全。请运行：pip install installer packaging"


def build_addins(folder: Path, functions: bool = False) -> None:
    """Write the Excel add-in and the LibreOffice extension, for no computer in particular, into a folder."""
    place_file(folder / XLAM, build_xlam(functions))
    build_oxt(folder / OXT)
    for name in (XLAM, OXT):
        print(f"已生成：{folder / name}")
        print(f"  SHA-256 {sha256((folder / name).read_bytes()).hexdigest()}")


def install_addin(in_libreoffice: bool, functions: bool = False) -> None:
    """Install the buttons in Excel or in LibreOffice, for the present user."""
    machine = this_machine()
    if in_libreoffice:
        print(f"已装入 LibreOffice，所用的程序：{libreoffice.install(machine)}")
        print(_IN_LIBREOFFICE)
    else:
        print(f"已安装：{excel.install(machine, functions)}")
        print(_ON_MAC if machine.platform == MAC else _IN_EXCEL)


def show_status() -> None:
    """What is installed where."""
    machine = this_machine()
    found = (excel.status(machine), libreoffice.status(machine))
    table("按钮", ("程序", "状态", "说明"), [(each.host, each.state, each.detail) for each in found])


def uninstall_addin() -> None:
    """Take the buttons out of Excel and of LibreOffice."""
    machine = this_machine()
    path = excel.uninstall(machine)
    print("Excel 里没有装过。" if path is None else f"已从 Excel 卸载：{path}")
    print("已从 LibreOffice 卸载。" if libreoffice.uninstall(machine) else "LibreOffice 里没有装过。")


def bundle_addin(folder: Path, python: Path, wheels: Path | None) -> None:
    """Lay Python and jixiao into a folder for offices that have no Python."""
    try:
        from jixiao.hosts.bundle.bundling import make_bundle
    except ImportError:  # not ModuleNotFoundError: LibreOffice's uno turns that into this
        raise JixiaoError(_NO_BUNDLING) from None
    made = make_bundle(folder, python, wheels)
    size = sum(path.stat().st_size for path in made.folder.rglob("*") if path.is_file())
    print(f"已生成：{made.folder}（Python {made.python.version}，{len(made.wheels)} 个程序包，{size / 2**20:,.0f} MB）")
    print("把整个文件夹拷到没有 Python 的电脑上，双击其中的“安装.cmd”。请先试装一台，再发给各单位。")
