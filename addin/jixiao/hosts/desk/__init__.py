"""What actions want of files beside the open workbook, and the file host's way to press a button.

``files``: FileDesk, the desk of every host. ``pressing``: ``press_file``, an action on a workbook that is not open.
"""
