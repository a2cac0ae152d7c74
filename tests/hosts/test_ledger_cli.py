"""jixiao ledger: finding a unit, deciding on it, the state on its cover, scores."""

from pathlib import Path

import openpyxl
import pytest
from ledger_desk import Desk, desk_with_returns, workbook

from command_line import run
from jixiao import flow
from jixiao.hosts.file import read_book


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with_returns(tmp_path)


class TestFindingAUnit:
    @pytest.mark.parametrize("words", ["体育", "体育局", "体育局.xlsx", " 体 育 局"])
    def test_by_name_file_or_part(self, desk: Desk, words: str) -> None:
        assert desk.run("accept", words).startswith("体育局：已记为“通过”")

    def test_exact_name_goes_before_part_and_code_before_both(self, desk: Desk) -> None:
        assert desk.run("accept", "教育局").startswith("教育局：")
        assert desk.run("accept", "001").startswith("教育局：")

    def test_several_are_listed_and_none_is_said(self, desk: Desk) -> None:
        assert "对得上 2 个：教育局、教育局直属幼儿园" in desk.run("accept", "教育", code=2)
        assert "没有找到“财政局”" in desk.run("accept", "财政局", code=2)
        assert "没有找到“”" in desk.run("accept", "", code=2)

    def test_file_of_nobody_by_its_name(self, desk: Desk) -> None:
        assert desk.run("return", "坏.xlsx", "--reason", "打不开").startswith("坏.xlsx：已记为“退回”")
        assert [row["what"] for row in map(dict, desk.rows("history", "坏"))] == ["received", "returned"]


class TestDeciding:
    def test_state_on_the_cover_is_set_and_read_and_can_be_undone(self, desk: Desk) -> None:
        before = (desk.sent / "体育局.xlsx").read_bytes()
        desk.run("return", "体育局", "--reason", "与决算不符", "--by", "复核人", "--write")
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("退回", "returned")
        assert self.state_of(desk.sent / "体育局.xlsx") == "退回"
        assert desk.round_up() == ["体育局.xlsx"]
        assert desk.round_up() == []
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("退回", "returned")
        assert "没有变动" in desk.run("changes")
        run("undo", desk.sent / "体育局.xlsx")
        assert (desk.sent / "体育局.xlsx").read_bytes() == before
        desk.round_up()
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("填报", "returned")

    def test_explained_goes_back_to_review_and_reopened_is_open(self, desk: Desk) -> None:
        desk.run("explain", "体育局", "--write")
        assert (desk.row("体育局")["state"], desk.row("体育局")["verdict"]) == ("送审", "explained")
        desk.run("reopen", "体育局")
        assert desk.row("体育局")["verdict"] == "open"
        assert [row["what"] for row in desk.rows("history", "体育局")] == ["received", "explained", "open"]

    def test_file_that_cannot_be_written_is_told_and_the_verdict_kept(self, desk: Desk) -> None:
        path = desk.sent / "体育局.xlsx"
        path.chmod(0o444)
        assert "只读" in desk.run("accept", "体育局", "--write", code=1)
        path.chmod(0o644)
        path.write_bytes(workbook("体育局", 90))
        assert "在汇总之后改过" in desk.run("accept", "体育局", "--write", code=1)
        path.unlink()
        assert "没有找到“体育局.xlsx”的原文件" in desk.run("accept", "体育局", "--write", code=1)
        assert desk.row("体育局")["verdict"] == "accepted"

    def test_file_without_a_cover_that_we_know_is_told(self, desk: Desk) -> None:
        assert "读不出来" in desk.run("return", "坏.xlsx", "--write", code=1)
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in (["单位名称", "别处"], [], ["项目", "全年预算数", "全年执行数"], ["合计", 100, 90]):
            book.active.append(row)
        book.save(desk.sent / "别处.xlsx")
        desk.round_up()
        assert "没有“状态”一格" in desk.run("accept", "别处.xlsx", "--write", code=1)

    def test_moved_together_with_its_ledger(self, desk: Desk) -> None:
        home = desk.sent.parent / "搬家"
        home.mkdir()
        desk.sent, desk.ledger = desk.sent.rename(home / "报送"), desk.ledger.rename(home / desk.ledger.name)
        assert "封面状态已是“通过”" in desk.run("accept", "体育局", "--write")
        assert self.state_of(desk.sent / "体育局.xlsx") == "通过"

    def test_scores_are_kept_changed_and_taken_back(self, desk: Desk) -> None:
        assert "复核得分92.5，自评95" in desk.run("score", "体育局", "92.5", "--reason", "抽查").replace(" ", "")
        assert desk.row("体育局")["review_score"] == "92.5"
        desk.receive("体育局", 90)
        desk.round_up()
        row = desk.row("体育局")
        assert (row["review_score"], row["review_score_is_old"]) == ("92.5", "yes")
        assert "92.5（旧）" in desk.run("show")
        assert "原来记的是92.5" in desk.run("score", "体育局", "88分").replace(" ", "")
        desk.run("score", "体育局", "--withdraw")
        assert desk.row("体育局")["review_score"] == ""
        assert [row["score"] for row in desk.rows("history", "体育局")] == ["95", "92.5", "", "90", "88", ""]
        for wrong in (["九十"], [], ["90", "--withdraw"]):
            assert "请写复核得分" in desk.run("score", "体育局", *wrong, code=2)

    def state_of(self, path: Path) -> str:
        review = flow.review_book(read_book(path))
        return review.text(review.form.fields["state"])
