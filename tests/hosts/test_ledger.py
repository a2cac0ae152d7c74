"""台账: what came in stays, under whatever name; what is gone counts no more."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from arrivals import digest_of, submission

from jixiao.consolidate.acceptance import Judgement, Standing
from jixiao.consolidate.submission import Arrival, Refused
from jixiao.hosts.ledger.opening import open_ledger, temporary_ledger
from jixiao.hosts.ledger.store import Ledger

LEDGER = "汇总.台账.db"
ORDER = [("乙局", "甲项目"), ("乙局", "项目"), ("甲 局", ""), ("甲局", "项目")]
NAMES = [ORDER[2], ORDER[1], ORDER[3], ORDER[0]]


def take_in(ledger: Ledger, arrivals: Iterable[Arrival], *, checked: bool = False) -> list[str]:
    """A whole run over files that were last written at the length of their names; the names that were read."""
    run, read = ledger.begin("roundup"), []
    for arrival in arrivals:
        time = float(len(arrival.digest + arrival.file) + sum(map(ord, arrival.digest)))
        if not run.knows(arrival.file, 1000, time, checked=checked):
            run.record(arrival.file, 1000, time, arrival)
            read.append(arrival.file)
    run.settle()
    run.finish([Judgement(head, Standing.COUNTED) for head in ledger.heads()])
    return read


def told(ledger: Ledger) -> list[tuple[str, str, int]]:
    return [(head.unit, head.file, head.received) for head in ledger.heads()]


def test_submissions_come_back_as_they_were_sorted_by_unit(tmp_path: Path) -> None:
    sent = [submission(name, project=project, file=f"{name}{project}.xlsx") for name, project in NAMES]
    with open_ledger(tmp_path / LEDGER) as ledger:
        take_in(ledger, [*sent, Refused("坏.xlsx", digest_of("坏"), "已损坏", "damaged")])
    with open_ledger(tmp_path / LEDGER, create=False) as ledger:
        heads = list(ledger.heads())
        assert [head.refused for head in heads] == ["已损坏", "", "", "", ""]
        assert [(head.unit, head.project) for head in heads[1:]] == ORDER
        assert list(ledger.submissions(head.id for head in heads)) == [sent[NAMES.index(name)] for name in ORDER]


def test_second_run_reads_changed_files_only() -> None:
    first = [submission("甲局"), submission("乙局")]
    with temporary_ledger() as ledger:
        assert take_in(ledger, first) == ["甲局.xlsx", "乙局.xlsx"]
        assert take_in(ledger, first) == []
        assert take_in(ledger, [first[0], submission("乙局", 95)]) == ["乙局.xlsx"]
        assert told(ledger) == [("乙局", "乙局.xlsx", 3), ("甲局", "甲局.xlsx", 1)]


def test_refused_files_of_the_same_bytes_each_keep_their_own_reason() -> None:
    """Two empty files, two log-in pages: what to do is said of each by its name."""
    sent = [Refused(f"{name}.xlsx", digest_of(""), f"“{name}.xlsx”是空文件", "empty_file") for name in "甲乙"]
    with temporary_ledger() as ledger:
        take_in(ledger, sent)
        assert take_in(ledger, sent) == []
        assert {head.file: head.refused for head in ledger.heads()} == {one.file: one.reason for one in sent}


def test_moved_file_is_no_new_submission() -> None:
    sent = submission("甲局")
    with temporary_ledger() as ledger:
        take_in(ledger, [sent])
        take_in(ledger, [replace(sent, file="报送/甲局(1).xlsx")])
        assert told(ledger) == [("甲局", "报送/甲局(1).xlsx", 1)]
        assert [one.file for one in ledger.submissions(head.id for head in ledger.heads())] == ["报送/甲局(1).xlsx"]
