"""What ECMA-376 calls the parts of a Word file and their relationships (part 1, 11 and 15; part 2, annex E)."""

from __future__ import annotations

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class CT:
    """Content types of parts."""

    JPEG = "image/jpeg"
    OFC_CUSTOM_XML_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    OFC_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
    OPC_CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
    OPC_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
    PNG = "image/png"
    WML_DOCUMENT_MAIN = _WORD + "document.main+xml"
    WML_FONT_TABLE = _WORD + "fontTable+xml"
    WML_FOOTER = _WORD + "footer+xml"
    WML_FOOTNOTES = _WORD + "footnotes+xml"
    WML_HEADER = _WORD + "header+xml"
    WML_NUMBERING = _WORD + "numbering+xml"
    WML_SETTINGS = _WORD + "settings+xml"
    WML_STYLES = _WORD + "styles+xml"
    XML = "application/xml"


class RT:
    """Types of relationships."""

    CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    CUSTOM_PROPERTIES = _OFFICE + "custom-properties"
    CUSTOM_XML = _OFFICE + "customXml"
    CUSTOM_XML_PROPS = _OFFICE + "customXmlProps"
    FONT = _OFFICE + "font"
    FONT_TABLE = _OFFICE + "fontTable"
    FOOTER = _OFFICE + "footer"
    FOOTNOTES = _OFFICE + "footnotes"
    HEADER = _OFFICE + "header"
    HYPERLINK = _OFFICE + "hyperlink"
    IMAGE = _OFFICE + "image"
    NUMBERING = _OFFICE + "numbering"
    OFFICE_DOCUMENT = _OFFICE + "officeDocument"
    SETTINGS = _OFFICE + "settings"
    STYLES = _OFFICE + "styles"
    THEME = _OFFICE + "theme"
