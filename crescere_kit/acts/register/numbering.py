"""The numbers of the acts: one after the other in each organ and year, with days that never go back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crescere_kit.acts.register.practice import Numero
from crescere_kit.acts.register.refusals import NumeroGiaPreso, RegistroRifiuta

ORGANI = ("consiglio", "giunta", "commissario", "determinazione")


@dataclass(frozen=True)
class Serie:
    """What has been numbered in one organ and year. ufficiali are the numbers of the comune's own system."""

    ultimo: int = 0
    data: date | None = None
    ufficiali: frozenset[str] = frozenset()

    @property
    def prossimo(self) -> int:
        return self.ultimo + 1

    def con(self, numero: Numero, data: date) -> Serie:
        """Return the series with one more act, or raise RegistroRifiuta saying why it cannot be."""
        if numero.organo not in ORGANI:
            raise RegistroRifiuta(
                f"Non c'è un organo «{numero.organo}»: gli organi sono {', '.join(ORGANI)}."
            )
        if numero.anno != data.year:
            raise RegistroRifiuta(
                f"Un atto del {data:%d/%m/%Y} prende un numero del {data.year}, non del {numero.anno}."
            )
        self._del_numero(numero)
        if self.data is not None and data < self.data:
            raise RegistroRifiuta(
                f"L'ultimo atto ({numero.organo}, n. {self.ultimo}/{numero.anno}) è del "
                f"{self.data:%d/%m/%Y}: il numero "
                f"{numero.numero} non può avere una data anteriore, il {data:%d/%m/%Y}. Controllare la data "
                "di adozione."
            )
        return replace(self, ultimo=numero.numero, data=data)

    def con_ufficiale(self, ufficiale: str, prima: str | None = None) -> Serie:
        """Return the series with a number of the comune's own system, which may be of one act only."""
        if ufficiale in self.ufficiali - {prima}:
            raise RegistroRifiuta(
                f"Il numero ufficiale «{ufficiale}» è già di un altro atto dello stesso organo e anno: "
                "controllarlo "
                "sul gestionale."
            )
        return replace(self, ufficiali=self.ufficiali - {prima} | {ufficiale})

    def _del_numero(self, numero: Numero) -> None:
        if 0 < numero.numero < self.prossimo:
            raise NumeroGiaPreso(
                f"Il numero {numero.numero}/{numero.anno} ({numero.organo}) è già stato preso: il prossimo è "
                f"{self.prossimo}."
            )
        if numero.numero != self.prossimo:
            raise RegistroRifiuta(
                f"Il numero {numero.numero}/{numero.anno} ({numero.organo}) lascerebbe un vuoto: il prossimo "
                "è "
                f"{self.prossimo}. Se il gestionale del comune ne ha dato un altro, indicarlo come numero "
                "ufficiale."
            )
