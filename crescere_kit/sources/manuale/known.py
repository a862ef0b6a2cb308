"""What the archive already knows of an ente: what is written in a form before the office fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import Voce
from crescere_kit.sources.manuale import interest
from crescere_kit.sources.manuale.layout import Anni, Campo, Foglio

Noti = Mapping[tuple[Voce, int], int | float]


@dataclass(frozen=True)
class Conosciuto:
    """The values of one ente, by voce and year; calcolati are the interests that its loans give."""

    valori: Noti
    calcolati: Noti

    @classmethod
    def di(cls, conti: Conti, istat: str, anni: Anni) -> Conosciuto:
        """Take the values of an ente from the panel."""
        valori: Noti = {}
        for anno in conti.anni(istat):
            suoi = conti.colonne.riga(conti.posto(istat, anno))
            valori |= {(voce, anno): valore for voce, valore in suoi.items()}
        return cls(valori, _calcolati(valori, anni))

    def scritto(self, campo: Campo, codice: str | None = None) -> int | float | None:
        """Return what the ente wrote in a cell; what only its loans gave is left to be worked out again."""
        voce = campo.voce._replace(codice=codice or campo.voce.codice)
        chiave = (voce, campo.anno)
        valore = self.valori.get(chiave)
        return None if chiave in self.calcolati and valore == self.calcolati[chiave] else valore

    def ufficiale(self, campo: Campo) -> int | float | None:
        """Return what an official document says of a cell, or what the loans give."""
        if campo.ufficiale is None:
            return self.calcolati.get((campo.voce, campo.anno))
        return self.valori.get((campo.ufficiale, campo.anno))

    def nomi(self, foglio: Foglio) -> list[str]:
        """Return the names of the rows of a list, in order."""
        cercati = {(campo.voce[:2], campo.voce.fase, campo.anno) for campo in foglio.campi}
        return sorted(
            {voce.codice for voce, anno in self.valori if (voce[:2], voce.fase, anno) in cercati},
            key=str.casefold,
        )


def _calcolati(valori: Noti, anni: Anni) -> Noti:
    prestiti: dict[str, dict[str, int | float]] = {}
    for (voce, anno), valore in valori.items():
        if voce.lato == interest.LATO and voce.documento == "manuale" and anno == anni.bilancio:
            prestiti.setdefault(voce.codice, {})[voce.fase] = valore
    somme = interest.calcolati(list(prestiti.values()), len(anni.triennio)) or ()
    return {(interest.INTERESSI, anno): cents for anno, cents in zip(anni.triennio, somme, strict=False)}
