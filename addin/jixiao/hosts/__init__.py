"""The edge: where workbooks come in and edits go out; all knowledge of Excel, its files and libraries is here."""
