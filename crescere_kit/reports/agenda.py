"""The next duties of the comune as a table: the day, what, who, the law."""

from __future__ import annotations

from collections.abc import Sequence

from crescere_kit.deadlines import Scadenza
from crescere_kit.reports.cards import Frammento
from crescere_kit.rules import DA_VERIFICARE
from crescere_kit.tables import Tabella

_COLONNE = ("Entro il", "Che cosa", "Chi", "Norma")


def tabella(scadenze: Sequence[Scadenza], oggi: str) -> Tabella | Frammento:
    """Return what is due, the nearest first; what is done already says so."""
    if not scadenze:
        return Frammento("<p>Nei prossimi due mesi non scade nulla.</p>")
    righe = tuple(
        (f"{una.giorno:%d/%m/%Y} ({_fra(una.mancano_giorni)})", _cosa(una), una.chi, _norma(una))
        for una in scadenze
    )
    return Tabella(f"Che cosa scade, contando dal {oggi}", _COLONNE, righe)


def _fra(giorni: int) -> str:
    return {0: "oggi", 1: "domani"}.get(giorni, f"fra {giorni} giorni")


def _cosa(una: Scadenza) -> str:
    se = f" ({una.condizione})" if una.condizione else ""
    return f"{una.cosa}{se}" + (f": fatto il {una.fatto}" if una.fatto else "")


def _norma(una: Scadenza) -> str:
    return f"{una.norma} (da verificare)" if una.verifica == DA_VERIFICARE else una.norma
