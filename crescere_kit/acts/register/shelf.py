"""The registers of many comuni: a folder each, called by the slug of the comune."""

from __future__ import annotations

import os
from pathlib import Path

from crescere_kit.accounts import slug
from crescere_kit.acts.register.office import Ufficio
from crescere_kit.acts.register.refusals import PraticaAssente, RegistroRifiuta


def cartella_atti(cartella: Path | str | None = None) -> Path:
    """Return the folder of all the acts: the one given, else `$CRESCERE_ATTI`, else «atti»."""
    return Path(cartella or os.environ.get("CRESCERE_ATTI") or "atti")


def ufficio(comune: str, cartella: Path | str | None = None) -> Ufficio:
    """Return the office of a comune, by slug or by name; its folder is born with its first practice."""
    nome = slug(comune)
    if not nome:
        raise RegistroRifiuta("Manca il comune: senza non si sa di chi è il registro.")
    return Ufficio(cartella_atti(cartella) / nome)


def uffici(cartella: Path | str | None = None, comune: str | None = None) -> dict[str, Ufficio]:
    """Return the offices that have a register, by slug; only that of a comune when one is asked.

    Raises PraticaAssente when there is none.
    """
    radice = cartella_atti(cartella)
    trovati = sorted(file.parent.name for file in radice.glob("*/registro.jsonl"))
    chiesti = [nome for nome in trovati if comune is None or nome == slug(comune)]
    if not chiesti:
        di = f" di «{comune}»" if comune else ""
        detto = f"Ci sono quelli di {', '.join(trovati)}." if trovati else "Non ce n'è nessuno."
        raise PraticaAssente(
            f"In «{radice}» non c'è il registro degli atti{di}. {detto} La cartella si indica con «--atti»."
        )
    return {nome: Ufficio(radice / nome) for nome in chiesti}
