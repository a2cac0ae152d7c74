"""Files that are no ledger of ours, and ledgers that somebody meddled with."""

import sqlite3
from pathlib import Path

import pytest
from ledger_runs import LEDGER, take_in

from arrivals import submission
from jixiao.errors import JixiaoError
from jixiao.hosts.ledger.opening import open_ledger


class TestStrangeFiles:
    """Whatever is no ledger of ours stays as it is, byte for byte."""

    def refused(self, path: Path, *, read_only: bool = False) -> str:
        before = path.read_bytes()
        with pytest.raises(JixiaoError) as refused, open_ledger(path, read_only=read_only):
            pass
        assert path.read_bytes() == before
        assert [file.name for file in path.parent.iterdir()] == [path.name]
        assert len(str(refused.value)) <= 80 + len(path.name)
        return str(refused.value)

    @pytest.mark.parametrize("content", [b"PK\x03\x04", b"x" * 5000, b"SQLite format 3\x00"])
    def test_other_file(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "自评表.xlsx"
        path.write_bytes(content)
        assert "不是汇总台账" in self.refused(path)

    def test_database_of_somebody_else(self, tmp_path: Path) -> None:
        path = tmp_path / "别人的.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE t (a)")
        connection.close()
        assert "不是汇总台账" in self.refused(path)

    def test_newer_version(self, tmp_path: Path) -> None:
        path = self.made(tmp_path, "PRAGMA user_version = 99")
        assert "格式 99" in self.refused(path)

    @pytest.mark.parametrize("addition", ["CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM files; END",
                                          "CREATE VIEW v AS SELECT 1", "ALTER TABLE runs ADD COLUMN more",
                                          "DROP TABLE records"])  # fmt: skip
    @pytest.mark.parametrize("read_only", [False, True])
    def test_tables_that_are_not_ours(self, tmp_path: Path, addition: str, read_only: bool) -> None:
        path = self.made(tmp_path, addition)
        assert "已损坏" in self.refused(path, read_only=read_only)

    def test_damaged_pages(self, tmp_path: Path) -> None:
        path = self.made(tmp_path, "")
        content = bytearray(path.read_bytes())
        content[4096:] = bytes(range(256)) * ((len(content) - 4096) // 256)
        path.write_bytes(content)
        with pytest.raises(JixiaoError, match="已损坏"), open_ledger(path) as ledger:
            take_in(ledger, [submission("甲局")])

    def test_record_of_somebody_else(self, tmp_path: Path) -> None:
        for text in ("x'00'", "x'789c030000000001'", "zeroblob(20)"):
            path = self.made(tmp_path / text.strip("x'()"), f"UPDATE records SET text = {text}")
            with pytest.raises(JixiaoError, match="读不出来"), open_ledger(path) as ledger:
                list(ledger.submissions(head.id for head in ledger.heads()))

    def made(self, folder: Path, change: str) -> Path:
        folder.mkdir(exist_ok=True)
        path = folder / LEDGER
        with open_ledger(path) as ledger:
            take_in(ledger, [submission("甲局")])
        with sqlite3.connect(path) as connection:
            connection.executescript(change)
        connection.close()
        return path


def test_folder_that_is_not_there_and_ledger_that_is_not(tmp_path: Path) -> None:
    with pytest.raises(JixiaoError, match="没有这个文件夹"), open_ledger(tmp_path / "没有" / LEDGER):
        pass
    with pytest.raises(JixiaoError, match="没有找到台账"), open_ledger(tmp_path / LEDGER, create=False):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["50%汇总?.db", "a b#c&mode=ro.db", "汇总%41.db", ":memory:", "“引号”'.db"])
def test_any_name_is_a_name(tmp_path: Path, name: str) -> None:
    with open_ledger(tmp_path / name) as ledger:
        ledger.begin("roundup")
    with open_ledger(tmp_path / name, read_only=True) as ledger:
        assert len(ledger.runs()) == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]
