"""The data to be checked: all of them in a table, and each beside the number that it touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from crescere_kit.indicators import Valore
from crescere_kit.quality import Anomalia, controlli
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.lists import con_codice
from crescere_kit.tables import Tabella

COLONNE = ("Controllo", "Che cosa non torna", "Perché conta", "Che cosa fare", "Indicatori toccati")
_MOSTRATI = 6  # a wrong titolo touches them nearly all
_GIA_DETTO = "scarto"  # the row itself says what is declared and what is recomputed


def tabella(anno: int, anomalie: Sequence[Anomalia], valori: Sequence[Valore]) -> Tabella | Frammento:
    """Return what is to be checked, or the one line that says that every check was passed."""
    if not anomalie:
        quanti = len(controlli())
        return Frammento(f"<p>I {quanti} controlli sui dati del {anno} non trovano nulla da confermare.</p>")
    righe = tuple(riga(uno, valori, _MOSTRATI) for uno in anomalie)
    return Tabella(f"Dati da controllare, {anno}", COLONNE, righe)


def riga(anomalia: Anomalia, valori: Sequence[Valore], mostrati: int | None = None) -> tuple[str, ...]:
    """Return the row of a datum; of the indicators touched name the first ones, or all."""
    nomi = {valore.codice: con_codice(valore) for valore in valori}
    altri = len(anomalia.tocca[mostrati:]) if mostrati else 0
    coda = f" e altri {altri}" if altri else ""
    toccati = "; ".join(nomi[codice] for codice in anomalia.tocca[:mostrati]) + coda or "–"
    return anomalia.titolo, anomalia.frase, anomalia.perche, anomalia.fare, toccati


def dei_noti(valori: Sequence[Valore], trovate: Mapping[str, list[Anomalia]]) -> dict[str, list[Anomalia]]:
    """Keep what is behind the values that are known; one that is not already says why."""
    noti = {valore.codice for valore in valori if valore.valore is not None}
    return {codice: sue for codice, sue in trovate.items() if codice in noti}


def in_riga(anomalie: Sequence[Anomalia]) -> str:
    """Write, for the row of an indicator, what may be wrong behind it."""
    testi = (f"{a.perche} {a.fare}" if a.codice == _GIA_DETTO else a.testo for a in anomalie)
    return "".join(f'<p class="da-controllare">Dato da controllare. {escape(testo)}</p>' for testo in testi)
