"""The parts of a workbook's file as they stand in it."""

import zipfile
from pathlib import Path


def inflated(path: Path) -> dict[str, bytes]:
    """Every part's content."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def raw_members(path: Path) -> dict[str, bytes]:
    """Every member's bytes as they stand: local header, name, extra fields and packed data."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        stops = [info.header_offset for info in infos[1:]] + [archive.start_dir]
    return {info.filename: data[info.header_offset : stop] for info, stop in zip(infos, stops, strict=True)}
