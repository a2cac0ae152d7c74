"""XML under guard: no document types, bounded depth, and only the elements on the paths a reader names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from jixiao.hosts.xlsx.limits import LIMITS, Limits
from jixiao.hosts.xlsx.refusal import damaged, too_large, unsafe

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_SPREADSHEET = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KNOWN_NAMESPACES = frozenset({SPREADSHEET, STRICT_SPREADSHEET, RELATIONSHIPS, CONTENT_TYPES})

PACKAGE_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})

MAX_DEPTH = LIMITS.depth
_PIECE = 256 * 1024  # bytes that the parser gets at a time

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
    parser = expat.ParserCreate(namespace_separator=" ", intern={})
    parser.buffer_text = True

    def refuse_document_type(*_: object) -> None:
        """Raises Refusal: entities could blow a small part up, and no package needs any."""
        raise unsafe(f"{part} 含有 DOCTYPE 声明")

    def check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        """Raises Refusal where the part states an encoding that packages may not use."""
        if encoding is not None and encoding.lower() not in PACKAGE_ENCODINGS:
            raise damaged(f"{part} 的文字编码不对")

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.EntityDeclHandler = refuse_document_type
    parser.XmlDeclHandler = check_encoding
    return parser


def run(parser: expat.XMLParserType, data: bytes, part: str, limits: Limits = LIMITS) -> None:
    """Parse a whole part; raises Refusal where it is not well-formed, or built to wear the parser out."""
    view = memoryview(data)
    try:
        for start in range(0, len(data), _PIECE):
            piece = view[start : start + _PIECE]
            parser.Parse(piece, False)
            if start + len(piece) - parser.CurrentByteIndex > limits.tag_bytes:
                raise unsafe(f"{part} 有过长的标记")
            if len(parser.intern) > limits.vocabulary:
                raise unsafe(f"{part} 的标记名称超过 {limits.vocabulary:,} 种")
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged(f"{part} 读不出来") from None
    finally:  # whoever was called holds the parser, and would go with it only when garbage is collected
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


class Passage:
    """The text of one element while it is read, piece by piece; raises Refusal where it grows too long."""

    def __init__(self, part: str, limits: Limits = LIMITS) -> None:
        self._part, self._limit = part, limits.text
        self._pieces: list[str] = []
        self._length = 0

    def begin(self) -> None:
        """Forget the text before."""
        self._pieces.clear()
        self._length = 0

    def add(self, piece: str) -> None:
        """Take the next piece."""
        self._length += len(piece)
        if self._length > self._limit:
            raise too_large(f"{self._part} 有超过 {self._limit:,} 个字的文字")
        self._pieces.append(piece)

    @property
    def text(self) -> str:
        """What was read since the beginning."""
        return "".join(self._pieces)


def split_name(name: str) -> tuple[str, str]:
    """Namespace and local name of an element or attribute as the parser reports it."""
    namespace, _, local = name.rpartition(" ")
    return namespace, local


class Walker:
    """Runs through one part and calls what its paths name, in the namespace of the root element."""

    def __init__(self, part: str, paths: Mapping[str, Tag], limits: Limits = LIMITS) -> None:
        self._part = part
        self._limits = limits
        self._parser = guarded_parser(part)
        self._tag = Tag(children=paths)
        self._outer: list[Tag] = []
        self._locals: dict[str, str] = {}
        self._prefix = ""
        self._passage = Passage(part, limits)

    @property
    def position(self) -> int:
        """The byte where the current event begins; after an empty element, the byte behind it."""
        return self._parser.CurrentByteIndex

    def walk(self, data: bytes) -> None:
        """Parse the part; raises Refusal where it is damaged or its root is not the expected one."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        run(self._parser, data, self._part, self._limits)

    def _start(self, name: str, attributes: Attributes) -> None:
        if not self._outer:
            self._check_root(name)
        elif len(self._outer) >= self._limits.depth:
            raise unsafe(f"{self._part} 嵌套过深")
        local = self._locals.get(name)
        if local is None:
            local = self._locals[name] = self._local(name)
        tag = self._tag.children.get(local, _IGNORED)
        self._outer.append(self._tag)
        self._tag = tag
        if tag.text:
            self._passage.begin()
        if tag.start is not None:
            tag.start(attributes)

    def _end(self, _name: str) -> None:
        tag, self._tag = self._tag, self._outer.pop()
        if tag.end is not None:
            tag.end(self._passage.text if tag.text else "")

    def _characters(self, text: str) -> None:
        if self._tag.text:
            self._passage.add(text)

    def _check_root(self, name: str) -> None:
        namespace, local = split_name(name)
        if namespace not in KNOWN_NAMESPACES or local not in self._tag.children:
            raise damaged(f"{self._part} 的内容不对")
        self._prefix = f"{namespace} "

    def _local(self, name: str) -> str:
        return name.removeprefix(self._prefix) if name.startswith(self._prefix) else ""
