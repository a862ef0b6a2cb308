"""The registry of the demo: a lettore and an autore for each comune, an esperto for every two.

People are named by what they may do, so that whoever tries the demo knows which login to take.
"""

import csv
from pathlib import Path

from hub_config.registry import COLONNE, Comune

PRIMO_UID = 200_000


def scrivi(cartella: Path, comuni: list[Comune]) -> None:
    """Write the three files for these comuni; the office edits them from then on."""
    cartella.mkdir(parents=True, exist_ok=True)
    incarichi = [
        (f"{ruolo}-{comune.slug}", f"{ruolo.capitalize()} di {comune.nome}", [comune], ruolo)
        for comune in comuni
        for ruolo in ("lettore", "autore")
    ]
    incarichi += [
        (f"esperto-{numero}", f"Esperto {numero}", insieme, "esperto")
        for numero, insieme in enumerate(_per_esperto(comuni), start=1)
    ]
    _csv(cartella, "comuni.csv", [_riga(comune, uid) for uid, comune in enumerate(comuni, PRIMO_UID)])
    _csv(cartella, "persone.csv", [(username, "", nome) for username, nome, _, _ in incarichi])
    righe = [
        (username, comune.slug, ruolo, "", "")
        for username, _, insieme, ruolo in incarichi
        for comune in insieme
    ]
    _csv(cartella, "incarichi.csv", righe)


def _per_esperto(comuni: list[Comune]) -> list[list[Comune]]:
    return [comuni[inizio : inizio + 2] for inizio in range(0, len(comuni), 2)]


def _riga(comune: Comune, uid: int) -> tuple:
    return (comune.slug, comune.nome, comune.istat, comune.provincia, uid, 500, "attivo")


def _csv(cartella: Path, nome: str, righe: list[tuple]) -> None:
    with (cartella / nome).open("w", encoding="utf-8", newline="") as file:
        scrittore = csv.writer(file, lineterminator="\n")
        scrittore.writerow(COLONNE[nome])
        scrittore.writerows(righe)
