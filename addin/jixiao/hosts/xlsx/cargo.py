"""What travels in a package beside its sheets, told from the names of its members; nothing of it is ever opened."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum


class Cargo(Enum):
    """A kind of thing that a workbook carries; the value is its code in reports."""

    MACROS = "macros"
    MACRO_SHEETS = "macro_sheets"
    EXTERNAL_LINKS = "external_links"
    OLE_OBJECTS = "ole_objects"
    CONTROLS = "controls"
    CONNECTIONS = "connections"
    QUERY_TABLES = "query_tables"
    SIGNATURES = "signatures"
    WEB_EXTENSIONS = "web_extensions"
    CUSTOM_RIBBON = "custom_ribbon"
    COMMENTS = "comments"
    PICTURES = "pictures"
    FORM_CONTROLS = "form_controls"
    CHARTS = "charts"
    PIVOT_TABLES = "pivot_tables"
    CUSTOM_XML = "custom_xml"
    PRINTER_SETTINGS = "printer_settings"
    WPS_PICTURES = "wps_pictures"


_BY_FILE = {
    "vbaproject.bin": Cargo.MACROS,
    "connections.xml": Cargo.CONNECTIONS,
    "cellimages.xml": Cargo.WPS_PICTURES,
}
_BY_FOLDER = {
    "macrosheets": (Cargo.MACRO_SHEETS, "", ".xml"),
    "intlmacrosheets": (Cargo.MACRO_SHEETS, "", ".xml"),
    "externallinks": (Cargo.EXTERNAL_LINKS, "", ".xml"),
    "embeddings": (Cargo.OLE_OBJECTS, "", ""),
    "activex": (Cargo.CONTROLS, "", ".xml"),
    "querytables": (Cargo.QUERY_TABLES, "", ".xml"),
    "_xmlsignatures": (Cargo.SIGNATURES, "", ".xml"),
    "webextensions": (Cargo.WEB_EXTENSIONS, "", ".xml"),
    "customui": (Cargo.CUSTOM_RIBBON, "", ".xml"),
    "threadedcomments": (Cargo.COMMENTS, "", ".xml"),
    "comments": (Cargo.COMMENTS, "", ".xml"),
    "xl": (Cargo.COMMENTS, "comments", ".xml"),
    "media": (Cargo.PICTURES, "", ""),
    "ctrlprops": (Cargo.FORM_CONTROLS, "", ".xml"),
    "charts": (Cargo.CHARTS, "chart", ".xml"),
    "pivottables": (Cargo.PIVOT_TABLES, "", ".xml"),
    "customxml": (Cargo.CUSTOM_XML, "item", ".xml"),
    "printersettings": (Cargo.PRINTER_SETTINGS, "", ""),
}
"""Kinds by the folder that a member lies in, with how its file name begins and ends."""


def cargo_of(members: Iterable[str]) -> Counter[Cargo]:
    """How many members there are of each kind of thing."""
    return Counter(kind for name in members if (kind := _kind(name)) is not None)


def _kind(member: str) -> Cargo | None:
    path, _, file = member.casefold().rpartition("/")
    if file in _BY_FILE:
        return _BY_FILE[file]
    kind, start, end = _BY_FOLDER.get(path.rpartition("/")[2], (None, "", ""))
    is_one = file.startswith(start) and file.endswith(end) and not file.startswith("itemprops")
    return kind if is_one and file else None
