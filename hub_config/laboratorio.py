"""The folder of a laboratorio: the notebooks ready to be used, and the comune's own work left alone."""

import hashlib
import json
import os
import shutil
from importlib.metadata import version
from pathlib import Path

from hub_config import places

REGISTRO_CONSEGNE = "notebook_consegnati.json"


def prepara(cartella: Path, comunita: Path) -> None:
    """Put the notebooks in the laboratorio of a comune and the community shelf beside them."""
    laboratorio, casa = cartella / "laboratorio", cartella / "casa"
    for nuova in (laboratorio, casa):
        nuova.mkdir(parents=True, exist_ok=True)
    consegne = _leggi(casa / REGISTRO_CONSEGNE)
    for notebook in sorted(places.notebook().glob("*.ipynb")):
        _consegna(notebook, laboratorio, consegne)
    (casa / REGISTRO_CONSEGNE).write_text(json.dumps(consegne, indent=1), "utf-8")
    collegamento = laboratorio / "comunita"
    if not collegamento.is_symlink() and not collegamento.exists():
        collegamento.symlink_to(os.path.relpath(comunita, laboratorio))


def _consegna(notebook: Path, laboratorio: Path, consegne: dict[str, str]) -> None:
    """Deliver a notebook; if the comune has changed its own, a version it never had goes beside it."""
    nuova = _impronta(notebook)
    for nome in (notebook.name, f"{notebook.stem} (versione {version('crescere')}){notebook.suffix}"):
        destinazione = laboratorio / nome
        attuale = _impronta(destinazione) if destinazione.exists() else None
        if attuale in (None, consegne.get(nome)):
            if attuale != nuova:
                shutil.copyfile(notebook, destinazione)
            consegne[nome] = nuova
            return
        if nuova in (attuale, consegne.get(nome)):
            return


def _impronta(notebook: Path) -> str:
    """What a notebook says, without its results: running it is not changing it."""
    try:
        celle = json.loads(notebook.read_text("utf-8"))["cells"]
        detto = [(cella["cell_type"], "".join(cella["source"])) for cella in celle]
    except (ValueError, KeyError, TypeError):
        return "illeggibile"
    return hashlib.sha256(json.dumps(detto).encode()).hexdigest()


def _leggi(percorso: Path) -> dict[str, str]:
    return json.loads(percorso.read_text("utf-8")) if percorso.exists() else {}
