"""Paragraphs and tables of an act as Akoma Ntoso writes them, each cited norm with its URN."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from crescere_kit.acts.outputs.reading import Paragrafo, Tabella

_CLASSI = {"Heading2": "sottotitolo", "AttoFormula": "formula", "AttoNota": "nota", "ListBullet": "voce"}
_NUMERO = re.compile(r"\bn\. ?(\d+)")
_GIORNO = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")


class Blocchi:
    """What writes the blocks of one act: it knows the norms, and gives each element a name of its own."""

    def __init__(self, maker: Any, citazioni: Mapping[str, str]) -> None:
        self.maker = maker
        self.citazioni = dict(citazioni)
        self.usati: Counter[str] = Counter()
        # the longest first: «art. 175, comma 4, …» before «art. 175, …»
        scritte = sorted(self.citazioni, key=lambda una: (-len(una), una))
        self.ricerca = re.compile("|".join(map(re.escape, scritte))) if scritte else None

    def eid(self, nome: str) -> str:
        """Return a name that no other element has."""
        self.usati[nome] += 1
        return f"{nome}_{self.usati[nome]}"

    def blocco(self, uno: Paragrafo | Tabella) -> Any:
        """Write a paragraph or a table."""
        if isinstance(uno, Tabella):
            return self.tabella(uno)
        return self.paragrafo(uno.testo, _CLASSI.get(uno.stile, ""))

    def titolo(self, testo: str) -> Any:
        """Write a heading where the standard has no place for one."""
        return self.maker.p(testo, **{"class": "titolo"})

    def paragrafo(self, testo: str, classe: str = "") -> Any:
        """Write a paragraph, with the norms it cites."""
        scritto = self.maker.p(**({"class": classe} if classe else {}))
        ultimo = 0
        for una in self.ricerca.finditer(testo) if self.ricerca else ():
            _aggiungi(scritto, testo[ultimo : una.start()])
            urn = self.citazioni[una.group()]
            scritto.append(self.maker.ref(una.group(), href=urn, eId=self.eid("ref")))
            ultimo = una.end()
        _aggiungi(scritto, testo[ultimo:])
        return scritto

    def estremi(self, testo: str) -> Any:
        """Write the line of number and day, each in its element."""
        scritto = self.maker.p()
        trovati = [
            (trovato.start(gruppo), trovato.end(), nome)
            for modello, gruppo, nome in ((_NUMERO, 1, "docNumber"), (_GIORNO, 0, "docDate"))
            for trovato in modello.finditer(testo)
        ]
        ultimo = 0
        for inizio, fine, nome in sorted(trovati):
            _aggiungi(scritto, testo[ultimo:inizio])
            pezzo = testo[inizio:fine]
            giorno = _GIORNO.fullmatch(pezzo) if nome == "docDate" else None
            quando = {"date": "-".join(reversed(giorno.groups()))} if giorno else {}
            scritto.append(getattr(self.maker, nome)(pezzo, **quando))
            ultimo = fine
        _aggiungi(scritto, testo[ultimo:])
        return scritto

    def tabella(self, tabella: Tabella) -> Any:
        """Write a table, its header cells told from the others."""
        eid = self.eid("table")
        righe = [
            self.maker.tr(
                *(
                    getattr(self.maker, "th" if n < tabella.intestazione else "td")(
                        self.paragrafo(cella.testo),
                        **({"colspan": str(cella.colonne)} if cella.colonne > 1 else {}),
                    )
                    for cella in riga
                )
            )
            for n, riga in enumerate(tabella.righe)
        ]
        return self.maker.table(*righe, eId=eid)


def _aggiungi(padre: Any, testo: str) -> None:
    """Put a text after what the element already holds."""
    if len(padre):
        padre[-1].tail = (padre[-1].tail or "") + testo
    else:
        padre.text = (padre.text or "") + testo
