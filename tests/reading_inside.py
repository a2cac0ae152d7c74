"""Has a running LibreOffice read its documents itself, as the extension does.

Over a pipe every look that a sheet has is several journeys; inside it is none.
"""

import json
from pathlib import Path
from typing import Any

from jixiao.hosts.libreoffice import inside
from jixiao.hosts.libreoffice.inside.exchange import BookContent, Refusal

_NAME = "reading_inside.py"
_SCRIPT = """import json
import sys

sys.path.insert(0, {folder!r})

from inside.exchange import Refusal
from inside.reading import take


def read(document):
    try:
        return json.dumps({{"book": take(document)}})
    except Refusal as refusal:
        return json.dumps({{"refusal": str(refusal)}})
"""


def write_script(profile: Path) -> None:
    """What LibreOffice is to run; before it is started."""
    script = profile / "user" / "Scripts" / "python" / _NAME
    script.parent.mkdir(parents=True)
    script.write_text(_SCRIPT.format(folder=str(Path(inside.__file__).parents[1])), encoding="utf-8")


def take_inside(context: Any, document: Any) -> BookContent:
    """``reading.take``, run in LibreOffice."""
    factory = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.script.provider.MasterScriptProviderFactory", context
    )
    script = factory.createScriptProvider("").getScript(
        f"vnd.sun.star.script:{_NAME}$read?language=Python&location=user"
    )
    answer, _, _ = script.invoke((document,), (), ())
    read = json.loads(answer)
    if "refusal" in read:
        raise Refusal(read["refusal"])
    content: BookContent = read["book"]
    for sheet in content["sheets"]:
        for rows in ("values", "formulas"):
            sheet[rows] = tuple(map(tuple, sheet[rows]))  # type: ignore[literal-required] # as LibreOffice gives them
    return content
