"""The proof of the rules: clean workbooks by the thousand, each then broken in one place.

``clean/`` draws consistent figures and words (``measures.toml``, ``words.toml``) and rounds them honestly: a ``World``,
what stands in each cell by its id, and what must hold between cells (``relations.py`` for figures, ``targets.py`` for
scores, ``sayings.py`` for words). ``books.py`` and ``foreign.py`` turn it into workbooks, ours or another office's.
``kinds/`` holds the mutations.

A mutant counts where some relation of the world no longer holds: that is judged by these relations alone, with plain
intervals of Decimals (``spans.py``), never by a rule of the product. Where several cells could be wrong and no other
figure tells which, a kind does not choose them: its ``choose`` says so.

A new mutation is one line in a file of ``kinds/``: family, name, which cells it befalls, what happens to them::

    Kind("rates", "比率数字颠倒", _rates, swapped_digits),
"""
