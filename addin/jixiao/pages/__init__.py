"""What the law says, as parts of a page, for the screen and for workbooks alike.

``framework_page``: a whole framework; the modules beside it its tables.
"""
