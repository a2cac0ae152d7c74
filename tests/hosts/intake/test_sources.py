"""Which files of folders, archives, patterns and stores are returned workbooks."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import fsspec
import pytest

from jixiao.consolidate.returns.submission import Refused
from jixiao.errors import JixiaoError
from jixiao.hosts.intake.candidate import Candidate
from jixiao.hosts.intake.content import close_archives, content_of
from jixiao.hosts.intake.reading import read_arrival
from jixiao.hosts.intake.sources import discover
from jixiao.hosts.xlsx.refusal import Refusal

CONTENT = b"PK\x03\x04 as if it were a workbook"


def lay(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(CONTENT)
    return folder


def names(*sources: Path | str) -> list[str]:
    return [one.name for one in discover([str(source) for source in sources]) if one.refused is None]


def refused(*sources: Path | str) -> dict[str, str]:
    found = discover([str(source) for source in sources])
    return {one.name: one.refused.code for one in found if isinstance(one.refused, Refused)}


def archive(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return buffer.getvalue()


class TestFolders:
    def test_workbooks_below_a_folder_in_order(self, tmp_path: Path) -> None:
        lay(
            tmp_path,
            "乙.xls",
            "甲.XLSX",
            "b/c/丁.et",
            "b/丙.xlsm",
            "~$甲.xlsx",
            ".备份/甲.xlsx",
            "Thumbs.db",
            "说明.txt",
        )
        assert names(tmp_path) == ["乙.xls", "甲.XLSX", "b/丙.xlsm", "b/c/丁.et"]
        assert refused(tmp_path) == {}

    def test_file_without_a_suffix_or_with_an_odd_one_is_told_by_its_first_bytes(self, tmp_path: Path) -> None:
        lay(tmp_path, "甲局自评表", "乙局.xlsx_", "丙局.2023")
        (tmp_path / "名单").write_text("甲局")
        assert names(tmp_path) == ["丙局.2023", "乙局.xlsx_", "甲局自评表"]

    def test_document_in_place_of_a_workbook_is_named(self, tmp_path: Path) -> None:
        lay(
            tmp_path,
            "甲局.xlsx",
            "甲局（盖章）.pdf",
            "乙局.docx",
            "丙局/自评表.xlsx",
            "丙局/扫描件.pdf",
            "丁局/自评.pdf",
        )
        assert names(tmp_path) == ["甲局.xlsx", "丙局/自评表.xlsx"]
        assert refused(tmp_path) == {"乙局.docx": "document", "丁局/自评.pdf": "document"}
        reasons = [one.refused.reason for one in discover([str(tmp_path)]) if one.refused]
        assert reasons[0] == "“乙局.docx”不是工作簿，没有读；如是代替自评表报来的，请退回，请其报送 .xlsx 文件。"

    def test_other_archives_are_to_be_unpacked(self, tmp_path: Path) -> None:
        lay(tmp_path, "a.rar", "b.7z")
        (tmp_path / "c.zip").write_bytes(b"Rar!\x1a\x07")
        assert refused(tmp_path) == {"a.rar": "archive", "b.7z": "archive", "c.zip": "archive"}

    def test_link_that_leads_nowhere_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "甲.xlsx").symlink_to(tmp_path / "没有的")
        (arrival,) = [read_arrival(one) for one in discover([str(tmp_path)])]
        assert isinstance(arrival, Refused)
        assert arrival.code == "missing"

    def test_link_that_leads_back_ends(self, tmp_path: Path) -> None:
        lay(tmp_path, "甲/甲.xlsx")
        (tmp_path / "甲" / "回").symlink_to(tmp_path, target_is_directory=True)
        assert names(tmp_path) == ["甲/甲.xlsx"]

    def test_size_and_time_are_the_file_s(self, tmp_path: Path) -> None:
        (found,) = discover([str(lay(tmp_path, "甲.xlsx"))])
        status = (tmp_path / "甲.xlsx").stat()
        assert found == Candidate("甲.xlsx", str(tmp_path / "甲.xlsx"), status.st_size, status.st_mtime)


class TestSeveralSources:
    def test_further_sources_begin_with_their_names(self, tmp_path: Path) -> None:
        lay(tmp_path, "上报/甲.xlsx", "补报/甲.xlsx", "x/补报/乙.xlsx")
        assert names(tmp_path / "上报", tmp_path / "补报", tmp_path / "x" / "补报") == [
            "甲.xlsx", "补报/甲.xlsx", "补报（2）/乙.xlsx"]  # fmt: skip

    def test_no_file_comes_twice(self, tmp_path: Path) -> None:
        lay(tmp_path, "甲.xlsx", "a/乙.xlsx")
        for sources in ([tmp_path, tmp_path / "a"], [tmp_path / "a", tmp_path], [tmp_path, tmp_path / "甲.xlsx"],
                        [tmp_path / "甲.xlsx", tmp_path], [f"{tmp_path}/*.xlsx", f"{tmp_path}/**/*.xlsx"]):  # fmt: skip
            assert sorted(name.rpartition("/")[2] for name in names(*sources)) == ["乙.xlsx", "甲.xlsx"]

    def test_files_that_the_shell_found_are_named_as_those_of_their_folder(self, tmp_path: Path) -> None:
        lay(tmp_path, "甲.xlsx", "乙.xlsx")
        assert names(tmp_path / "甲.xlsx", tmp_path / "乙.xlsx") == ["甲.xlsx", "乙.xlsx"]

    def test_pattern(self, tmp_path: Path) -> None:
        lay(tmp_path, "甲/自评.xlsx", "乙/自评.xlsx", "乙/别的.xlsx")
        assert names(f"{tmp_path}/*/自评.xlsx") == ["乙/自评.xlsx", "甲/自评.xlsx"]

    def test_folder_with_brackets_in_its_name_is_no_pattern(self, tmp_path: Path) -> None:
        lay(tmp_path, "[2023]/甲.xlsx")
        assert names(tmp_path / "[2023]") == ["甲.xlsx"]

    def test_file_to_be_written_is_left_out(self, tmp_path: Path) -> None:
        lay(tmp_path, "甲.xlsx", "汇总表.xlsx")
        assert [one.name for one in discover([str(tmp_path)], [tmp_path / "汇总表.xlsx"])] == ["甲.xlsx"]

    @pytest.mark.parametrize("source", ["没有的", "没有的/*.xlsx", "memory://没有的"])
    def test_source_that_is_not_there(self, tmp_path: Path, source: str) -> None:
        with pytest.raises(JixiaoError, match="请核对"):
            names(source if ":" in source else tmp_path / source)


class TestArchives:
    def test_members_are_read_in_memory_one_archive_deep(self, tmp_path: Path) -> None:
        inner = archive({"丙.xlsx": b"3", "更深.zip": archive({"丁.xlsx": b"4"})})
        packed = archive({"甲.xlsx": b"1", "乙局/乙.xlsx": b"2", "__MACOSX/._甲.xlsx": b"", "内.zip": inner})
        (tmp_path / "报送.zip").write_bytes(packed)
        found = [one for one in discover([str(tmp_path)]) if not one.refused]
        assert {one.name: content_of(one) for one in found} == {
            "报送.zip/甲.xlsx": b"1", "报送.zip/内.zip/丙.xlsx": b"3", "报送.zip/乙局/乙.xlsx": b"2"}  # fmt: skip
        assert refused(tmp_path) == {"报送.zip/内.zip/更深.zip": "archive_in_archive"}
        close_archives()

    def test_names_of_chinese_windows(self, tmp_path: Path) -> None:
        raw = "报送\\某某局（盖章）.xlsx".encode("gbk")
        (tmp_path / "a.zip").write_bytes(with_raw_name(raw, b""))
        assert names(tmp_path) == ["a.zip/报送/某某局（盖章）.xlsx"]

    def test_names_said_beside_the_name(self, tmp_path: Path) -> None:
        beside = b"\x01" + struct.pack("<L", zlib.crc32(b"?.xlsx")) + "某局.xlsx".encode()
        (tmp_path / "a.zip").write_bytes(with_raw_name(b"?.xlsx", struct.pack("<2H", 0x7075, len(beside)) + beside))
        assert names(tmp_path) == ["a.zip/某局.xlsx"]

    def test_members_of_one_name_are_told_apart(self, tmp_path: Path) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            packed = two_alike()
        (tmp_path / "a.zip").write_bytes(packed)
        found = discover([str(tmp_path)])
        assert {one.name: content_of(one) for one in found} == {"a.zip/甲.xlsx": b"1", "a.zip/甲（2）.xlsx": b"2"}
        close_archives()

    def test_workbook_called_zip_is_a_workbook(self, tmp_path: Path) -> None:
        (tmp_path / "甲局.zip").write_bytes(archive({"xl/workbook.xml": b"", "_rels/.rels": b""}))
        assert names(tmp_path) == ["甲局.zip"]

    def test_locked_archive(self, tmp_path: Path) -> None:
        packed = bytearray(archive({"甲.xlsx": b"1"}))
        packed[6] |= 1
        packed[packed.index(b"PK\x01\x02") + 8] |= 1
        (tmp_path / "a.zip").write_bytes(packed)
        assert refused(tmp_path) == {"a.zip": "archive_password"}

    @pytest.mark.parametrize("cut", [0, 10, 60])
    def test_cut_off_archive(self, tmp_path: Path, cut: int) -> None:
        (tmp_path / "a.zip").write_bytes(archive({"甲.xlsx": b"1"})[:cut])
        assert refused(tmp_path) == {"a.zip": "archive_damaged"}

    def test_bomb_in_an_archive_is_not_inflated(self, tmp_path: Path) -> None:
        (tmp_path / "a.zip").write_bytes(archive({"甲.xlsx": bytes(3_000_000)}))
        (found,) = discover([str(tmp_path)])
        with pytest.raises(Refusal):
            content_of(found)
        close_archives()


def two_alike() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("甲.xlsx", b"1")
        packed.writestr("甲.xlsx", b"2")
    return buffer.getvalue()


def with_raw_name(raw: bytes, extra: bytes) -> bytes:
    """An archive with one member, whose name is in these bytes, in no encoding that it tells."""
    placeholder = zipfile.ZipInfo("x" * len(raw))
    placeholder.extra = extra
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(placeholder, b"1")
    return buffer.getvalue().replace(b"x" * len(raw), raw)


class TestStores:
    def test_folder_of_a_store(self) -> None:
        store = fsspec.filesystem("memory")
        for name, content in {"甲.xlsx": b"1", "b/乙.xlsx": b"2", "c.zip": archive({"丙.xlsx": b"3"})}.items():
            store.pipe_file(f"/上报/{name}", content)
        found = list(discover(["memory://上报"]))
        assert {one.name: content_of(one) for one in found} == {
            "甲.xlsx": b"1",
            "b/乙.xlsx": b"2",
            "c.zip/丙.xlsx": b"3",
        }
        assert {one.size for one in found} == {1}
        assert names("memory://上报/*.xlsx") == ["甲.xlsx"]
        assert names("memory://上报/甲.xlsx") == ["甲.xlsx"]
        close_archives()

    def test_file_url(self, tmp_path: Path) -> None:
        (found,) = discover([f"file://{lay(tmp_path, '甲.xlsx')}"])
        assert (found.name, content_of(found)) == ("甲.xlsx", CONTENT)

    def test_unknown_store(self) -> None:
        with pytest.raises(JixiaoError, match="不能读取"):
            names("nothing-of-this-kind://a")
