"""The recovery plan on a page: each measure with what refusing it costs, what it moves, the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from crescere_kit import charts, tables
from crescere_kit.charts import Grafico
from crescere_kit.euro import numero
from crescere_kit.recovery import Misura, Piano, Scala, Scelte, presets
from crescere_kit.recovery.ladder import Gradino
from crescere_kit.recovery.moved import EURO, PERCENTUALE, Mosso
from crescere_kit.recovery.wording import livello
from crescere_kit.reports import act_names, cards
from crescere_kit.reports.cards import Frammento
from crescere_kit.rules import DA_VERIFICARE
from crescere_kit.tables import Assente, Cella, Frase, Importo, Percento, Tabella

_NON_NOTO = "i conti caricati non bastano a calcolarlo"


def piano(fatto: Piano, scelte: Scelte) -> Frammento:
    """Say what the plan is, with which weights; then its measures, and the levers that cannot be pulled."""
    frasi = "".join(f"<p>{escape(frase)}</p>" for frase in (*fatto.spiegazioni, _pesi(fatto, scelte)))
    misure = tables.html(misure_in_tabella(fatto)) if fatto.misure else ""
    return Frammento(frasi + misure + _atti(fatto) + _indisponibili(fatto))


def _atti(fatto: Piano) -> str:
    """Name the acts that adopt the measures, each with its measures."""
    misure_di: dict[str, list[str]] = {}
    for misura in fatto.misure:
        for codice in misura.atti:
            misure_di.setdefault(codice, []).append(misura.nome)
    voci = "".join(
        f"<li>{act_names.segnati([codice], da='piano', iniziale=True)}: {escape(', '.join(nomi))}</li>"
        for codice, nomi in misure_di.items()
    )
    return f"<h3>Gli atti del piano, che si preparano con Crescere</h3><ul>{voci}</ul>" if voci else ""


def _pesi(fatto: Piano, scelte: Scelte) -> str:
    preset = presets()[fatto.preset]
    pesi = ", ".join(f"{genere} {numero(peso, 1)}" for genere, peso in fatto.pesi.items())
    return (
        f"Piano «{preset.nome}»: {preset.descrizione[0].lower()}{preset.descrizione[1:]}. Regge in almeno "
        f"{fatto.confidenza} casi su cento. Quanto pesa un euro di ogni genere di misura, una scelta di chi "
        f"decide: {pesi}; ogni misura in più pesa il {numero(scelte.percento_misura, 1)} % di ciò che manca."
    )


def misure_in_tabella(fatto: Piano) -> Tabella:
    """Return each measure: level, euro per year, share of the cap, cost of refusing it, act and law."""
    righe = tuple(
        (
            f"{misura.nome}: {livello(misura.livello, misura.unita)}",
            *(Importo(cents, misura.frase) for cents in misura.effetti),
            Percento(misura.quota, decimali=0),
            Frase(misura.rifiuto.frase),
            Frase(_mossi(misura)),
            Frase(_atto(misura)),
        )
        for misura in fatto.misure
    )
    colonne = (
        "Misura",
        *map(str, fatto.anni),
        "Del tetto",
        "A rinunciarvi",
        "Che cosa muove",
        "Atto e norma",
    )
    return Tabella("Le misure del piano", colonne, righe)


def _mossi(misura: Misura) -> str:
    return "; ".join(f"{mosso.nome}: {_da_a(mosso)}" for mosso in misura.indicatori) or "–"


def _da_a(mosso: Mosso) -> str:
    da, a = (_testo(valori[-1], mosso.unita) for valori in (mosso.prima, mosso.dopo))
    return f"da {da} a {a}"


def _testo(valore: float | None, unita: str) -> str:
    return str(_cella(valore, unita))


def _cella(valore: float | None, unita: str) -> Cella:
    if valore is None:
        return Assente(_NON_NOTO)
    if unita == EURO:
        return Importo(round(valore))
    return Percento(valore) if unita == PERCENTUALE else f"{numero(valore, 2)} {unita}"


def _atto(misura: Misura) -> str:
    atti = act_names.in_parole(misura.atti)
    verifica = " (da verificare)" if misura.verifica == DA_VERIFICARE else ""
    una = " Vale una volta sola." if misura.una_tantum else ""
    nota = f" {misura.nota}" if misura.nota else ""
    return f"{atti[:1].upper()}{atti[1:]}. {misura.norma}{verifica}.{una}{nota}"


def _indisponibili(fatto: Piano) -> str:
    if not fatto.indisponibili:
        return ""
    righe = "".join(
        f"<li><strong>{escape(nome)}</strong>: {escape(perche)}</li>"
        for _, nome, perche in fatto.indisponibili
    )
    quante = len(fatto.indisponibili)
    titolo = "Una leva non disponibile" if quante == 1 else f"{quante} leve non disponibili, e perché"
    return f'<details class="crescere-ignoti"><summary>{titolo}</summary><ul>{righe}</ul></details>'


def mossi(fatto: Piano) -> Tabella | Frammento:
    """Return what the whole plan changes: the indicators before and after, in each year."""
    if not fatto.indicatori:
        return cards.assente("Che cosa cambia con il piano", _NON_NOTO)
    righe = tuple(
        (
            mosso.nome if mosso.codice == "O" else f"{mosso.codice}  {mosso.nome}",
            *(
                _cella(valori[passo], mosso.unita)
                for passo in range(len(fatto.anni))
                for valori in (mosso.prima, mosso.dopo)
            ),
        )
        for mosso in fatto.indicatori
    )
    colonne = tuple(f"{anno}, {quando}" for anno in fatto.anni for quando in ("senza piano", "con il piano"))
    return Tabella("Che cosa cambia con il piano", ("Indicatore", *colonne), righe)


def grafico(fatto: Piano) -> Grafico | Frammento:
    """Draw how the measures fill what is missing on the current side in each year."""
    titolo = "Come il piano copre ciò che manca"
    if fatto.bisogno is None or fatto.scoperto is None:
        return cards.assente(titolo, "lo squilibrio dei due anni non si calcola con i dati caricati")
    misure = {misura.nome: misura.effetti for misura in fatto.misure}
    return charts.copertura(titolo, fatto.anni, misure, fatto.scoperto, fatto.bisogno)


def alternative(fatto: Piano, altri: Sequence[Piano]) -> Tabella | Frammento:
    """Return the plan beside others that cover as much without one of its levers."""
    if not altri:
        return Frammento("<p>Non ci sono altri piani che coprano altrettanto.</p>")
    piani = {"Il piano": fatto} | {f"Alternativa {numero}": altro for numero, altro in enumerate(altri, 1)}
    righe = tuple(
        (
            nome,
            Frase(", ".join(f"{m.nome} {livello(m.livello, m.unita)}" for m in uno.misure)),
            *(Importo(cents) for cents in uno.scoperto),
        )
        for nome, uno in piani.items()
    )
    colonne = ("Piano", "Misure", *(f"Scoperto {anno}" for anno in fatto.anni))
    return Tabella("Altri piani possibili", colonne, righe)


def gradini(scala: Scala) -> Frammento:
    """Say which step of the ladder of rescue is enough; then every step with its conditions."""
    righe = tuple(
        (
            f"art. {gradino.articolo}  {gradino.nome}",
            _si_puo(gradino),
            Frase("; ".join(f"{una.frase}: {una.esito}" for una in gradino.condizioni)),
            Frase(_termine(gradino)),
        )
        for gradino in scala.gradini
    )
    frase = f"<p><strong>{escape(scala.frase)}</strong></p>"
    if not righe:
        return Frammento(frase)
    colonne = ("Gradino (TUEL)", "Si può", "Condizioni", "Atto e termine")
    return Frammento(frase + tables.html(Tabella("La scala delle procedure", colonne, righe)))


def _si_puo(gradino: Gradino) -> str:
    if not gradino.possibile:
        return "no"
    return "sì" if gradino.certo else "da verificare"


def _termine(gradino: Gradino) -> str:
    atti = act_names.in_parole(gradino.atti)
    verifica = " (da verificare)" if gradino.verifica == DA_VERIFICARE else ""
    prima = f"{atti[:1].upper()}{atti[1:]}. " if atti else ""
    return f"{prima}{gradino.termine}. {gradino.norma}{verifica}."
