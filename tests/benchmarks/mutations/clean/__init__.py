"""Clean workbooks: random figures that fit each other, honestly rounded."""
