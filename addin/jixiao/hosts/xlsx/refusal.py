"""Why a workbook was refused: one sentence each, with the place of the file's name left open for the door."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.errors import JixiaoError, RefusedWrite, UnreadableWorkbook

MISSING = "没有找到文件“{name}”，请核对文件名和所在的文件夹。"
FOLDER = "“{name}”是文件夹，请选择其中的 .xlsx 工作簿。"
NOT_A_FILE = "“{name}”不是普通文件，请选择一个 .xlsx 工作簿。"
NO_ACCESS = "“{name}”打不开：被别的程序占用，或没有读取权限，请关闭占用它的程序后再试。"
READ_FAILED = "读取“{name}”时磁盘或网络出错，请把文件复制到本机后再试。"
EMPTY_FILE = "“{name}”是空文件（0 字节），请重新取得这份工作簿。"
TEXT_FILE = "“{name}”不是真正的 Excel 工作簿，只是改了扩展名的文本或网页文件，请用 Excel 或 WPS 打开后另存为 .xlsx。"
UNKNOWN_FORMAT = "“{name}”不是 Excel 工作簿，或被文件加密软件加了密，请解密或另存为 .xlsx 后再试。"
PASSWORD = "“{name}”设了打开密码，请在 Excel 或 WPS 里取消密码并保存后再试。"
OLD_XLS = "“{name}”是旧版 .xls 格式，只能审核和汇总，不能写入，请用 Excel 或 WPS 打开后另存为 .xlsx。"
OLD_DAMAGED = "“{name}”是旧版 .xls 格式，内容读不出来（多半已损坏），请用 Excel 或 WPS 打开后另存为 .xlsx。"
OLD_TOO_LARGE = (
    "“{name}”是旧版 .xls 格式，内容太多，或有单元格离表格太远，没有读出来，请用 Excel 或 WPS 打开后另存为 .xlsx。"
)
OLD_SLOW = "“{name}”是旧版 .xls 格式，{what} 秒没有读完，请用 Excel 或 WPS 打开后另存为 .xlsx。"
NO_OLD_READER = "“{name}”是旧版 .xls 格式，本机没有装 python-calamine，请用 Excel 或 WPS 打开后另存为 .xlsx。"
WPS_ET = "“{name}”是 WPS 的 .et 格式，请用 WPS 打开后另存为 .xlsx。"
OLD_OFFICE = "“{name}”是旧版 Office 文件，但不是工作簿，请选择 .xlsx 工作簿。"
OPEN_DOCUMENT = "“{name}”是 OpenDocument（.ods）格式，请用 LibreOffice 或 WPS 打开后另存为 .xlsx。"
BINARY_WORKBOOK = "“{name}”是二进制工作簿（.xlsb），请用 Excel 打开后另存为 .xlsx。"
OTHER_OFFICE = "“{name}”是 Word、PowerPoint 之类的文件，不是工作簿，请选择 .xlsx 工作簿。"
PLAIN_ZIP = "“{name}”是普通压缩包，不是 Excel 工作簿，请先解压，再选择其中的 .xlsx 工作簿。"
TRUNCATED = "“{name}”不完整（可能没有下载或复制完），请重新取得这份文件。"
DAMAGED = "“{name}”已损坏（{what}），请用 Excel 打开并修复、另存一份后再试。"
TOO_LARGE = "“{name}”太大（{what}），请删去与填报无关的内容、另存一份后再试。"
UNSAFE = "“{name}”的内部结构不正常（{what}），为安全起见没有打开，请用 Excel 另存一份后再试。"

SIGNED = "“{name}”带有数字签名，写入会使签名失效，所以没有写入；请先删除签名，或另存一份未签名的副本后再试。"
OPEN_ELSEWHERE = (
    "“{name}”正在 Excel、WPS 或 LibreOffice 中打开，请先关闭再试（确已关闭时，请删除同一文件夹里的锁定文件“{what}”）。"
)
STALE_LOCK = (
    "“{name}”旁边有锁定文件“{what}”，是 {since} 留下的，所以没有写入：文件仍开着时请先关闭；"
    "是程序意外退出留下的，请删除这个锁定文件后再试。"
)
READ_ONLY = "“{name}”是只读文件，没有写入；请取消“只读”属性或另存一份后再试。"
BUSY = "没能写入“{name}”：文件正被 Excel 或其他程序占用，或所在文件夹不允许写入，请关闭占用它的程序后再试。"
DISK_FULL = "没能写入“{name}”：磁盘空间不足，原文件没有改动，请清理磁盘后再试。"
SAVE_FAILED = "没能写入“{name}”：磁盘或网络出错，原文件没有改动，请把文件复制到本机后再试。"
CHANGED_MEANWHILE = "“{name}”在写入期间被别的程序改过，为免覆盖没有写入，请再试一次。"
CHECK_FAILED = "写入“{name}”后核对不一致（{what}），原文件没有改动；请用 Excel 打开并另存一份后再试。"
ARRAY_RANGE = "没有写入“{name}”：{what} 属于数组公式或模拟运算表的区域，不能只改其中一格，请先在 Excel 里清除该区域。"
OUT_OF_ORDER = "没有写入“{name}”：{what} 一带的行或单元格次序错乱、重复，请用 Excel 打开并修复、另存一份后再试。"
SHARED_FORMULA = "没有写入“{name}”：{what} 的公式与其他单元格共用，拆分不了，请在 Excel 里另存一份后再试。"
TEXT_TOO_LONG = "没有写入“{name}”：{what} 的文字超过 Excel 单元格的上限（32,767 个字符），请缩短后再试。"
FORMULA_TOO_LONG = "没有写入“{name}”：{what} 的公式超过 Excel 的上限（8,192 个字符），请拆成几步后再试。"
BAD_TEXT = "没有写入“{name}”：{what} 的文字含有无法保存的字符，请改正后再试。"
BAD_NUMBER = "没有写入“{name}”：{what} 的数字超出 Excel 能保存的范围，请核实后再试。"
OFF_SHEET = "没有写入“{name}”：{what} 超出工作表的范围，请核实位置后再试。"
BAD_SHEET_NAME = "没有写入“{name}”：“{what}”不能用作工作表名称，请改用 1 至 31 个字、不含 : \\ / ? * [ ] 的名称。"
NOT_A_WORKSHEET = "没有写入“{name}”：“{what}”不是普通工作表（是图表页之类），请改用别的工作表。"


_LONGEST_WORDS = 200
_WIDE_BLANKS = "\u00a0\u3000"


class Refusal(Exception):
    """Raised inside the host; the door names the file and turns it into one of the public errors."""

    def __init__(self, sentence: str, kind: type[JixiaoError] = UnreadableWorkbook, **values: str) -> None:
        super().__init__(sentence)
        self._sentence, self._kind, self._values = sentence, kind, values

    @property
    def sentence(self) -> str:
        """Which of the sentences above it is."""
        return self._sentence

    @property
    def what(self) -> str:
        """What in the file it is about, as the sentence names it in brackets; "" where it is about the whole."""
        return self._values.get("what", "")

    @property
    def is_damage(self) -> bool:
        """Whether a part is broken, so that the others may still be looked at; a guard's refusal is final."""
        return self._sentence == DAMAGED

    def named(self, name: str) -> JixiaoError:
        """The public error, with its sentence about the file of this name."""
        values = {key: shown(value) for key, value in self._values.items()}
        return self._kind(self._sentence.format(name=shown(name), **values))


def shown(words: str) -> str:
    """Words that come from a file as a sentence may hold them: in one line, without signs that steer a terminal."""
    cut = words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"
    return "".join(sign if sign.isprintable() or sign in _WIDE_BLANKS else "\ufffd" for sign in cut)


def damaged(what: str) -> Refusal:
    """The refusal of a damaged file; ``what`` says which part of it."""
    return Refusal(DAMAGED, what=what)


def unsafe(what: str) -> Refusal:
    """The refusal of a file built in a way that no office program builds it."""
    return Refusal(UNSAFE, what=what)


def too_large(what: str) -> Refusal:
    """The refusal of a file beyond the host's limits."""
    return Refusal(TOO_LARGE, what=what)


def unwritable(sentence: str, what: str = "", **values: str) -> Refusal:
    """The refusal of a write; the user's file is as it was."""
    return Refusal(sentence, RefusedWrite, what=what, **values)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn what is refused inside into the public error, which names the file."""
    try:
        yield
    except Refusal as refusal:
        raise refusal.named(path.name) from None
    except MemoryError:
        raise too_large("本机内存放不下").named(path.name) from None
