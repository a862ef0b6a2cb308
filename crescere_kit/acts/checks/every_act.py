"""The checks that every act passes (C-01 … C-14 of the catalogue): votes, opinions, attachments, day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from crescere_kit import rules
from crescere_kit.acts.act import Atto, etichetta
from crescere_kit.acts.bodies import ConPareri, Delibera
from crescere_kit.acts.checks.engine import AVVISA, Controllo, Ignoto, Trovato, Violazione, controllo
from crescere_kit.acts.norms import norma

if TYPE_CHECKING:
    from crescere_kit.acts.definition import Definizione

_PARERI_IN_FRASE = {
    "PT": "parere di regolarità tecnica",
    "PC": "parere di regolarità contabile",
    "VC": "visto di copertura finanziaria",
    "REV": "parere dell'organo di revisione",
}


@controllo("C-02", "tuel:38:2", campo="presenze")
def numero_legale(atto: Delibera) -> Iterator[Trovato]:
    """Il numero dei presenti basta: metà dei componenti in giunta, almeno un terzo dei consiglieri assegnati,
    senza contare il sindaco, in consiglio (salvo quanto prevedono statuto e regolamento).
    """
    if not atto.presenze:
        return
    if atto.organo == "giunta":
        componenti = len(atto.fatti.anagrafica.giunta(atto.giorno)) or len(atto.presenze)
        servono, presenti = ceil(componenti / 2), atto.presenti
    else:
        assegnati = atto.fatti.anagrafica.ente.consiglieri_assegnati
        if assegnati is None:
            yield Ignoto("L'anagrafica non dice quanti consiglieri sono assegnati all'ente.", "presenze")
            return
        quota = rules.in_force("delibere", "quorum_consiglio", atto.giorno).valore
        servono = ceil(assegnati / int(quota))
        presenti = sum(
            uno.esito == "presente" and uno.persona.carica.casefold() != "sindaco" for uno in atto.presenze
        )
    if presenti < servono:
        yield Violazione(
            f"I presenti sono {presenti} e ne servono almeno {servono}: la seduta non è valida.",
            numeri={"presenti": presenti, "servono": servono},
        )


@controllo("C-03", campo="votazione")
def voti(atto: Delibera) -> Iterator[Trovato]:
    """I voti tornano con i presenti e la proposta ha più voti favorevoli che metà dei votanti."""
    voto = atto.votazione
    if voto is None or not atto.presenze:
        return
    if atto.votanti + voto.non_partecipanti != atto.presenti:
        yield Violazione(
            f"Favorevoli, contrari, astenuti e non partecipanti sono {atto.votanti + voto.non_partecipanti}, "
            f"i presenti {atto.presenti}: i voti non tornano."
        )
    if voto.favorevoli * 2 <= atto.votanti:
        yield Violazione(
            f"I favorevoli sono {voto.favorevoli} su {atto.votanti} votanti: la proposta non è approvata."
        )


@controllo("C-04", "tuel:134:4", campo="immediata_votazione")
def immediata_eseguibilita(atto: Delibera) -> Iterator[Trovato]:
    """L'immediata eseguibilità ha un motivo, una votazione separata e i voti della maggioranza dei
    componenti.
    """
    if not atto.immediata:
        return
    if not atto.immediata_motivo:
        yield Violazione("Manca il motivo dell'immediata eseguibilità.", "immediata_motivo")
    if atto.immediata_votazione is None:
        yield Violazione("Manca la votazione separata sull'immediata eseguibilità.")
        return
    componenti = _componenti(atto)
    if componenti is None:
        yield Ignoto("L'anagrafica non dice quanti sono i componenti dell'organo.")
        return
    servono, favorevoli = componenti // 2 + 1, atto.immediata_votazione.favorevoli
    if favorevoli < servono:
        yield Violazione(
            f"I favorevoli all'immediata eseguibilità sono {favorevoli}: ne servono {servono}, la "
            f"maggioranza dei {componenti} componenti."
        )


def _componenti(atto: Delibera) -> int | None:
    if atto.organo == "giunta":
        return len(atto.fatti.anagrafica.giunta(atto.giorno)) or None
    assegnati = atto.fatti.anagrafica.ente.consiglieri_assegnati
    return None if assegnati is None else assegnati + 1


@controllo("C-10", campo="")
def nulla_manca(atto: Atto) -> Iterator[Trovato]:
    """Ogni campo necessario è compilato."""
    for nome in atto.mancanti():
        yield Violazione(f"Manca: {etichetta(type(atto), nome)}.", nome)


COMUNI_ALLE_DELIBERE: tuple[Controllo, ...] = (numero_legale, voti, immediata_eseguibilita)


def della_definizione(definizione: Definizione) -> tuple[Controllo, ...]:
    """Return the common checks of an act: those on its opinions, attachments and norms are built from it."""
    propri = (_pareri(definizione), _norme(definizione), _allegati(definizione))
    della_seduta = COMUNI_ALLE_DELIBERE if issubclass(definizione.modello, Delibera) else ()
    termini = (entro(definizione.scadenza),) if definizione.scadenza else ()
    return (nulla_manca, *della_seduta, *propri, *termini)


def _pareri(definizione: Definizione) -> Controllo:
    @controllo("C-05", "tuel:49", campo="pareri")
    def pareri(atto: ConPareri) -> Iterator[Trovato]:
        """I pareri richiesti ci sono tutti, non sono successivi all'atto e, se contrari, l'atto dice perché
        se ne discosta.
        """
        for tipo in definizione.pareri:
            parere = atto.parere(tipo)
            if parere is None:
                yield Violazione(f"Manca il {_PARERI_IN_FRASE[tipo]}.")
            elif parere.data > atto.giorno:
                yield Violazione(
                    f"Il {_PARERI_IN_FRASE[tipo]} è del {parere.data:%d/%m/%Y}, dopo l'atto "
                    f"({atto.giorno:%d/%m/%Y})."
                )
            elif parere.esito == "contrario" and not parere.motivazione:
                yield Violazione(
                    f"Il {_PARERI_IN_FRASE[tipo]} è contrario: l'atto deve dire perché se ne discosta."
                )

    return pareri


def _norme(definizione: Definizione) -> Controllo:
    @controllo("C-06", campo="")
    def norme(atto: Atto) -> Iterator[Trovato]:
        """Le norme citate sono in vigore il giorno dell'atto."""
        for codice in definizione.norme:
            citata = norma(codice)
            if not citata.vale(atto.giorno):
                yield Violazione(f"«{citata.citazione}» non è in vigore il {atto.giorno:%d/%m/%Y}.")

    return norme


