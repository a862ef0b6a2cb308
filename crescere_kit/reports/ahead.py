"""The two years ahead as sheets of a workbook: what the page shows, with every reason written out."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.projection import Proiezione, ProiezioneImpossibile
from crescere_kit.projection.totals import totali
from crescere_kit.reports import projected, recovered, scenarios
from crescere_kit.reports.data import Dati
from crescere_kit.tables import Tabella, importo


def fogli(dati: Dati) -> Iterator[tuple[str, Tabella]]:
    """Yield (name, table) for each sheet; none where nothing can be projected."""
    try:
        prevista = dati.prevista
    except ProiezioneImpossibile:
        return
    anni = prevista.anni()
    yield "proiezione", projected.per_titolo(anni, totali(prevista))
    yield "linee proiettate", linee(prevista)
    yield "equilibri proiettati", projected.equilibri(prevista.saldi())
    yield "scenari", scenarios.tabella(scenarios.affiancati(prevista, dati.riequilibrio))
    if dati.piano_scelto.misure:
        yield "piano", recovered.misure_in_tabella(dati.piano_scelto)


def linee(prevista: Proiezione) -> Tabella:
    """Return every line with its bands, its reason, its measured error and why somebody decided it."""
    base, *due = prevista.anni()
    righe = tuple(
        (
            riga.codice,
            riga.nome,
            *(importo(valore, riga.perche) for valore in (riga.base, *riga.valori)),
            *(importo(estremo, "") for passo in range(len(due)) for estremo in _banda(riga.bande, passo)),
            ", ".join(dict.fromkeys(riga.natura)),
            riga.perche,
            riga.errore,
            riga.motivo,
        )
        for riga in prevista.righe()
    )
    bande = tuple(f"{anno}, 80 % {lato}" for anno in due for lato in ("da", "a"))
    parole = ("Come", "Perché", "Errore misurato", "Motivo")
    colonne = ("Codice", "Linea", f"Rendiconto {base}", *map(str, due), *bande, *parole)
    return Tabella("Linee proiettate", colonne, righe)


def _banda(bande: dict, passo: int) -> tuple[int | None, int | None]:
    return bande[80][passo] if 80 in bande else (None, None)
