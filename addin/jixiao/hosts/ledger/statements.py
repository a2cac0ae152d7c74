"""What a run asks of the database, and what it writes."""

from jixiao.hosts.intake.codes import PASSING
from jixiao.hosts.ledger.entries import COLUMNS

STANDING_GONE = "gone"
"""The standing of a file that its sources have no more."""

INSERT = (
    f"INSERT INTO arrivals (first_run, received, reader, verdict, {', '.join(COLUMNS)}) "
    f"VALUES (?, ?, ?, ?, {', '.join('?' * len(COLUMNS))})"
)
REPLACE = f"UPDATE arrivals SET reader = ?, {', '.join(f'{name} = ?' for name in COLUMNS)} WHERE id = ?"
KNOWN = f"""
SELECT files.id FROM files JOIN arrivals ON arrivals.id = files.arrival
WHERE files.name = ? AND files.size = ? AND files.time = ? AND reader = ? AND digest <> ''
AND (checked >= ? OR refused <> '') AND refused_code NOT IN ({", ".join(f"'{code}'" for code in sorted(PASSING))})
ORDER BY files.gone IS NOT NULL, files.id DESC LIMIT 1
"""  # one that was gone and is here again was not changed meanwhile
BY_DIGEST = "SELECT id, reader, checked FROM arrivals WHERE digest = ? AND digest <> '' AND refused = ''"
"""The last two conditions are those of the index."""
BY_NAME = """
SELECT arrivals.id, reader, checked FROM arrivals JOIN files ON files.arrival = arrivals.id
WHERE files.name = ? AND digest = ? AND refused <> ''
"""
SAME_REPORT = "SELECT received, verdict FROM arrivals WHERE substance = ? AND refused = '' ORDER BY id DESC LIMIT 1"
REPLACED = """
UPDATE files SET gone = ?
WHERE name = ? AND arrival <> ? AND gone IS NULL AND id NOT IN (SELECT file FROM temp.seen)
"""  # two sources may each have a file of this name: neither may push the other out
PLACE = """
INSERT INTO files (name, arrival, size, time, first_run, last_run) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (name, arrival) DO UPDATE
SET size = excluded.size, time = excluded.time, last_run = excluded.last_run, gone = NULL
"""
NEWLY_GONE = f"""
SELECT id FROM files WHERE gone IS NOT NULL AND '{STANDING_GONE}' <> coalesce(
    (SELECT standing FROM standings WHERE file = files.id ORDER BY run DESC LIMIT 1), '{STANDING_GONE}'
)
"""
INHERIT = """
UPDATE OR REPLACE standings SET file = (SELECT id FROM files WHERE name = ? AND arrival = ?) WHERE file = ?
"""
LAST_STANDING = "SELECT standing, code, reason FROM standings WHERE file = ? ORDER BY run DESC LIMIT 1"
