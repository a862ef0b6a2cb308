"""How a cell of the form looks and what Excel lets be typed in it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from crescere_kit.sources.manuale.layout import Campo

SI_NO = ("no", "sì")
_NUMERI = {
    "euro": "#,##0.00",
    "percentuale": "0.00%",
    "giorni": "#,##0.00",
    "numero": "#,##0",
    "data": "dd/mm/yyyy",
    "si_no": "@",
    "testo": "@",
}
_CAMPO = {"locked": False, "bg_color": "#FFF9DB", "border": 1, "border_color": "#B8B08D", "valign": "top"}
_UFFICIALE = {"font_color": "#5F6368", "bg_color": "#F1F3F4", "italic": True, "valign": "top"}
_INTORNO = timedelta(days=366 * 30)
_GIORNI = 20_000


class Formati:
    """The formats of a workbook, each made once."""

    def __init__(self, libro: Any):
        self._libro = libro
        self._fatti: dict[tuple[str, str], Any] = {}

    @cached_property
    def titolo(self) -> Any:
        """The name of the comune at the top of a sheet."""
        return self._libro.add_format({"bold": True, "font_size": 14})

    @cached_property
    def intestazione(self) -> Any:
        """The title of a column."""
        aspetto = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top"}
        return self._libro.add_format(aspetto)

    @cached_property
    def testo(self) -> Any:
        """A label or a sentence."""
        return self._libro.add_format({"text_wrap": True, "valign": "top"})

    @cached_property
    def capitolo(self) -> Any:
        """A title inside a sheet."""
        return self._libro.add_format({"bold": True, "font_size": 12, "top": 1})

    def campo(self, unita: str) -> Any:
        """A cell to fill in."""
        return self._di("campo", unita, _CAMPO)

    def ufficiale(self, unita: str) -> Any:
        """A value shown for comparison."""
        return self._di("ufficiale", unita, _UFFICIALE)

    def _di(self, genere: str, unita: str, aspetto: dict[str, Any]) -> Any:
        if (genere, unita) not in self._fatti:
            numero = {"num_format": _NUMERI[unita]}
            self._fatti[genere, unita] = self._libro.add_format(aspetto | numero)
        return self._fatti[genere, unita]


def cella(campo: Campo, valore: int | float) -> str | int | float | date:
    """Return what is written in a cell for a value of the panel."""
    if campo.unita == "euro":
        return int(valore) / 100
    if campo.unita == "percentuale":
        return valore / 100
    if campo.unita == "data":
        anno, resto = divmod(int(valore), 10_000)
        return date(anno, *divmod(resto, 100))
    if campo.unita == "si_no":
        return SI_NO[int(valore)]
    scelta = (testo for testo in campo.scelte if testo.split()[0] == str(valore))
    return next(scelta, valore)


def convalida(campo: Campo) -> dict[str, Any]:
    """Return what Excel checks while a cell is typed; the reader checks again."""
    aiuto = {"input_title": "Che cosa scrivere", "input_message": campo.aiuto[:250]}
    if campo.scelte or campo.unita == "si_no":
        voci = list(campo.scelte or SI_NO[::-1])
        return {
            "validate": "list",
            "source": voci,
            "error_message": "Scegliere una voce dall'elenco.",
            **aiuto,
        }
    return {**_fra(campo), "criteria": "between", **aiuto}


def _fra(campo: Campo) -> dict[str, Any]:
    if campo.unita == "data":
        meta = date(campo.anno, 7, 1)
        limiti = {"minimum": meta - _INTORNO, "maximum": meta + _INTORNO}
        return {"validate": "date", **limiti, "error_message": "Scrivere una data, come 31/12/2024."}
    grande = _GIORNI if campo.unita == "giorni" else 10**12
    minimo = -grande if campo.minimo is None else campo.minimo
    massimo = grande if campo.massimo is None else campo.massimo
    if campo.unita == "percentuale":
        return {
            "validate": "decimal",
            "minimum": minimo / 100,
            "maximum": massimo / 100,
            "error_message": f"Scrivere una percentuale fra {minimo} e {massimo}.",
        }
    intero = campo.unita == "numero"
    frase = "Scrivere un numero intero" if intero else "Scrivere un numero"
    segno = " non negativo" if campo.minimo == 0 else ""
    genere = "integer" if intero else "decimal"
    return {
        "validate": genere,
        "minimum": minimo,
        "maximum": massimo,
        "error_message": f"{frase}{segno}, senza parole.",
    }
