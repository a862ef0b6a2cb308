"""Many reports: one notebook, run for each comune, with an index and a manifest that is true at any time."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from crescere_kit.batch import assets, page, region
from crescere_kit.batch.items import Piano, Voce, piano
from crescere_kit.batch.manifest import Manifesto
from crescere_kit.batch.options import SceltaRifiutata, Scelte
from crescere_kit.batch.outcome import FALLITO, Esito, Rapporto
from crescere_kit.batch.progress import Muto, Sguardo
from crescere_kit.batch.request import Richiesta
from crescere_kit.batch.reuse import Magazzino, e_fatto
from crescere_kit.batch.single import Lavoro
from crescere_kit.batch.slots import Corsie, Postazioni
from crescere_kit.batch.writing import ScritturaImpossibile, prepara_cartella, scrivi
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.store import Archivio


class Interrotto(ErroreSpiegato):
    """The batch stopped before its end; what it wrote stays, and the same request goes on from there."""

    def __init__(self, frase: str, esito: Esito, da_chi_lo_ha_avviato: bool):
        super().__init__(frase)
        self.esito, self.da_chi_lo_ha_avviato = esito, da_chi_lo_ha_avviato


def esegui(
    notebook: str | Path,
    comuni: Sequence[str] | None,
    anno: int | None,
    cartella: Path,
    parametri: Mapping[str, object] | None = None,
    *,
    scelte: Scelte | None = None,
    corsie: Corsie | None = None,
    sguardo: Sguardo | None = None,
) -> Esito:
    """Write a report per comune (all those with data when None) into a folder, with an index of what failed.

    Raises, before anything runs, the explained error of what cannot be asked; Interrotto when it is stopped
    by Ctrl-C, by a disk that refuses, by machines that are lost. Nothing in the folder is deleted;
    the reports that are there and are still good are not written again.
    """
    richiesta = Richiesta.di(notebook, anno, parametri or {}, scelte or Scelte())
    archivio, cartella = Archivio(), Path(cartella)
    archivio.enti()  # an archive that cannot be read is told before a folder is made
    prepara_cartella(cartella)
    with closing(Manifesto(cartella)) as manifesto:
        richiesta = richiesta.ripresa_da(manifesto.testata)
        previsto = _ridotto(piano(archivio, comuni, anno, richiesta.impronta()), richiesta.scelte, manifesto)
        testata = richiesta.testata(archivio, previsto, manifesto.testata)
        manifesto.inizia(region.con(testata, region.letta(manifesto.testata)))
        assets.prepara(cartella)
        corsa = _Corsa(richiesta, previsto, manifesto, cartella, sguardo or Muto())
        return corsa.fino_in_fondo(
            richiesta.lavoro(archivio, cartella), corsie or Postazioni(richiesta.scelte.posti or _nuclei())
        )


class _Corsa:
    """A batch under way: what became of each item so far."""

    def __init__(
        self, richiesta: Richiesta, piano: Piano, manifesto: Manifesto, cartella: Path, sguardo: Sguardo
    ) -> None:
        self._piano, self._manifesto, self._cartella, self._sguardo = piano, manifesto, cartella, sguardo
        self._richiesta, self._rifai = richiesta, richiesta.scelte.rifai
        self._prima = region.letta(manifesto.testata)  # the page that closed the last batch
        dove = richiesta.scelte.magazzino
        self._magazzino = Magazzino(dove) if dove else None
        self._ordine = [voce.comune for voce in piano.impossibili]
        self._ordine += [f"{voce.istat}-{voce.anno}" for voce in piano.voci]
        self._esito = Esito(richiesta.file.stem, cartella)

    def fino_in_fondo(self, lavoro: Lavoro, corsie: Corsie) -> Esito:
        """Run what has to be run; whatever stops it, what was done is written down."""
        try:
            with self._sguardo.su(len(self._ordine), corsie):
                self._percorri(lavoro, corsie)
        except KeyboardInterrupt as errore:
            raise self._interrotto("Lotto interrotto", da_chi_lo_ha_avviato=True) from errore
        except ErroreSpiegato as errore:
            raise self._interrotto(str(errore), da_chi_lo_ha_avviato=False) from errore
        self._chiudi(finito=True)
        self._regione(lavoro)
        return self._esito

    def _percorri(self, lavoro: Lavoro, corsie: Corsie) -> None:
        for impossibile in self._piano.impossibili:
            self._segna(impossibile)
        da_fare = [voce for voce in self._piano.voci if not self._ripreso(voce)]
        if not da_fare:
            return
        with closing(corsie.percorri(lavoro, da_fare)) as finiti:
            for rapporto in finiti:
                self._segna(rapporto)
                if self._magazzino:
                    self._magazzino.metti(rapporto, self._cartella)
                if rapporto.interrompe:
                    raise ScritturaImpossibile(rapporto.errore)

    def _ripreso(self, voce: Voce) -> bool:
        """Whether the report of an item is there, or could be taken from those that are kept."""
        if self._rifai:
            return False
        prima = self._manifesto.rapporti.get(f"{voce.istat}-{voce.anno}")
        if e_fatto(self._cartella, voce, prima):
            self._esito.rapporti.append(prima.ripreso(voce.comune))
            self._sguardo.fatto(self._esito.rapporti[-1])
            return True
        tenuto = self._magazzino.prendi(voce, self._cartella) if self._magazzino else None
        if tenuto:
            self._segna(tenuto)
        return tenuto is not None

    def _segna(self, rapporto: Rapporto) -> None:
        self._esito.rapporti.append(rapporto)
        self._manifesto.aggiungi(rapporto)
        self._sguardo.fatto(rapporto)

    def _chiudi(self, finito: bool) -> None:
        posti = {voce: posto for posto, voce in enumerate(self._ordine)}
        self._esito.rapporti.sort(key=lambda rapporto: posti.get(rapporto.voce, len(posti)))
        self._manifesto.rapporti |= {rapporto.voce: rapporto for rapporto in self._esito.rapporti}
        self._manifesto.testata = region.con(self._manifesto.testata, self._esito.regione)
        self._manifesto.scrivi(finito=finito, ordine=posti)
        ora = datetime.now().astimezone().strftime("%d/%m/%Y, ore %H:%M")
        tutti = replace(self._esito, rapporti=list(self._manifesto.rapporti.values()))
        scrivi(tutti.indice, page.indice(esito=tutti, generato=ora, versione=version("crescere")))

    def _regione(self, lavoro: Lavoro) -> None:
        """Write the page of all the comuni, now that the reports are safe; they stay so if it fails."""
        rapporti = list(self._manifesto.rapporti.values())
        self._esito.regione = region.aggiorna(
            self._richiesta, lavoro, rapporti, self._prima, self._sguardo.annuncia
        )
        if self._esito.regione:
            try:
                self._chiudi(finito=True)
            except ScritturaImpossibile as errore:
                self._esito.regione = region.mancata(str(errore))

    def _interrotto(self, frase: str, da_chi_lo_ha_avviato: bool) -> Interrotto:
        region.togli(self._cartella, self._prima)  # it does not tell of this batch
        with suppress(ScritturaImpossibile):  # on a full disk: the journal has it all
            self._chiudi(finito=False)
        return Interrotto(frase, self._esito, da_chi_lo_ha_avviato)


def _ridotto(piano: Piano, scelte: Scelte, manifesto: Manifesto) -> Piano:
    """Keep only the items that failed the last time, when that is what was asked."""
    if not scelte.solo_falliti:
        return piano
    if not manifesto.rapporti:
        raise SceltaRifiutata(
            "Con --solo-falliti serve una cartella dove un lotto è già passato: qui non c'è."
        )
    falliti = {voce for voce, rapporto in manifesto.rapporti.items() if rapporto.stato == FALLITO}
    return Piano(
        tuple(voce for voce in piano.voci if f"{voce.istat}-{voce.anno}" in falliti), (), piano.fonti
    )


def _nuclei() -> int:
    """How many cores this process may use, which in a container is less than the machine has."""
    return len(os.sched_getaffinity(0))
