"""What is installed is what the checkout holds."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_package_is_named_for_the_wheel():
    named = set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    folders = {path.parent.relative_to(ROOT / "addin") for path in (ROOT / "addin" / "jixiao").rglob("__init__.py")}
    text_sources = {"jixiao.workbook_templates", "jixiao.excel_sources", "jixiao.libreoffice_sources"}
    assert named == {".".join(folder.parts) for folder in folders} | text_sources


def test_top_level_holds_only_what_the_design_says():
    tracked = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert tracked - {"build", "out", "jixiao-demo"} == {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "addin",
        "workbook_templates",
        "tests",
    }
