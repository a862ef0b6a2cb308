"""The panel of the letterhead and of the wordings of a comune; it watches its model and never computes."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from crescere_kit.acts.register.templates import ModelloCaricato
from crescere_kit.app.acts import page
from crescere_kit.app.acts.fields import LARGO
from crescere_kit.app.acts.templates_model import ModelloCarte

_AIUTO = (
    "La carta intestata è un file Word con intestazione e piè di pagina del comune: si mette intorno a tutti "
    "gli atti. Il modello di un atto è il suo testo, con gli stessi campi fra doppie graffe di quello di "
    "Crescere. Ogni file è esaminato prima di essere usato; le versioni restano tutte."
)


class Carte(widgets.VBox):
    """Which template, its versions, the file to upload, how it looks on the sample."""

    def __init__(self, modello: ModelloCarte):
        self.modello = modello
        self.scelta = widgets.Dropdown(description="Modello", options=modello.modelli, style=LARGO)
        self.carico = widgets.FileUpload(accept=".docx", description="Carica il file Word")
        self.versione = widgets.Dropdown(description="Versione", style=LARGO)
        self.usa = widgets.Button(description="Metti in uso")
        self.annuncio, self.elenco, self.anteprima = widgets.HTML(), widgets.HTML(), widgets.HTML()
        comandi = widgets.HBox([self.scelta, self.carico, self.versione, self.usa])
        comandi.add_class("crescere-comandi")
        titolo = widgets.HTML(f"<h2>Carta intestata e modelli</h2><p>{escape(_AIUTO)}</p>")
        super().__init__([titolo, comandi, self.annuncio, self.elenco, self.anteprima])
        self.scelta.observe(lambda cambio: self._fai(self.modello.apri, cambio["new"]), "value")
        self.carico.observe(self._carica, "value")
        self.usa.on_click(lambda _: self._fai(self.modello.usa, self.versione.value or None))
        self._mostra()

    def _carica(self, cambio: Any) -> None:
        """Take the file chosen, then forget it: the same one, mended, may be chosen again."""
        if cambio["new"]:
            self.annuncio.value = '<p role="status">Esamino il file…</p>'
            self._fai(self.modello.carica, bytes(cambio["new"][0]["content"]))
            self.carico.value = ()

    def _fai(self, azione: Callable[[Any], None], con: Any) -> None:
        azione(con)
        self._mostra()

    def _mostra(self) -> None:
        modello = self.modello
        versioni, in_uso = modello.versioni, modello.in_uso
        self.annuncio.value = _annuncio(modello.detto, modello.errore)
        self.elenco.value = _elenco(versioni, in_uso)
        self.versione.options = [("Quella di Crescere", ""), *((uno.versione,) * 2 for uno in versioni)]
        self.versione.value = in_uso or ""
        self.anteprima.value = (
            '<section class="crescere-anteprima" aria-label="Anteprima del modello sull\'esempio">'
            f"{modello.anteprima}</section>"
            if modello.anteprima
            else ""
        )


def _annuncio(detto: str, errore: str) -> str:
    if errore:
        return page.detto("", errore)
    righe = "".join(f"<p>{escape(riga)}</p>" for riga in detto.splitlines() if riga.strip())
    return f'<div role="status">{righe}</div>' if righe else ""


def _elenco(versioni: list[ModelloCaricato], in_uso: str | None) -> str:
    if not versioni:
        return "<p>Nessuna versione del comune: si usa il modello di Crescere.</p>"
    righe = "".join(
        f'<tr><th scope="row">{escape(uno.versione)}</th>'
        f"<td>{'in uso' if uno.versione == in_uso else ''}</td>"
        f"<td>{uno.quando:%d/%m/%Y %H:%M}</td><td>{escape(uno.chi)}</td><td>{escape(uno.perche)}</td>"
        f'<td class="codice">{escape(uno.sha256)}</td></tr>'
        for uno in versioni
    )
    return (
        '<div class="crescere-tabella" role="region" tabindex="0" aria-label="Versioni del modello"><table>'
        '<caption>Versioni del modello</caption><thead><tr><th scope="col">Versione</th>'
        '<th scope="col">Stato</th><th scope="col">Caricata il</th><th scope="col">Da</th>'
        '<th scope="col">Che cosa cambia</th><th scope="col">Impronta SHA-256</th></tr></thead>'
        f"<tbody>{righe}</tbody></table></div>"
    )
