"""A made-up Python for Windows and made-up wheels, small enough for every test run."""

import base64
import hashlib
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

X64, X86 = 0x8664, 0x14C


def program(machine: int = X64) -> bytes:
    """The beginning of a Windows program."""
    header = bytearray(b"MZ" + bytes(62))
    struct.pack_into("<I", header, 0x3C, 0x40)
    return bytes(header) + b"PE\0\0" + struct.pack("<H", machine) + bytes(18)


def python_files(minor: int = 12, machine: int = X64) -> dict[str, bytes]:
    """What python.org's embeddable package holds, in small."""
    return {
        "python.exe": program(machine),
        "python3.dll": b"MZ",
        f"python3{minor}.dll": b"MZ",
        f"python3{minor}.zip": b"PK\x05\x06" + bytes(18),
        f"python3{minor}._pth": f"python3{minor}.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n"
        "#import site\r\n".encode(),
    }


def embeddable(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def installation(folder: Path) -> Path:
    """An installed Python with packages of its own."""
    files = {name: data for name, data in python_files(13).items() if "_pth" not in name and not name.endswith(".zip")}
    files |= {
        "Lib/os.py": b"", "Lib/tkinter/__init__.py": b"", "Lib/test/big.py": b"", "Lib/__pycache__/os.pyc": b"",
        "Lib/site-packages/other/__init__.py": b"", "DLLs/_tkinter.pyd": b"", "Lib/json/test/kept.py": b"",
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    tag: str = "py3-none-any",
    needs: Sequence[str] = (),
    files: Mapping[str, bytes] | None = None,
) -> Path:
    """A wheel that holds one module of its name, or the files."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    lines = "".join(f"Requires-Dist: {need}\n" for need in needs)
    contents = {
        **(files or {f"{name}/__init__.py": f"VERSION = '{version}'\n".encode()}),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{lines}".encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode(),
        f"{info}/entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n".encode(),
    }
    record = "".join(f"{each},sha256={_digest(data)},{len(data)}\n" for each, data in contents.items())
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in contents.items():
            archive.writestr(each, data)
        archive.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    return path


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def shelf(folder: Path) -> Path:
    """jixiao and what it needs: on Windows, on others, for an extra, and nothing else."""
    wheel(folder, "jixiao", "0.1.0", needs=[
        "tables>=2", 'win_only>=1; sys_platform == "win32"', 'mac_only; sys_platform == "darwin"',
        'builder==1.0; extra == "addin"', 'tester; extra == "test"',
    ])  # fmt: skip
    wheel(folder, "tables", "2.0", "cp312-cp312-win_amd64", needs=["plain[more]"])
    wheel(folder, "tables", "2.5", "cp312-cp312-manylinux_2_17_x86_64")
    wheel(folder, "tables", "1.9", "cp312-cp312-win_amd64")
    wheel(folder, "plain", "1.0", needs=['deep; extra == "more"', "tables"])
    wheel(folder, "plain", "0.9")
    wheel(folder, "deep")
    wheel(folder, "win_only", "1.5", files={
        "win_only/__init__.py": b"", "win_only.pth": b"win_only\n", "win_only-1.5.data/data/win64.dll": b"MZ",
    })  # fmt: skip
    wheel(folder, "builder")
    wheel(folder, "unwanted")
    (folder / "notes.txt").write_text("no wheel")
    (folder / "badname.whl").write_bytes(b"")
    return folder
