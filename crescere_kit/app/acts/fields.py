"""The widgets of the fields: each gives plain data, says its own fault, and calls back when it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import ipywidgets as widgets

from crescere_kit.app.acts.schema import Campo

LARGO = {"description_width": "initial"}
_DI_UNA_PERSONA = frozenset({"nome", "cognome", "genere", "carica"})


@dataclass(frozen=True)
class Intorno:
    """What is around a field: whom to tell when it changes, and the people of the ente to choose among."""

    cambiato: Callable[[], None]
    persone: Sequence[Mapping[str, Any]] = ()


class CampoSemplice(widgets.VBox):
    """A field that holds one value."""

    def __init__(self, campo: Campo, valore: Any, intorno: Intorno):
        self.campo = campo
        self.ingresso = _ingresso(campo)
        self.difetto = widgets.HTML()
        aiuto = f'<p class="aiuto">{escape(campo.aiuto)}</p>' if campo.aiuto else ""
        super().__init__([self.ingresso, *([widgets.HTML(aiuto)] if aiuto else []), self.difetto])
        self.add_class("crescere-campo")
        self._metti(valore)
        self.ingresso.observe(lambda _: intorno.cambiato(), "value")

    def dati(self) -> Any:
        """Return what is written, None when nothing is."""
        valore = self.ingresso.value
        if self.campo.tipo == "parole":
            return [riga.strip() for riga in valore.splitlines() if riga.strip()] or None
        if isinstance(valore, date):
            return valore.isoformat()
        if isinstance(valore, str):
            return valore.strip() or None
        return valore

    def mostra(self, difetti: Mapping[str, str], percorso: str) -> None:
        """Show the fault of this field, if it has one."""
        frase = difetti.get(percorso, "")
        self.difetto.value = f'<p class="difetto" role="alert">{escape(frase)}</p>' if frase else ""

    def _metti(self, valore: Any) -> None:
        if valore is None:
            return
        if self.campo.tipo == "data":
            self.ingresso.value = date.fromisoformat(str(valore))
        elif self.campo.tipo == "parole":
            self.ingresso.value = "\n".join(map(str, valore))
        elif self.campo.tipo == "vero_falso":
            self.ingresso.value = bool(valore)
        elif self.campo.tipo == "scelta":
            if str(valore) in [kept for _, kept in self.campo.scelte]:
                self.ingresso.value = str(valore)
        else:
            self.ingresso.value = str(valore)


class CampoGruppo(widgets.VBox):
    """Some fields that are one thing: written together or left out together."""

    def __init__(self, campo: Campo, valore: Any, intorno: Intorno):
        self.campo = campo
        scritto = valore or {}
        self.parti = {figlio.nome: crea(figlio, scritto.get(figlio.nome), intorno) for figlio in campo.figli}
        self.difetto = widgets.HTML()
        griglia = widgets.Box(list(self.parti.values()))
        griglia.add_class("crescere-griglia")
        titolo = widgets.HTML(f"<h4>{escape(campo.titolo)}</h4>")
        super().__init__([*([titolo] if campo.titolo else []), griglia, self.difetto])
        self.add_class("crescere-gruppo")

    def dati(self) -> dict[str, Any] | None:
        """Return the fields that are written; None when only what was proposed is."""
        scritti = {nome: parte.dati() for nome, parte in self.parti.items()}
        pieni = {nome: valore for nome, valore in scritti.items() if valore not in (None, [])}
        return pieni if any(self._digitato(nome, valore) for nome, valore in pieni.items()) else None

    def _digitato(self, nome: str, valore: Any) -> bool:
        """Tell whether a value was written by somebody, and is not what the form proposed."""
        campo = self.parti[nome].campo
        return campo.tipo in ("gruppo", "elenco") or str(valore) != str(campo.predefinito)

    def mostra(self, difetti: Mapping[str, str], percorso: str) -> None:
        """Show the fault of the group, and those of its fields."""
        frase = difetti.get(percorso, "")
        self.difetto.value = f'<p class="difetto" role="alert">{escape(frase)}</p>' if frase else ""
        for nome, parte in self.parti.items():
            parte.mostra(difetti, f"{percorso}.{nome}")


class CampoPersona(widgets.VBox):
    """Somebody of the registry of the ente, chosen by name; who is written already can stay."""

    def __init__(self, campo: Campo, valore: Any, intorno: Intorno):
        self.campo = campo
        self._persone = [dict(una) for una in intorno.persone]
        if valore and dict(valore) not in self._persone:
            self._persone.append(dict(valore))
        voci = [("—", -1), *((_chi(una), posto) for posto, una in enumerate(self._persone))]
        scelta = self._persone.index(dict(valore)) if valore else -1
        nome = f"{campo.titolo} *" if campo.obbligatorio else campo.titolo
        self.ingresso = widgets.Dropdown(description=nome, options=voci, value=scelta, style=LARGO)
        self.difetto = widgets.HTML()
        super().__init__([self.ingresso, self.difetto])
        self.add_class("crescere-campo")
        self.ingresso.observe(lambda _: intorno.cambiato(), "value")

    def dati(self) -> dict[str, Any] | None:
        """Return the person, None when nobody is chosen."""
        return None if self.ingresso.value < 0 else self._persone[self.ingresso.value]

    def mostra(self, difetti: Mapping[str, str], percorso: str) -> None:
        """Show the fault of this field or of anything in it."""
        suoi = [frase for dove, frase in difetti.items() if f"{dove}.".startswith(f"{percorso}.")]
        self.difetto.value = f'<p class="difetto" role="alert">{escape(suoi[0])}</p>' if suoi else ""


def _chi(persona: Mapping[str, Any]) -> str:
    carica = f" ({persona['carica']})" if persona.get("carica") else ""
    return f"{persona.get('nome', '')} {persona.get('cognome', '')}{carica}"


class CampoElenco(widgets.VBox):
    """A list of rows, which can be added and taken away."""

    def __init__(self, campo: Campo, valore: Any, intorno: Intorno):
        self.campo, self._intorno = campo, intorno
        self.righe: list[CampoGruppo] = []
        self.contenitore, self.difetto = widgets.VBox(), widgets.HTML()
        aggiungi = widgets.Button(description="Aggiungi una riga")
        aggiungi.on_click(lambda _: self.aggiungi({}))
        titolo = f"<h4>{escape(campo.titolo)}</h4>"
        aiuto = f'<p class="aiuto">{escape(campo.aiuto)}</p>' if campo.aiuto else ""
        super().__init__([widgets.HTML(titolo + aiuto), self.contenitore, aggiungi, self.difetto])
        self.add_class("crescere-elenco")
        for uno in valore or ():
            self._nuova(uno)
        self._disponi()

    def aggiungi(self, valore: Any) -> None:
        """Add a row at the end."""
        self._nuova(valore)
        self._disponi()
        self._intorno.cambiato()

    def dati(self) -> list[Any]:
        """Return the rows, an empty one too: the fault of a row must point at that row."""
        return [riga.dati() or {} for riga in self.righe]

    def mostra(self, difetti: Mapping[str, str], percorso: str) -> None:
        """Show the fault of the list, and those of its rows."""
        frase = difetti.get(percorso, "")
        self.difetto.value = f'<p class="difetto" role="alert">{escape(frase)}</p>' if frase else ""
        for posto, riga in enumerate(self.righe):
            riga.mostra(difetti, f"{percorso}.{posto}")

    def _nuova(self, valore: Any) -> None:
        senza_titolo = Campo(self.campo.nome, "gruppo", "", figli=self.campo.figli)
        self.righe.append(CampoGruppo(senza_titolo, valore, self._intorno))

    def _togli(self, riga: CampoGruppo) -> None:
        self.righe.remove(riga)
        self._disponi()
        self._intorno.cambiato()

    def _disponi(self) -> None:
        self.contenitore.children = tuple(
            self._con_bottone(posto, riga) for posto, riga in enumerate(self.righe, 1)
        )

    def _con_bottone(self, posto: int, riga: CampoGruppo) -> widgets.VBox:
        togli = widgets.Button(description=f"Togli la riga {posto}")
        togli.on_click(lambda _: self._togli(riga))
        insieme = widgets.VBox([widgets.HTML(f"<h5>Riga {posto}</h5>"), riga, togli])
        insieme.add_class("crescere-riga")
        return insieme


CampoDelModulo = CampoSemplice | CampoGruppo | CampoPersona | CampoElenco


def crea(campo: Campo, valore: Any, intorno: Intorno) -> CampoDelModulo:
    """Return the widget of a field, filled in."""
    if (
        intorno.persone
        and {figlio.nome for figlio in campo.figli} >= _DI_UNA_PERSONA
        and campo.tipo == "gruppo"
    ):
        return CampoPersona(campo, valore, intorno)
    if campo.tipo == "elenco":
        return CampoElenco(campo, valore, intorno)
    if campo.tipo == "gruppo":
        return CampoGruppo(campo, valore, intorno)
    return CampoSemplice(campo, valore, intorno)


def _ingresso(campo: Campo) -> widgets.ValueWidget:
    nome = f"{campo.titolo} *" if campo.obbligatorio else campo.titolo
    if campo.tipo == "data":
        return widgets.DatePicker(description=nome, style=LARGO)
    if campo.tipo == "vero_falso":
        return widgets.Checkbox(description=nome, value=bool(campo.predefinito), indent=False)
    if campo.tipo == "scelta":
        scelte = [("—", None), *campo.scelte]
        return widgets.Dropdown(description=nome, options=scelte, value=campo.predefinito, style=LARGO)
    if campo.tipo in ("testo_lungo", "parole"):
        return widgets.Textarea(description=nome, rows=3, style=LARGO, continuous_update=False)
    return widgets.Text(
        description=nome,
        style=LARGO,
        continuous_update=False,
        placeholder="1.234,56" if campo.tipo == "euro" else "",
        value="" if campo.predefinito is None else str(campo.predefinito),
    )
