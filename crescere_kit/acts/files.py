"""The files of an act: the Word document, the PDF, the copy for the albo, the package with all of them."""

from __future__ import annotations

from functools import partial

from crescere_kit.acts.dossier import Fascicolo
from crescere_kit.acts.outputs.albo import VersioneAlbo, versione_albo
from crescere_kit.acts.outputs.last_look import residui
from crescere_kit.acts.outputs.package import pacchetto
from crescere_kit.acts.production import DOCX, SCHEDA, Lavoro
from crescere_kit.acts.register import Pratica, Ufficio
from crescere_kit.errors import ErroreSpiegato


class CopiaNonPubblicabile(ErroreSpiegato, ValueError):
    """The copy for the albo cannot be given; the sentence says why."""


def docx(ufficio: Ufficio, pratica: Pratica | None, lavoro: Lavoro) -> bytes:
    """Return the Word document: the frozen one of an adopted act, else the draft of what is on the desk."""
    if pratica is not None and pratica.numero is not None:
        return ufficio.documento(pratica.id, DOCX)
    return lavoro.bozza()


def albo(lavoro: Lavoro, *, bozza: bool = True) -> tuple[bytes, VersioneAlbo]:
    """Return the copy for the albo and what was left out of it.

    Raises CopiaNonPubblicabile when something that was left out is still anywhere in the file.
    """
    versione = versione_albo(lavoro.contesto, lavoro.definizione.schema())
    copia = lavoro.rendi(versione.contesto, bozza=bozza)
    trovati = residui(copia, versione.tolti)
    if trovati:
        raise CopiaNonPubblicabile(
            "La copia per l'albo non si può pubblicare: "
            + " ".join(uno.frase for uno in trovati)
            + " Toglierlo dal modello o dai testi dell'atto."
        )
    return copia, versione


def albo_dell_adottato(ufficio: Ufficio, pratica: Pratica, lavoro: Lavoro) -> tuple[bytes, VersioneAlbo]:
    """Return the copy for the albo of an adopted act.

    It is made again from the data, so it is given only while they still make the act that was adopted.
    """
    if pratica.numero is None or pratica.data is None:
        raise CopiaNonPubblicabile(
            f"La pratica {pratica.id} non è adottata: la sua copia è quella di una bozza."
        )
    numerato = lavoro.numerato(pratica.numero.numero, pratica.data)
    if numerato.definitivo() != ufficio.documento(pratica.id, DOCX):
        raise CopiaNonPubblicabile(
            "La copia per l'albo non si può rifare: dopo l'adozione sono cambiati i dati, i conti o il "
            "modello, e non direbbe più quello che dice l'atto. Prepararla dal documento adottato."
        )
    return albo(numerato, bozza=False)


def fascicolo(ufficio: Ufficio, pratica: Pratica | None, lavoro: Lavoro, pdf: bytes | None) -> bytes:
    """Return the zip with every file of an act; of an adopted act those that were frozen."""
    if pratica is not None and pratica.numero is not None:
        tutto = Fascicolo(
            lavoro,
            pratica,
            docx(ufficio, pratica, lavoro),
            pdf,
            ufficio.documento(pratica.id, SCHEDA),
            ufficio.importa(pratica.id).contesto,
            ufficio.versioni(pratica.id),
            partial(albo_dell_adottato, ufficio, pratica, lavoro),
        )
    else:
        tutto = Fascicolo(
            lavoro,
            pratica,
            lavoro.bozza(),
            pdf,
            lavoro.scheda(),
            lavoro.atto.model_dump(mode="json"),
            lavoro.versioni(),
            partial(albo, lavoro),
        )
    return pacchetto(tutto.pacco())
