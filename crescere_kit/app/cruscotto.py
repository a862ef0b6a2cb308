"""The view of the cruscotto: two choices, and the page they lead to."""

from __future__ import annotations

import os
from typing import Any

import ipywidgets as widgets

from crescere_kit.app.model import ModelloCruscotto
from crescere_kit.app.pagina import avviso, pagina


class Cruscotto(widgets.VBox):
    """The page of a comune; it watches its model and never computes."""

    def __init__(self, modello: ModelloCruscotto):
        self.modello = modello
        self.testata, self.contenuto = widgets.HTML(), widgets.HTML()
        self.annuncio, self.avviso = widgets.HTML(), widgets.HTML()
        self.scelta_anno = widgets.Dropdown(description="Anno")
        self.scelta_comune = widgets.Dropdown(description="Comune")
        comandi = [self.scelta_comune] if len(modello.comuni) > 1 else []
        self.comandi = widgets.HBox([*comandi, self.scelta_anno])
        self.comandi.add_class("crescere-comandi")
        super().__init__([self.testata, self.comandi, self.avviso, self.annuncio, self.contenuto])
        self._lega()
        modello.observe(self._mostra, ["fascicolo", "errore"])
        self._mostra()

    def _lega(self) -> None:
        self._aggiorna_scelte()
        self.modello.observe(self._aggiorna_scelte, ["comune", "anni", "anno"])
        self.scelta_comune.observe(lambda cambio: self._scegli("comune", cambio["new"]), "value")
        self.scelta_anno.observe(lambda cambio: self._scegli("anno", cambio["new"]), "value")

    def _scegli(self, nome: str, valore: Any) -> None:
        if valore is None or valore == getattr(self.modello, nome):
            return
        self.annuncio.value = '<p role="status" class="crescere-attesa">Leggo i conti…</p>'
        setattr(self.modello, nome, valore)

    def _aggiorna_scelte(self, cambio: Any = None) -> None:
        modello = self.modello
        if self.scelta_comune.options != tuple(modello.comuni):
            self.scelta_comune.options = modello.comuni
        if modello.comune:
            self.scelta_comune.value = modello.comune
        if self.scelta_anno.options != tuple((str(a), a) for a in modello.anni):
            self.scelta_anno.options = [(str(a), a) for a in modello.anni]
        if modello.anno in modello.anni:
            self.scelta_anno.value = modello.anno

    def _mostra(self, cambio: Any = None) -> None:
        fascicolo = self.modello.fascicolo
        self.avviso.value = avviso(self.modello.errore)
        if fascicolo is None:
            return
        self.testata.value = fascicolo.intestazione()._repr_html_()
        self.contenuto.value = pagina(fascicolo)
        self.annuncio.value = (
            f'<p role="status" class="solo-lettori">Mostrati i conti del {fascicolo.anno}.</p>'
        )


def cruscotto(comune: str | None = None, anno: int | None = None) -> Cruscotto:
    """Open the cruscotto; the address of the page may ask for a comune and a year."""
    return Cruscotto(ModelloCruscotto(query=os.environ.get("QUERY_STRING", ""), comune=comune, anno=anno))
