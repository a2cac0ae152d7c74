"""One file → its arrival."""

from decimal import Decimal
from pathlib import Path

from jixiao.consolidate.returns.submission import Content, Refused, Submission
from jixiao.hosts.intake.pool import arrivals
from jixiao.hosts.intake.sources import discover
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from unit_workbooks import unit_entries
from workbooks import TEMPLATE


def test_folder_of_workbooks(tmp_path: Path) -> None:
    plan = evaluation_blueprint(TEMPLATE)
    (tmp_path / "甲站").mkdir()
    (tmp_path / "甲站" / "自评.xlsx").write_bytes(build_workbook(plan, unit_entries(plan, "甲站", 100, 80, 90)))
    (tmp_path / "坏.xlsx").write_bytes(b"")
    found = {candidate.name: arrival for candidate, arrival in arrivals(discover([str(tmp_path)]))}
    submission, refused = found["甲站/自评.xlsx"], found["坏.xlsx"]
    assert isinstance(submission, Submission)
    assert (submission.unit, submission.content, len(submission.digest)) == ("甲站", Content.UNIT, 64)
    assert submission.figures["executed"] == Decimal(80)
    assert submission.modified
    assert isinstance(refused, Refused)
    assert (refused.code, refused.reason) == ("empty_file", "“坏.xlsx”是空文件（0 字节），请重新取得这份工作簿。")
