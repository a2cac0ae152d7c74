"""The parts of an .xlsx package: read under guard, changed by replacing only the bytes an edit touches."""
