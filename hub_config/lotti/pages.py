"""The page «Relazioni programmate» of a comune: its plans, what came of them, and the buttons."""

from __future__ import annotations

from datetime import date

from tornado import web

from hub_config.lotti import jobs, permits, plans, words
from hub_config.lotti.cadence import (
    GIORNI_DEL_MESE,
    MESE,
    ROMA,
    SETTIMANA,
    TIPI,
    UNA_VOLTA,
    Cadenza,
    CadenzaErrata,
)
from hub_config.lotti.database import FALLITO, IN_CODA, IN_CORSO, RIUSCITO, Lavoro, Piano
from hub_config.lotti.notebooks import RELAZIONI
from hub_config.lotti.plans import PianoRifiutato
from hub_config.lotti.service import adesso
from hub_config.lotti.website import Riservata

VOLTE_MOSTRATE = 12
ESITI = {
    "creato": "Il piano è stato creato.",
    "chiesta": "La relazione è stata messa in coda: comparirà qui sotto.",
    "gia-in-coda": "Questa relazione è già in coda, oppure si sta preparando.",
    "sospeso": "Il piano è sospeso: non partirà da solo finché non viene ripreso.",
    "ripreso": "Il piano è ripreso.",
    "eliminato": "Il piano è stato eliminato. I suoi rapporti restano.",
}
INIZIALI = {"notebook": next(iter(RELAZIONI)), "tipo": MESE, "giorno_mese": "1", "alle": "06:00"}


class DelComune(Riservata):
    def get(self, slug: str) -> None:
        self.vede(slug)
        self._mostra(slug, INIZIALI)

    def post(self, slug: str) -> None:
        """Make a new plan, or show the form again with what is wrong in it."""
        self.scrive(slug)
        campi = {nome: self.get_body_argument(nome, "") for nome in (*INIZIALI, "giorno_settimana", "data")}
        try:
            plans.crea(
                self.servizio.motore,
                slug,
                campi["notebook"],
                cadenza(campi),
                autore=self.chi,
                adesso=adesso(),
            )
        except (CadenzaErrata, PianoRifiutato) as errore:
            self.set_status(400)
            self._mostra(slug, campi, str(errore))
            return
        self.redirect(f"{self.hub_auth.base_url}{slug}?esito=creato", status=303)

    def _mostra(self, slug: str, campi: dict[str, str], errore: str = "") -> None:
        lavori = jobs.ultimi(self.servizio.motore, slug, VOLTE_MOSTRATE)
        piani = plans.del_comune(self.servizio.motore, slug)
        attivi = {piano.id for piano in piani}
        di_eliminati = [
            uno for n, volte in lavori.items() if n not in attivi for uno in volte if uno.cartella
        ]
        self.pagina(
            "programmate.html",
            qui=f"{self.hub_auth.base_url}{slug}",
            nome=self.servizio.comuni[slug],
            piani=[_piano(piano, lavori.get(piano.id, [])) for piano in piani],
            di_eliminati=[{**volta(uno), "titolo_piano": titolo(uno.notebook)} for uno in di_eliminati],
            scrive=permits.scrive(self.gruppi, slug),
            campi=campi,
            errore=errore,
            esito=ESITI.get(self.get_query_argument("esito", "")),
            scelte={
                "relazioni": RELAZIONI,
                "tipi": TIPI,
                "giorni": GIORNI_DEL_MESE,
                "settimana": words.GIORNI,
            },
        )


class SulPiano(Riservata):
    """The buttons beside a plan; each changes something, so each is a form with its own proof of origin."""

    def post(self, slug: str, numero: str, azione: str) -> None:
        self.scrive(slug)
        piano = jobs.piano(self.servizio.motore, slug, int(numero))
        fare = {
            "esegui": self._esegui,
            "sospendi": _sospendi,
            "riprendi": _riprendi,
            "elimina": _elimina,
        }.get(azione)
        if piano is None or fare is None:
            raise web.HTTPError(404)
        esito = fare(piano) if azione == "esegui" else fare(self.servizio.motore, piano)
        self.redirect(f"{self.hub_auth.base_url}{slug}?esito={esito}", status=303)

    def _esegui(self, piano: Piano) -> str:
        chiesta = plans.chiedi(self.servizio.motore, piano, self.chi, adesso())
        self.servizio.sveglia.set()
        return "chiesta" if chiesta else "gia-in-coda"


