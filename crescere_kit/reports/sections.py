"""The parts of the analysis in reading order, the most serious first: the same on a screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from crescere_kit.reports.fascicolo import Fascicolo


@dataclass(frozen=True)
class Sezione:
    """A part of the page: what it asks of the Fascicolo, and the documento without which it is silent."""

    ancora: str
    breve: str
    titolo: str
    metodi: tuple[str, ...]
    introduzione: str = ""
    istruzioni: str = ""  # what to press: on a screen only
    documento: str = ""
    affiancati: bool = False


SEZIONI = (
    Sezione("sintesi", "Sintesi", "In sintesi", ("sintesi",)),
    Sezione("criticita", "Criticità", "Criticità, dalla più grave", ("criticita",), documento="rendiconto"),
    Sezione("qualita", "Dati da controllare", "Dati da controllare", ("qualita",)),
    Sezione("scadenze", "Scadenze", "Che cosa scade nei prossimi sessanta giorni", ("scadenze",)),
    Sezione(
        "parametri",
        "Parametri",
        "Gli otto parametri di deficitarietà",
        ("parametri", "grafico_parametri"),
        "Il comune è strutturalmente deficitario se almeno metà dei parametri supera il proprio limite.",
        documento="rendiconto",
    ),
    Sezione(
        "equilibri",
        "Equilibri",
        "Equilibri e risultato di amministrazione",
        ("equilibri", "risultato"),
        documento="rendiconto",
    ),
    Sezione(
        "proiezione",
        "Proiezione",
        "I due anni che vengono",
        (
            *("due_anni", "grafico_equilibrio", "grafico_movimenti", "equilibri_proiettati"),
            *("grafico_entrate_previste", "grafico_spese_previste", "grafico_cassa", "grafico_cassa_mensile"),
            *("proiezione_per_titolo", "criticita_future", "rischi", "scenari", "grafico_scenari"),
            "righe_proiettate",
        ),
        "Che cosa succede se nessuno decide nulla di nuovo: ciò che un contratto, un piano o la legge già "
        "decidono è calcolato, il resto è stimato, con il suo errore misurato. Si suppone che non si usi "
        "avanzo, che il fondo pluriennale esca com'è entrato e che si investa solo ciò che ha già le sue "
        "risorse.",
        istruzioni="In «Linea per linea» ogni importo proiettato si apre sul suo perché e sul suo errore. "
        "Con «Leve e scenari», in alto, si prova che cosa cambia con altre ipotesi e altre misure.",
        documento="rendiconto",
    ),
    Sezione(
        "risanamento",
        "Risanamento",
        "Il piano per tornare in equilibrio",
        ("piano", "grafico_piano", "con_il_piano", "alternative", "gradini"),
        "Le misure che la legge permette, quanto rendono e che cosa costa rinunciare a ciascuna: un aiuto a "
        "decidere, non una decisione.",
        documento="rendiconto",
    ),
    Sezione(
        "indicatori",
        "Tutti gli indicatori",
        "Tutti gli indicatori, con il conto e la norma",
        ("indicatori",),
        istruzioni="Aprire una riga per leggere come si calcola, quale norma fissa il limite "
        "e da quale file e riga vengono i conti usati.",
    ),
    Sezione(
        "confronto",
        "Confronto",
        "Il confronto con comuni simili",
        ("confronto",),
        "Nessuna classifica: per ogni indicatore, dove sta questo comune fra quelli che gli somigliano.",
        documento="rendiconto",
    ),
    Sezione(
        "andamento",
        "Andamento",
        "Andamento negli anni",
        ("grafico_correnti", "grafico_residui"),
        documento="rendiconto",
        affiancati=True,
    ),
    Sezione(
        "entrate-spese",
        "Entrate e spese",
        "Entrate e spese per titolo",
        ("entrate", "spese"),
        documento="rendiconto",
    ),
    Sezione(
        "composizione",
        "Composizione",
        "Da dove viene il denaro e per che cosa si spende",
        ("grafico_entrate", "grafico_spese"),
        documento="rendiconto",
        affiancati=True,
    ),
    Sezione("residui", "Residui", "Residui", ("residui_attivi", "residui_passivi"), documento="rendiconto"),
    Sezione(
        "cassa", "Cassa", "La cassa (SIOPE)", ("incassi", "pagamenti"), documento="siope", affiancati=True
    ),
    Sezione(
        "previsione",
        "Previsione",
        "Il bilancio di previsione",
        ("entrate_previste", "spese_previste"),
        documento="previsione",
    ),
    Sezione(
        "mancanti",
        "Che cosa manca",
        "Che cosa manca",
        ("mancanti", "modulo"),
        istruzioni="Il modulo dell'ente si scarica già compilato con ciò che si sa, si completa con Excel "
        "o LibreOffice e si ricarica da questa pagina, in alto.",
    ),
    Sezione("fonti", "Fonti", "Da dove vengono i numeri", ("fonti",)),
)


def visibili(fascicolo: Fascicolo) -> list[Sezione]:
    """Return the parts that have something to say of this comune and year."""
    return [s for s in SEZIONI if not s.documento or s.documento in fascicolo.documenti]


def scrivi(sezione: Sezione, contenuti: Iterable[str]) -> str:
    """Write a part with its heading; `contenuti` is what its methods show, already HTML."""
    inizio = f"<p>{escape(sezione.introduzione)}</p>" if sezione.introduzione else ""
    inizio += f'<p class="solo-schermo">{escape(sezione.istruzioni)}</p>' if sezione.istruzioni else ""
    parti = "".join(f"<div>{contenuto}</div>" for contenuto in contenuti)
    corpo = f'<div class="affiancati">{parti}</div>' if sezione.affiancati else parti
    return (
        f'<section id="{sezione.ancora}" aria-labelledby="t-{sezione.ancora}">'
        f'<h2 id="t-{sezione.ancora}">{escape(sezione.titolo)}</h2>{inizio}{corpo}</section>'
    )
