"""The panel of the levers: one field per hypothesis and per lever, the answer beside them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from crescere_kit import tables
from crescere_kit.app.levers import ModelloLeve, Risposta
from crescere_kit.app.page import avviso
from crescere_kit.app.safely import in_parole
from crescere_kit.euro import numero
from crescere_kit.projection import predefiniti
from crescere_kit.recovery import presets
from crescere_kit.recovery.catalogue import SCELTA
from crescere_kit.recovery.choices import CONFIDENZE
from crescere_kit.recovery.levers import Opzione
from crescere_kit.reports import Fascicolo, recovered
from crescere_kit.reports.downloads import Scaricabile
from crescere_kit.reports.scenarios import ETICHETTE
from crescere_kit.tables import Tabella, importo

LARGO = {"description_width": "initial"}
_CONFINI = {  # beyond which a hypothesis says nothing, and how far an arrow moves it
    "riscossione_punti": (-100, 100, 0.5),
    "utenze_percento": (-100, 1000, 1),
    "tasso_punti": (-20, 20, 0.25),
}


class PannelloLeve(widgets.VBox):
    """The levers of a fascicolo; it watches its model and never computes.

    mostra is called with what is chosen when the whole page is to follow it.
    """

    def __init__(self, modello: ModelloLeve, mostra: Callable[[ModelloLeve], None] = lambda modello: None):
        self.modello, self._mostra = modello, mostra
        self.risposta, self.avviso, self.esito = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.partenza = _menu("Scenario di partenza", [(s.nome, c) for c, s in predefiniti().items()])
        self.ipotesi = {nome: _campo(nome) for nome in ETICHETTE}
        self.leve = {una.codice: _leva(una) for una in modello.disponibili}
        self.preset = _menu("Il piano preferisce", [(p.nome, codice) for codice, p in presets().items()])
        self.confidenza = _menu("Deve reggere in", [(f"{c} casi su cento", c) for c in CONFIDENZE])
        self.nome = widgets.Text(description="Nome dello scenario", style=LARGO)
        self.carico = widgets.FileUpload(accept=".toml", description="Carica uno scenario")
        self.bottoni = {
            nome: widgets.Button(description=nome)
            for nome in ("Chiedi un piano", "Mostra nella pagina", "Salva lo scenario")
        }
        super().__init__(self._disponi())
        self.add_class("crescere-leve")
        self._aggiorna()
        self._osserva()

    def _disponi(self) -> list[widgets.Widget]:
        modello = self.modello
        senza = "" if self.leve else "<p>Nessuna leva è disponibile con i dati caricati.</p>"
        return [
            widgets.HTML('<h2 id="t-leve">Leve e scenari</h2><p>Ogni campo risponde da sé: gli importi '
                         "sotto dicono dove arriva l'equilibrio di parte corrente.</p>"),
            self.partenza,
            widgets.HTML("<h3>Che cosa si suppone</h3>"),
            _griglia(self.ipotesi.values()),
            widgets.HTML(_senza_effetto(modello)),
            widgets.HTML(f"<h3>Leve che questo comune può tirare</h3>{senza}"),
            _griglia(self.leve.values()),
            self.avviso,
            self.risposta,
            _griglia([self.preset, self.confidenza, self.nome]),
            widgets.HBox([*self.bottoni.values(), self.carico]),
            self.esito,
        ]  # fmt: skip

    def _osserva(self) -> None:
        self.partenza.observe(lambda c: setattr(self.modello, "partenza", c["new"]), "value")
        self.nome.observe(lambda c: setattr(self.modello, "nome", c["new"]), "value")
        self.preset.observe(lambda c: setattr(self.modello, "preset", c["new"]), "value")
        self.confidenza.observe(lambda c: setattr(self.modello, "confidenza", c["new"]), "value")
        for nome, campo in self.ipotesi.items():
            campo.observe(lambda c, nome=nome: self._cambia("ipotesi", nome, c["new"]), "value")
        for codice, campo in self.leve.items():
            campo.observe(lambda c, codice=codice: self._cambia("leve", codice, float(c["new"])), "value")
        self.carico.observe(self._carica, "value")
        for bottone, fai in zip(
            self.bottoni.values(), (self._chiedi, self._applica, self._salva), strict=True
        ):
            bottone.on_click(fai)
        self.modello.observe(self._aggiorna, ["risposta", "errore", "nome", "ipotesi", "leve"])

    def _cambia(self, dove: str, nome: str, valore: Any) -> None:
        valori = getattr(self.modello, dove)
        if valori.get(nome) != valore:
            setattr(self.modello, dove, valori | {nome: valore})

    def _aggiorna(self, cambio: Any = None) -> None:
        """Show what the model says; a field that already says it is not touched while somebody types."""
        modello = self.modello
        self.partenza.value, self.nome.value = modello.partenza, modello.nome
        for nome, campo in self.ipotesi.items():
            if campo.value != modello.ipotesi.get(nome):
                campo.value = modello.ipotesi.get(nome)
        for codice, campo in self.leve.items():
            livello = modello.leve.get(codice, 0)
            if float(campo.value) != livello:
                campo.value = bool(livello) if isinstance(campo, widgets.Checkbox) else livello
        self.avviso.value = avviso(modello.errore)
        self.risposta.value = "" if modello.risposta is None else risposta(modello.risposta)
        self.esito.value = ""

    def _chiedi(self, _premuto: Any) -> None:
        self.modello.chiedi()
        piano = self.modello.piano
        if piano is not None:
            detto = recovered.piano(piano, self.modello.scelte())._repr_html_()
            self.esito.value = f'<div role="status"><h3>Il piano</h3>{detto}</div>'

    def _applica(self, _premuto: Any) -> None:
        self._mostra(self.modello)

    def _salva(self, _premuto: Any) -> None:
        file = Scaricabile("scenario.toml", self.modello.salva(), "Scarica lo scenario")
        self.esito.value = f'<div role="status">{file._repr_html_()}</div>'

    def _carica(self, cambio: Any) -> None:
        if not cambio["new"]:
            return
        self.modello.carica(bytes(cambio["new"][0]["content"]))
        detto = "" if self.modello.errore else f"Scenario «{self.modello.nome}» caricato."
        self.esito.value = f'<p role="status">{escape(detto)}</p>' if detto else ""
        self.carico.value = ()


def apri(fascicolo: Fascicolo, mostra: Callable[[ModelloLeve], None]) -> tuple[PannelloLeve | None, str]:
    """Return the panel of a fascicolo and what to announce; where nothing is projected, the reason alone."""
    try:
        pannello = PannelloLeve(ModelloLeve(fascicolo), mostra)
    except Exception as errore:  # the page is worth showing without its levers
        return None, avviso(in_parole(errore))
    return pannello, '<p role="status" class="solo-lettori">Le leve sono aperte, prima della pagina.</p>'


def _senza_effetto(modello: ModelloLeve) -> str:
    nomi = "; ".join(ETICHETTE[nome] for nome in modello.senza_effetto)
    if not nomi:
        return ""
    return (
        f"<p>Senza effetto con i dati caricati: {escape(nomi)}. Servono, nel modulo dell'ente, i contratti "
        "delle utenze e l'elenco dei mutui.</p>"
    )


def risposta(data: Risposta) -> str:
    """Write the answer so that a screen reader says it as soon as it changes."""
    righe = tuple(
        (nome, *(importo(valore, data.perche or "il saldo non si conosce") for valore in valori))
        for nome, valori in (
            ("Nello scenario base", data.di_partenza),
            ("Con ciò che si suppone", data.ipotesi),
            ("Con le leve", data.leve),
            ("Manca all'equilibrio", data.manca),
        )
    )
    tabella = Tabella(
        "Equilibrio di parte corrente (O)",
        ("", *map(str, data.anni)),
        righe,
        evidenti=frozenset({len(righe) - 1}),
    )
    return f'<div role="status">{tables.html(tabella)}</div>'


def _menu(descrizione: str, opzioni: list[tuple[str, Any]]) -> widgets.Dropdown:
    return widgets.Dropdown(description=descrizione, options=opzioni, style=LARGO)


def _griglia(campi: Any) -> widgets.Box:
    griglia = widgets.Box(list(campi))
    griglia.add_class("crescere-campi")
    return griglia


def _campo(nome: str) -> widgets.Widget:
    if nome not in _CONFINI:
        return widgets.Checkbox(description=ETICHETTE[nome], indent=False)
    minimo, massimo, passo = _CONFINI[nome]
    return widgets.BoundedFloatText(
        description=ETICHETTE[nome], min=minimo, max=massimo, step=passo, style=LARGO
    )


def _leva(una: Opzione) -> widgets.Widget:
    if una.leva.unita == SCELTA:
        return widgets.Checkbox(description=una.leva.nome, indent=False)
    tetto = numero(una.massimo, 2)
    return widgets.BoundedFloatText(
        description=f"{una.leva.nome} ({una.leva.unita}, fino a {tetto})",
        min=0, max=una.massimo, step=una.grana, style=LARGO,
    )  # fmt: skip
