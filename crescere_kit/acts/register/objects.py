"""What events name: each content kept once, in a file called by its hash."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from crescere_kit.acts.register.disk import scrivi_intero, spiegato
from crescere_kit.acts.register.encoding import canonico, impronta, rileggi
from crescere_kit.acts.register.refusals import RegistroGuasto

_NOME = re.compile(r"[0-9a-f]{64}\Z")


class Oggetti:
    """The folder of the contents. A content is written before the event that names it, never after."""

    def __init__(self, cartella: Path) -> None:
        self.cartella = cartella

    def metti(self, contenuto: bytes) -> str:
        """Keep a content, unless it is there already, and return its hash."""
        nome = impronta(contenuto)
        file = self.cartella / nome
        with spiegato(self.cartella):
            self.cartella.mkdir(parents=True, exist_ok=True)
            if not file.exists() or impronta(file.read_bytes()) != nome:
                scrivi_intero(file, contenuto)
        return nome

    def metti_dati(self, dati: Any) -> str:
        """Keep plain data in their canonical form, and return the hash."""
        return self.metti(canonico(dati))

    def prendi(self, nome: str) -> bytes:
        """Return a content; raises RegistroGuasto when it is missing or is no longer what was kept."""
        if not _NOME.match(nome):
            raise RegistroGuasto(f"«{nome[:80]}» non è l'impronta di un oggetto del registro.")
        try:
            contenuto = (self.cartella / nome).read_bytes()
        except FileNotFoundError as errore:
            raise RegistroGuasto(
                f"L'oggetto {nome} non c'è più: rimetterlo dalla copia di riserva."
            ) from errore
        if impronta(contenuto) != nome:
            raise RegistroGuasto(
                f"L'oggetto {nome} è stato cambiato dopo la scrittura: rimetterlo dalla copia di riserva."
            )
        return contenuto

    def prendi_dati(self, nome: str) -> Any:
        """Return the plain data kept under a hash."""
        return rileggi(self.prendi(nome))
