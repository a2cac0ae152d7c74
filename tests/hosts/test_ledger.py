"""台账: what came in stays, under whatever name; what is gone counts no more."""

import gc
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_runs import LEDGER, stamp, take_in

from arrivals import FINDINGS, digest_of, submission
from jixiao.consolidate.judging.acceptance import Expected, Judgement, Standing, Verdict
from jixiao.consolidate.returns.submission import Refused
from jixiao.hosts.ledger import runs
from jixiao.hosts.ledger.entries import entry_of
from jixiao.hosts.ledger.opening import open_ledger, temporary_ledger
from jixiao.hosts.ledger.store import Ledger

ORDER = [("乙局", "甲项目"), ("乙局", "项目"), ("甲 局", ""), ("甲局", "项目")]
NAMES = [ORDER[2], ORDER[1], ORDER[3], ORDER[0]]


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


def test_what_vanished_counts_no_more_but_stays() -> None:
    first = [submission("甲局"), submission("乙局")]
    with temporary_ledger() as ledger:
        take_in(ledger, first)
        run = ledger.begin("roundup")
        assert run.knows("甲局.xlsx", *stamp(first[0]))
        assert run.settle() == ["乙局.xlsx"]
        assert told(ledger) == [("甲局", "甲局.xlsx", 1)]
        assert take_in(ledger, first) == [], "it came back as it was"
        assert told(ledger) == [("乙局", "乙局.xlsx", 1), ("甲局", "甲局.xlsx", 1)]


def test_old_content_under_the_name_stays_in_the_history() -> None:
    with temporary_ledger() as ledger:
        for score in (90, 95, 90):
            take_in(ledger, [submission("甲局", score)])
        assert told(ledger) == [("甲局", "甲局.xlsx", 1)]
        assert ledger.connection.execute("SELECT count(*) FROM arrivals").fetchone() == (2,)


def test_two_sources_with_a_file_of_one_name_do_not_push_each_other_out() -> None:
    both = [submission("甲局", file="自评表.xlsx"), submission("乙局", file="自评表.xlsx")]
    with temporary_ledger() as ledger:
        take_in(ledger, both)
        assert [unit for unit, *_ in told(ledger)] == ["乙局", "甲局"]
        assert take_in(ledger, both) == []
        assert [unit for unit, *_ in told(ledger)] == ["乙局", "甲局"]


def test_saved_anew_is_received_when_it_came_first_with_its_verdict() -> None:
    with temporary_ledger() as ledger:
        take_in(ledger, [submission("甲局")])
        ledger.decide(next(ledger.heads()).id, verdict=Verdict.ACCEPTED)
        take_in(ledger, [submission("甲局", digest=digest_of("另存"), modified="2026-11-01", state="通过")])
        (head,) = ledger.heads()
        assert (head.received, head.verdict, head.state) == (1, Verdict.ACCEPTED, "通过")
        take_in(ledger, [submission("甲局", 91)])
        (head,) = ledger.heads()
        assert (head.received, head.verdict) == (3, Verdict.OPEN)


def test_what_is_sent_after_a_return_answers_it_unless_nothing_changed() -> None:
    with temporary_ledger() as ledger:
        take_in(ledger, [submission("甲局", state="退回")])
        assert [head.answers_return for head in ledger.heads()] == [False]
        ledger.decide(next(ledger.heads()).id, verdict=Verdict.RETURNED)
        take_in(ledger, [submission("甲局", state="退回", modified="2026-11-02")])
        assert [(head.verdict, head.answers_return) for head in ledger.heads()] == [(Verdict.RETURNED, False)]
        take_in(ledger, [submission("甲局", 91, state="退回"), submission("乙局", state="退回")])
        assert [(head.unit, head.answers_return) for head in ledger.heads()] == [("乙局", False), ("甲局", True)]


def test_files_that_could_not_be_opened_are_decided_one_by_one() -> None:
    with temporary_ledger() as ledger:
        take_in(ledger, [Refused(f"{name}.xlsx", "", "打不开", "no_access") for name in ("一", "二")])
        ledger.decide(next(ledger.heads()).id, verdict=Verdict.RETURNED)
        assert sorted(head.verdict for head in ledger.heads()) == [Verdict.OPEN, Verdict.RETURNED]


