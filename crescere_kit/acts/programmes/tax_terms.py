"""By which day a tax act is adopted and published, and what happens after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crescere_kit import rules
from crescere_kit.acts.act import Atto
from crescere_kit.acts.checks import Ignoto, Violazione
from crescere_kit.acts.checks.engine import Trovato

TEMA = "tributi"


def giorno_dei_tributi(codice: str, anno: int) -> date:
    """Return a day of the year that the rules on tributi fix; raise RegolaAssente where they do not."""
    mese, giorno = divmod(int(rules.a_fine_anno(TEMA, codice, anno).valore), 100)
    return date(anno, mese, giorno)


def termine_del_bilancio(anno: int, speciale: str = "") -> date:
    """Return the special term of a tributo in a year or, when there is none, that of the bilancio."""
    del_bilancio = rules.termine("bilancio", anno)
    try:
        return max(giorno_dei_tributi(speciale, anno), del_bilancio) if speciale else del_bilancio
    except rules.RegolaAssente:
        return del_bilancio


def adottata_in_tempo(atto: Atto, termine: date | None, conseguenza: str) -> Iterator[Trovato]:
    """Yield what is wrong when an act is adopted after its term."""
    if termine is None:
        yield Ignoto(f"Il termine per deliberare nel {atto.giorno.year} non si conosce.")
    elif atto.giorno > termine:
        yield Violazione(
            f"Il termine per deliberare era il {termine:%d/%m/%Y}: {conseguenza}.",
            numeri={"termine": termine},
        )
