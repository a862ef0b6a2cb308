"""From the plain text of a template to its Word file: styles, headings, header rows and language are given.

The text is what we review and compare; the Word file is what the renderer reads and what staff copy to make
their own. A test holds the two equal.
"""

from crescere_kit.acts.writing.source import Blocco, TestoNonValido, leggi
from crescere_kit.acts.writing.word import costruisci

__all__ = ["Blocco", "TestoNonValido", "costruisci", "leggi"]
