"""What stops work with a ledger, as sentences; and SQLite's errors turned into them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.hosts.xlsx.refusal import shown

MISSING = "没有找到台账“{name}”，请核对文件名和所在的文件夹。"
NO_FOLDER = "台账“{name}”放不进去：没有这个文件夹，请先建好或换一个位置。"
NOT_A_LEDGER = "“{name}”不是汇总台账，没有改动；请换一个文件名，或选择汇总时生成的 .台账.db 文件。"
NEWER = "台账“{name}”是新版软件做的（格式 {version}），本机只认得到格式 {known}；没有改动，请升级后再用。"
DAMAGED = "台账“{name}”已损坏，没有改动；请从备份恢复，或换一个台账文件重新汇总。"
BUSY = "台账“{name}”正在写入，请过一会儿再试。"
FULL = "磁盘空间不足，台账“{name}”停在上一批，已记的都在；请清理磁盘后再运行一次。"
READ_ONLY = "台账“{name}”是只读的，或所在文件夹不允许写入，没有记录；请换一个位置。"
DISK = "读写台账“{name}”时磁盘或网络出错，已记的都在；请把台账放到本机磁盘后再试。"
TROUBLE = "台账“{name}”读写出错（{what}），已记的都在；请再试一次，仍不行时请把台账发给软件维护人员。"
HELD = "台账“{name}”正被 {who} 使用（{machine}，{since} 起），请等其完成后再试。"
HELD_ELSEWHERE = "台账“{name}”正被 {who} 使用（{machine}，{since} 起），请等其完成；确已结束时，请删除“{lock}”后再试。"

_BY_CODE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


def ledger_error(sentence: str, path: Path, **values: object) -> JixiaoError:
    """The error of a sentence about a ledger."""
    told = {key: shown(str(value)) for key, value in values.items()}
    return JixiaoError(sentence.format(name=shown(path.name), **told))


@contextmanager
def row_errors() -> Iterator[None]:
    """Around what is made of a row: one that nobody of ours wrote is damage like any other."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        raise sqlite3.DatabaseError("a row that nobody of ours wrote") from None


@contextmanager
def ledger_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite refuses inside into one sentence about the ledger."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise ledger_error(_BY_CODE.get(primary, TROUBLE), path, what=error) from None
