"""The view of the acts: pick one, fill the form in steps, see checks and preview, take it to the register."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.outputs.preview import anteprima
from crescere_kit.acts.register.steps import APERTI
from crescere_kit.app.act_links import collega, servita
from crescere_kit.app.acts import page
from crescere_kit.app.acts.asked import Chiesti
from crescere_kit.app.acts.delivery import SCARICHI
from crescere_kit.app.acts.due import scadenze
from crescere_kit.app.acts.fields import LARGO, Intorno, crea
from crescere_kit.app.acts.model import ANAGRAFICA, ModelloAtti, del_comune
from crescere_kit.app.acts.schema import campi, passi
from crescere_kit.app.acts.templates_model import ModelloCarte
from crescere_kit.app.acts.templates_view import Carte
from crescere_kit.app.address import richiesta_dal_piano, richiesta_di_atto
from crescere_kit.app.page import avviso
from crescere_kit.app.safely import in_parole


class Atti(widgets.VBox):
    """The page of the acts of a comune; it watches its model and never computes."""

    def __init__(self, modello: ModelloAtti, proposte: str = ""):
        self.modello = modello
        self.scelta = widgets.Dropdown(description="Atto", options=_voci(modello), style=LARGO)
        self.aperte = widgets.Dropdown(description="Pratiche", options=[("—", "")], style=LARGO)
        self.modulo = widgets.VBox()
        self.annuncio, self.calcolati = widgets.HTML(), widgets.HTML()
        self.controlli, self.anteprima, self.storia = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.scaricati, self.scadenze = widgets.HTML(), widgets.HTML()
        self.bottoni = {
            nome: widgets.Button(description=nome)
            for nome in ("Salva la bozza", "Porta avanti", "Adotta", *SCARICHI)
        }
        self.passo_dopo = widgets.Dropdown(description="Stato", options=list(APERTI[1:]), style=LARGO)
        self.apri_carte = widgets.Button(description="Carta intestata e modelli")
        self.apri_carte.disabled = not modello.puo_adottare
        self.carte = widgets.VBox()  # empty until somebody asks for it
        self.campi: dict[str, Any] = {}
        self._risposte, self._segue = 0, False
        super().__init__(self._disponi(proposte))
        self.add_class("crescere-atti")
        self._osserva()
        self._rifai_modulo()

    def _disponi(self, proposte: str) -> list[widgets.Widget]:
        self.comandi = widgets.HBox(
            [self.bottoni["Salva la bozza"], self.passo_dopo, *list(self.bottoni.values())[1:]]
        )
        self.comandi.add_class("crescere-comandi")
        return [
            widgets.HTML(page.intestazione(self.modello.scrivania.nome) + proposte),
            widgets.HBox([self.scelta, self.aperte]),
            self.annuncio,
            self.modulo,
            self.comandi,
            self.scaricati,
            self.controlli,
            self.calcolati,
            self.anteprima,
            self.storia,
            self.scadenze,
            self.apri_carte,
            self.carte,
        ]

    def _osserva(self) -> None:
        fai = {
            "Salva la bozza": self.modello.salva,
            "Porta avanti": lambda: self.modello.avanza(self.passo_dopo.value),
            "Adotta": self.modello.adotta,
        }
        for nome, azione in fai.items():
            self.bottoni[nome].on_click(lambda _, azione=azione: self._fai(azione))
        for nome, scarica in SCARICHI.items():
            self.bottoni[nome].on_click(lambda _, scarica=scarica: self._scarica(scarica))
        self.apri_carte.on_click(lambda _: self._apri_carte())
        self.scelta.observe(lambda cambio: self._scegli(cambio["new"]), "value")
        self.aperte.observe(lambda cambio: self._apri(cambio["new"]), "value")

    def inizia(self, codice: str, partenza: Mapping[str, Any] | None = None) -> None:
        """Open a new act, with what it starts from."""
        self.modello.scegli(codice, partenza)
        self._rifai_modulo()

    def _scegli(self, codice: str) -> None:
        if not self._segue:
            self.inizia(codice)

    def _apri(self, pratica: str) -> None:
        if pratica and not self._segue:
            self.modello.apri(pratica)
            self._rifai_modulo()

    @contextmanager
    def _seguendo(self) -> Iterator[None]:
        """Let the two menus follow the model: what changes in them meanwhile was chosen by nobody.

        What the browser is told is the end of it, never the first option that a new list stops at: that
        would stay on the screen, since what comes after equals what was chosen there and is not sent.
        """
        self._segue = True
        try:
            with self.scelta.hold_sync(), self.aperte.hold_sync():
                yield
        finally:
            self._segue = False

    def _apri_carte(self) -> None:
        """Open the panel of the templates, or close it; the act on the desk wears what it puts in use."""
        modello = self.modello
        carte = ModelloCarte(modello.scrivania, modello.chi, modello.puo_adottare, self._rivesti)
        self.carte.children = () if self.carte.children else (Carte(carte),)

    def _rivesti(self) -> None:
        self.modello.scrivi(self.modello.dati)
        self._mostra()

    def _fai(self, azione: Any) -> None:
        azione()
        self._mostra()

    def _rifai_modulo(self) -> None:
        modello = self.modello
        if not modello.codice:
            self.campi, self.modulo.children = {}, ()
            self._mostra()
            return
        tutti = campi(modello.schema)
        intorno = Intorno(self._cambiato, modello.persone)
        self.campi = {uno.nome: crea(uno, modello.dati.get(uno.nome), intorno) for uno in tutti}
        gruppi = passi(tutti)
        self.passi = {
            nome: widgets.VBox([self.campi[uno.nome] for uno in suoi]) for nome, suoi in gruppi.items()
        }
        self.passo = widgets.ToggleButtons(
            options=[(f"{posto}. {nome}", nome) for posto, nome in enumerate(gruppi, 1)]
        )
        self.passo.add_class("crescere-passi")
        self.passo.observe(lambda cambio: self._mostra_passo(), "value")
        self._mostra_passo()
        self._mostra()

    def _mostra_passo(self) -> None:
        titolo = widgets.HTML(f"<h2>{self.passo.label}</h2>")
        self.modulo.children = (self.passo, titolo, self.passi[self.passo.value])

    def _cambiato(self) -> None:
        scritti = {nome: campo.dati() for nome, campo in self.campi.items()}
        self.modello.scrivi({nome: valore for nome, valore in scritti.items() if valore is not None})
        self._mostra()

    def _mostra(self) -> None:
        """Show what the model says; the page, which waits for an answer, must see that there was one."""
        modello, lavoro = self.modello, self.modello.lavoro
        self._risposte += 1
        self.annuncio.value = page.detto(modello.detto, modello.errore, self._risposte)
        for nome, campo in self.campi.items():
            campo.mostra(modello.difetti, nome)
        atto = modello.codice not in ("", ANAGRAFICA)
        for nome, bottone in self.bottoni.items():
            bottone.disabled = not modello.codice or (nome != "Salva la bozza" and not atto)
        self.bottoni["Adotta"].disabled |= not modello.puo_adottare
        self.controlli.value = page.controlli(lavoro.esiti) if lavoro else ""
        self.calcolati.value = page.calcolati(lavoro) if lavoro else ""
        self.anteprima.value = self._anteprima() if lavoro else ""
        self.storia.value = page.storia(modello.ufficio.storia(modello.pratica)) if modello.pratica else ""
        self.scaricati.value = ""
        self.scadenze.value = collega(scadenze(*modello.scadenze), "" if servita(os.environ) else None)
        with self._seguendo():
            self._aggiorna_menu()

    def _anteprima(self) -> str:
        try:
            scritta = anteprima(self.modello.documento())
        except Exception as errore:  # the form and its checks are still true
            return avviso(in_parole(errore))
        return f'<section class="crescere-anteprima" aria-label="Anteprima dell\'atto">{scritta}</section>'

    def _aggiorna_menu(self) -> None:
        voci = (("—", ""), *((_nome(una), una.id) for una in self.modello.pratiche))
        if self.aperte.options != voci:
            self.aperte.options = voci
        if self.modello.pratica in {chiave for _, chiave in voci}:
            self.aperte.value = self.modello.pratica
        self.scelta.value = self.modello.codice

    def _scarica(self, scarica: Callable[[ModelloAtti], str]) -> None:
        self.scaricati.value = '<p role="status">Preparo il file: serve qualche secondo…</p>'
        try:
            self.scaricati.value = f'<div role="status">{scarica(self.modello)}</div>'
        except Exception as errore:
            self.scaricati.value = avviso(in_parole(errore))


def _voci(modello: ModelloAtti) -> list[tuple[str, str]]:
    return [("Scegliere un atto…", ""), *modello.catalogo, ("Anagrafica dell'ente", ANAGRAFICA)]


def _nome(pratica: Any) -> str:
    numero = f"{pratica.numero} – " if pratica.numero else f"{pratica.id} – "
    return f"{numero}{pratica.oggetto or definizione(pratica.codice).nome} ({pratica.stato})"


def atti(comune: str | None = None, anno: int | None = None, atto: str | None = None) -> Atti:
    """Open the page of the acts; its address may ask for one. anno: the year whose criticità propose some."""
    modello, query = del_comune(comune), os.environ.get("QUERY_STRING", "")
    chiesti = Chiesti.di(modello.scrivania, anno)
    vista = Atti(modello, collega(chiesti.html, "" if servita(os.environ) else None))
    voluto, dal_piano = atto or richiesta_di_atto(query), richiesta_dal_piano(query)
    if voluto in {codice for _, codice in _voci(modello)}:
        vista.inizia(voluto, chiesti.partenza(voluto) if dal_piano else {})
    return vista
