"""The region in words: which comuni, how they are, whose report failed and why, of whom nothing is known."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from crescere_kit.indicators import Esito
from crescere_kit.reports.cards import Frammento, cifre
from crescere_kit.reports.region.reports import Lotto
from crescere_kit.reports.style import ConStile
from crescere_kit.tables import Frase, Tabella

if TYPE_CHECKING:
    from crescere_kit.reports.region.opening import Regione


def intestazione(regione: Regione) -> Frammento:
    """Write which comuni and year, and of which batch."""
    regioni = sorted({str(nome) for nome in regione.enti["regione"].dropna()})
    dove = f"Regione {regioni[0]}" if len(regioni) == 1 else f"{len(regioni)} regioni"
    titolo = escape(f"{dove}: i comuni nel {regione.anno}" if regioni else f"I comuni nel {regione.anno}")
    return ConStile(
        f'<div class="crescere-intestazione"><h1>{titolo}</h1>'
        f'<p class="sottotitolo">{escape(_di_che_cosa(regione.lotto))}</p></div>'
    )


def _di_che_cosa(lotto: Lotto | None) -> str:
    if lotto is None:
        return "Tutti i comuni di cui sono caricati i conti. Nessun lotto indicato."
    quando = f" del {_giorno(lotto.scritto)}" if _giorno(lotto.scritto) else ""
    finito = "" if lotto.finito else " Non è ancora finito: l'elenco è di quando è stato letto."
    return f"I comuni del lotto «{lotto.notebook}»{quando}.{finito}"


def _giorno(scritto: str) -> str:
    try:
        return datetime.fromisoformat(scritto).strftime("%d/%m/%Y, ore %H:%M")
    except ValueError:
        return ""


def sintesi(regione: Regione) -> Frammento:
    """Write the figures to read first."""
    quanti, noti = len(regione.enti), len(regione.con_rendiconto)
    esiti = regione.misure.esiti["N_P"].reindex(regione.enti.index)
    trovate = regione.misure.criticita
    gravi = trovate[trovate["gravita"] == "critica"]["istat"].nunique()
    voci = [
        ("Comuni", str(quanti), ""),
        (f"Con il rendiconto {regione.anno}", str(noti), _resto(quanti - noti)),
        ("Strutturalmente deficitari", str(int((esiti == Esito.OLTRE).sum())), _ignoti(esiti)),
        ("Con criticità critiche", str(gravi), f"fra i {noti} con il rendiconto"),
    ]
    if regione.lotto is not None:
        falliti = len(regione.lotto.falliti)
        voci.append(("Rapporti riusciti", str(len(regione.lotto.voci) - falliti), f"{falliti} non riusciti"))
    return cifre(voci)


def _resto(mancano: int) -> str:
    return f"ne mancano {mancano}" if mancano > 1 else "ne manca uno" if mancano else ""


def _ignoti(esiti) -> str:
    ignoti = int((~esiti.isin([Esito.NORMA, Esito.VICINO, Esito.OLTRE])).sum())
    return f"di {ignoti} non si sa" if ignoti else ""


def falliti(lotto: Lotto | None) -> Tabella | Frammento:
    """Return who has no report and why, those of the most common reason first."""
    if lotto is None:
        return Frammento("<p>Non è indicato un lotto: si vedono i conti caricati, non i rapporti.</p>")
    if not lotto.falliti:
        return Frammento("<p>Tutti i rapporti sono riusciti.</p>")
    quanti = Counter(voce.errore for voce in lotto.falliti)
    ordinati = sorted(lotto.falliti, key=lambda voce: (-quanti[voce.errore], voce.errore))
    righe = tuple((voce.nome, voce.istat or "–", Frase(voce.errore or "non detto")) for voce in ordinati)
    return Tabella("Rapporti non riusciti", ("Comune", "ISTAT", "Perché"), righe)


def mancanti(regione: Regione) -> Frammento:
    """Name the comuni without the rendiconto of the year."""
    assenti = regione.enti.index.difference(regione.con_rendiconto)
    if assenti.empty:
        return Frammento(f"<p>Di tutti i comuni è caricato il rendiconto {regione.anno}.</p>")
    nomi = ", ".join(sorted(str(nome) for nome in regione.enti.loc[assenti, "nome"]))
    return Frammento(
        f"<p>Senza il rendiconto {regione.anno} di loro non si dice nulla, che non vuol dire che vada tutto "
        f"bene: {escape(nomi)}.</p>"
    )
