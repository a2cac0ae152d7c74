"""绩效自评 as a small window beside Excel or WPS 表格: the same buttons, where the ribbon cannot be had.

Nothing is started by Excel and no macro runs: the window is a program of its own and attaches to what is open, by COM.
``opening``: ``open_panel``. ``window``: what stands in it. ``forms``: the forms. ``worker``: the thread that works.
"""
