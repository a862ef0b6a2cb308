"""What is known of one comune and year, and which official file would give what is not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from crescere_kit.accounts import Conti

DOCUMENTI = {
    "rendiconto": "il rendiconto",
    "indicatori": "il piano degli indicatori",
    "previsione": "il bilancio di previsione",
    "siope": "la cassa SIOPE",
}
_FILE = {
    "rendiconto": "{anno}_Rendiconto - Schemi di bilancio_{regione}.zip (OpenBDAP)",
    "indicatori": "{anno}_Rendiconto - Piano degli indicatori_{regione}.zip (OpenBDAP)",
    "previsione": "{anno}_Previsione - Schemi di bilancio_{regione}.zip (OpenBDAP)",
    "siope": "movimenti SIOPE {anno} del comune (OpenBDAP)",
}


@dataclass(frozen=True)
class Quadro:
    """The known values of a one-comune panel in one year, by voce."""

    conti: Conti
    anno: int

    @cached_property
    def noti(self) -> dict[tuple[str, str, str, str], int | float]:
        """Every value that is known; what is missing is not here."""
        if self.anno not in self.conti.tavola.index.get_level_values("anno"):
            return {}
        riga = self.conti.tavola.xs(self.anno, level="anno").iloc[0].dropna()
        return dict(zip(riga.index, riga.tolist(), strict=True))

    @cached_property
    def documenti(self) -> set[str]:
        """The documenti of which there is at least one value."""
        return {documento for documento, *_ in self.noti}

    def file_di(self, documento: str) -> str:
        """Name the official file that carries a documento."""
        regione = self.conti.enti["regione"].iloc[0]
        nome = "REGIONE" if pd.isna(regione) else str(regione).upper()
        return _FILE[documento].format(anno=self.anno, regione=nome)

    def perche_manca(self, documento: str) -> str:
        """Say why a value of a documento is not there: the whole file is missing, or that line of it."""
        nome = DOCUMENTI[documento]
        if documento in self.documenti:
            return f"{nome} {self.anno} caricato non contiene questa voce"
        return f"manca {nome} {self.anno} (file: {self.file_di(documento)})"
