"""A notebook that stopped: why in words at its place, and the rest for who has to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nbformat
from markupsafe import Markup

from crescere_kit.batch.cleaning import leggibile
from crescere_kit.batch.failure import causa

_DI_PAPERMILL = {"papermill-error-cell-tag"}  # cells that papermill adds to a notebook that failed


def di_servizio(cella: nbformat.NotebookNode) -> bool:
    """Tell a cell that the runner added from those that somebody wrote."""
    return bool(_DI_PAPERMILL & set(cella.metadata.get("tags", [])))


def dove(numero: int, sorgente: str, uscita: Mapping[str, Any]) -> Markup:
    """Write where a report stops: the sentence for everybody, cell and traceback for who mends it."""
    traccia = leggibile("\n".join(map(str, uscita.get("traceback", []))))
    frase = leggibile(causa(str(uscita.get("ename", "")), str(uscita.get("evalue", ""))))
    return Markup(
        '<div class="crescere-avviso"><p><strong>Qui il calcolo si è fermato (cella {}).</strong> {}</p>'
        "<p>Ciò che viene prima è valido; ciò che doveva venire dopo manca.</p></div>"
        '<details><summary>La cella e l\'errore, per chi la deve correggere</summary><pre class="stampato" '
        'tabindex="0">{}</pre><pre class="stampato" tabindex="0">{}</pre></details>'
    ).format(numero, frase[:1].upper() + frase[1:], leggibile(sorgente), traccia)
