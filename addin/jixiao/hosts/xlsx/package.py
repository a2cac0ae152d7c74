"""An .xlsx package in memory: its members, inflated one at a time and never beyond their bound."""

from jixiao.hosts.xlsx.directory import read_directory
from jixiao.hosts.xlsx.file_kind import require_zip
from jixiao.hosts.xlsx.inflation import ERRORS, content_of, is_whole
from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.limits import LIMITS, MEGABYTE, Limits
from jixiao.hosts.xlsx.members import CentralRecord, Member
from jixiao.hosts.xlsx.refusal import damaged, too_large, unsafe

_STORED, _DEFLATED = 0, 8
_METHOD, _CHECKSUM = map(CentralRecord._fields.index, ("method", "crc"))
_KEPT_BYTES = 4 * MEGABYTE


class Package:
    """The bytes of a package and its checked directory; raises Refusal where they are anything else.

    ``suffix`` is the file's, for the sentence about files of other formats (``.et``).
    """

    def __init__(self, data: bytes, suffix: str = ".xlsx", limits: Limits = LIMITS) -> None:
        require_zip(data, suffix)
        self.data = data
        self.limits = limits
        self.members, self.comment = read_directory(data, limits)
        self._member_by_key = {member.name.casefold(): member for member in self.members}
        self._seen: set[str] = set()
        self._marks = self._bytes = 0
        self._uncounted: list[bytes] = []
        self._kept: dict[str, bytes] = {}

    def take_over(self, older: "Package") -> None:
        """Need not inflate again what the package that this one was made from has inflated, and is the same here."""
        for name, content in older._kept.items():
            new, old = (package._member_by_key.get(name.casefold()) for package in (self, older))
            if new is not None and old is not None and self._packed(new) == older._packed(old):
                self._kept[new.name] = content

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._member_by_key

    def actual_name(self, name: str) -> str:
        """The name as the archive spells it; part names do not tell upper from lower case."""
        member = self._member_by_key.get(name.casefold())
        return name if member is None else member.name

    def read(self, name: str) -> bytes:
        """The inflated content of a part; raises Refusal where it is missing or damaged."""
        member = self._member_by_key.get(name.casefold())
        if member is None:
            raise damaged(f"缺少 {name}")
        if member.name in self._kept:
            return self._kept[member.name]
        self._refuse_bomb(member)
        content = self._inflated(member)
        if content is None:
            raise damaged(f"{name} 校验不符")
        self._count(member.name, content)
        if self._bytes <= _KEPT_BYTES:  # a part is read again when it is written
            self._kept[member.name] = content
        return content

    def _refuse_bomb(self, member: Member) -> None:
        limits = self.limits
        if member.size > limits.ratio_from and member.size > limits.ratio * member.packed_bytes:
            raise unsafe(f"{member.name} 的压缩比超过 {limits.ratio} 倍")

    def _count(self, name: str, content: bytes) -> None:
        """Keep the parts that are read from being, together, more than there is time and space for."""
        if name in self._seen:
            return
        self._seen.add(name)
        self._bytes += len(content)
        self._uncounted.append(content)
        if self._bytes > self.limits.markup:  # there are not more marks than bytes
            self._marks += sum(one.count(b"<") + one.count(b"&") for one in self._uncounted)
            self._uncounted.clear()
        if self._marks > self.limits.markup:
            raise too_large(f"内部标记超过 {self.limits.markup:,} 个")
        if self._bytes > self.limits.read_bytes:
            raise too_large(f"各表展开后超过 {self.limits.read_bytes // MEGABYTE} MB")

    def _inflated(self, member: Member) -> bytes | None:
        """The content of a member; None where it is not of the size and the checksum that the directory tells."""
        packed, method, checksum = self._packed(member), member.fields[_METHOD], member.fields[_CHECKSUM]
        if method == _STORED:
            return packed if is_whole(packed, member.size, checksum) else None
        if method != _DEFLATED:
            raise damaged(f"{member.name} 的压缩方式不能识别")
        try:
            return content_of(packed, member.size, checksum)
        except ERRORS:
            raise damaged(f"{member.name} 解压失败") from None

    def _packed(self, member: Member) -> bytes:
        return self.data[member.data_start : member.data_start + member.packed_bytes]


@kept(parts=1)
def package_of(data: bytes, suffix: str, limits: Limits) -> Package:
    """The package in these bytes; the last one is kept, because what was read is mostly written next."""
    return Package(data, suffix, limits)
