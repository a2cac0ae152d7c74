"""Parts without a check of their own (drawings, charts, theme …): well-formed, and their references defined."""

from collections.abc import Collection

from jixiao.hosts.xlsx.lint.fault import Scope
from jixiao.hosts.xlsx.lint.parts import NO_RELATION
from jixiao.hosts.xlsx.markup import MAX_DEPTH, Attributes, guarded_parser, run, split_name
from jixiao.hosts.xlsx.refusal import unsafe
from jixiao.hosts.xlsx.workbook_part import REFERENCES, STRICT_REFERENCES

REFERENCE_SPACES = frozenset({REFERENCES, STRICT_REFERENCES})


def check_other_part(known_ids: Collection[str], data: bytes, scope: Scope) -> None:
    """Parse a part and note the relationship ids that it uses and does not have; raises Refusal where damaged."""
    parser = guarded_parser(scope.part)
    depth = 0

    def started(_: str, attributes: Attributes) -> None:
        """Note the relationship ids that the part does not have. Raises Refusal where elements nest too deeply."""
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise unsafe(f"{scope.part} 嵌套过深")
        for name, value in attributes.items():
            if value and split_name(name)[0] in REFERENCE_SPACES and value not in known_ids:
                scope.note(NO_RELATION, value, id=value)

    def ended(_: str) -> None:
        """One level up again."""
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    run(parser, data, scope.part)
