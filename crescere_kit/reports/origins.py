"""The official files behind the numbers of a year, recognisable by their fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.documents import Quadro
from crescere_kit.reports.provenance import Luoghi
from crescere_kit.tables import Codice, Tabella


@dataclass(frozen=True)
class Fonte:
    """A loaded file."""

    nome: str
    sha256: str


def di(quadro: Quadro, luoghi: Luoghi) -> list[Fonte]:
    """Ask the archive where one voce of each kind comes from; a kind is filed in one zip or table."""
    if luoghi.archivio is None:
        return []
    campioni = {_genere(voce): voce for voce in quadro.noti}
    trovate = [luoghi.provenienza(voce, quadro.anno) for voce in campioni.values()]
    return [Fonte(*coppia) for coppia in sorted({(file.split(" » ")[0], sha) for file, sha, _ in trovate})]


def _genere(voce: tuple[str, str, str, str]) -> tuple[str, str]:
    """Analytic data (piano dei conti) travel in a zip of their own; SIOPE has a file per side."""
    documento, lato, codice, _ = voce
    if documento == "siope":
        return documento, lato
    return documento, "analitici" if codice[:2] in ("E.", "U.") else ""


def tabella(caricate: Sequence[Fonte]) -> Tabella | Frammento:
    """Return the files that were loaded and their fingerprints."""
    if not caricate:
        return Frammento("<p>Non si sa da quali file vengono questi conti.</p>")
    return Tabella(
        "File caricati",
        ("File", "Impronta SHA-256"),
        tuple((fonte.nome, Codice(fonte.sha256)) for fonte in caricate),
        nota="L'impronta permette di riconoscere il file usato: se il file cambia, cambia anche lei.",
    )
