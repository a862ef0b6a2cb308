"""Who waits at a terminal sees a bar; a file or a pipe gets nothing."""

import contextlib
import os
import sys

from crescere_kit.sources.download import barra


def test_a_terminal_gets_a_bar_with_the_name_of_the_file(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    lettore, scrittore = os.openpty()
    with os.fdopen(scrittore, "w", encoding="utf-8") as terminale:
        monkeypatch.setattr(sys, "stderr", terminale)
        with barra() as avanza:
            avanza("2024_Rendiconto.zip", 500, 1000)
            avanza("2024_Rendiconto.zip", 1000, 1000)
    assert "2024_Rendiconto.zip" in _fino_alla_fine(lettore).decode()


def _fino_alla_fine(lettore):
    """All that was drawn: one read may give only the part written so far."""
    pezzi = []
    # Linux ends a terminal with nobody behind it by EIO, others by nothing more to read
    with os.fdopen(lettore, "rb", buffering=0) as schermo, contextlib.suppress(OSError):
        while pezzo := schermo.read(4096):
            pezzi.append(pezzo)
    return b"".join(pezzi)


def test_a_pipe_gets_nothing(capsys):
    with barra() as avanza:
        avanza("2024_Rendiconto.zip", 500, 1000)
    assert capsys.readouterr() == ("", "")
