"""What the adopted acts make due, as the page says it: what is late comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from crescere_kit.acts.due import quando
from crescere_kit.acts.norms import norma
from crescere_kit.acts.register import Scadenza
from crescere_kit.reports import act_names


def scadenze(aperte: Sequence[Scadenza], oggi: date) -> str:
    """Write what is due, soonest first, with the act that asks for it and the norm that says by when."""
    if not aperte:
        return "<h2>Scadenze degli atti</h2><p>Gli atti adottati non lasciano scadenze aperte.</p>"
    righe = "".join(_riga(una, oggi) for una in sorted(aperte, key=lambda una: una.giorno))
    return (
        '<h2>Scadenze degli atti</h2><div class="crescere-tabella" role="region" tabindex="0" '
        'aria-label="Scadenze degli atti"><table><caption>Che cosa gli atti adottati fanno scadere</caption>'
        '<thead><tr><th scope="col">Entro</th><th scope="col">Stato</th><th scope="col">Che cosa</th>'
        '<th scope="col">Atto da fare</th><th scope="col">Nasce dalla pratica</th>'
        f'<th scope="col">Norma</th></tr></thead><tbody>{righe}</tbody></table></div>'
    )


def _riga(una: Scadenza, oggi: date) -> str:
    classe = "ferma" if una.giorno < oggi else ""
    return (
        f'<tr class="{classe}"><th scope="row">{una.giorno:%d/%m/%Y}</th><td>{quando(una.giorno, oggi)}</td>'
        f'<td class="frase">{escape(una.cosa)}</td>'
        f'<td class="frase">{act_names.segnati([una.codice], iniziale=True)}</td>'
        f"<td>{escape(una.pratica)}</td>"
        f'<td class="frase">{escape(norma(una.norma).citazione if una.norma else "")}</td></tr>'
    )