def _allegati(definizione: Definizione) -> Controllo:
    @controllo("C-08", campo="allegati")
    def allegati(atto: Atto) -> Iterator[Trovato]:
        """Gli allegati che l'ufficio deve unire ci sono, ciascuno con la sua impronta."""
        presenti = {uno.titolo.casefold(): uno for uno in atto.allegati}
        for titolo in definizione.allegati:
            unito = presenti.get(titolo.casefold())
            if unito is None:
                yield Violazione(f"Manca l'allegato «{titolo}».")
            elif unito.sha256 is None:
                yield Violazione(f"L'allegato «{titolo}» non ha l'impronta: caricare il file.")

    return allegati


@controllo("C-12", "l3-2003:11", campo="cup")
def cup_presente(atto: Atto) -> Iterator[Trovato]:
    """Gli atti che finanziano o autorizzano investimenti portano il CUP: senza sono nulli."""
    if getattr(atto, "cup", None) is None:
        yield Violazione("Manca il CUP: senza, l'atto che finanzia un investimento è nullo.")


def entro(codice: str) -> Controllo:
    """Make the check C-13 of a term of the calendar: after it the act is late, and says so."""

    @controllo("C-13", gravita=AVVISA, campo="seduta_data")
    def termine(atto: Atto) -> Iterator[Trovato]:
        """L'atto è adottato entro il termine di legge."""
        scade = rules.termine(codice, atto.anno_del_termine)
        if atto.giorno > scade:
            yield Violazione(
                f"Il termine era il {scade:%d/%m/%Y}: l'atto è adottato {(atto.giorno - scade).days} giorni "
                "dopo.",
                numeri={"termine": scade},
            )

    return termine


def dopo_giorni(atto: Atto, codice: str) -> timedelta:
    """Return how many days the rules give for something of acts."""
    return timedelta(days=int(rules.in_force("delibere", codice, atto.giorno).valore))
