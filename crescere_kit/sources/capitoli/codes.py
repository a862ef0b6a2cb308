"""The codes that programs write (`2010100`, `12`, `1205`, `U.1.04.02.05.000`), as the panel writes them."""

from __future__ import annotations

import re

_NON_CIFRE = re.compile(r"\D+")
_ZERI_FINALI = re.compile(r"(\.0+)+$")
_PIANO = re.compile(r"[EU]\.\d(\.\d{2}){0,3}(\.\d{3})?")


def titolo(testo: str) -> str:
    """Return «1» for «1», «01» and «1000000»; "" for a capitolo that is in no titolo (avanzo, fondi)."""
    cifre = _NON_CIFRE.sub("", testo).strip("0")
    return cifre if len(cifre) <= 1 else testo.strip()


def tipologia(testo: str, del_titolo: str) -> str:
    """Return «20101» for «2010100», «20101» and, in titolo 2, «101»."""
    cifre = _NON_CIFRE.sub("", testo)
    if len(cifre) == 3:
        return f"{del_titolo}0{cifre}"
    return cifre[:5] if len(cifre) == 7 and cifre.endswith("00") else cifre


def categoria(testo: str) -> str:
    """Return «2010102» without the points that some programs put in it."""
    return _NON_CIFRE.sub("", testo)


def macroaggregato(testo: str, del_titolo: str) -> str:
    """Return «104» for «1040000», «104», «1.04» and, in titolo 1, «4» and «04»."""
    cifre = _NON_CIFRE.sub("", testo)
    if 0 < len(cifre) < 3:
        return del_titolo + cifre.zfill(2)
    return cifre[:3] if len(cifre) == 7 and cifre.endswith("0000") else cifre


def missione(testo: str) -> str:
    """Return «M12» for «12», «M01» for «1»."""
    cifre = _NON_CIFRE.sub("", testo)
    return f"M{cifre.zfill(2)}" if cifre else ""


def programma(testo: str, della_missione: str) -> str:
    """Return «M12.05» for «1205», «12.05» and, in missione 12, «5» and «05»."""
    parti = [parte for parte in _NON_CIFRE.split(testo) if parte]
    if len(parti) == 2:
        return f"M{parti[0].zfill(2)}.{parti[1].zfill(2)}"
    cifre = "".join(parti)
    if len(cifre) in (3, 4):  # a spreadsheet drops the zero of «0101»
        return f"M{cifre.zfill(4)[:2]}.{cifre[-2:]}"
    return f"{della_missione}.{cifre.zfill(2)}" if cifre else ""


def piano_dei_conti(testo: str, lato: str) -> str:
    """Return «U.1.04.02.05» for «U.1.04.02.05.000» and «1.04.02.05», any other text as it is."""
    pulito = testo.strip().upper()
    con_lettera = pulito if not pulito[:1].isdigit() else f"{'E' if lato == 'entrate' else 'U'}.{pulito}"
    return _ZERI_FINALI.sub("", con_lettera)


def e_del_piano(codice: str, lato: str) -> bool:
    """Say whether a code has the shape of the piano dei conti, on the right side."""
    return bool(_PIANO.fullmatch(codice)) and codice.startswith("E" if lato == "entrate" else "U")


def livello(codice: str, punti: int) -> str:
    """Return a code of the piano dei conti cut at a level; "" when it does not go so deep."""
    parti = codice.split(".")
    return ".".join(parti[: punti + 1]) if len(parti) > punti else ""


def sta_in(codice: str, padre: str) -> bool:
    """Say whether a code is under another: «3010100» is in «30100», «2010102» in «20101», «104» in «1»."""
    return codice.startswith(padre[:3] if len(padre) == 5 and padre.endswith("00") else padre)
