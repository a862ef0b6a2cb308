"""A scenario as a file: plain TOML that two comuni can exchange, hostile until proven otherwise."""

from __future__ import annotations

import math
import tomllib
from decimal import Decimal
from typing import Any

import tomlkit

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.projection.lines import LINEE
from crescere_kit.projection.scenario import IPOTESI, Forzatura, Ipotesi, Scenario

PESO_MASSIMO = 64 * 1024
_LUNGO = 400  # characters of a name, a description, a reason
_MOLTE = 200  # forced lines and levers: a projection has a few dozen of them
_CAMPI = {"nome", "descrizione", "ipotesi", "forzature", "leve"}
_DI_UNA_FORZATURA = {"linea", "anno", "importo", "motivo"}
_ESTREMO = 1e12  # euro, points, levels: no comune is near it


class ScenarioNonValido(ErroreSpiegato, ValueError):
    """A file that is no scenario: the sentence says where and what to write instead."""


def leggi(contenuto: bytes) -> Scenario:
    """Read a scenario; raise ScenarioNonValido at the first thing that is not one."""
    if len(contenuto) > PESO_MASSIMO:
        raise ScenarioNonValido(f"Il file pesa più di {PESO_MASSIMO // 1024} kB: non è uno scenario.")
    try:
        tavola = tomllib.loads(contenuto.decode("utf-8"), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, ValueError) as errore:
        raise ScenarioNonValido("Il file non è uno scenario: non è scritto in TOML, in UTF-8.") from errore
    _solo(tavola, _CAMPI, "Lo scenario")
    return Scenario(
        nome=_testo(tavola, "nome", "lo scenario"),
        descrizione=_testo(tavola, "descrizione", "lo scenario", obbligatorio=False),
        ipotesi=_ipotesi(tavola.get("ipotesi", {})),
        forzature=tuple(_forzatura(voce) for voce in _elenco(tavola.get("forzature", []))),
        leve=_leve(tavola.get("leve", {})),
    )


def scrivi(scenario: Scenario) -> bytes:
    """Write a scenario so that `leggi` gives the same back; amounts are in euro."""
    documento = tomlkit.document()
    documento["nome"] = scenario.nome
    documento["descrizione"] = scenario.descrizione
    diverse = {
        nome: getattr(scenario.ipotesi, nome)
        for nome in IPOTESI
        if getattr(scenario.ipotesi, nome) != getattr(Ipotesi(), nome)
    }
    if diverse:
        documento["ipotesi"] = diverse
    if scenario.leve:
        documento["leve"] = dict(scenario.leve)
    if scenario.forzature:
        documento["forzature"] = [
            {"linea": f.linea, "anno": f.anno, "importo": f.importo / 100, "motivo": f.motivo}
            for f in scenario.forzature
        ]
    return tomlkit.dumps(documento).encode("utf-8")


def _ipotesi(tavola: Any) -> Ipotesi:
    _solo(_tavola(tavola, "ipotesi"), set(IPOTESI), "La parte [ipotesi]")
    return Ipotesi(**{nome: float(_numero(valore, f"ipotesi.{nome}")) for nome, valore in tavola.items()})


def _leve(tavola: Any) -> tuple[tuple[str, float], ...]:
    if len(_tavola(tavola, "leve")) > _MOLTE:
        raise ScenarioNonValido(f"Le leve sono più di {_MOLTE}: non è uno scenario.")
    return tuple(
        (str(nome)[:_LUNGO], float(_numero(valore, f"leve.{nome}"))) for nome, valore in tavola.items()
    )


def _forzatura(voce: Any) -> Forzatura:
    _solo(_tavola(voce, "forzature"), _DI_UNA_FORZATURA, "Una delle [[forzature]]")
    linea = _testo(voce, "linea", "una forzatura")
    if linea not in LINEE:
        raise ScenarioNonValido(
            f"Una forzatura è della linea «{linea}», che non c'è. Le linee sono: {', '.join(LINEE)}."
        )
    anno = voce.get("anno")
    if not isinstance(anno, int) or isinstance(anno, bool) or len(str(anno)) != len("2026"):
        raise ScenarioNonValido(f"La forzatura di «{linea}» non dice per quale anno: scrivere anno = 2027.")
    importo = _numero(voce.get("importo"), f"l'importo della forzatura di «{linea}»")
    centesimi = int((Decimal(str(importo)) * 100).to_integral_value())
    return Forzatura(linea, anno, centesimi, _testo(voce, "motivo", f"la forzatura di «{linea}»"))


def _solo(tavola: dict, ammessi: set[str], dove: str) -> None:
    if estranei := sorted(set(tavola) - ammessi):
        raise ScenarioNonValido(
            f"{dove} ha «{str(estranei[0])[:_LUNGO]}», che non esiste. Ammessi: {', '.join(sorted(ammessi))}."
        )


def _tavola(valore: Any, dove: str) -> dict:
    if not isinstance(valore, dict):
        raise ScenarioNonValido(f"«{dove}» deve essere una parte [{dove}], non un valore solo.")
    return valore


def _elenco(valore: Any) -> list:
    if not isinstance(valore, list) or len(valore) > _MOLTE:
        raise ScenarioNonValido(f"Le forzature si scrivono come [[forzature]], al massimo {_MOLTE}.")
    return valore


def _testo(tavola: dict, nome: str, di_che: str, obbligatorio: bool = True) -> str:
    testo = tavola.get(nome, "")
    if not isinstance(testo, str) or len(testo) > _LUNGO or (obbligatorio and not testo.strip()):
        raise ScenarioNonValido(f"Manca «{nome}» per {di_che}: un testo fino a {_LUNGO} caratteri.")
    return " ".join(testo.split())


def _numero(valore: Any, dove: str) -> int | Decimal:
    numerico = isinstance(valore, (int, Decimal)) and not isinstance(valore, bool)
    if not numerico or not math.isfinite(valore) or abs(valore) > _ESTREMO:
        raise ScenarioNonValido(f"«{dove}» deve essere un numero, per esempio 1.5.")
    return valore
