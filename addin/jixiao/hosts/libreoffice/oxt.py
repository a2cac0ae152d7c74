"""jixiao.oxt, LibreOffice's extension: the same bytes each time from the same sources."""

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import jixiao
from jixiao.actions import ACTIONS
from jixiao.hosts.addons_xcu import accelerators_xcu, addons_xcu
from jixiao.hosts.archives import pack
from jixiao.hosts.libreoffice.inside.engine import SETTINGS
from jixiao.hosts.placing import place_file

FILE_NAME = "jixiao.oxt"
IDENTIFIER = "jixiao"
"""What LibreOffice's unopkg calls the extension."""

_SERVICE = "service:jixiao.Buttons"
_TEXTS = ("META-INF/manifest.xml", "CalcWindowState.xcu", "description.xml", "jixiao_buttons.py")
_INSIDE = "pythonpath/jixiao_inside"


def build_oxt(out: Path, python: Path | None = None) -> Path:
    """Write the extension to a file, and give its path back. Raises RefusedWrite.

    ``python`` is the interpreter of the environment where jixiao is installed; the buttons start it. Without it the
    file is for no computer in particular, and the buttons say that ``jixiao addin install --libreoffice`` is due.
    """
    parts = dict(_parts())
    if python is not None:
        settings = {"python": str(python), "folders": [str(Path(jixiao.__file__).parents[1])]}
        parts[SETTINGS] = json.dumps(settings, ensure_ascii=False, indent=1).encode()
    place_file(out, pack(parts))
    return out


def button_url(name: str) -> str:
    """The address that runs the action of a name."""
    return f"{_SERVICE}?{name}"


def _parts() -> Iterator[tuple[str, bytes]]:
    sources = _sources()
    for name in _TEXTS:
        text = sources.joinpath(name).read_text(encoding="utf-8").replace("@VERSION@", jixiao.__version__)
        yield name, text.encode()
    yield "Addons.xcu", addons_xcu(ACTIONS, button_url).encode()
    yield "Accelerators.xcu", accelerators_xcu(ACTIONS, button_url).encode()
    for module in files("jixiao.hosts.libreoffice.inside").iterdir():
        if module.name.endswith(".py"):
            yield f"{_INSIDE}/{module.name}", module.read_text(encoding="utf-8").encode()


def _sources() -> Traversable:
    """The folder addin/libreoffice: installed beside the package, or in a checkout."""
    checkout = Path(jixiao.__file__).parents[1] / "libreoffice"
    return checkout if (checkout / "description.xml").is_file() else files("jixiao.libreoffice_sources")
