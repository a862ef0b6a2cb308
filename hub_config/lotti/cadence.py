"""When a plan runs, as structured data: its words in Italian and its next time, in the hours of the offices.

The days on which the clock changes are treated as Debian's cron does: what falls in the missing hour runs
when that hour would have ended, what falls in the repeated one runs the first time only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from hub_config.lotti import words

ROMA = ZoneInfo("Europe/Rome")
GIORNO, SETTIMANA, MESE, UNA_VOLTA = "giorno", "settimana", "mese", "una volta"
TIPI = (MESE, SETTIMANA, GIORNO, UNA_VOLTA)
ULTIMO = 0  # the last day of the month, whichever it is
GIORNI_DEL_MESE = (*range(1, 29), ULTIMO)  # the 29th, 30th and 31st are not in every month
GIORNI_DELLA_SETTIMANA = range(1, 8)  # Monday is 1


class CadenzaErrata(ValueError):
    """A plan that cannot be kept, in a sentence."""


@dataclass(frozen=True)
class Cadenza:
    tipo: str
    ora: int
    minuto: int = 0
    giorno: int = ULTIMO  # of the week or of the month
    data: date | None = None  # of what happens once

    def __post_init__(self):
        difetto = self._difetto()
        if difetto:
            raise CadenzaErrata(difetto)

    def _difetto(self) -> str:
        if self.tipo not in TIPI:
            return f"Ogni quanto: «{self.tipo}» non si può scegliere; si può {', '.join(TIPI)}."
        if not (0 <= self.ora <= 23 and 0 <= self.minuto <= 59):
            return "L'ora va da 0:00 a 23:59."
        if self.tipo == SETTIMANA and self.giorno not in GIORNI_DELLA_SETTIMANA:
            return "Scegliere il giorno della settimana, da lunedì a domenica."
        if self.tipo == MESE and self.giorno not in GIORNI_DEL_MESE:
            return (
                "Scegliere il giorno del mese da 1 a 28, oppure l'ultimo: gli altri non ci sono tutti i mesi."
            )
        return "Scegliere la data." if self.tipo == UNA_VOLTA and self.data is None else ""

    def __str__(self) -> str:
        """«ogni 1° del mese alle 6», «una volta sola, il 1° dicembre 2026 alle 6:30»."""
        quando = self._quando()
        return f"{quando} {words.alle(self.ora, self.minuto)}"

    def _quando(self) -> str:
        if self.tipo == SETTIMANA:
            return f"ogni {words.GIORNI[self.giorno - 1]}"
        if self.tipo == MESE:
            return f"ogni {words.giorno(self.giorno) if self.giorno else 'ultimo giorno'} del mese"
        return f"una volta sola, {words.il_giorno(self.data)}" if self.tipo == UNA_VOLTA else "ogni giorno"

    def prossima(self, dopo: datetime) -> datetime | None:
        """Return the first time after that moment, in UTC; None when there will be no other."""
        inizio = dopo
        if self.data is not None and self.tipo == UNA_VOLTA:
            inizio = datetime(self.data.year, self.data.month, self.data.day, tzinfo=ROMA) - timedelta(
                minutes=1
            )
        trovata = next(CronSim(self._cron(), inizio.astimezone(ROMA))).astimezone(UTC)
        return trovata if trovata > dopo else None

    def saltate(self, prevista: datetime, adesso: datetime) -> int:
        """Count the times after `prevista` that have passed too: they will not be made up for one by one."""
        quante, prossima = 0, self.prossima(prevista)
        while prossima is not None and prossima <= adesso:
            quante, prossima = quante + 1, self.prossima(prossima)
        return quante

    def _cron(self) -> str:
        mese = self.giorno or "L"
        giorni = {
            GIORNO: "* * *",
            SETTIMANA: f"* * {self.giorno}",
            MESE: f"{mese} * *",
            UNA_VOLTA: f"{self.data.day} {self.data.month} *" if self.data else "",
        }
        return f"{self.minuto} {self.ora} {giorni[self.tipo]}"
