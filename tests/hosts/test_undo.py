"""undo: the very bytes from before a command come back, and nothing that anyone changed since is lost unasked."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from file_builders import build, edit, tiny, tiny_parts

from command_line import run
from jixiao.errors import JixiaoError
from jixiao.hosts.file import write_edits
from jixiao.hosts.history.captions import moment
from jixiao.hosts.history.names import FOLDER
from jixiao.hosts.history.steps import Command
from jixiao.hosts.history.undo import past_of, redo, undo
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.xlsx import save


def write(path: Path, value: int, command: Command | None = None) -> bytes:
    """Run a command on the file; what it holds then."""
    write_edits(path, [edit("A1", Decimal(value)), edit("B2", "文")], command or Command("fill"))
    return path.read_bytes()


def change(path: Path, value: int) -> bytes:
    """What a person does to the file in Excel; what it holds then."""
    write_edits(path, [edit("C3", Decimal(value))])
    return path.read_bytes()


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(JixiaoError) as refused:
        work()
    return str(refused.value)


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FOLDER).glob("*.xlsx"))


class TestSteps:
    def test_the_file_is_the_same_bytes_again(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        before = path.read_bytes()
        write(path, 1)
        (step,) = undo(path)
        assert path.read_bytes() == before
        assert (step.command, dict(step.cells)) == ("fill", {"表": 2})

    def test_several_steps_one_by_one_or_at_once(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        states = [path.read_bytes(), *(write(path, number) for number in range(4))]
        undo(path)
        assert path.read_bytes() == states[3]
        undo(path)
        assert path.read_bytes() == states[2]
        assert len(undo(path, steps=2)) == 2
        assert path.read_bytes() == states[0]
        assert refusal(lambda: undo(path)) == "“表.xlsx”没有可以再撤销的步骤，没有改动；请用 --list 查看。"

    def test_more_steps_than_there_are_change_nothing(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        now = write(path, 1)
        assert refusal(lambda: undo(path, steps=2)) == (
            "“表.xlsx”只能撤销 1 步，没有改动；请减小 --steps，先用 --list 看有哪些步骤。"
        )
        assert path.read_bytes() == now

    def test_an_undo_can_be_taken_back(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        states = [path.read_bytes(), *(write(path, number) for number in range(3))]
        undo(path)
        undo(path, steps=2)
        assert [step.command for step in redo(path)] == ["fill", "fill"]
        assert path.read_bytes() == states[2]
        redo(path)
        assert path.read_bytes() == states[3]
        assert refusal(lambda: redo(path)) == "“表.xlsx”没有刚撤销的步骤可以恢复，没有改动。"
        undo(path, steps=3)
        assert path.read_bytes() == states[0]

    def test_a_new_command_ends_what_was_undone(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        first = write(path, 1)
        write(path, 2)
        undo(path)
        write(path, 3)
        assert refusal(lambda: redo(path)).startswith("“表.xlsx”没有刚撤销的步骤")
        undo(path)
        assert path.read_bytes() == first

    def test_one_run_of_a_command_is_one_step_however_often_it_writes(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        before = path.read_bytes()
        command = Command("roundup")
        write(path, 1, command)
        write(path, 2, command)
        assert len(copies(tmp_path)) == 1
        (step,) = undo(path)
        assert dict(step.cells) == {"表": 4}
        assert path.read_bytes() == before

    def test_what_changes_nothing_is_no_step(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        write(path, 1)
        before = path.stat()
        write(path, 1)
        assert path.stat() == before
        assert len(past_of(path).past.done) == 1

    def test_without_a_command_there_are_no_backups(self, tmp_path: Path) -> None:
        change(tiny(tmp_path), 1)
        assert not (tmp_path / FOLDER).exists()


class TestChanges:
    """Work of other hands since a command is not lost."""

    def test_a_file_that_was_changed_since_stays(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        command = Command("clear")
        write(path, 1, command)
        now = change(path, 5)
        (copy,) = copies(tmp_path)
        assert refusal(lambda: undo(path)) == (
            f"“表.xlsx”在 {moment(command.time)}“清除标记”之后又改过，恢复会丢掉这些改动，所以没有动它。"
            f"只想取回那之前的内容，请复制备份“.jixiao-backup/{copy}”；"
            "不要这些改动，请加 --force（现在的内容也会留一份备份）。"
        )
        assert path.read_bytes() == now

    def test_force_keeps_the_changes_for_a_redo(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        before = path.read_bytes()
        write(path, 1)
        now = change(path, 5)
        undo(path, force=True)
        assert path.read_bytes() == before
        redo(path)
        assert path.read_bytes() == now

    @pytest.mark.parametrize("steps", [1, 2])
    def test_changes_between_two_commands_stay(self, tmp_path: Path, steps: int) -> None:
        path = tiny(tmp_path)
        write(path, 1)
        between = change(path, 5)
        write(path, 2)
        if steps == 1:
            undo(path)
            assert path.read_bytes() == between
        now = path.read_bytes()
        assert "之后又改过" in refusal(lambda: undo(path, steps))
        assert path.read_bytes() == now

    def test_a_redo_does_not_overwrite_changes_either(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        write(path, 1)
        undo(path)
        change(path, 5)
        assert "“撤销”之后又改过" in refusal(lambda: redo(path))

    def test_a_step_of_another_process_in_between_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, check = tiny(tmp_path), save._check
        before = path.read_bytes()

        def other_first(*arguments: object, **options: object) -> None:
            monkeypatch.setattr(save, "_check", check)
            write(path, 1)

        monkeypatch.setattr(save, "_check", other_first)
        assert "在写入期间被别的程序改过" in refusal(lambda: write(path, 2))
        undo(path)
        assert path.read_bytes() == before


class TestPlaces:
    """Files that are not where or what their backups say."""

    def test_no_past(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        assert refusal(lambda: undo(path)) == (
            "“表.xlsx”没有可以撤销的步骤：这个文件夹里没有它的备份。"
            "如果文件是移动或改名来的，备份在原来的文件夹里，记在原来的名字下。"
        )

    def test_a_renamed_file_is_recognised(self, tmp_path: Path) -> None:
        path, command = tiny(tmp_path), Command("fill")
        write(path, 1, command)
        (copy,) = copies(tmp_path)
        assert refusal(lambda: undo(path.rename(tmp_path / "新.xlsx"))) == (
            f"“新.xlsx”没有备份；它的内容与“表.xlsx”在 {moment(command.time)}“重算”之后的一样，像是改了名。"
            f"请改回“表.xlsx”后再撤销，或直接取用备份“.jixiao-backup/{copy}”。"
        )
        assert refusal(lambda: undo(path)) == (
            f"没有找到文件“表.xlsx”；它的备份还在，最近一份是“.jixiao-backup/{copy}”，可以复制出来使用。"
        )

    def test_a_missing_file_without_backups(self, tmp_path: Path) -> None:
        assert refusal(lambda: undo(tmp_path / "无.xlsx")) == "没有找到文件“无.xlsx”，请核对文件名和所在的文件夹。"

    def test_a_whole_folder_may_move(self, tmp_path: Path) -> None:
        (tmp_path / "甲").mkdir()
        path = tiny(tmp_path / "甲")
        before = path.read_bytes()
        write(path, 1)
        moved = shutil.move(tmp_path / "甲", tmp_path / "乙") / path.name
        undo(moved)
        assert moved.read_bytes() == before

    def test_backups_are_beside_the_file_behind_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "实").mkdir()
        path, link = tiny(tmp_path / "实"), tmp_path / "链接.xlsx"
        try:
            link.symlink_to(path)
        except OSError:
            pytest.skip("no symbolic links here")
        before = path.read_bytes()
        write(link, 1)
        assert len(copies(tmp_path / "实")) == 1
        assert not (tmp_path / FOLDER).exists()
        undo(link)
        assert link.is_symlink()
        assert path.read_bytes() == before


class TestNoBackup:
    """What is refused anyway leaves no backup."""

    @pytest.mark.parametrize("obstacle", ["~$表.xlsx", ".~lock.表.xlsx#", "signed", "read-only"])
    def test_of_a_file_that_is_not_written(self, tmp_path: Path, obstacle: str) -> None:
        path = tiny(tmp_path)
        if obstacle == "signed":
            build(path, tiny_parts() | {"_xmlsignatures/sig1.xml": "<a/>"})
        elif obstacle == "read-only":
            path.chmod(0o444)
        else:
            (tmp_path / obstacle).touch()
        refusal(lambda: write(path, 1))
        assert not (tmp_path / FOLDER).exists()

    def test_nor_does_undo_touch_an_open_file(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        now = write(path, 1)
        (tmp_path / "~$表.xlsx").touch()
        assert "正在 Excel" in refusal(lambda: undo(path))
        assert path.read_bytes() == now
        assert len(copies(tmp_path)) == 1


class TestCommandLine:
    def test_the_demo_leaves_no_backups(self, demo: Path) -> None:
        assert not list(demo.rglob(FOLDER))

    def test_each_command_can_be_undone(self, demo: Path, tmp_path: Path) -> None:
        path, units = tmp_path / "汇总.xlsx", demo / "单位"
        path.write_bytes(next(demo.glob("*整体自评.xlsx")).read_bytes())
        change_unit = shutil.copytree(units, tmp_path / "单位") / next(units.iterdir()).name
        write_edits(change_unit, [edit("E9", Decimal(100), sheet="自评表")])
        states = [path.read_bytes()]
        for command in (["clear"], ["check", "--mark"], ["roundup", tmp_path / "单位", "-o"], ["fill"]):
            assert run(*command, path).exit_code in (0, 1)
            states.append(path.read_bytes())
        written = [state for state, following in pairwise(states) if following != state]
        listed = run("undo", path, "--list")
        assert listed.exit_code == 0
        assert [name for name in ("清除标记", "审核", "汇总") if name in listed.stdout] == ["清除标记", "审核", "汇总"]
        for state in reversed(written):
            result = run("undo", path)
            assert result.exit_code == 0, result.output
            assert path.read_bytes() == state
        assert path.read_bytes() == states[0]
        assert run("undo", path, "--redo").exit_code == 0
        assert path.read_bytes() == written[1]
        assert "已撤销" in run("undo", path, "--list").stdout

    def test_undo_says_what_it_did_and_how_to_take_it_back(self, tmp_path: Path) -> None:
        path, command = tiny(tmp_path), Command("fill")
        write(path, 1, command)
        result = run("undo", path)
        assert "表.xlsx：已恢复到" in result.stdout
        assert f'请运行：jixiao undo --redo "{path}"' in result.stdout
        result = run("undo", path)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)

    def test_the_list_warns_of_changes_since(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        assert "没有可以撤销的步骤" in run("undo", path, "--list").stdout
        write(path, 1)
        change(path, 2)
        assert "之后文件又改过" in run("undo", path, "--list").stdout

    def test_a_summary_does_not_count_backups(self, tmp_path: Path) -> None:
        path = tiny(tmp_path)
        write(path, 1)
        assert [candidate.name for candidate in discover([str(tmp_path)])] == [path.name]
        assert [*discover([str(tmp_path / FOLDER)])]
