"""An .xlsx package in memory: its members, inflated one at a time and never beyond their bound."""

import zlib

from jixiao.hosts.xlsx.directory import Member, read_directory
from jixiao.hosts.xlsx.file_kind import require_zip
from jixiao.hosts.xlsx.limits import LIMITS, MEGABYTE, Limits
from jixiao.hosts.xlsx.refusal import damaged, too_large, unsafe

_STORED, _DEFLATED = 0, 8


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
        self._seen: dict[str, tuple[int, int]] = {}

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
        self._refuse_bomb(member)
        content = self._inflated(member)
        if len(content) != member.size or zlib.crc32(content) != member.record.crc:
            raise damaged(f"{name} 校验不符")
        self._count(member.name, content)
        return content

    def _refuse_bomb(self, member: Member) -> None:
        limits = self.limits
        if member.size > limits.ratio_from and member.size > limits.ratio * member.packed_bytes:
            raise unsafe(f"{member.name} 的压缩比超过 {limits.ratio} 倍")

    def _count(self, name: str, content: bytes) -> None:
        """Keep the parts that are read from being, together, more than there is time and space for."""
        self._seen[name] = (content.count(b"<") + content.count(b"&"), len(content))
        marks, size = (sum(counts) for counts in zip(*self._seen.values(), strict=True))
        if marks > self.limits.markup:
            raise too_large(f"内部标记超过 {self.limits.markup:,} 个")
        if size > self.limits.read_bytes:
            raise too_large(f"各表展开后超过 {self.limits.read_bytes // MEGABYTE} MB")

    def _inflated(self, member: Member) -> bytes:
        packed = self.data[member.data_start : member.data_start + member.packed_bytes]
        if member.record.method == _STORED:
            return packed
        if member.record.method != _DEFLATED:
            raise damaged(f"{member.name} 的压缩方式不能识别")
        try:
            # The declared size may lie: nothing beyond one byte over it is ever inflated.
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, member.size + 1)
        except zlib.error:
            raise damaged(f"{member.name} 解压失败") from None
