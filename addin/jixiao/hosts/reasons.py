"""Why a system does not read or write, in words: Python has them in English only."""

import errno

_WORDS = {
    errno.ENOSPC: "磁盘已满",
    errno.ENOENT: "没有这个文件夹或文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.EACCES: "没有权限，或文件正开着",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘或文件夹是只读的",
    errno.ENAMETOOLONG: "名称太长",
    errno.EINVAL: "名称里有不能用的字符",
    errno.EBUSY: "文件正开着",
    errno.EIO: "磁盘或网络出错",
}


def reason_of(error: OSError) -> str:
    """A few words; the system's number for what is rare."""
    return _WORDS.get(error.errno or 0, f"系统错误 {error.errno}" if error.errno else "系统没有说明原因")
