"""台账: every submission that came in, what was decided of it, in one SQLite file per collection.

Use it so::

    with open_ledger(path) as ledger:                    # or temporary_ledger()
        run = ledger.begin("roundup …")
        for candidate in discover(sources):
            if not run.knows(name, size, mtime, checked=True):
                run.record(name, size, mtime, arrival)    # or record_entry(…, entry_of(arrival)), made in a worker
        gone = run.settle()                               # what the sources have no more counts no more
        for head in ledger.heads(): …                     # sorted by unit key, project key
        for submission in ledger.submissions(ids): …      # in the order of the ids
        run.finish(judgements, totals_text)

``opening``: open_ledger, temporary_ledger. ``store``: Ledger. ``runs``: Run. ``rows``: Entry, entry_of, unit_key.
``decisions``: verdicts and review scores. ``finding_units``: a unit by name, code or part of its name.
``comparing``: two runs compared (the pure part is ``consolidate.changes``).
"""
