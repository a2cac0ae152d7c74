"""jixiao demo: every installed example made, checked and told, and nobody's files touched."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from command_line import run as jixiao
from jixiao.hosts.cli import demo as demo_module
from jixiao.hosts.cli.demo import make_example
from jixiao.template.examples import example_ids, load_example
from workbooks import EXAMPLE


@dataclass(frozen=True)
class Run:
    """A demo that was run: where, what it printed, what it exited with."""

    folder: Path
    printed: str
    refused: str
    exit_code: int

    def files(self) -> set[str]:
        """Every file below the folder."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}


def run(folder: Path) -> Run:
    result = jixiao("demo", folder)
    return Run(folder, result.stdout, result.stderr, result.exit_code)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(tmp_path_factory.mktemp("demo") / "结果")


def lines_of(text: str) -> Mapping[str, str]:
    """The lines that say what a workbook's total is: file name → what is said."""
    pairs = (line.split("　总分 ") for line in text.splitlines() if "　总分 " in line)
    return {name.strip(): said.strip() for name, said in pairs}


def test_files_of_every_example_are_in_a_folder_of_its_own(made: Run) -> None:
    assert (made.exit_code, made.refused) == (0, "")
    expected = set()
    for example in map(load_example, example_ids()):
        names = [f"单位/{book.file}" if book.role == "unit" else book.file for book in example.books]
        names += [example.summary_file] if example.summary_file else []
        expected |= set(names)
    assert {name.split("/", 1)[1] for name in made.files() if "空白模板_" not in name} == expected
    places = {name.split("/")[0] for name in made.files()}
    assert {"2021_东湖区政务服务数据管理局", "2022_东湖区政务服务数据管理局_部门评价评分表"} < places
    assert len(made.files()) == len(expected) + len(example_ids())
    assert len(places) == len(example_ids())


def test_every_file_is_named_and_nothing_is_wrong_that_was_not_published_so(made: Run) -> None:
    assert all(name.split("/", 1)[1] in made.printed for name in made.files())
    overview = [found[1] for line in made.printed.splitlines() if (found := re.search(r"错误 ([0-9]+) · 提示", line))]
    assert overview == ["3", "4", "4", "1"]
    assert "146.55" in made.printed
    assert "Traceback" not in made.printed


_OFFICE = "南昌市东湖区政务服务数据管理局"
_PROJECTS = {
    f"{_OFFICE}_拨付采购工作经费": "93.61：无法核实，有 9 项得分没有填（H14、H15、H16、H17、H18 等）",
    f"{_OFFICE}_窗口人员绩效考核经费": "80.63：无法核实，有 4 项得分没有填（H14、H15、H22、H37）",
    f"{_OFFICE}_外包人员服务工作经费": "96.05：无法核实，有 3 项得分没有填（H14、H26、H37）",
    f"{_OFFICE}_行政中心事务工作经费": "77.68：无法核实，有 3 项得分没有填（H14、H22、H37）",
    f"{_OFFICE}_其他资金": "91：无法核实，有 6 项得分没有填（H14、H15、H16、H17、H18 等）",
    "南昌市东湖区公共资源交易中心_其他资金": "没有公布总分",
}


def test_published_totals_stand_beside_the_sums_of_the_scores(made: Run) -> None:
    said = lines_of(made.printed)
    assert said == {
        "2021_东湖区政务服务数据管理局_部门整体自评.xlsx": "95 = 各项之和 95",
        "单位/2021_东湖区政务服务数据管理局_自评.xlsx": (
            "95：无法核实，有 19 项得分没有填（H14、H15、H16、H17、H18 等）"
        ),
        "单位/2021_东湖区公共资源交易中心_自评.xlsx": "95：无法核实，有 19 项得分没有填（H14、H15、H16、H17、H18 等）",
        "2021_广州市海珠区政务服务数据管理局_部门整体自评.xlsx": "88.7：无法核实，有 2 项得分没有填（I27、I28）",
        "2021_益阳市赫山区政务服务中心_部门整体自评.xlsx": "94 = 各项之和 94",
        **{f"单位/2022_{book}.xlsx": said for book, said in _PROJECTS.items()},
        "2021_湛江市政务服务数据管理局_部门整体自评.xlsx": (
            "100：无法核实，有 28 项得分没有填（G9、G15、G19、G20、G21 等）"
        ),
        "2022_东湖区政务服务数据管理局_外包人员服务工作经费_部门评价.xlsx": "98 = 各项之和 98",
    }


def test_what_the_published_copy_lost_stands_in_the_guide(made: Run) -> None:
    for example in map(load_example, example_ids()):
        for book in example.books:
            path = next(made.folder.rglob(book.file))
            guide = openpyxl.load_workbook(path, read_only=True)["填报说明"]
            texts = " ".join(str(cell) for row in guide.iter_rows(values_only=True) for cell in row if cell)
            assert all(text in texts for text in book.lost)


def test_running_again_replaces_its_own_files_and_no_others(made: Run) -> None:
    own = made.folder / f"{load_example(EXAMPLE).year}_{load_example(EXAMPLE).department}"
    mine = {made.folder / "我的.xlsx": b"1", own / "我的.xlsx": b"2", own / "单位" / "笔记.txt": b"3"}
    for path, content in mine.items():
        path.write_bytes(content)
    changed = next(own.glob("*部门整体自评.xlsx"))
    changed.write_bytes(b"")
    again = run(made.folder)
    assert (again.exit_code, again.printed) == (0, made.printed)
    assert changed.stat().st_size > 10_000
    assert {path: path.read_bytes() for path in mine} == mine
    for path in mine:
        path.unlink()


@pytest.mark.parametrize("blocker", ["", "2021_东湖区政务服务数据管理局"])
def test_file_in_the_place_of_a_folder_is_one_sentence(blocker: str, tmp_path: Path) -> None:
    folder = tmp_path / "结果"
    path = folder / blocker
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"1")
    refused = run(folder)
    assert refused.exit_code == 2
    assert "不能在这里写文件" in refused.refused
    assert (len(refused.refused.strip().splitlines()), path.read_bytes()) == (1, b"1")


def test_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(demo_module, "save_workbook", full)
    refused = run(tmp_path)
    assert (refused.exit_code, len(refused.refused.strip().splitlines())) == (2, 1)


def test_folder_name_is_one_that_every_system_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = load_example(EXAMPLE).model_copy(update={"department": 'A/B:"市\\局"' + "长" * 100})
    monkeypatch.setattr(demo_module, "example_ids", lambda: ("一", "二"))
    monkeypatch.setattr(demo_module, "load_example", lambda id: example)
    assert run(tmp_path).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"2021_A_B_市_局_{'长' * 52}_部门整体支出绩效自评表_{id}" for id in "一二"]  # fmt: skip


def test_example_without_units_has_no_summary(tmp_path: Path) -> None:
    example = load_example(EXAMPLE)
    alone = example.model_copy(update={"books": tuple(book for book in example.books if book.role == "department")})
    make_example(alone, tmp_path)
    assert sorted(path.name[:4] for path in tmp_path.iterdir()) == ["2021", "空白模板"]
