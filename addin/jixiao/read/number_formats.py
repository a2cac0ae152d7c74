"""How a number looks under Excel's format codes: ``0.00%``, ``#,##0.00``, ``0.00;-0.00;"—"``.

Codes that print no plain decimal number (dates, fractions, powers, conditions) count as General.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from jixiao.model.decimals import EXACT, decimals_of, format_number, round_half_up

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<padding>[_*].)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)|(?P<digits>[0#?.,]+)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color *[0-9]+|[^\W\d_a-z]+ *[0-9]*", re.I)
_DIGITS = re.compile(r"(?P<whole>[0#?,]*[0#?])?(\.(?P<decimals>[0#?]*))?(?P<thousands>,*)")
_PLAIN_SIGNS = frozenset(" $-+():!^&'~{}<>=")
_MAX_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Look:
    """How one section of a format code prints a number.

    ``least`` to ``most`` decimals are printed, after the point has moved ``scale`` places to the right (2 for
    a percentage). ``is_general`` prints the number as plainly as can be; ``has_number`` is off for a section
    of fixed text, which is then in ``prefix``.
    """

    prefix: str = ""
    suffix: str = ""
    least: int = 0
    most: int = 0
    scale: int = 0
    grouping: bool = False
    is_percent: bool = False
    is_general: bool = False
    has_number: bool = False

    def decimals(self, value: Decimal) -> int:
        """How many decimals of a value are printed; of ``0.00%`` four, of ``0.00,`` less than none."""
        if self.is_general:
            return decimals_of(value)
        used = decimals_of(round_half_up(value, self.most + self.scale).normalize(EXACT)) - self.scale
        return min(self.most, max(self.least, used)) + self.scale

    def show(self, value: Decimal) -> str:
        """The number as printed."""
        if not self.has_number:
            return self.prefix
        if self.is_general:
            return f"{self.prefix}{format_number(value)}{self.suffix}"
        decimals = self.decimals(value) - self.scale
        moved = round_half_up(value.scaleb(self.scale, context=EXACT), decimals)
        text = f"{moved:,f}" if self.grouping else f"{moved:f}"
        whole, _, digits = text.partition(".")
        digits = digits.ljust(decimals, "0")
        sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        return f"{sign}{self.prefix}{whole}{'.' if digits else ''}{digits}{self.suffix}"


GENERAL = Look(is_general=True, has_number=True)


def look_of(value: Decimal, code: str) -> tuple[Look, Decimal]:
    """How a format code prints a value, and what it prints: a section for negative numbers drops the sign."""
    looks = _looks(code) if len(code) <= _MAX_LENGTH else (GENERAL,)
    if value < 0 and len(looks) > 1:
        return looks[1], value.copy_abs()
    return (looks[2] if not value and len(looks) > 2 else looks[0]), value


@lru_cache(maxsize=256)
def _looks(code: str) -> tuple[Look, ...]:
    """The sections for positive, negative and zero numbers; one General where the code is not understood."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    if not code or len(sections) > 4:
        return (GENERAL,)
    looks = [_section(tokens) for tokens in sections[:3]]
    return (GENERAL,) if None in looks else tuple(look for look in looks if look is not None)


def _section(tokens: list[re.Match[str]]) -> Look | None:
    """One section, or None where it prints something else than a decimal number."""
    look = Look()
    for token in tokens:
        literal = _literal(token)
        if literal is None:
            numbered = None if look.has_number else _number(token)
            if numbered is None:
                return None
            look = replace(numbered, prefix=look.prefix, is_percent=look.is_percent, scale=numbered.scale + look.scale)
        elif look.has_number:
            look = replace(look, suffix=look.suffix + literal)
        else:
            look = replace(look, prefix=look.prefix + literal)
        if token["other"] == "%":
            look = replace(look, is_percent=True, scale=look.scale + 2)
    return look


def _literal(token: re.Match[str]) -> str | None:
    """What a token prints whatever the number is; None for digits and for what is not understood."""
    for kind in ("quoted", "escaped", "currency"):
        if token[kind] is not None:
            return token[kind]
    if token["padding"] or (token["bracket"] is not None and _COLOUR.fullmatch(token["bracket"])):
        return ""
    sign = token["other"]
    if sign is not None and (sign == "%" or sign in _PLAIN_SIGNS or not sign.isascii()):
        return sign
    return None


def _number(token: re.Match[str]) -> Look | None:
    if token["general"]:
        return GENERAL
    parts = _DIGITS.fullmatch(token["digits"] or "")
    if parts is None or not re.search("[0#?]", parts[0]):
        return None
    places = parts["decimals"] or ""
    return Look(
        least=places.count("0"),
        most=len(places),
        scale=-3 * len(parts["thousands"]),
        grouping="," in (parts["whole"] or ""),
        has_number=True,
    )
