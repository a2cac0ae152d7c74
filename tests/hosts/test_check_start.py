"""What ``jixiao check`` loads before it answers: none of what fills, sums up, builds templates or makes buttons."""

import subprocess
import sys
from pathlib import Path

from jixiao.template.blueprint import evaluation_blueprint
from jixiao.template.build import save_workbook
from workbooks import TEMPLATE

_NOT_NEEDED = {
    "jixiao.flow",
    "jixiao.fill",
    "jixiao.template",
    "jixiao.actions",
    "jixiao.hosts.folders",
    "jixiao.consolidate.consolidating",
}
_CODE = f"""
import sys
from jixiao.hosts.cli.app import app
sys.argv = ["jixiao", "check", sys.argv[1]]
try:
    app()
finally:
    print("loaded", {_NOT_NEEDED} & sys.modules.keys())
"""


def test_check_starts_without_filling_summing_up_and_templates(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    save_workbook(evaluation_blueprint(TEMPLATE), path)
    done = subprocess.run([sys.executable, "-c", _CODE, str(path)], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "loaded set()"
    assert (done.returncode, done.stderr) == (1, "")
