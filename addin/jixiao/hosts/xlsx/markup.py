"""XML under guard: no document types, bounded depth, and only the elements on the paths a reader names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from jixiao.hosts.xlsx.refusal import damaged, unsafe

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_SPREADSHEET = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KNOWN_NAMESPACES = frozenset({SPREADSHEET, STRICT_SPREADSHEET, RELATIONSHIPS, CONTENT_TYPES})

MAX_DEPTH = 100
PACKAGE_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Tag:
    """What to do at one element of a path; elements that no path names are passed over.

    ``start`` gets the attributes, ``end`` the element's own text (empty unless ``text`` is set).
    """

    children: Mapping[str, "Tag"] = field(default_factory=dict)
    start: Callable[[Attributes], None] | None = None
    end: Callable[[str], None] | None = None
    text: bool = False


_IGNORED = Tag()


def guarded_parser(part: str) -> expat.XMLParserType:
    """A namespace-aware parser that refuses document types and encodings that packages may not use."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse_document_type(*_: object) -> None:
        raise unsafe(f"{part} 含有 DOCTYPE 声明")

    def check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in PACKAGE_ENCODINGS:
            raise damaged(f"{part} 的文字编码不对")

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.EntityDeclHandler = refuse_document_type
    parser.XmlDeclHandler = check_encoding
    return parser


def run(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Parse a whole part; raises Refusal where it is not well-formed."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise damaged(f"{part} 读不出来") from None


def split_name(name: str) -> tuple[str, str]:
    """Namespace and local name of an element or attribute as the parser reports it."""
    namespace, _, local = name.rpartition(" ")
    return namespace, local


class Walker:
    """Runs through one part and calls what its paths name, in the namespace of the root element."""

    def __init__(self, part: str, paths: Mapping[str, Tag]) -> None:
        self._part = part
        self._parser = guarded_parser(part)
        self._tag = Tag(children=paths)
        self._outer: list[Tag] = []
        self._locals: dict[str, str] = {}
        self._prefix = ""
        self._pieces: list[str] = []

    @property
    def position(self) -> int:
        """The byte where the current event begins; after an empty element, the byte behind it."""
        return self._parser.CurrentByteIndex

    def walk(self, data: bytes) -> None:
        """Parse the part; raises Refusal where it is damaged or its root is not the expected one."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        run(self._parser, data, self._part)

    def _start(self, name: str, attributes: Attributes) -> None:
        if not self._outer:
            self._check_root(name)
        elif len(self._outer) >= MAX_DEPTH:
            raise unsafe(f"{self._part} 嵌套过深")
        local = self._locals.get(name)
        if local is None:
            local = self._locals[name] = self._local(name)
        tag = self._tag.children.get(local, _IGNORED)
        self._outer.append(self._tag)
        self._tag = tag
        if tag.text:
            self._pieces.clear()
        if tag.start is not None:
            tag.start(attributes)

    def _end(self, _name: str) -> None:
        tag, self._tag = self._tag, self._outer.pop()
        if tag.end is not None:
            tag.end("".join(self._pieces) if tag.text else "")

    def _characters(self, text: str) -> None:
        if self._tag.text:
            self._pieces.append(text)

    def _check_root(self, name: str) -> None:
        namespace, local = split_name(name)
        if namespace not in KNOWN_NAMESPACES or local not in self._tag.children:
            raise damaged(f"{self._part} 的内容不对")
        self._prefix = f"{namespace} "

    def _local(self, name: str) -> str:
        return name.removeprefix(self._prefix) if name.startswith(self._prefix) else ""
