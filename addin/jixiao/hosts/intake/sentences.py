"""Refusals of files that are not even opened as workbooks: one sentence each, with what to do."""

from jixiao.consolidate.returns.submission import Refused
from jixiao.hosts.xlsx.refusal import shown

_SENTENCES = {
    "archive": "“{name}”是压缩包，里面的文件没有读，请先解压，再把解出的文件夹一起汇总。",
    "document": "“{name}”不是工作簿，没有读；如是代替自评表报来的，请退回，请其报送 .xlsx 文件。",
    "archive_damaged": "“{name}”打不开（压缩包不完整或已损坏），里面的文件没有读，请重新取得后再汇总。",
    "archive_password": "“{name}”设了密码，里面的文件没有读，请先解压，再汇总解出的文件夹。",
    "archive_too_large": "“{name}”里面的文件太多或太大，没有读，请先解压，再汇总解出的文件夹。",
    "archive_in_archive": "“{name}”是压缩包里的压缩包中的压缩包，没有读，请先解压，再汇总解出的文件夹。",
    "folder_no_access": "文件夹“{name}”打不开：没有读取权限，或网络断开，里面的文件没有读，请核对后再汇总。",
    "worker_died": "读取“{name}”时程序意外退出，没有计入，请用 Excel 或 WPS 打开后另存一份再试。",
    "timed_out": "“{name}”{seconds} 秒没有读完，没有计入，请用 Excel 或 WPS 打开后另存一份再试。",
    "internal": "“{name}”没有读成（程序内部出错：{what}），请把文件发给软件维护人员，其余文件不受影响。",
}


def refused(code: str, name: str, digest: str = "", **values: str) -> Refused:
    """The refusal of a file of this name within the collection, for the reason that the code stands for."""
    title = shown(name.rpartition("/")[2])
    values = {key: shown(value) for key, value in values.items()}
    return Refused(name, digest, _SENTENCES[code].format(name=title, **values), code)
