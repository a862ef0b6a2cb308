"""The page that closes a batch: its comuni in one look, beside the index.

It is notebook 08, run as the reports were but from the folder of the batch, which it reads. It comes when
the reports are safe, and whatever becomes of it they stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat

from crescere_kit.batch import lookup
from crescere_kit.batch.execution import Letture, esecutore
from crescere_kit.batch.fingerprint import impronta_di, impronta_file
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import FALLITO, Rapporto
from crescere_kit.batch.request import Richiesta
from crescere_kit.batch.reuse import e_fatto
from crescere_kit.batch.single import Lavoro
from crescere_kit.errors import ErroreSpiegato

CHIAVE = "regione"  # its place in the manifest, and the name of its files
_NOTEBOOK = "08_regione"
_SECONDI, _MEGABYTE = 3600, 2048  # the limits are those of a report; this reads the accounts of all


class DellaRegione(Voce):
    """The item that is about all the others."""

    @property
    def base(self) -> str:
        """How its files are called."""
        return CHIAVE

    @property
    def titolo(self) -> str:
        """What its page is called, if it has no title of its own."""
        return "I comuni del lotto"

    def parametri(self) -> dict[str, object]:
        """It starts in the folder of the batch, which may be moved, and so may its links."""
        return {"lotto": ".", "anno": self.anno}


def aggiorna(
    richiesta: Richiesta,
    lavoro: Lavoro,
    rapporti: Sequence[Rapporto],
    prima: Rapporto | None,
    annuncia: Callable[[str], None],
) -> Rapporto | None:
    """Write the page, unless the one that is there says the same; take that away when none is wanted.

    What goes wrong becomes its reason: nothing is raised.
    """
    serve = _serve(richiesta, rapporti)
    fatta = _fatta(richiesta, lavoro, rapporti, prima, annuncia) if serve else None
    if fatta is None or not fatta.html:
        togli(Path(lavoro.cartella), prima)
    return fatta


def _fatta(
    richiesta: Richiesta,
    lavoro: Lavoro,
    rapporti: Sequence[Rapporto],
    prima: Rapporto | None,
    annuncia: Callable[[str], None],
) -> Rapporto:
    voce = DellaRegione("", "", CHIAVE, "la regione", richiesta.anno)
    try:
        quaderno = nbformat.writes(nbformat.read(lookup.trova(_NOTEBOOK), as_version=4))
        voce = replace(voce, chiave=_chiave(richiesta, quaderno, rapporti))
        if prima and not richiesta.scelte.rifai and e_fatto(Path(lavoro.cartella), voce, prima):
            return prima
        annuncia("Scrivo la pagina della regione.")
        return _esegui(replace(lavoro, quaderno=quaderno, parametri={}), voce)
    except KeyboardInterrupt:
        return mancata("È stata interrotta: lo stesso comando la scrive.")
    except (ErroreSpiegato, OSError) as errore:
        return mancata(str(errore))


def _serve(richiesta: Richiesta, rapporti: Sequence[Rapporto]) -> bool:
    """Whether a batch has its page: as it was asked, else when several comuni have a report of ours."""
    comuni = {rapporto.istat for rapporto in rapporti if rapporto.istat}
    if richiesta.scelte.regione is not None:
        return richiesta.scelte.regione and bool(comuni)
    return len(comuni) > 1 and lookup.di_crescere(richiesta.file)


def _esegui(lavoro: Lavoro, voce: DellaRegione) -> Rapporto:
    chiesti = lavoro.limiti
    limiti = replace(
        chiesti,
        secondi=max(chiesti.secondi, _SECONDI),
        secondi_per_cella=max(chiesti.secondi_per_cella, _SECONDI),
        megabyte=max(chiesti.megabyte, _MEGABYTE),
    )
    proprio = esecutore(lavoro.modo, Letture(lavoro.archivio, str(Path(lavoro.cartella).resolve())))
    try:
        return replace(lavoro, limiti=limiti).esegui(voce, proprio)
    finally:
        proprio.chiudi()


def _chiave(richiesta: Richiesta, quaderno: str, rapporti: Sequence[Rapporto]) -> str:
    """Hash what the page says: of each comune its accounts, which its key stands for, and its state."""
    stati = sorted((uno.voce, uno.chiave, uno.stato, uno.errore) for uno in rapporti)
    return impronta_di([richiesta.impronta(), richiesta.anno, quaderno, stati])


def mancata(errore: str) -> Rapporto:
    """Say why there is no page."""
    return Rapporto("", stato=FALLITO, errore=errore)


def con(testata: Mapping[str, Any], rapporto: Rapporto | None) -> dict[str, Any]:
    """Return the head of a manifest that says what became of the page: nothing when there is none."""
    altro = {nome: dato for nome, dato in testata.items() if nome != CHIAVE}
    detto = {nome: dato for nome, dato in rapporto.come_dict().items() if dato} if rapporto else {}
    return altro | ({CHIAVE: detto} if detto else {})


def letta(testata: Mapping[str, Any]) -> Rapporto | None:
    """Return what the manifest said of the page."""
    scritta = testata.get(CHIAVE)
    if not isinstance(scritta, Mapping) or not isinstance(scritta.get("impronte", {}), Mapping):
        return None
    return Rapporto.da_dict({"comune": ""} | scritta)


def togli(cartella: Path, rapporto: Rapporto | None) -> None:
    """Take away the page of an earlier batch, which does not tell of this one; nothing else is touched."""
    for nome, impronta in (rapporto.impronte if rapporto else {}).items():
        suo = "/" not in nome and nome.startswith(CHIAVE)
        if suo and impronta_file(cartella / nome) == impronta:
            with suppress(OSError):
                (cartella / nome).unlink()