def test_blank_workbooks_of_nobody_are_not_taken_for_one() -> None:
    blank = [submission("", file=f"{name}.xlsx", digest=digest_of(name)) for name in ("一", "二")]
    with temporary_ledger() as ledger:
        take_in(ledger, blank[:1])
        ledger.decide(next(ledger.heads()).id, verdict=Verdict.RETURNED)
        take_in(ledger, blank)
        assert [head.verdict for head in ledger.heads()] == [Verdict.RETURNED, Verdict.OPEN]


@pytest.mark.parametrize("code", ["worker_died", "timed_out", "no_access"])
def test_what_the_machine_may_be_to_blame_for_is_read_again(code: str) -> None:
    with temporary_ledger() as ledger:
        refused = Refused("坏.xlsx", digest_of("坏") if code != "no_access" else "", "没有读成", code)
        assert take_in(ledger, [refused]) == take_in(ledger, [refused]) == ["坏.xlsx"]
        assert len(list(ledger.heads())) == 1
        assert take_in(ledger, [replace(refused, digest=digest_of("坏"), code="damaged")]) == ["坏.xlsx"]
        assert [head.refused_code for head in ledger.heads()] == ["damaged"]


def test_unchecked_file_is_read_again_where_it_is_to_be_checked() -> None:
    plain, checked = submission("甲局", digest=digest_of("甲")), submission("甲局", digest=digest_of("甲"))
    checked = replace(checked, findings=FINDINGS)
    with temporary_ledger() as ledger:
        take_in(ledger, [plain])
        assert take_in(ledger, [checked], checked=True) == ["甲局.xlsx"]
        assert take_in(ledger, [plain]) == []
        (line,) = ledger.lines()
        assert (line.errors, line.warnings) == (1, 1)


def test_another_version_reads_everything_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with temporary_ledger() as ledger:
        take_in(ledger, [submission("甲局")])
        monkeypatch.setattr(runs, "__version__", "99.0")
        assert take_in(ledger, [submission("甲局")]) == ["甲局.xlsx"]
        assert take_in(ledger, [submission("甲局")]) == []
        assert len(list(ledger.heads())) == 1


def test_own_keys_of_a_list_sort_the_heads() -> None:
    former = {"丙局": "甲局"}
    with temporary_ledger() as ledger:
        take_in(ledger, [submission(name) for name in ("甲局", "乙局", "丙局")])
        found = ledger.heads(unit_key=lambda name: former.get(name, name))
        assert [head.unit for head in found] == ["乙局", "甲局", "丙局"]


def test_list_of_units_is_kept_with_the_end_of_its_run() -> None:
    units = (Expected("001", "甲局", "主管", ("甲办", "甲处"), "张某"), Expected("", "乙局"))
    with temporary_ledger() as ledger:
        run = ledger.begin("roundup")
        run.expect(units)
        assert ledger.expected() == ()
        run.finish()
        assert ledger.expected() == units
        ledger.begin("roundup").expect([Expected("", "丙局")])  # it ends here
        ledger.begin("roundup").finish()
        assert ledger.expected() == units


@pytest.mark.parametrize("count", [200, pytest.param(100_000, marks=pytest.mark.long)])
def test_parent_stays_flat_in_memory(tmp_path: Path, count: int) -> None:
    entry = entry_of(submission("甲局"))
    with open_ledger(tmp_path / LEDGER) as ledger:
        run = ledger.begin("roundup")
        tracemalloc.start()
        for number in range(count):
            values = (f"{number:064}", f"{number:064}", *entry.values[2:])
            run.record_entry(f"{number % 300}/单位{number}.xlsx", 1, 1.0, replace(entry, values=values))
        run.settle()
        run.finish(Judgement(head, Standing.COUNTED) for head in ledger.heads())
        assert sum(1 for _ in ledger.submissions(head.id for head in ledger.heads())) == count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4_000_000


def test_reader_that_outlives_its_ledger_ends_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after Ctrl-C, when the ledger is closed while somebody is half way through its heads."""
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with open_ledger(tmp_path / LEDGER) as ledger:
        take_in(ledger, [submission("甲局"), submission("乙局")])
        heads = ledger.heads()
        assert next(heads).unit == "乙局"
    heads.close()  # type: ignore[attr-defined]
    assert next(heads, None) is None
    del heads
    gc.collect()
    assert complaints == []
