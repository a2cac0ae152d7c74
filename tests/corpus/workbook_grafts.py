"""Tables that are not ours, with parts beside the sheets: signatures, macros, links to other files, WPS's own."""

from pathlib import Path

from corpus.features import comments, pictures, tables
from corpus.grafts import EXCEL_TYPE, RELATED, SPREADSHEET_TYPE, new_rules, slicer_parts, threads
from corpus.kind import kind
from corpus.package import (
    MAIN,
    MICROSOFT,
    ROOT_RELS,
    SHEET,
    TYPES,
    WORKBOOK,
    XML,
    Parts,
    add_default,
    add_extension,
    add_part,
    put_in,
    relate,
)
from corpus.tables import grafted


@kind(refused=True)
def digital_signature(path: Path) -> None:
    def graft(parts: Parts) -> None:
        add_default(parts, "sigs", "application/vnd.openxmlformats-package.digital-signature-origin")
        space = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
        add_part(parts, "_xmlsignatures/origin.sigs", b"", "", "", f"{space}/origin")
        signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="idPackageSignature"/>'
        kind_of = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
        owner = "_xmlsignatures/origin.sigs"
        add_part(parts, "_xmlsignatures/sig1.xml", XML + signature, kind_of, owner, f"{space}/signature")

    grafted(path, graft)


def macros(parts: Parts) -> None:
    plain, macro = f"{SPREADSHEET_TYPE}.sheet.main+xml", f"{EXCEL_TYPE}.sheet.macroEnabled.main+xml"
    parts[TYPES] = parts[TYPES].replace(plain.encode(), macro.encode())
    space = f"{MICROSOFT}/2006/relationships"
    owner = "xl/vbaProject.bin"
    add_part(parts, owner, bytes(range(256)), f"{EXCEL_TYPE[:-5]}office.vbaProject", WORKBOOK, f"{space}/vbaProject")
    signature = f"{EXCEL_TYPE[:-5]}office.vbaProjectSignature"
    add_part(parts, "xl/vbaProjectSignature.bin", b"\x01\x02", signature, owner, f"{space}/vbaProjectSignature")


@kind(".xlsm")
def vba_project(path: Path) -> None:
    grafted(path, macros)


@kind()
def external_links(path: Path) -> None:
    def graft(parts: Parts) -> None:
        name = "xl/externalLinks/externalLink1.xml"
        book = '<sheetNames><sheetName val="决算"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1">'
        cell = '<cell r="A1"><v>142.09</v></cell></row></sheetData></sheetDataSet>'
        link = f'{XML}<externalLink xmlns="{MAIN}"><externalBook {RELATED} r:id="rId1">{book}{cell}</externalBook>'
        reference = add_part(
            parts, name, f"{link}</externalLink>", f"{SPREADSHEET_TYPE}.externalLink+xml", WORKBOOK, "externalLink"
        )
        relate(parts, name, "externalLinkPath", "file:///D:/决算.xlsx", external=True)
        element = f'<externalReferences><externalReference {RELATED} r:id="{reference}"/></externalReferences>'
        parts[WORKBOOK] = put_in(parts[WORKBOOK], element, "workbook")
        parts[SHEET] = parts[SHEET].replace(
            b'<c r="C6"><v>142.09</v></c>', b'<c r="C6"><f>[1]\xe5\x86\xb3\xe7\xae\x97!A1</f><v>142.09</v></c>'
        )

    grafted(path, graft)


@kind(default=False)
def web_extension_and_label(path: Path) -> None:
    def graft(parts: Parts) -> None:
        space = f"{MICROSOFT}/webextensions/webextension/2010/11"
        add_part(
            parts, "xl/webextensions/webextension1.xml",
            f'{XML}<we:webextension xmlns:we="{space}" id="{{6D6C9F35-2D1B-4E0A-9B1C-000000000004}}"/>',
            f"{EXCEL_TYPE[:-5]}office.webextension+xml", "", f"{MICROSOFT}/2011/relationships/webextension",
        )  # fmt: skip
        label = f"{MICROSOFT}/2020/mipLabelMetadata"
        add_part(
            parts, "docMetadata/LabelInfo.xml", f'{XML}<clbl:labelList xmlns:clbl="{label}"/>',
            "application/vnd.ms-office.classificationlabels+xml", "",
            f"{MICROSOFT}/2020/02/relationships/classificationlabels",
        )  # fmt: skip
        thumbnail = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
        add_default(parts, "jpeg", "image/jpeg")
        add_part(parts, "docProps/thumbnail.jpeg", b"\xff\xd8\xff\xd9", "", "", thumbnail)

    grafted(path, graft)


