"""The tables of a ledger. A file is told by SQLite's application id, its layout by the user version."""

import sqlite3

APPLICATION_ID = 0x4A585A54
"""``JXZT`` in the header of the file: this is one of ours."""

VERSION = 1
"""Version of the tables."""

_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    sources TEXT NOT NULL,
    version TEXT NOT NULL,
    person TEXT NOT NULL,
    started TEXT NOT NULL,
    settled TEXT,
    finished TEXT,
    totals TEXT
);
CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    substance TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES runs,
    received INTEGER NOT NULL REFERENCES runs,
    reader TEXT NOT NULL,
    checked INTEGER NOT NULL,
    unit_key TEXT NOT NULL,
    project_key TEXT NOT NULL,
    department_key TEXT NOT NULL,
    content TEXT NOT NULL,
    unit TEXT NOT NULL,
    project TEXT NOT NULL,
    department TEXT NOT NULL,
    year TEXT NOT NULL,
    money_unit TEXT NOT NULL,
    framework TEXT NOT NULL,
    framework_version TEXT NOT NULL,
    template TEXT NOT NULL,
    guessed INTEGER NOT NULL,
    state TEXT NOT NULL,
    modified TEXT NOT NULL,
    refused TEXT NOT NULL,
    refused_code TEXT NOT NULL,
    missing TEXT NOT NULL,
    self_score TEXT NOT NULL,
    errors INTEGER,
    warnings INTEGER,
    verdict TEXT NOT NULL
);
CREATE UNIQUE INDEX arrivals_digest ON arrivals (digest) WHERE digest <> '' AND refused = '';
CREATE INDEX arrivals_unit ON arrivals (unit_key, project_key, id);
CREATE INDEX arrivals_substance ON arrivals (substance);
CREATE TABLE records (
    arrival INTEGER PRIMARY KEY REFERENCES arrivals,
    text BLOB NOT NULL
);
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    arrival INTEGER NOT NULL REFERENCES arrivals,
    size INTEGER NOT NULL,
    time REAL NOT NULL,
    first_run INTEGER NOT NULL REFERENCES runs,
    last_run INTEGER NOT NULL REFERENCES runs,
    gone INTEGER REFERENCES runs,
    UNIQUE (name, arrival)
);
CREATE INDEX files_arrival ON files (arrival);
CREATE TABLE standings (
    file INTEGER NOT NULL REFERENCES files,
    run INTEGER NOT NULL REFERENCES runs,
    standing TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (file, run)
) WITHOUT ROWID;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    arrival INTEGER NOT NULL REFERENCES arrivals,
    verdict TEXT,
    review_score TEXT,
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    time TEXT NOT NULL
);
CREATE INDEX decisions_arrival ON decisions (arrival);
CREATE TABLE expected (
    number INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT NOT NULL,
    aliases TEXT NOT NULL,
    contact TEXT NOT NULL
);
"""
"""``arrivals``: one row a content (its SHA-256); of refused ones one a name, too, because the reason speaks of it.
``files``: under which names it came; ``gone``: the run that found the name no more, or with another content.
``received``: the run in which what it reports came first, under whatever bytes. ``standings``: a row where a file's
standing in a run differs from the one before. ``decisions``: what reviewers decided, never overwritten. ``expected``:
the 名单 of the last run."""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty database, all or none."""
    header = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
    connection.executescript(f"BEGIN IMMEDIATE; {header} {_TABLES} COMMIT;")


def expected_tables() -> frozenset[tuple[str, str, str]]:
    """What a ledger's schema lists. Anything else in a file (a trigger, a view, other columns) is not ours."""
    connection = sqlite3.connect(":memory:")
    try:
        create_tables(connection)
        return listed_tables(connection)
    finally:
        connection.close()


def listed_tables(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Kind, name and column of all that a database's schema lists, without SQLite's own."""
    rows = connection.execute(
        "SELECT entry.type, entry.name, coalesce(of_table.name, '') "
        "FROM sqlite_schema AS entry LEFT JOIN pragma_table_info(entry.name) AS of_table "
        "WHERE entry.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return frozenset((str(kind), str(name), str(column)) for kind, name, column in rows)
