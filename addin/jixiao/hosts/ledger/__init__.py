"""台账: every submission that came in, what was decided of it, in one SQLite file per collection.

Use it so::

    with open_ledger(path) as ledger:                    # or temporary_ledger()
        run = ledger.begin("roundup", sources)
        for candidate in discover(sources):
            if not run.knows(name, size, time, checked=True):
                run.record(name, size, time, arrival)    # or record_entry(…, entry_of(arrival)), made in a worker
        gone = run.settle()                              # what the sources have no more counts no more
        with run.finishing() as finish:                  # or run.finish(judgements, totals_text)
            for head in ledger.heads(): …                # sorted by unit key, project key; answers: finish.hear(…)
            for submission in ledger.submissions(ids): … # in the order of the ids
            finish.totals = totals.to_text()

``opening``: open_ledger, temporary_ledger, ledger_beside, ledger_of. ``store``: Ledger (heads, submissions, lines,
line_of, decide, decisions, review_scores, expected, runs, totals). ``runs``: Run. ``entries``: Entry, entry_of.
``collection``: a ledger as what ``consolidate`` sums up. ``listing``: a line a file, a unit by name, code or part.
``decisions``: verdicts and review scores, for good. ``cover_state``: set_state on a unit's workbook. ``scoring``:
write_review_scores into a 汇总表. ``comparing``: two runs (pure part: ``consolidate.follow_up.changes``).
``outstanding``: whom to call (``consolidate.follow_up.reminders``). ``return_slips``: 退回单
(``template.return_slip``). ``past``: a unit's history.
``lock``: who writes. ``schema``, ``statements``, ``offices``, ``transactions``, ``sentences``: SQLite.
"""
