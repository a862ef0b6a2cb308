"""Names of official OpenBDAP files: `2024_Rendiconto SDB Entrate Riepilogo Titoli_CALABRIA.csv`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crescere_kit.sources.faults import vicini
from crescere_kit.sources.maps import Mappe, Membro, corrisponde, normale

_NOME = re.compile(r"(?:(?P<anno>\d{4})_)?(?P<titolo>[^_]+)(?:_(?P<regione>.+))?\.(?:csv|zip)", re.IGNORECASE)
_GEMELLO = "voce di riepilogo"


@dataclass(frozen=True)
class NomeUfficiale:
    """The parts of an official name; year and region are None where the name does not say them."""

    titolo: str
    anno: int | None
    regione: str | None


def analizza(nome: str) -> NomeUfficiale:
    """Split an official name into its parts; any other name is all titolo."""
    trovato = _NOME.fullmatch(nome)
    if not trovato:
        return NomeUfficiale(nome, None, None)
    anno = trovato["anno"]
    return NomeUfficiale(trovato["titolo"], int(anno) if anno else None, trovato["regione"])


def da_leggere(nome: str) -> bool:
    """Say whether a file may hold accounts: not a PDF, not the «Voce di Riepilogo» twin of a table."""
    return nome.lower().endswith(".csv") and not nome.startswith(".") and _GEMELLO not in normale(nome)


def trova_membro(nome: NomeUfficiale, mappe: Mappe) -> Membro | None:
    """Return the official table with this name, or None."""
    titolo = normale(nome.titolo)
    return next((m for m in mappe.membri(nome.anno) if corrisponde(titolo, m.nome)), None)


def avviso_sconosciuti(archivio: str, nomi: list[str], mappe: Mappe) -> str:
    """Say which tables were not read because nobody knows them, and which known ones they resemble."""
    return (
        f"In «{archivio}» non sono stati letti, perché non conosciuti: "
        f"{', '.join(_con_il_simile(nome, mappe) for nome in nomi)}. "
        "Se uno serve, aggiungere il suo nome alla mappa «bdap_membri.csv» dell'archivio."
    )


def _con_il_simile(nome: str, mappe: Mappe) -> str:
    ufficiale = analizza(nome)
    simile = vicini(ufficiale.titolo, [m.nome.rstrip("*") for m in mappe.membri(ufficiale.anno)])
    return f"«{ufficiale.titolo}»" + (f" (simile a {simile})" if simile else "")


def stessa_regione(una: str, altra: str) -> bool:
    """Compare regions however they are spelled: «VALLE D'AOSTA» is «Valle d'Aosta/Vallée d'Aoste»."""
    prima, seconda = normale(una), normale(altra)
    return prima.startswith(seconda) or seconda.startswith(prima)
