"""Tables that are not ours, with parts that only Excel itself writes: comments in threads, pivots, slicers, macros …"""

from pathlib import Path

from corpus.features import comments, conditional_formats, tables
from corpus.kind import kind
from corpus.package import (
    MAIN,
    MICROSOFT,
    OFFICE,
    SHEET,
    WORKBOOK,
    XML,
    Parts,
    add_default,
    add_extension,
    add_part,
    put_in,
    relate,
)
from corpus.tables import SHEET_NAME, grafted

SPREADSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EXCEL_TYPE = "application/vnd.ms-excel"
X14 = f"{MICROSOFT}/spreadsheetml/2009/9/main"
RELATED = f'xmlns:r="{OFFICE}"'


def threads(parts: Parts) -> None:
    space = f'xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments"'
    person = "{6D6C9F35-2D1B-4E0A-9B1C-000000000001}"
    add_part(
        parts, "xl/persons/person.xml",
        f'{XML}<personList {space}><person displayName="复核" id="{person}" userId="S::1" providerId="AD"/>'
        "</personList>",
        f"{EXCEL_TYPE}.person+xml", WORKBOOK, f"{MICROSOFT}/2017/10/relationships/person",
    )  # fmt: skip
    add_part(
        parts, "xl/threadedComments/threadedComment1.xml",
        f'{XML}<ThreadedComments {space}><threadedComment ref="B4" dT="2022-03-01T08:00:00.00" personId="{person}" '
        'id="{6D6C9F35-2D1B-4E0A-9B1C-000000000002}"><text>与批复核对过了</text></threadedComment></ThreadedComments>',
        f"{EXCEL_TYPE}.threadedcomments+xml", SHEET, f"{MICROSOFT}/2017/10/relationships/threadedComment",
    )  # fmt: skip


@kind()
def threaded_comments(path: Path) -> None:
    grafted(path, threads, comments)


def new_rules(parts: Parts) -> None:
    add_extension(
        parts, SHEET,
        f'<ext uri="{{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" '
        f'allowBlank="1"><x14:formula1><xm:f>{SHEET_NAME}!$A$8:$A$11</xm:f></x14:formula1><xm:sqref>H8:H11</xm:sqref>'
        "</x14:dataValidation></x14:dataValidations></ext>",
    )  # fmt: skip


@kind()
def x14_validations(path: Path) -> None:
    grafted(path, new_rules)


@kind(default=False)
def x14_validations_and_formats(path: Path) -> None:
    grafted(path, new_rules, conditional_formats)


@kind()
def custom_xml(path: Path) -> None:
    def graft(parts: Parts) -> None:
        space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
        item = '<ds:datastoreItem ds:itemID="{6D6C9F35-2D1B-4E0A-9B1C-000000000003}"'
        properties = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        add_part(parts, "customXml/item1.xml", "<流转><环节>送审</环节></流转>", "", WORKBOOK, "customXml")
        add_part(
            parts, "customXml/itemProps1.xml", f'{XML}{item} xmlns:ds="{space}"/>', properties,
            "customXml/item1.xml", "customXmlProps",
        )  # fmt: skip

    grafted(path, graft)


@kind()
def printer_settings(path: Path) -> None:
    def graft(parts: Parts) -> None:
        add_default(parts, "bin", f"{SPREADSHEET_TYPE}.printerSettings")
        name = "xl/printerSettings/printerSettings1.bin"
        reference = add_part(parts, name, bytes(range(256)) * 4, "", SHEET, "printerSettings")
        parts[SHEET] = put_in(parts[SHEET], f'<pageSetup paperSize="9" {RELATED} r:id="{reference}"/>')

    grafted(path, graft)


