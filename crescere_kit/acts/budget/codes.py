"""The code of a budget line as offices write it, and the accounts of the panel that it is part of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crescere_kit.accounts import classifications

_ENTRATA = re.compile(r"([1-79])(?:\.?0?(\d{3}))?(?:\.?(\d{2}))?")
_SPESA = re.compile(r"(\d{2})\.(\d{2})\.([1-57])(?:\.(\d{3}))?")
_TITOLO_DI_SPESA = re.compile(r"[1-57]")


class CodiceDiBilancioErrato(ValueError):
    """A text is not the code of a budget line; the message says how codes are written."""


@dataclass(frozen=True)
class Codice:
    """A line of the budget: lato «entrate» or «spese», and the codes that hold it, widest first."""

    lato: str
    titolo: str
    conti: tuple[str, ...]
    nome: str

    @property
    def missione(self) -> str:
        """The missione of a spesa, "" for an entrata or where only the titolo is known."""
        return next((uno[1:3] for uno in self.conti if uno.startswith("M")), "")

    @property
    def programma(self) -> str:
        """Missione and programma of a spesa («01.03»), "" where they are not known."""
        return next((uno[1:6] for uno in self.conti if uno.startswith("M") and len(uno) > 3), "")

    @property
    def dettaglio(self) -> str:
        """The macroaggregato of a spesa or the categoria of an entrata, "" where the code does not say it."""
        lungo = 3 if self.lato == "spese" else 7
        return next((uno for uno in self.conti if len(uno) == lungo and uno.isdigit()), "")


def codice_bilancio(lato: str, testo: str) -> Codice:
    """Read «1.101.06» (titolo, tipologia, categoria) or «01.03.1.103» (missione, programma, titolo,
    macroaggregato); a titolo alone is enough. Raises CodiceDiBilancioErrato.
    """
    return _entrata(testo.strip()) if lato == "entrate" else _spesa(testo.strip())


def _entrata(testo: str) -> Codice:
    letto = _ENTRATA.fullmatch(testo)
    if letto is None:
        raise CodiceDiBilancioErrato(
            f"«{testo}» non è un codice di entrata: scriverlo come 1.101.06 (titolo.tipologia.categoria)."
        )
    titolo, tipologia, categoria = letto.groups()
    conti = [titolo]
    if tipologia:
        conti.append(f"{titolo}0{tipologia}")
    if categoria:
        conti.append(conti[-1] + categoria)
    return Codice("entrate", titolo, tuple(conti), _nome("entrate", conti))


def _spesa(testo: str) -> Codice:
    if _TITOLO_DI_SPESA.fullmatch(testo):
        return Codice("spese", testo, (testo,), _nome("spese", [testo]))
    letto = _SPESA.fullmatch(testo)
    if letto is None:
        raise CodiceDiBilancioErrato(
            f"«{testo}» non è un codice di spesa: scriverlo come 01.03.1.103 "
            "(missione.programma.titolo.macroaggregato)."
        )
    missione, programma, titolo, macroaggregato = letto.groups()
    conti = [titolo, f"M{missione}", f"M{missione}.{programma}", f"M{missione}.{programma}.{titolo}"]
    if macroaggregato:
        conti.insert(1, macroaggregato)
    return Codice("spese", titolo, tuple(conti), _nome("spese", [f"M{missione}.{programma}"]))


def _nome(lato: str, conti: list[str]) -> str:
    for conto in reversed(conti):
        if classifications.esiste(lato, conto):
            return classifications.nome(lato, conto)
    return ""
