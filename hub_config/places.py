"""Where the things the hub serves are: in a checkout first, in the installed package otherwise."""

import sys
from pathlib import Path

PACCHETTO = Path(__file__).resolve().parent
RADICE = PACCHETTO.parent
CONDIVISI = Path(sys.prefix) / "share"


def _primo(*candidati: Path) -> Path:
    return next((cartella for cartella in candidati if cartella.exists()), candidati[0])


def notebook() -> Path:
    """The notebooks that every laboratorio finds ready; `app/` holds the doors of the staff."""
    return _primo(RADICE / "notebooks", CONDIVISI / "crescere" / "notebooks")


def template_voila() -> Path:
    """The look of the cruscotto, whose static files dress the hub's own pages too."""
    return _primo(
        RADICE / "templates" / "voila" / "crescere",
        CONDIVISI / "jupyter" / "voila" / "templates" / "crescere",
    )


def proxy_installato() -> Path:
    return RADICE / "node_modules" / ".bin" / "configurable-http-proxy"
