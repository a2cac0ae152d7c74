"""What runs inside LibreOffice: in the Python it brings along, 3.8 or newer, with nothing else installed.

The extension carries a copy of these modules under another package name, so they import each other relatively
and nothing else of jixiao. The engine runs in a process of its own, in the Python where jixiao is installed:
LibreOffice's Python is another version on most computers, and could not load the engine's compiled libraries.
"""
