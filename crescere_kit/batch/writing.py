"""Write a file whole or not at all: who opens the folder while a batch runs never finds half a report."""

from __future__ import annotations

import errno
import filecmp
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crescere_kit.errors import ErroreSpiegato

_PARZIALE = re.compile(r"\..+\.(html|ipynb|pdf|xlsx|json|css|js|txt|woff2)\.[a-z0-9_]{8}")
_RIMEDI = {
    errno.ENOSPC: "sul disco non c'è più posto: liberarne",
    errno.EDQUOT: "lo spazio assegnato è finito: liberarne",
    errno.EFBIG: "il file supererebbe la misura ammessa: alzare il limite",
    errno.EROFS: "il disco è di sola lettura: scegliere un'altra cartella con --in",
    errno.EACCES: "non si ha il permesso: scegliere un'altra cartella con --in",
    errno.EPERM: "non si ha il permesso: scegliere un'altra cartella con --in",
    errno.ENOTDIR: "una parte del suo nome è un file: scegliere un'altra cartella con --in",
    errno.EEXIST: "è un file, non una cartella: scegliere un'altra cartella con --in",
    errno.ENAMETOOLONG: "il nome è troppo lungo: scegliere un'altra cartella con --in",
}


class ScritturaImpossibile(ErroreSpiegato):
    """The folder of the reports cannot be written: it would be so for every comune."""


@contextmanager
def spiegata(percorso: Path) -> Iterator[None]:
    """Turn what the disk refuses into its sentence."""
    try:
        yield
    except OSError as errore:
        perche = _RIMEDI.get(errore.errno, f"il disco risponde «{errore.strerror}»: controllarlo")
        raise ScritturaImpossibile(
            f"Non si può scrivere «{percorso}»: {perche} e ripetere il comando. Quanto è già scritto resta."
        ) from errore


def scrivi(percorso: Path, contenuto: str | bytes) -> None:
    """Replace a file with this content in one move."""
    byte = contenuto.encode() if isinstance(contenuto, str) else contenuto
    with spiegata(percorso), _provvisorio(percorso) as provvisorio:
        provvisorio.write_bytes(byte)


def copia(origine: Path, percorso: Path) -> None:
    """Copy a file in one move, unless it is there already."""
    with spiegata(percorso):
        if percorso.is_file() and filecmp.cmp(origine, percorso, shallow=False):
            return
    with spiegata(percorso), _provvisorio(percorso) as provvisorio:
        shutil.copyfile(origine, provvisorio)


def prepara_cartella(cartella: Path) -> None:
    """Make the folder, try to write in it, and clear what a killed batch had begun to write."""
    with spiegata(cartella):
        cartella.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cartella):
            pass
        for file in cartella.iterdir():
            if _PARZIALE.fullmatch(file.name):
                file.unlink(missing_ok=True)


@contextmanager
def _provvisorio(percorso: Path) -> Iterator[Path]:
    """Give a name beside the file, which becomes the file if all goes well and disappears if it does not."""
    percorso.parent.mkdir(parents=True, exist_ok=True)
    descrittore, nome = tempfile.mkstemp(dir=percorso.parent, prefix=f".{percorso.name}.")
    os.close(descrittore)
    provvisorio = Path(nome)
    try:
        yield provvisorio
        provvisorio.chmod(0o644)
        provvisorio.replace(percorso)
    except BaseException:
        provvisorio.unlink(missing_ok=True)
        raise
