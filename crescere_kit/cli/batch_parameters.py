"""The parameters of a batch as they are typed or kept in a file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crescere_kit.batch.declared import ParametroRifiutato, Scritto
from crescere_kit.cli.batch_comuni import scelti as elenco


def parametri(scritti: Sequence[str], file: Path | None) -> dict[str, Any]:
    """Return the values of `-p nome=valore`, which win, and of a TOML file."""
    letti = dict(_da_file(file)) if file else {}
    for scritto in scritti:
        nome, uguale, valore = scritto.partition("=")
        if not uguale or not nome.strip():
            raise ParametroRifiutato(f"«{scritto}» non è un parametro: scrivere -p nome=valore.")
        letti[nome.strip()] = Scritto(valore)
    return letti


def _da_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as errore:
        raise ParametroRifiutato(
            f"Il file dei parametri «{file}» non si legge: {errore.strerror}."
        ) from errore
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as errore:
        raise ParametroRifiutato(
            f"Il file dei parametri «{file}» non è un TOML corretto ({errore}): una riga per parametro, come "
            '«scenario = "prudente"».'
        ) from errore


def comune_e_anno(
    letti: dict[str, Any], comuni: str, anno: int | None
) -> tuple[dict[str, Any], list[str] | None, int | None]:
    """Take comune and year from the parameters, if they are there: each report has its own."""
    altri = {nome: valore for nome, valore in letti.items() if nome not in {"comune", "anno"}}
    scelti = elenco(comuni)
    if "comune" in letti:
        if scelti is not None:
            raise ParametroRifiutato(
                "Scegliere i comuni con --comuni oppure con -p comune=…, non con tutti e due."
            )
        scelti = [str(letti["comune"])]
    if "anno" in letti:
        if anno is not None:
            raise ParametroRifiutato("Scegliere l'anno con --anno oppure con -p anno=…, non con tutti e due.")
        anno = _anno(str(letti["anno"]))
    return altri, scelti, anno


def _anno(testo: str) -> int:
    if not (testo.isascii() and testo.isdigit() and len(testo) == 4):
        raise ParametroRifiutato(f"L'anno «{testo}» non è un anno: quattro cifre, come 2024.")
    return int(testo)
