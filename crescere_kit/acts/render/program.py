"""A compiled text of a template, and the explanation of what goes wrong when it meets the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from jinja2 import Template, TemplateError
from jinja2.exceptions import SecurityError, UndefinedError

from crescere_kit.acts.render.environment import SegnoVietato, ambiente
from crescere_kit.acts.render.faults import (
    CampoVuoto,
    DatoNonStampabile,
    ModelloNonValido,
    RenderingInterrotto,
)
from crescere_kit.acts.render.filters import TipoErrato, ValoreVuoto
from crescere_kit.acts.render.grammar import analizza
from crescere_kit.acts.render.source import parole
from crescere_kit.errors import ErroreSpiegato

_FILTRO_PER = {
    "Decimal": "un importo: aggiungere |euro, |lettere o |pct",
    "date": "una data: aggiungere |data o |data_estesa",
    "datetime": "una data: aggiungere |data o |data_estesa",
    "int": "un numero: aggiungere |numero, |numero_lettere o |ordinale",
    "bool": "un sì o no: si usa in un if, non si stampa",
    "list": "un elenco: aggiungere |elenco o ripetere con un for",
    "tuple": "un elenco: aggiungere |elenco o ripetere con un for",
    "dict": "un gruppo di campi: dire quale, o aggiungere |nome o |carica",
}


@dataclass(frozen=True)
class Programma:
    """A part (or a property) of a template, compiled once."""

    nome: str
    sorgente: str
    modello: Template

    def rendi(self, contesto: Mapping[str, Any]) -> str:
        """Return the text with the data in it; raise with an explanation."""
        modello = self.modello
        try:
            # what Template.render does, without its own rewriting of tracebacks
            return "".join(modello.root_render_func(modello.new_context(contesto)))
        except Exception as errore:
            raise self._spiega(errore, contesto) from errore

    def _spiega(self, errore: Exception, contesto: Mapping[str, Any]) -> ErroreSpiegato:
        detto = parole(self.sorgente, _riga(errore.__traceback__, self.modello))
        dove = f"Nella parte «{self.nome}», «{detto}»"
        if isinstance(errore, ValoreVuoto) or (isinstance(errore, TypeError) and "NoneType" in str(errore)):
            return CampoVuoto(detto.split("|", maxsplit=1)[0].strip())
        if isinstance(errore, SegnoVietato):
            campo = next(_che_contiene(contesto, errore.testo, ""), "") or detto
            return DatoNonStampabile(
                f"Il campo «{campo}» contiene un carattere di controllo, che in un documento non può stare: "
                "riscrivere quel punto a mano invece di incollarlo."
            )
        if isinstance(errore, TipoErrato):
            return ModelloNonValido(f"{dove} {_di_che_tipo(errore)}.")
        if isinstance(errore, ErroreSpiegato):
            return DatoNonStampabile(f"{dove}: {errore}")
        return _del_modello(errore, dove)


def programma(nome: str, sorgente: str, *, bozza: bool, per_word: bool = True) -> Programma:
    """Compile a source; raise ModelloNonValido when it says what a template may not."""
    amb = ambiente(bozza, per_word)
    albero = analizza(nome, sorgente, amb)
    try:
        codice = amb.compile(albero, nome, nome)
    except (TemplateError, SyntaxError, RecursionError, MemoryError) as errore:
        raise ModelloNonValido(f"La parte «{nome}» del modello è troppo intricata: {errore}.") from errore
    return Programma(nome, sorgente, Template.from_code(amb, codice, {}, None))


def _del_modello(errore: Exception, dove: str) -> ErroreSpiegato:
    if isinstance(errore, UndefinedError):
        return ModelloNonValido(f"{dove} nomina qualcosa che i dati dell'atto non hanno ({errore}).")
    if isinstance(errore, SecurityError):
        return ModelloNonValido(f"{dove} chiede ciò che un modello non può fare: {errore}.")
    if isinstance(errore, RecursionError | MemoryError):
        return RenderingInterrotto(f"{dove} chiede più memoria di quella che c'è: è stato interrotto.")
    return ModelloNonValido(f"{dove} non si può calcolare con questi dati ({errore}).")


def _di_che_tipo(errore: TipoErrato) -> str:
    tipo = type(errore.valore).__name__
    if not errore.atteso:
        return f"stampa {_FILTRO_PER.get(tipo, f'un dato che non è testo ({tipo})')}"
    if errore.atteso == "for":
        return f"ripete ciò che non è un elenco ({tipo})"
    return f"dà al filtro «{errore.atteso}» un dato di un altro tipo ({tipo})"


def _riga(traccia: TracebackType | None, modello: Template) -> int:
    riga = 1
    while traccia is not None:
        if traccia.tb_frame.f_globals.get("__jinja_template__") is modello:
            riga = modello.get_corresponding_lineno(traccia.tb_lineno)
        traccia = traccia.tb_next
    return riga


def _che_contiene(dati: Any, testo: str, dove: str) -> Iterator[str]:
    """Yield the paths of the data that hold a text."""
    if isinstance(dati, Mapping):
        for nome, valore in dati.items():
            yield from _che_contiene(valore, testo, f"{dove}.{nome}" if dove else str(nome))
    elif isinstance(dati, list | tuple):
        for posto, valore in enumerate(dati, 1):
            yield from _che_contiene(valore, testo, f"{dove}, riga {posto}")
    elif isinstance(dati, str) and dati.replace("\r\n", "\n").replace("\r", "\n") == testo:
        yield dove
