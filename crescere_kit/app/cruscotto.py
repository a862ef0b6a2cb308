"""The view of the cruscotto: two choices, and the page they lead to."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from crescere_kit.app import act_links, levers_panel
from crescere_kit.app.levers import ModelloLeve
from crescere_kit.app.loading import ESTENSIONE
from crescere_kit.app.model import ModelloCruscotto
from crescere_kit.app.page import avviso, esito_del_carico, pagina, scarica_pdf, scarica_xlsx
from crescere_kit.reports import Fascicolo


class Cruscotto(widgets.VBox):
    """The page of a comune; it watches its model and never computes.

    With `scritta`, the first page travels as HTML beside the widgets, so that it is read while the browser is
    still preparing them; the live page takes its place at the first choice.
    """

    def __init__(self, modello: ModelloCruscotto, scritta: bool = False, porta: str | None = None):
        self.modello, self.porta = modello, porta
        self.contenuto, self.annuncio, self.avviso = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.scelta_anno = widgets.Dropdown(description="Anno")
        self.scelta_comune = widgets.Dropdown(description="Comune")
        scelte = [self.scelta_comune, self.scelta_anno] if len(modello.comuni) > 1 else [self.scelta_anno]
        self.carico = widgets.FileUpload(accept=ESTENSIONE, description="Carica il modulo compilato")
        self.stampa = widgets.Button(description="Prepara il PDF")
        self.excel = widgets.Button(description="Prepara l'Excel")
        self.apri_leve = widgets.Button(description="Leve e scenari")
        self.leve = widgets.VBox()  # empty until somebody asks for it: the first page does not wait for it
        self.comandi = widgets.HBox([*scelte, self.carico, self.stampa, self.excel, self.apri_leve])
        self.comandi.add_class("crescere-comandi")
        super().__init__([self.comandi, self.avviso, self.annuncio, self.leve, self.contenuto])
        self._aggiorna_scelte()
        self._scritta = self._pagina() if scritta else ""
        if not scritta:
            self._mostra()
        self._osserva()

    def _osserva(self) -> None:
        self.modello.observe(self._aggiorna_scelte, ["comune", "anni", "anno"])
        self.modello.observe(self._mostra, ["fascicolo", "errore"])
        self.carico.observe(self._carica, "value")
        self.stampa.on_click(lambda _: self._prepara(self.stampa, "il PDF", scarica_pdf))
        self.excel.on_click(lambda _: self._prepara(self.excel, "l'Excel", scarica_xlsx))
        self.apri_leve.on_click(self._apri_leve)
        self.modello.observe(self._chiudi_leve, ["comune", "anno"])
        self.scelta_comune.observe(lambda cambio: self._scegli("comune", cambio["new"]), "value")
        self.scelta_anno.observe(lambda cambio: self._scegli("anno", cambio["new"]), "value")

    def _scegli(self, nome: str, valore: Any) -> None:
        if valore is None or valore == getattr(self.modello, nome):
            return
        self.annuncio.value = '<p role="status">Leggo i conti…</p>'
        setattr(self.modello, nome, valore)
        self.annuncio.value = '<p role="status" class="solo-lettori">La pagina è aggiornata.</p>'

    def _carica(self, cambio: Any) -> None:
        """Load what was chosen, then forget it: the same file, mended, may be chosen again."""
        if not cambio["new"]:
            return
        file = cambio["new"][0]
        self.annuncio.value = '<p role="status">Leggo il file…</p>'
        self.modello.carica(str(file["name"]), bytes(file["content"]))
        self.annuncio.value = esito_del_carico(self.modello.esito)
        self.carico.value = ()

    def _prepara(self, bottone: widgets.Button, che: str, scarica: Callable[[Fascicolo], str]) -> None:
        """Prepare a file of what is shown; the next choice takes its link away: it is never stale."""
        if self.modello.fascicolo is None:
            return
        bottone.disabled = True
        self.annuncio.value = f'<p role="status">Preparo {che}: serve qualche secondo…</p>'
        self.annuncio.value = f'<div role="status">{scarica(self.modello.fascicolo)}</div>'
        bottone.disabled = False

    def _apri_leve(self, _premuto: Any) -> None:
        """Open the panel of the levers, or close it."""
        if self.leve.children or self.modello.fascicolo is None:
            self._chiudi_leve()
            return
        self.annuncio.value = '<p role="status">Preparo le leve…</p>'
        pannello, detto = levers_panel.apri(self.modello.fascicolo, self._applica)
        self.leve.children = () if pannello is None else (pannello,)
        self.annuncio.value = detto

    def _chiudi_leve(self, cambio: Any = None) -> None:
        self.leve.children = ()

    def _applica(self, scelte: ModelloLeve) -> None:
        """Let the whole page follow the scenario and the choices of the panel."""
        self.annuncio.value = '<p role="status">Rifaccio la pagina…</p>'
        self.modello.guarda(scelte.supposto(), scelte.scelte())
        self.annuncio.value = '<p role="status">La pagina mostra lo scenario scelto.</p>'

    def _aggiorna_scelte(self, cambio: Any = None) -> None:
        modello = self.modello
        _scelte(self.scelta_comune, modello.comuni, modello.comune)
        _scelte(self.scelta_anno, [(str(anno), anno) for anno in modello.anni], modello.anno)

    def _mostra(self, cambio: Any = None) -> None:
        self.avviso.value = avviso(self.modello.errore)
        if self.modello.fascicolo is not None:
            self.contenuto.value = self._pagina()

    def _pagina(self) -> str:
        fascicolo = self.modello.fascicolo
        return avviso(self.modello.errore) if fascicolo is None else pagina(fascicolo, self.porta)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(**kwargs)
        return bundle | {"text/html": self._scritta} if bundle and self._scritta else bundle


def _scelte(menu: widgets.Dropdown, opzioni: list[tuple[str, Any]], valore: Any) -> None:
    if menu.options != tuple(opzioni):
        menu.options = opzioni
    if valore in [opzione for _, opzione in opzioni]:
        menu.value = valore


def cruscotto(comune: str | None = None, anno: int | None = None) -> Cruscotto:
    """Open the cruscotto; the address of the page may ask for a comune and a year."""
    modello = ModelloCruscotto(query=os.environ.get("QUERY_STRING", ""), comune=comune, anno=anno)
    return Cruscotto(modello, scritta=act_links.servita(os.environ), porta=act_links.porta(os.environ))
