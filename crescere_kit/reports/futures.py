"""The projection in figures and in one look: where the last rendiconto stops, what is expected goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
import pandas as pd

from crescere_kit import charts, tables
from crescere_kit.charts import Grafico, Punto
from crescere_kit.charts.series import breve
from crescere_kit.euro import euro
from crescere_kit.projection import Proiezione
from crescere_kit.projection.rows import Saldo
from crescere_kit.projection.totals import Totale
from crescere_kit.projection.treasury import overdraft
from crescere_kit.projection.treasury.calendar import MESI
from crescere_kit.reports import backtested, cards
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.projected import SALDI

_IN_SINTESI = ("O", "cassa")
_NON_SI_SOMMA = "manca una delle linee che lo formano"


def sintesi(prevista: Proiezione) -> Frammento:
    """Say from where, under which scenario, where the balances end, and what to be wary of."""
    base, scenario = prevista.anni()[0], prevista.scenario
    frase = f"Dal rendiconto {base} ai due anni dopo, secondo lo scenario «{scenario.nome}»."
    saldi = prevista.saldi()
    voci = [
        (f"{SALDI[codice]} {saldo.anno}", euro(saldo.valore), _sotto(saldo))
        for codice in _IN_SINTESI
        for saldo in saldi[codice]
    ]
    decise = "".join(
        f"<li>{escape(f'{una.anno}, {una.linea}: {euro(una.importo)} ({una.motivo})')}</li>"
        for una in scenario.forzature
    )
    elenco = f"<p>Decisioni scritte nello scenario:</p><ul>{decise}</ul>" if decise else ""
    return Frammento(
        f"<p>{escape(frase)} {escape(scenario.descrizione)}</p>{_avvertenze(prevista)}"
        f"{cards.cifre(voci).html}{elenco}<p>{escape(backtested.frase(prevista))}</p>{_errori(prevista)}"
    )


def _errori(prevista: Proiezione) -> str:
    """The proof on the past, for who wants to see it voce by voce."""
    misurati = backtested.misurati(prevista)
    if misurati is None:
        return ""
    return f"<details><summary>La prova sul passato, voce per voce</summary>{tables.html(misurati)}</details>"


def _avvertenze(prevista: Proiezione) -> str:
    frasi = "".join(f"<p>{escape(frase)}</p>" for frase in prevista.avvertenze())
    return f'<div class="crescere-avviso nota">{frasi}</div>' if frasi else ""


def _sotto(saldo: Saldo) -> str:
    banda = saldo.bande.get(80)
    fra = f"in otto casi su dieci fra {breve(banda[0])} e {breve(banda[1])}" if banda else ""
    gap = f"mancano {breve(saldo.gap)} all'equilibrio" if saldo.gap and saldo.nome != "cassa" else ""
    return "".join(f"<p>{escape(frase)}</p>" for frase in (gap, fra) if frase)


def punti(saldi: Sequence[Saldo]) -> list[Punto]:
    """Return the balances of the two years as points of a chart."""
    return [Punto(s.anno, s.valore, s.bande, "" if s.valore is not None else _NON_SI_SOMMA) for s in saldi]


def equilibrio(prevista: Proiezione) -> Grafico:
    """Draw the current balance; up to the rendiconto it is O2, which comes after the funds as O does."""
    conti = prevista.motore.conti
    storia = _storia(prevista, conti.voce("rendiconto", "equilibri", "O2", "importo"))
    nota = "Fino al rendiconto è l'equilibrio di bilancio (O2), poi quello del bilancio di previsione (O)."
    return charts.ventaglio("Equilibrio di parte corrente", storia, punti(prevista.saldi()["O"]), nota)


def corrente(titolo: str, prevista: Proiezione, serie: pd.Series, totale: Totale) -> Grafico:
    """Draw a sum of lines, with what the back-test says of it."""
    anni = prevista.anni()[1:]
    attesi = [
        Punto(
            anno,
            totale.valori[passo],
            {livello: banda[passo] for livello, banda in totale.bande.items()},
            f"manca {', '.join(totale.assenti)}" if totale.assenti else "",
        )
        for passo, anno in enumerate(anni)
    ]
    return charts.ventaglio(
        titolo, _storia(prevista, serie), attesi, backtested.di_un_totale(prevista, totale)
    )


def cassa(prevista: Proiezione) -> Grafico:
    """Draw the fondo cassa; below zero it is what the tesoriere would have to advance."""
    storia = _storia(prevista, prevista.motore.conti.risultato("fondo_cassa"))
    nota = "Sotto zero è ciò che il tesoriere dovrebbe anticipare."
    return charts.ventaglio("Fondo cassa al 31 dicembre", storia, punti(prevista.saldi()["cassa"]), nota)


def mensile(prevista: Proiezione) -> Grafico:
    """Draw the first year's balances month by month."""
    anno = prevista.anni()[1]
    mesi, motore = prevista.cassa(), prevista.motore
    saldi = [_cents(valore) for valore in mesi.saldi[0, 0, :MESI]]
    limite = _cents(overdraft.limite(motore.conti, motore.orizzonte)[0, 0, 0])
    nota = f"Perché: {mesi.perche[0]}." if mesi.perche[0] else ""
    return charts.cassa_mensile(f"La cassa del {anno}, mese per mese", anno, saldi, limite, nota)


def movimenti(prevista: Proiezione) -> Grafico | Frammento:
    """Draw what moves the current balance to the second year."""
    istat, anno = prevista.istat[0], prevista.anni()[2]
    passi = prevista.movimenti(istat, anno)
    titolo = f"Che cosa muove l'equilibrio corrente fino al {anno}"
    if not passi:
        return cards.assente(titolo, "una delle voci che lo muovono non si conosce, nel rendiconto o dopo")
    return charts.cascata(titolo, passi[0], passi[1:-1], passi[-1])


def _storia(prevista: Proiezione, serie: pd.Series) -> Mapping[int, int | None]:
    """Return the rendiconti of a series by year, up to the one that the projection starts from."""
    base, valori = prevista.anni()[0], serie.to_numpy(dtype=float, na_value=np.nan)
    noti = {
        int(anno): valore
        for (istat, anno), valore in zip(serie.index, valori, strict=True)
        if istat == prevista.istat[0] and anno <= base and not np.isnan(valore)
    }
    return {
        anno: int(noti[anno]) if anno in noti else None for anno in range(min(noti, default=base), base + 1)
    }


def _cents(valore: float) -> int | None:
    return None if np.isnan(valore) else round(float(valore))