@kind()
def shared_with_revisions(path: Path) -> None:
    def graft(parts: Parts) -> None:
        add_part(
            parts, "xl/revisions/revisionHeaders.xml",
            f'{XML}<headers xmlns="{MAIN}" guid="{{6D6C9F35-2D1B-4E0A-9B1C-000000000005}}"/>',
            f"{SPREADSHEET_TYPE}.revisionHeaders+xml", WORKBOOK, "revisionHeaders",
        )  # fmt: skip
        add_part(
            parts, "xl/revisions/userNames.xml", f'{XML}<users xmlns="{MAIN}" count="0"/>',
            f"{SPREADSHEET_TYPE}.userNames+xml", WORKBOOK, "usernames",
        )  # fmt: skip

    grafted(path, graft)


@kind(default=False)
def xml_map_and_volatile_cells(path: Path) -> None:
    def graft(parts: Parts) -> None:
        maps = f'{XML}<MapInfo xmlns="{MAIN}" SelectionNamespaces=""/>'
        add_part(parts, "xl/xmlMaps.xml", maps, "", WORKBOOK, "xmlMaps")
        add_part(
            parts, "xl/volatileDependencies.xml", f'{XML}<volTypes xmlns="{MAIN}"/>',
            f"{SPREADSHEET_TYPE}.volatileDependencies+xml", WORKBOOK, "volatileDependencies",
        )  # fmt: skip

    grafted(path, graft)


@kind()
def macro_and_dialog_sheets(path: Path) -> None:
    def graft(parts: Parts) -> None:
        empty = (
            f'{XML}<xm:macrosheet xmlns:xm="{MICROSOFT}/excel/2006/main" xmlns="{MAIN}"><sheetData/></xm:macrosheet>'
        )
        macro = add_part(
            parts, "xl/macrosheets/sheet1.xml", empty, f"{EXCEL_TYPE}.macrosheet+xml", WORKBOOK,
            f"{MICROSOFT}/2006/relationships/xlMacrosheet",
        )  # fmt: skip
        dialog = add_part(
            parts, "xl/dialogsheets/sheet1.xml", f'{XML}<dialogsheet xmlns="{MAIN}"/>',
            f"{SPREADSHEET_TYPE}.dialogsheet+xml", WORKBOOK, "dialogsheet",
        )  # fmt: skip
        listed = "".join(
            f'<sheet name="{name}" sheetId="{number}" {RELATED} r:id="{reference}"/>'
            for name, number, reference in (("宏1", 8, macro), ("对话框1", 9, dialog))
        )
        parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", listed.encode() + b"</sheets>")

    grafted(path, graft)


@kind(default=False)
def ribbon_of_its_own(path: Path) -> None:
    def graft(parts: Parts) -> None:
        space = f"{MICROSOFT}/2009/07/customui"
        ribbon = f'<customUI xmlns="{space}"><ribbon/></customUI>'
        add_part(parts, "customUI/customUI14.xml", ribbon, "", "", f"{MICROSOFT}/2007/relationships/ui/extensibility")

    grafted(path, graft)


def wps(parts: Parts) -> None:
    custom = "http://www.wps.cn/officeDocument/2020/cellImage"
    etc = "http://www.wps.cn/officeDocument/2017/etCustomData"
    add_part(
        parts, "xl/cellimages.xml", f'{XML}<etc:cellImages xmlns:etc="{etc}"/>',
        f"{EXCEL_TYPE[:-5]}wps-officedocument.cellimage+xml", WORKBOOK, custom,
    )  # fmt: skip
    add_part(parts, "xl/jsaProject.bin", b"JSA\0" * 16, "application/vnd.wps.jsaProject", WORKBOOK, f"{custom}/jsa")
    extension = '<ext uri="{{0B15FC19-7D7D-44AD-8C2D-2C3A37CE22C3}}" xmlns:etc="{0}"><etc:data/></ext>'
    add_extension(parts, WORKBOOK, extension.format(etc), "workbook")
    version = b'<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/>'
    start = parts[WORKBOOK].index(b"<fileVersion")
    parts[WORKBOOK] = parts[WORKBOOK][:start] + version + parts[WORKBOOK][parts[WORKBOOK].index(b"/>", start) + 2 :]
    assert ROOT_RELS in parts


@kind()
def wps_extensions(path: Path) -> None:
    grafted(path, wps, pictures)


@kind(".xlsm", default=False)
def all_grafts(path: Path) -> None:
    def graft(parts: Parts) -> None:
        for one in (threads, new_rules, slicer_parts, macros, wps):
            one(parts)

    grafted(path, graft, comments, tables, pictures)
