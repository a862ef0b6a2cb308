"""The state of a comune in a few sentences, to read aloud in giunta: facts, what is expected, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from html import escape

from crescere_kit.criticalities.catalogue import GRAVITA
from crescere_kit.euro import euro
from crescere_kit.indicators import Valore
from crescere_kit.projection import Proiezione, ProiezioneImpossibile
from crescere_kit.projection.rows import Saldo
from crescere_kit.recovery import Piano
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.reports.header import PARAMETRI

_SALDI = {
    "W1": "il risultato di competenza (W1)",
    "W2": "l'equilibrio di bilancio (W2)",
    "RA_E": "la parte disponibile del risultato di amministrazione (lettera E)",
}
_UNA_NOMINATA = {"critica": "critica", "alta": "di gravità alta", "media": "di gravità media"}
_PIU_NOMINATE = _UNA_NOMINATA | {"critica": "critiche"}


def in_breve(dati: Dati) -> Frammento:
    """Tell the year, its criticità, the two years ahead, the plan, the next deadline, what is not known."""
    if "rendiconto" not in dati.documenti:
        perche = f"{dati.quadro.perche_manca('rendiconto')}: senza il rendiconto non si racconta l'anno"
        return _paragrafi([f"{perche[0].upper()}{perche[1:]}.", *_ignoti(dati)])
    parti: tuple[Callable[[Dati], Iterator[str]], ...] = (_anno, _criticita, _due_anni, _scadenze, _ignoti)
    return _paragrafi([frase for parte in parti if (frase := " ".join(parte(dati)))])


def _paragrafi(frasi: list[str]) -> Frammento:
    righe = "".join(f"<p>{escape(frase)}</p>" for frase in frasi)
    return Frammento(f'<div class="crescere-racconto">{righe}</div>')


def _anno(dati: Dati) -> Iterator[str]:
    valori = {valore.codice: valore for valore in dati.valori() if valore.valore is not None}
    noti = [f"{nome} è {_con_segno(valori[codice])}" for codice, nome in _SALDI.items() if codice in valori]
    if noti:
        yield f"Nel rendiconto {dati.anno} del Comune di {dati.nome} {_elenco(noti)}."
    if "N_P" in valori:
        oltre = [c for c in PARAMETRI if c in valori and valori[c].esito == "oltre il limite"]
        quali = f" ({', '.join(oltre)})" if oltre else ""
        non = "" if valori["N_P"].esito == "oltre il limite" else "non "
        yield (
            f"L'ente {non}è strutturalmente deficitario: parametri oltre il limite {valori['N_P'].testo} su "
            f"{len(PARAMETRI)}{quali}."
        )


def _con_segno(valore: Valore) -> str:
    return f"{valore.testo}, sotto zero" if valore.valore < 0 else valore.testo


def _criticita(dati: Dati) -> Iterator[str]:
    voci = dati.voci_critiche()
    if not voci:
        yield "Gli indicatori calcolati non mostrano criticità."
        return
    quante = Counter(voce.gravita for voce in voci)
    per_gravita = [
        f"{quante[una]} {(_UNA_NOMINATA if quante[una] == 1 else _PIU_NOMINATE)[una]}"
        for una in GRAVITA
        if quante[una]
    ]
    yield (
        f"Le criticità sono {len(voci)}: {_elenco(per_gravita)}." if len(voci) > 1 else "La criticità è una."
    )
    prima = voci[0]
    yield f"{'La più grave' if len(voci) > 1 else 'Quale'}: {prima.titolo[0].lower()}{prima.titolo[1:]}."
    if prima.misure:
        yield f"Che cosa fare: {'; '.join(prima.misure).rstrip('.')}."


def _due_anni(dati: Dati) -> Iterator[str]:
    try:
        prevista = dati.prevista
    except ProiezioneImpossibile as motivo:
        yield f"I due anni che vengono non si possono proiettare. {motivo}"
        return
    yield from _attesi(prevista)
    yield from _piano(dati.piano_scelto)


def _attesi(prevista: Proiezione) -> Iterator[str]:
    noti = [saldo for saldo in prevista.saldi()["O"] if saldo.valore is not None]
    if noti:
        attesi = _elenco([f"{euro(saldo.valore)} nel {saldo.anno}{_fra(saldo)}" for saldo in noti])
        yield f"Se nessuno decide nulla di nuovo, l'equilibrio di parte corrente è atteso a {attesi}."


def _fra(saldo: Saldo) -> str:
    banda = saldo.bande.get(80)
    return f" (in otto casi su dieci fra {euro(banda[0])} e {euro(banda[1])})" if banda else ""


def _piano(piano: Piano) -> Iterator[str]:
    if piano.misure:
        nomi = _elenco([misura.nome[0].lower() + misura.nome[1:] for misura in piano.misure])
        yield f"Il piano proposto ha {_quante(len(piano.misure), 'misura', 'misure')}: {nomi}."
    if piano.misure and piano.scoperto is not None:
        resta = [f"{euro(c)} nel {a}" for a, c in zip(piano.anni, piano.scoperto, strict=True) if c > 0]
        yield (
            f"Resta da coprire: {_elenco(resta)}." if resta else "Con queste misure i due anni sono coperti."
        )


def _scadenze(dati: Dati) -> Iterator[str]:
    prossime = [una for una in dati.prossime() if not una.fatto]
    if prossime:
        prima = prossime[0]
        yield (
            f"Nei prossimi sessanta giorni {_quante(len(prossime), 'scadenza', 'scadenze')}; la prima è il "
            f"{prima.giorno:%d/%m/%Y}: {prima.cosa[0].lower()}{prima.cosa[1:]}."
        )


def _ignoti(dati: Dati) -> Iterator[str]:
    ignoti = sum(valore.valore is None for valore in dati.valori())
    if not ignoti:
        return
    soli = [carico for carico in dati.carichi() if carico.da_solo]
    aiuta = f" Il file che ne farebbe calcolare di più: {soli[0].file}." if soli else ""
    yield f"Di {len(dati.valori())} indicatori {ignoti} non si possono calcolare con i dati caricati.{aiuta}"


def _quante(numero: int, una: str, piu: str) -> str:
    return f"una {una}" if numero == 1 else f"{numero} {piu}"


def _elenco(nomi: list[str]) -> str:
    return nomi[0] if len(nomi) == 1 else f"{', '.join(nomi[:-1])} e {nomi[-1]}"
