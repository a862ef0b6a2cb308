"""The files of an act: the Word document, the PDF, the copy for the albo, the package with all of them."""

from __future__ import annotations

from functools import partial

from crescere_kit.acts.albo_copy import ALBO, OMISSIS, CopiaNonPubblicabile, albo, conservata
from crescere_kit.acts.dossier import Fascicolo
from crescere_kit.acts.outputs.albo import VersioneAlbo
from crescere_kit.acts.outputs.package import pacchetto
from crescere_kit.acts.production import DOCX, SCHEDA, Lavoro
from crescere_kit.acts.register import Pratica, Ufficio


def docx(ufficio: Ufficio, pratica: Pratica | None, lavoro: Lavoro) -> bytes:
    """Return the Word document: the frozen one of an adopted act, else the draft of what is on the desk."""
    if pratica is not None and pratica.numero is not None:
        return ufficio.documento(pratica.id, DOCX)
    return lavoro.bozza()


def albo_dell_adottato(ufficio: Ufficio, pratica: Pratica, lavoro: Lavoro) -> tuple[bytes, VersioneAlbo]:
    """Return the copy for the albo of an adopted act, as it was frozen with it.

    Of an act that was adopted before copies were kept it is made again from the data, and given only while
    they still make the act that was adopted.
    """
    if OMISSIS in pratica.documenti:
        copia = ufficio.documento(pratica.id, ALBO) if ALBO in pratica.documenti else None
        return conservata(copia, ufficio.documento(pratica.id, OMISSIS))
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


def copia_per_l_albo(ufficio: Ufficio, pratica: Pratica | None, lavoro: Lavoro) -> tuple[bytes, VersioneAlbo]:
    """Return the copy for the albo: the frozen one of an adopted act, else that of the draft."""
    if pratica is not None and pratica.numero is not None:
        return albo_dell_adottato(ufficio, pratica, lavoro)
    return albo(lavoro)


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
