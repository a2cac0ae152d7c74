"""A folder of returned workbooks and its ledger, as an accountant has them."""

import json
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from arrivals import FINDINGS
from command_line import run as jixiao
from jixiao import flow
from jixiao.consolidate.judging.acceptance import Expected, Judgement, Standing
from jixiao.consolidate.returns.extract import submission_of
from jixiao.consolidate.returns.submission import Refused
from jixiao.errors import JixiaoError
from jixiao.hosts.file import read_book
from jixiao.hosts.ledger.opening import open_ledger
from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import build_workbook
from unit_workbooks import unit_entries

TEMPLATE = "haizhu_department_2021"
UNITS = ("体育局", "教育局", "教育局直属幼儿园")


@cache
def workbook(name: str, score: int) -> bytes:
    plan = evaluation_blueprint(TEMPLATE)
    return build_workbook(plan, unit_entries(plan, name, 100, 90, score))


class Desk:
    """A folder of returned workbooks and its ledger."""

    def __init__(self, folder: Path) -> None:
        self.sent, self.ledger = folder / "报送", folder / "汇总.台账.db"
        self.sent.mkdir()

    def receive(self, name: str, score: int = 95) -> Path:
        path = self.sent / f"{name}.xlsx"
        path.write_bytes(workbook(name, score))
        return path

    def round_up(self) -> list[str]:
        """A run over all files, with the findings that ``arrivals`` made up for 体育局; the files that were read."""
        read = []
        with open_ledger(self.ledger) as ledger:
            run = ledger.begin("roundup", [str(self.sent)])
            run.expect([Expected("001", "教育局", contact="张某"), Expected("002", "卫生健康局", aliases=("卫健局",))])
            for path in sorted(self.sent.glob("*.xlsx")):
                status = path.stat()
                if not run.knows(path.name, status.st_size, status.st_mtime, checked=True):
                    read.append(path.name)
                    run.record(path.name, status.st_size, status.st_mtime, self.arrival(path))
            run.settle()
            run.finish(judged(head) for head in ledger.heads())
        return read

    def arrival(self, path: Path) -> object:
        digest = sha256(path.read_bytes()).hexdigest()
        try:
            found = submission_of(flow.review_book(read_book(path)), path.name, digest)
        except JixiaoError as error:
            return Refused(path.name, digest, str(error), "damaged")
        return replace(found, findings=FINDINGS if found.unit == "体育局" else ())

    def run(self, *words: object, code: int = 0) -> str:
        command, *rest = map(str, words)
        result = jixiao("ledger", command, self.ledger, *rest)
        assert result.exit_code == code, result.output
        return result.output

    def rows(self, *words: object) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.run(*words, "--format", "json"))
        return found

    def row(self, unit: str) -> dict[str, str]:
        (row,) = (row for row in self.rows("show") if row["unit"] == unit)
        return row


def judged(head):  # type: ignore[no-untyped-def]
    return Judgement(head, Standing.SET_ASIDE if head.refused else Standing.COUNTED, head.refused)


def desk_with_returns(tmp_path: Path) -> Desk:
    """Three units' workbooks and a broken file, summed up once."""
    made = Desk(tmp_path)
    for name in UNITS:
        made.receive(name)
    (made.sent / "坏.xlsx").write_bytes(b"PK\x03\x04")
    made.round_up()
    return made
