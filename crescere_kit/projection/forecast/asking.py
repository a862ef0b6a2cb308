"""What a proof is asked of: a panel or the archive, and from which years."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.projection.forecast import panel_file, voci
from crescere_kit.projection.forecast.series import Serie
from crescere_kit.sources.faults import vicini
from crescere_kit.sources.store import Archivio

Storia = tuple[Serie, dict[str, np.ndarray]]
# What an ente foresees of a total, where a panel has it beside what came.
_PREVISTE = {"previsione_entrate": "entrate_totali", "previsione_spese": "spese_totali"}


class AnniIncomprensibili(ErroreSpiegato, ValueError):
    """The years asked for cannot be read."""


class RegioneAssente(ErroreSpiegato, LookupError):
    """The archive has no comune of that region."""


def anni(testo: str | None) -> list[int] | None:
    """Read «2014-2023» or «2014,2016»; None when nothing is asked."""
    if testo is None:
        return None
    if intervallo := re.fullmatch(r"\s*(\d{4})\s*-\s*(\d{4})\s*", testo):
        primo, ultimo = map(int, intervallo.groups())
        return list(range(primo, ultimo + 1))
    if re.fullmatch(r"\s*\d{4}\s*(,\s*\d{4}\s*)*", testo):
        return [int(uno) for uno in testo.split(",")]
    raise AnniIncomprensibili(f"Gli anni «{testo}» non si leggono: scrivere «2014-2023» oppure «2014,2016».")


def dal_pannello(file: Path) -> Storia:
    """Return the series of a panel, and what the enti had foreseen by themselves."""
    serie = panel_file.leggi(file)
    proprie = {
        voce: serie.valori[:, serie.voci.index(prevista)]
        for prevista, voce in _PREVISTE.items()
        if prevista in serie.voci and voce in serie.voci
    }
    return serie.delle_voci(voce for voce in serie.voci if voce not in _PREVISTE), proprie


def dall_archivio(regione: str | None) -> Storia:
    """Return the series of the comuni of the archive, and their own bilanci di previsione."""
    archivio = Archivio()
    enti = archivio.enti()
    if regione is not None:
        note = sorted(set(enti["regione"].dropna()))
        sue = enti.index[enti["regione"].str.casefold() == regione.strip().casefold()]
        if not len(sue):
            raise RegioneAssente(
                f"Nell'archivio non c'è alcun comune di «{regione}». Ci sono: "
                f"{vicini(regione, note, 3) or ', '.join(note)}."
            )
        enti = enti.loc[sue]
    conti = archivio.conti(None if regione is None else list(enti.index))
    serie = voci.dei_conti(conti)
    piene = [voce for posto, voce in enumerate(serie.voci) if np.isfinite(serie.valori[:, posto]).any()]
    return serie.delle_voci(piene), voci.previste(conti)
