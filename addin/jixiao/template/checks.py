"""What 审核 checks, for 填报说明: the titles of the rules by family, as the rules have them."""

import tomllib
from importlib.resources import files

from jixiao.template.source_parts import Instruction


def checks() -> Instruction:
    """A section of 填报说明."""
    text = files("jixiao.template").joinpath("checks.toml").read_text(encoding="utf-8")
    return Instruction.model_validate(tomllib.loads(text))
