"""What is known of one comune and year, and which official file would give what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from crescere_kit.accounts import Conti, Voce

DOCUMENTI = {
    "rendiconto": "il rendiconto",
    "indicatori": "il piano degli indicatori",
    "previsione": "il bilancio di previsione",
    "siope": "la cassa SIOPE",
    "assestato": "il bilancio assestato",
    "manuale": "il modulo dell'ente",
    "riferimento": "i dati di riferimento (fabbisogni, redditi)",
}
_GENERI = {("indicatori", "parametri"): "rendiconto", ("previsione", "equilibri_previsti"): "manuale"}
_FILE = {
    "rendiconto": "{anno}_Rendiconto - Schemi di bilancio_{regione}.zip (OpenBDAP)",
    "indicatori": "{anno}_Rendiconto - Piano degli indicatori_{regione}.zip (OpenBDAP)",
    "previsione": "{anno}_Previsione - Schemi di bilancio_{regione}.zip (OpenBDAP)",
    "siope": "movimenti SIOPE {anno} del comune (OpenBDAP)",
    "analitici": "{anno}_Rendiconto - Dati contabili analitici_{regione}.zip (OpenBDAP)",
    "capitoli": "bilancio {anno} per capitoli, dal programma di contabilità (CSV)",
    "manuale": "modulo dell'ente con i dati del {anno} (xlsx)",
    "opencivitas": "spesa storica e standard dei comuni, l'anno più recente (OpenCivitas, CSV)",
    "irpef": "redditi IRPEF dei comuni, l'anno più recente (MEF, JSON)",
}


@dataclass(frozen=True)
class Quadro:
    """The known values of one comune in one year, by voce; what is missing is not there."""

    anno: int
    regione: str
    noti: dict[tuple[str, str, str, str], int | float]
    luogo: Callable[[tuple[str, str, str, str], int], str] = field(
        default=lambda voce, anno: "", compare=False
    )

    def origine(self, voce: tuple[str, str, str, str]) -> str:
        """Say which file and row a value comes from, "" when nobody knows."""
        return self.luogo(voce, self.anno) if voce in self.noti else ""

    @cached_property
    def documenti(self) -> set[str]:
        """The documenti of which there is at least one value."""
        return {documento for documento, *_ in self.noti}

    def file_di(self, documento: str) -> str:
        """Name the official file that carries a documento."""
        return _FILE[documento].format(anno=self.anno, regione=self.regione)

    def file_della_voce(self, voce: Voce, anno: int) -> str:
        """Name the file that carries one account of a year; "" for what need not be there."""
        documento, lato, codice, _ = voce
        if documento in ("assestato",):
            return ""
        genere = lato if documento == "riferimento" else _GENERI.get((documento, lato), documento)
        if documento == "rendiconto" and codice.startswith(("E.", "U.")):
            genere = "analitici"
        if documento == "previsione" and len(codice) > 1 and lato in ("entrate", "spese"):
            genere = "capitoli"
        return _FILE[genere].format(anno=anno, regione=self.regione)

    def perche_manca(self, documento: str) -> str:
        """Say why a value of a documento is not there: the whole file is missing, or that line of it."""
        nome = DOCUMENTI[documento]
        if documento in self.documenti:
            return f"{nome} {self.anno} caricato non contiene questa voce"
        return f"manca {nome} {self.anno}"


def quadri(conti: Conti, luogo: Callable[[tuple, int], str] = lambda voce, anno: "") -> dict[int, Quadro]:
    """Return the Quadro of every year of a one-comune panel, in one pass over its columns."""
    regione = conti.enti["regione"].iloc[0]
    nome = "[regione]" if pd.isna(regione) else str(regione).upper()
    anni = conti.indice.get_level_values("anno").tolist()
    return {anno: Quadro(anno, nome, conti.colonne.riga(posto), luogo) for posto, anno in enumerate(anni)}
