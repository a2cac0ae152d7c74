"""The list of content types: which part is what."""

from jixiao.hosts.xlsx import xstring
from jixiao.hosts.xlsx.draft import Draft
from jixiao.hosts.xlsx.outline import outline
from jixiao.hosts.xlsx.splice import Splice, append_child, apply, element_end, prefix, start_tag

PART = "[Content_Types].xml"


def add_content_type(draft: Draft, part: str, content_type: str) -> None:
    """List a new part."""
    data = draft.read(PART)
    top = outline(data, PART, "Types")
    tag = prefix(start_tag(data, top.start, PART)).decode() + "Override"
    element = f'<{tag} PartName="{xstring.attribute("/" + part)}" ContentType="{content_type}"/>'
    draft.put(PART, apply(data, [append_child(data, top.start, top.stop, element.encode(), PART)]))


def remove_content_type(draft: Draft, part: str) -> None:
    """Take a part off the list, where it is on it."""
    data = draft.read(PART)
    top = outline(data, PART, "Types")
    key = f"/{part}".casefold()
    listed = [entry for entry in top.all("Override") if entry.attributes.get("PartName", "").casefold() == key]
    splices = [Splice(entry.start, element_end(data, entry.start, entry.stop, PART), b"") for entry in listed]
    if splices:
        draft.put(PART, apply(data, splices))