def _sospendi(motore, piano: Piano) -> str:
    plans.sospendi(motore, piano)
    return "sospeso"


def _riprendi(motore, piano: Piano) -> str:
    plans.riprendi(motore, piano, adesso())
    return "ripreso"


def _elimina(motore, piano: Piano) -> str:
    plans.elimina(motore, piano)
    return "eliminato"


def cadenza(campi: dict[str, str]) -> Cadenza:
    """Read what the form says; what it does not need is not looked at."""
    ora, _, minuto = campi["alle"].partition(":")
    giorno = {SETTIMANA: campi["giorno_settimana"], MESE: campi["giorno_mese"]}.get(campi["tipo"], "0")
    if not (ora.isascii() and ora.isdigit() and minuto.isascii() and minuto.isdigit()):
        raise CadenzaErrata("Scrivere l'ora come 6:00 oppure 18:30.")
    if not (giorno.isascii() and giorno.isdigit()):
        raise CadenzaErrata("Scegliere il giorno.")
    return Cadenza(campi["tipo"], int(ora[:3]), int(minuto[:3]), int(giorno[:3]), _data(campi))


def _data(campi: dict[str, str]) -> date | None:
    if campi["tipo"] != UNA_VOLTA:
        return None
    try:
        return date.fromisoformat(campi["data"])
    except ValueError as errore:
        raise CadenzaErrata("Scegliere la data di quando prepararla.") from errore


def titolo(notebook: str) -> str:
    """The name of a report; of one that a later version no longer delivers, that of its file."""
    return RELAZIONI.get(notebook, notebook)


def _piano(piano: Piano, volte: list[Lavoro]) -> dict:
    aperto = any(volta_.stato in (IN_CODA, IN_CORSO) for volta_ in volte)
    return {
        "id": piano.id,
        "titolo": titolo(piano.notebook),
        "cadenza": str(piano.cadenza),
        "autore": piano.autore,
        "sospeso": piano.sospeso,
        "prossima": words.momento(piano.prossima, ROMA) if piano.prossima else "",
        "volte": [volta(una) for una in volte],
        "aperto": aperto,
    }


def volta(lavoro: Lavoro) -> dict:
    """One time that a plan was carried out, in words."""
    motivi = lavoro.motivi.splitlines()
    da_riprovare = lavoro.stato == IN_CODA and bool(motivi)
    quando = lavoro.non_prima if da_riprovare else lavoro.finito or lavoro.iniziato or lavoro.previsto
    parole = {
        IN_CODA: ("Si riproverà", "vicino") if da_riprovare else ("In coda", "attesa"),
        IN_CORSO: ("Si sta preparando", "attesa"),
        RIUSCITO: ("Pronta", "bene"),
        FALLITO: ("Non riuscita", "oltre"),
    }.get(lavoro.stato, ("Annullata", "attesa"))
    return {
        "id": lavoro.id,
        "stato": lavoro.stato,
        "parole": parole[0],
        "segno": parole[1],
        "quando": words.momento(quando, ROMA),
        "istante": quando.isoformat(timespec="seconds"),
        "chiesta_da": lavoro.chiesto_da,
        "nota": lavoro.nota,
        "motivi": _da_leggere(motivi) if lavoro.stato == FALLITO else motivi,
        "non_riuscita": lavoro.stato == FALLITO,
        "pagina": lavoro.pagina if lavoro.cartella else "",
        "tolta": lavoro.stato == RIUSCITO and not lavoro.cartella,
    }


def _da_leggere(motivi: list[str]) -> list[str]:
    """The only try needs no number."""
    return [motivi[0].removeprefix("1° tentativo: ")] if len(motivi) == 1 else motivi
