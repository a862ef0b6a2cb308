"""What the page of the acts says, as HTML: computed values, checks, preview, history, proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from crescere_kit.acts.checks import Esito
from crescere_kit.acts.fields import FONTI
from crescere_kit.acts.norms import norma
from crescere_kit.acts.production import Lavoro
from crescere_kit.acts.proposals import Proposta
from crescere_kit.acts.register import Evento
from crescere_kit.euro import NON_CALCOLABILE, cents, euro
from crescere_kit.reports import act_names

_SEGNI = {True: "superato", False: "non superato", None: "da fare a mano"}


def calcolati(lavoro: Lavoro) -> str:
    """Write the computed values, each with its formula and the accounts behind it."""
    campi = type(lavoro.atto).model_computed_fields
    righe = [_calcolato(lavoro, nome, uno) for nome, uno in campi.items() if _semplice(lavoro, nome)]
    return (
        '<div class="crescere-tabella" role="region" tabindex="0" aria-label="Valori calcolati"><table>'
        '<caption>Valori calcolati</caption><thead><tr><th scope="col">Valore</th><th scope="col">Quanto</th>'
        f'<th scope="col">Da dove viene</th></tr></thead><tbody>{"".join(righe)}</tbody></table></div>'
    )


def _semplice(lavoro: Lavoro, nome: str) -> bool:
    """Tell whether a value fits in a cell: tables are in the preview."""
    return not isinstance(getattr(lavoro.atto, nome), list) and not hasattr(
        getattr(lavoro.atto, nome), "model_dump"
    )


def _calcolato(lavoro: Lavoro, nome: str, campo: Any) -> str:
    valore, nota = getattr(lavoro.atto, nome), lavoro.atto.nota(nome)
    extra = campo.json_schema_extra
    formula = escape(str(campo.description or ""))
    if nota.correzione:
        formula = f"Corretto dall'ufficio: {escape(nota.correzione.motivo)}"
    elif valore is None:
        formula = escape(f"Non calcolabile: {nota.motivo}. {campo.description or ''}")
    celle = "".join(f"<li>{escape(una.nome)}, {una.anno}: {escape(una.testo)}</li>" for una in nota.celle)
    dettagli = f"<details><summary>Conti usati</summary><ul>{celle}</ul></details>" if celle else ""
    quanto = escape(scritto(valore))
    return (
        f'<tr><th scope="row">{escape(str(campo.title))}</th><td class="numero">{quanto}</td>'
        f"<td>{FONTI[extra['x-fonte']]}. {formula}{dettagli}</td></tr>"
    )


def scritto(valore: Any) -> str:
    """Write a value of an act as people read it."""
    if valore is None:
        return NON_CALCOLABILE
    if isinstance(valore, bool):
        return "sì" if valore else "no"
    if isinstance(valore, Decimal):
        return euro(cents(valore)) if valore == valore.quantize(Decimal("0.01")) else str(valore)
    return f"{valore:%d/%m/%Y}" if isinstance(valore, date) else str(valore)


def controlli(esiti: Sequence[Esito]) -> str:
    """Write the scheda dei controlli: those that stop the act first."""
    ordinati = sorted(esiti, key=lambda uno: (not uno.ferma, uno.superato is True))
    righe = "".join(_controllo(uno) for uno in ordinati)
    fermi = sum(uno.ferma for uno in esiti)
    detto = (
        f"{fermi} controlli fermano l'atto."
        if fermi > 1
        else "Un controllo ferma l'atto."
        if fermi
        else "Nessun controllo ferma l'atto."
    )
    return (
        f'<p role="status">{detto}</p>'
        '<div class="crescere-tabella" role="region" tabindex="0" aria-label="Scheda dei controlli"><table>'
        '<caption>Scheda dei controlli</caption><thead><tr><th scope="col">Controllo</th>'
        '<th scope="col">Esito</th><th scope="col">Che cosa dice</th><th scope="col">Norma</th></tr></thead>'
        f"<tbody>{righe}</tbody></table></div>"
    )


def _controllo(uno: Esito) -> str:
    esito = _SEGNI[uno.superato] + ("" if uno.superato or uno.blocca else " (avviso)")
    classe = "ferma" if uno.ferma else "passa" if uno.superato else "avvisa"
    norme = "; ".join(norma(una).citazione for una in uno.norme)
    return (
        f'<tr class="{classe}"><th scope="row">{escape(uno.id)}</th><td>{esito}</td>'
        f'<td class="frase">{escape(uno.messaggio or uno.regola)}</td><td>{escape(norme)}</td></tr>'
    )


def storia(eventi: Iterable[Evento]) -> str:
    """Write what happened to a practice, oldest first."""
    voci = "".join(
        f"<li>{uno.quando:%d/%m/%Y %H:%M} – {escape(uno.chi)}: {escape(_accaduto(uno))}</li>"
        for uno in eventi
    )
    return f"<h3>Storia della pratica</h3><ol>{voci}</ol>" if voci else ""


def _accaduto(uno: Evento) -> str:
    if uno.cosa == "avanzata":
        return f"portata a «{uno.dati.get('a')}»"
    if uno.cosa == "adottata":
        return f"adottata con il n. {uno.dati.get('numero')}"
    return uno.cosa.replace("_", " ")


def proposte(trovate: Sequence[Proposta]) -> str:
    """Write the acts that the accounts ask for, with their reasons."""
    if not trovate:
        return ""
    voci = "".join(
        f"<li>{act_names.segnati([una.codice], 'piano' if una.dal_piano else '', iniziale=True)}: "
        f"{escape('; '.join(una.perche))}</li>"
        for una in trovate
    )
    return f"<h3>Atti che i conti chiedono</h3><ul>{voci}</ul>"


def intestazione(comune: str) -> str:
    """Write the title of the page; the frame of the page takes its name from it."""
    nome = escape(comune, quote=True)
    return f'<h1 data-ente="Comune di {nome}" data-titolo="Atti – {nome}">Atti – {nome}</h1>'


def detto(frase: str, errore: str, risposta: int = 0) -> str:
    """Write what was just done, or why it was not, so that a screen reader says it at once."""
    return f'<div data-risposta="{risposta}">{_frase(frase, errore)}</div>'


def _frase(frase: str, errore: str) -> str:
    if errore:
        righe = "".join(f"<p>{escape(riga)}</p>" for riga in errore.splitlines() if riga.strip())
        return f'<div class="crescere-avviso" role="alert">{righe}</div>'
    return f'<p role="status">{escape(frase)}</p>' if frase else ""