@kind()
def ole_objects(path: Path) -> None:
    def graft(parts: Parts) -> None:
        add_default(parts, "bin", "application/vnd.openxmlformats-officedocument.oleObject")
        name = "xl/embeddings/oleObject1.bin"
        reference = add_part(parts, name, b"\xd0\xcf\x11\xe0" + bytes(508), "", SHEET, "oleObject")
        element = f'<oleObject progId="Word.Document.12" shapeId="1025" {RELATED} r:id="{reference}"/>'
        parts[SHEET] = put_in(parts[SHEET], f"<oleObjects>{element}</oleObjects>")
        add_part(parts, "xl/embeddings/文档.docx", b"PK\x05\x06" + bytes(18), "", SHEET, "package")
        add_default(parts, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")

    grafted(path, graft, comments)


def pivot(parts: Parts) -> None:
    source = f'<cacheSource type="worksheet"><worksheetSource ref="A7:B11" sheet="{SHEET_NAME}"/></cacheSource>'
    items = '<sharedItems count="1"><s v="产出指标"/></sharedItems>'
    fields = f'<cacheFields count="2"><cacheField name="一级指标" numFmtId="0">{items}</cacheField>'
    fields += f'<cacheField name="二级指标" numFmtId="0">{items}</cacheField></cacheFields>'
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    reference = add_part(
        parts, cache,
        f'{XML}<pivotCacheDefinition xmlns="{MAIN}" {RELATED} r:id="rId1" recordCount="1">{source}{fields}'
        "</pivotCacheDefinition>",
        f"{SPREADSHEET_TYPE}.pivotCacheDefinition+xml", WORKBOOK, "pivotCacheDefinition",
    )  # fmt: skip
    record = '<r><x v="0"/><x v="0"/></r></pivotCacheRecords>'
    add_part(
        parts, "xl/pivotCache/pivotCacheRecords1.xml",
        f'{XML}<pivotCacheRecords xmlns="{MAIN}" count="1">{record}',
        f"{SPREADSHEET_TYPE}.pivotCacheRecords+xml", cache, "pivotCacheRecords",
    )  # fmt: skip
    table = "xl/pivotTables/pivotTable1.xml"
    add_part(
        parts, table,
        f'{XML}<pivotTableDefinition xmlns="{MAIN}" name="透视" cacheId="5" dataCaption="值"><location ref="K20:L22" '
        'firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>',
        f"{SPREADSHEET_TYPE}.pivotTable+xml", SHEET, "pivotTable",
    )  # fmt: skip
    relate(parts, table, "pivotCacheDefinition", f"/{cache}")
    element = f'<pivotCaches><pivotCache cacheId="5" {RELATED} r:id="{reference}"/></pivotCaches>'
    parts[WORKBOOK] = put_in(parts[WORKBOOK], element, "workbook")


@kind()
def pivot_table(path: Path) -> None:
    grafted(path, pivot)


def slicer_parts(parts: Parts) -> None:
    pivot(parts)
    space = f"{MICROSOFT}/2007/relationships"
    cache = add_part(
        parts, "xl/slicerCaches/slicerCache1.xml",
        f'{XML}<slicerCacheDefinition xmlns="{X14}" name="切片器" sourceName="一级指标"><pivotTables><pivotTable '
        'tabId="1" name="透视"/></pivotTables></slicerCacheDefinition>',
        f"{EXCEL_TYPE}.slicerCache+xml", WORKBOOK, f"{space}/slicerCache",
    )  # fmt: skip
    slicer = add_part(
        parts, "xl/slicers/slicer1.xml",
        f'{XML}<slicers xmlns="{X14}"><slicer name="一级指标" cache="切片器" rowHeight="241300"/></slicers>',
        f"{EXCEL_TYPE}.slicer+xml", SHEET, f"{space}/slicer",
    )  # fmt: skip
    space = f'xmlns:x14="{X14}" {RELATED}'
    caches = f'<x14:slicerCaches><x14:slicerCache r:id="{cache}"/></x14:slicerCaches>'
    add_extension(
        parts, WORKBOOK, f'<ext uri="{{BBE1A952-AA13-448e-AADC-164F8A28A991}}" {space}>{caches}</ext>', "workbook"
    )
    listed = f'<x14:slicerList><x14:slicer r:id="{slicer}"/></x14:slicerList>'
    add_extension(parts, SHEET, f'<ext uri="{{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}}" {space}>{listed}</ext>')


@kind()
def slicers(path: Path) -> None:
    grafted(path, slicer_parts)


@kind()
def data_connections(path: Path) -> None:
    def graft(parts: Parts) -> None:
        source = '<dbPr connection="Provider=SQLOLEDB;Data Source=finance" command="select 1"/>'
        add_part(
            parts, "xl/connections.xml",
            f'{XML}<connections xmlns="{MAIN}"><connection id="1" name="决算库" type="5" refreshedVersion="6">{source}'
            "</connection></connections>",
            f"{SPREADSHEET_TYPE}.connections+xml", WORKBOOK, "connections",
        )  # fmt: skip
        add_part(
            parts, "xl/queryTables/queryTable1.xml",
            f'{XML}<queryTable xmlns="{MAIN}" name="决算库" connectionId="1"/>',
            f"{SPREADSHEET_TYPE}.queryTable+xml", "xl/tables/table1.xml", "queryTable",
        )  # fmt: skip

    grafted(path, graft, tables)
