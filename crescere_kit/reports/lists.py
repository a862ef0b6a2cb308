"""Lists about the indicators, what is missing and the files behind the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crescere_kit.indicators import Valore
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.documents import DOCUMENTI
from crescere_kit.tables import Assente, Cella, Importo, Percento, Tabella

if TYPE_CHECKING:
    from crescere_kit.reports.fascicolo import Fascicolo


def indicatori(
    titolo: str, valori: Sequence[Valore], spiega: Callable[[Valore], str] = lambda valore: ""
) -> Tabella:
    """Return indicators with value, limit, outcome and whether recomputed or declared."""
    righe = tuple(
        (con_codice(v), cella(v, spiega(v)), limite, v.esito, v.origine or "–")
        for v in valori
        for limite in ["–" if v.limite is None else v.limite_con_verifica]
    )
    return Tabella(titolo, ("Indicatore", "Valore", "Limite", "Esito", "Origine"), righe)


def cella(valore: Valore, origine: str = "") -> Cella:
    """Wrap a value in its unit; missing keeps its reason."""
    if valore.valore is None:
        return Assente(valore.motivo)
    if valore.unita == "euro":
        return Importo(int(valore.valore), origine)
    return Percento(float(valore.valore), origine) if valore.unita == "percentuale" else valore.testo


def mancanti(fascicolo: Fascicolo) -> Tabella | Frammento:
    """Return the documenti to load with the file that carries each, then what is n.c. and why."""
    righe = [
        (_maiuscola(nome), f"da caricare: {fascicolo.quadro.file_di(codice)}")
        for codice, nome in DOCUMENTI.items()
        if codice not in fascicolo.documenti
    ]
    assenti = [v for v in fascicolo.valori() if v.valore is None]
    if "rendiconto" not in fascicolo.documenti:
        righe.append((f"Tutti gli indicatori ({len(assenti)})", "non calcolabili senza il rendiconto"))
    else:
        righe += [(con_codice(v), v.motivo) for v in assenti]
    if not righe:
        return Frammento("<p>Non manca nulla: tutti gli indicatori sono calcolati.</p>")
    return Tabella("Dati non disponibili", ("Che cosa", "Perché e come averlo"), tuple(righe))


def con_codice(valore: Valore) -> str:
    """Name an indicator with the letter the offices use; the other codes are only ours."""
    return valore.nome if "_" in valore.codice else f"{valore.codice}  {valore.nome}"


def _maiuscola(testo: str) -> str:
    return testo[:1].upper() + testo[1:]
