"""The template an act wears: that of Crescere, or the wording and the paper of the comune."""

from __future__ import annotations

from datetime import date
from functools import partial

from crescere_kit.acts import demo, norms
from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.lint import esamina
from crescere_kit.acts.outputs.preview import anteprima
from crescere_kit.acts.own import CARTA, ModelliPropri
from crescere_kit.acts.production import Lavoro, lavora
from crescere_kit.acts.register import Pratica
from crescere_kit.acts.render import rendi_sorvegliato

CAMPIONE = "var_urgenza"  # the act on which a letterhead is shown


def modelli_propri(scrivania: Scrivania, codice: str) -> ModelliPropri:
    """Return the templates of a comune; an upload is examined, then shown on the sample of the act."""
    chiesto = CAMPIONE if codice == CARTA else codice

    def mostra(modello: bytes) -> str:
        uno = definizione(chiesto)
        dati = demo.dati(uno, scrivania.anagrafica())
        giorno = dati.get("seduta_data") or dati["data_atto"]
        contesto = uno.modello.leggi(dati, scrivania.fatti(giorno)).contesto()
        return anteprima(rendi_sorvegliato(modello, contesto, bozza=True))

    return ModelliPropri(scrivania.ufficio, esame=partial(esamina, norme=norms), anteprima=mostra)


def modello_del_comune(scrivania: Scrivania, codice: str) -> bytes | None:
    """Return the template of an act in the wording and on the paper of the comune; None if it has neither."""
    propri = modelli_propri(scrivania, codice)
    if propri.modello_attivo(codice) is None and propri.modello_attivo(CARTA) is None:
        return None
    return propri.per(codice, definizione(codice).modello_word())


def della_pratica(scrivania: Scrivania, pratica: Pratica, giorno: date) -> Lavoro:
    """Return a practice on the desk, as it is computed on a day."""
    dati = scrivania.ufficio.dati(pratica.id)
    modello = modello_del_comune(scrivania, pratica.codice)
    return lavora(definizione(pratica.codice), dati, scrivania.fatti(giorno), modello)


def carica(scrivania: Scrivania, codice: str, file: bytes, chi: str) -> tuple[str, str]:
    """Keep a template (or, with the code CARTA, a letterhead) and put it in use.

    Returns what to say and the preview on the sample. Raises ModelloNonValido when it cannot be used.
    """
    propri = modelli_propri(scrivania, codice)
    if codice == CARTA:
        uno = definizione(CAMPIONE)
        caricato = propri.carica_carta(file, chi, campione=uno.modello_word(), schema=uno.schema())
    else:
        caricato = propri.carica(codice, file, chi, schema=definizione(codice).schema())
    propri.attiva(codice, caricato.versione, chi)
    avvisi = "".join(f"\n{uno.codice}: {uno.messaggio}" for uno in caricato.avvisi)
    return f"In uso la versione {caricato.versione}. {caricato.perche}{avvisi}", caricato.anteprima
