"""A newspaper page as the print room hands it over, taken apart into articles."""

from newsroom.importing.item import Item
from newsroom.importing.page import ImportedPage, import_page

__all__ = ["ImportedPage", "Item", "import_page"]
