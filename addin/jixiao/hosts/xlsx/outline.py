"""The outline of a small part (workbook, styles, …): three levels of elements, with their places."""

from dataclasses import dataclass, field

from jixiao.hosts.xlsx.kept import kept
from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.markup import KNOWN_NAMESPACES, Attributes, Passage, guarded_parser, run, split_name
from jixiao.hosts.xlsx.refusal import damaged, too_large, unsafe

_LEVELS = 3


@dataclass(slots=True)
class Element:
    """One element: ``start`` is its first byte, ``stop`` where the parser met its end.

    ``splice.element_end`` tells the byte behind it. ``text`` is filled at the deepest level only;
    ``children`` are those in the root's own namespace.
    """

    name: str
    namespace: str
    attributes: Attributes
    start: int
    stop: int = 0
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def first(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> "list[Element]":
        """The children of this name."""
        return [child for child in self.children if child.name == name]

    def grandchildren(self, parent: str, name: str) -> "list[Element]":
        """The children of this name under the first child named ``parent``."""
        group = self.first(parent)
        return [] if group is None else group.all(name)


@kept(parts=32)
def outline(data: bytes, part: str, root: str, limits: Limits = LIMITS) -> Element:
    """The outline of a part whose root must have this name; raises Refusal where it is damaged."""
    builder = _Builder(part, limits)
    builder.parse(data)
    top = builder.root
    if top is None or top.name != root or top.namespace not in KNOWN_NAMESPACES:
        raise damaged(f"{part} 的内容不对")
    return top


class _Builder:
    """Builds the outline of one part; elements below the levels that matter are counted and passed over."""

    def __init__(self, part: str, limits: Limits) -> None:
        self.root: Element | None = None
        self._part, self._limits = part, limits
        self._parser = guarded_parser(part)
        self._open: list[Element | None] = []
        self._passage = Passage(part, limits)
        self._room = limits.elements
        self._names: dict[str, tuple[str, str]] = {}

    def parse(self, data: bytes) -> None:
        """Read the whole part; ``root`` is there afterwards. Raises Refusal where it is damaged."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        run(self._parser, data, self._part, self._limits)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._open.append(self._kept(name, attributes))
        if len(self._open) > self._limits.depth:
            raise unsafe(f"{self._part} 嵌套过深")

    def _kept(self, name: str, attributes: Attributes) -> Element | None:
        if len(self._open) >= _LEVELS:
            return None
        parts = self._names.get(name)
        if parts is None:
            parts = self._names[name] = split_name(name)
        namespace, local = parts
        element = Element(local, namespace, attributes, self._parser.CurrentByteIndex)
        if self.root is None:
            self.root = element
            return element
        parent = self._open[-1]
        if parent is None or namespace != self.root.namespace:
            return None
        self._room -= 1
        if self._room < 0:
            raise too_large(f"{self._part} 的条目超过 {self._limits.elements:,} 条")
        parent.children.append(element)
        self._passage.begin()
        return element

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if element is not None:
            element.stop = self._parser.CurrentByteIndex
            if len(self._open) == _LEVELS - 1:
                element.text = self._passage.text

    def _characters(self, text: str) -> None:
        if len(self._open) == _LEVELS and self._open[-1] is not None:
            self._passage.add(text)
