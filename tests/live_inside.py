"""What a running LibreOffice does itself for the tests, as the extension does: over a pipe each look is a journey."""

import json
from pathlib import Path
from typing import Any

from jixiao.hosts.libreoffice import inside
from jixiao.hosts.libreoffice.inside.exchange import BookContent, Refusal

_NAME = "live_inside.py"
_FOLDERS = [str(Path(inside.__file__).parents[1]), str(Path(__file__).parent)]
_SCRIPT = f"""import json
import sys

sys.path[:0] = {_FOLDERS!r}


def taken(document):
    from inside import exchange, reading

    try:
        return json.dumps({{"book": reading.take(document)}})
    except exchange.Refusal as refusal:
        return json.dumps({{"refusal": str(refusal)}})


def found(name, *where):
    import live_screen

    return json.dumps(getattr(live_screen, name)(*where))


def is_at_work():
    modules = [module for name, module in sys.modules.items() if name.endswith("working")]
    return json.dumps(any(getattr(module, "_at_work", ()) for module in modules))
"""


def write_script(profile: Path) -> None:
    """What LibreOffice is to do; before it is started."""
    script = profile / "user" / "Scripts" / "python" / _NAME
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(_SCRIPT, encoding="utf-8")


def take(document: Any) -> BookContent:
    """``reading.take``."""
    read = _done(document, "taken", document)
    if "refusal" in read:
        raise Refusal(read["refusal"])
    content: BookContent = read["book"]
    for sheet in content["sheets"]:
        for rows in ("values", "formulas"):
            sheet[rows] = tuple(map(tuple, sheet[rows]))  # type: ignore[literal-required] # as LibreOffice gives them
    return content


def found(document: Any, name: str, *where: object) -> Any:
    """What the function of that name in ``live_screen`` finds."""
    answer = _done(document, "found", name, *where)
    return tuple(answer) if isinstance(answer, list) else answer


def is_at_work(document: Any) -> bool:
    """Whether the extension does something just now; another button is refused then."""
    return bool(_done(document, "is_at_work"))


def _done(document: Any, function: str, *given: object) -> Any:
    place = f"vnd.sun.star.script:{_NAME}${function}?language=Python&location=user"
    answer, _, _ = document.getScriptProvider().getScript(place).invoke(given, (), ())
    return json.loads(answer)
