"""The registry of the demo: a lettore and an autore for each comune, an esperto for every two.

Names are invented and always the same, so that who learns the demo finds it again tomorrow.
"""

import csv
from pathlib import Path

from crescere_kit.accounts import slug
from hub_config.registry import COLONNE, Comune

NOMI = (
    "Anna",
    "Bruno",
    "Carla",
    "Dario",
    "Elena",
    "Fabio",
    "Gina",
    "Ivo",
    "Lucia",
    "Mauro",
    "Nadia",
    "Oreste",
)
COGNOMI = (
    "Bianchi",
    "Conti",
    "Ferri",
    "Galli",
    "Leone",
    "Marini",
    "Neri",
    "Orlandi",
    "Palma",
    "Rinaldi",
    "Serra",
)
PRIMO_UID = 200_000


def scrivi(cartella: Path, comuni: list[Comune]) -> None:
    """Write the three files for these comuni; the office edits them from then on."""
    cartella.mkdir(parents=True, exist_ok=True)
    persone = _nomi()
    incarichi = []
    for comune in comuni:
        incarichi += [(next(persone), [comune.slug], ruolo) for ruolo in ("lettore", "autore")]
    for insieme in _per_esperto(comuni):
        incarichi.append((next(persone), [comune.slug for comune in insieme], "esperto"))
    _csv(cartella, "comuni.csv", [_riga(comune, uid) for uid, comune in enumerate(comuni, PRIMO_UID)])
    _csv(cartella, "persone.csv", [(_username(nome), "", nome) for nome, _, _ in incarichi])
    _csv(
        cartella,
        "incarichi.csv",
        [(_username(nome), dove, ruolo, "", "") for nome, luoghi, ruolo in incarichi for dove in luoghi],
    )


def _per_esperto(comuni: list[Comune]) -> list[list[Comune]]:
    return [comuni[inizio : inizio + 2] for inizio in range(0, len(comuni), 2)]


def _nomi():
    """Invented people: every name with every surname, walking both lists so that neighbours differ."""
    for giro in range(len(NOMI) * len(COGNOMI)):
        yield f"{NOMI[giro % len(NOMI)]} {COGNOMI[(giro + giro // len(NOMI)) % len(COGNOMI)]}"


def _username(nome: str) -> str:
    return slug(nome).replace("-", ".")


def _riga(comune: Comune, uid: int) -> tuple:
    return (comune.slug, comune.nome, comune.istat, comune.provincia, uid, 500, "attivo")


def _csv(cartella: Path, nome: str, righe: list[tuple]) -> None:
    with (cartella / nome).open("w", encoding="utf-8", newline="") as file:
        scrittore = csv.writer(file, lineterminator="\n")
        scrittore.writerow(COLONNE[nome])
        scrittore.writerows(righe)
