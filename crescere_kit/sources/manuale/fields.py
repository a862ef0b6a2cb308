"""The cells to fill in: which account and year each goes to, and what may be written in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crescere_kit.accounts.voci import MANUALE, Voce, VoceManuale
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources import maps

NOME_LIBERO = "*"
_PRIMO, _DISTANZA = 2015, 3  # armonizzazione; a rendiconto late by more than that is another matter
_ANNI_DI_STORIA = 5  # the FCDE looks at the last five rendiconti
# What the FCDE asks of each of the past years, and how many years back it begins: the method that counts what
# is collected the year after looks at five years that have one. The rest of that list is of one year only.
_STORIA = {
    "accertamenti": _ANNI_DI_STORIA,
    "riscossioni_competenza": _ANNI_DI_STORIA,
    "riscossioni_anno_dopo": _ANNI_DI_STORIA,
    "residui_iniziali": _ANNI_DI_STORIA - 1,
    "riscossioni_residui": _ANNI_DI_STORIA - 1,
    "residui_finali": _ANNI_DI_STORIA - 1,
}
_SENZA_L_ULTIMO = "riscossioni_anno_dopo"  # whose year after is not closed
_AIUTI = {
    "euro": "Importo in euro.",
    "numero": "Numero intero.",
    "percentuale": "Percentuale.",
    "giorni": "Numero di giorni.",
    "data": "Una data, come 31/12/2024.",
    "si_no": "Scegliere «sì» o «no».",
}


class AnniSbagliati(ErroreSpiegato):
    """A rendiconto and a bilancio that do not follow each other."""


@dataclass(frozen=True)
class Anni:
    """The years of a form: the last rendiconto and the first year of the bilancio di previsione."""

    rendiconto: int
    bilancio: int

    def __post_init__(self) -> None:
        if not (_PRIMO <= self.rendiconto < self.bilancio <= self.rendiconto + _DISTANZA):
            raise AnniSbagliati(
                f"Il modulo mette insieme un rendiconto e il bilancio di un anno dopo (al più {_DISTANZA}): "
                f"{self.rendiconto} e {self.bilancio} non vanno."
            )

    @property
    def triennio(self) -> tuple[int, ...]:
        """The years of the bilancio di previsione."""
        return tuple(range(self.bilancio, self.bilancio + 3))


@dataclass(frozen=True)
class Campo:
    """A cell to fill in. In a list whose rows have a name of the ente's own the code of its voce is `*`.

    ruolo says what the year is to the form (rendiconto, bilancio, storia); minimo and massimo are in the unit
    of the cell, None is no limit; the fields of a row with the same `insieme` are filled in all or none;
    ufficiale is the voce that says something near it in an official document.
    """

    voce: Voce
    anno: int
    ruolo: str
    unita: str
    titolo: str
    aiuto: str = ""
    scelte: tuple[str, ...] = ()
    minimo: int | None = 0
    massimo: int | None = None
    insieme: str = ""
    ufficiale: Voce | None = None


def campi(voce: VoceManuale, anni: Anni) -> tuple[Campo, ...]:
    """Return the cells of one voce of `manuale.csv`: one, or one for each year that the FCDE looks at."""
    if voce.lato == "fcde" and voce.fase in _STORIA:
        ultimo = anni.rendiconto - (voce.fase == _SENZA_L_ULTIMO)
        passati = range(anni.rendiconto - _STORIA[voce.fase], ultimo + 1)
        return tuple(_campo(voce, anno, "storia") for anno in passati)
    return (_campo(voce, getattr(anni, voce.anno), voce.anno),)


def _campo(voce: VoceManuale, anno: int, ruolo: str) -> Campo:
    nota = _note().get((voce.lato, voce.codice, voce.fase), {})
    massimo = nota.get("massimo") or ("100" if voce.unita == "percentuale" else "")
    minimo = nota.get("minimo") or ("-" if voce.unita == "giorni" else "0")
    return Campo(
        Voce(MANUALE, voce.lato, voce.codice, voce.fase),
        anno,
        ruolo,
        voce.unita,
        _titolo(nota.get("titolo") or voce.nome, anno),
        nota.get("aiuto") or _AIUTI[voce.unita],
        tuple(filter(None, nota.get("scelte", "").split("|"))),
        None if minimo == "-" else int(minimo),
        int(massimo) if massimo else None,
        nota.get("insieme", ""),
        Voce(*nota["ufficiale"].split("/")) if nota.get("ufficiale") else None,
    )


def _titolo(modello: str, anno: int) -> str:
    return modello.format(anno=anno, dopo=anno + 1, due_dopo=anno + 2)


@cache
def _note() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(n["lato"], n["codice"], n["fase"]): n for n in maps.righe("modulo_voci.csv")}
