"""The number format code of each cell style."""

from collections.abc import Mapping

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.markup import Attributes, Tag, Walker
from jixiao.hosts.xlsx.refusal import too_large

GENERAL = "General"

# The codes that files name only by number (ECMA-376 part 1, 18.8.30); 27–36 and 50–58 are the Chinese ones.
_BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}


@kept(parts=8)
def read_number_formats(data: bytes, part: str, limits: Limits = LIMITS) -> Mapping[str, str]:
    """The format code of each cell style, by the number that cells name it by (``s``)."""
    codes = {str(number): code for number, code in _BUILT_IN.items()}
    styles: list[str] = []

    def code_defined(attributes: Attributes) -> None:
        """Keep a format code by its number; it may redefine a built-in one."""
        codes[attributes.get("numFmtId", "")] = xstring.decode(attributes.get("formatCode", GENERAL))

    def style_defined(attributes: Attributes) -> None:
        """Keep the number of the next style's format. Raises Refusal where there are too many styles."""
        if len(styles) >= limits.styles:
            raise too_large(f"单元格样式超过 {limits.styles:,} 种")
        styles.append(attributes.get("numFmtId", "0"))

    paths = {"numFmts": Tag({"numFmt": Tag(start=code_defined)}), "cellXfs": Tag({"xf": Tag(start=style_defined)})}
    Walker(part, {"styleSheet": Tag(paths)}, limits).walk(data)
    return {str(number): codes.get(style, GENERAL) for number, style in enumerate(styles)}
