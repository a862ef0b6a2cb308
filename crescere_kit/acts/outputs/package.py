"""An act with all its files in one zip, for the document system of the comune: same act, same bytes.

`indice.json` says what each file is and its SHA-256, and what is not there and why.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from crescere_kit.acts.outputs.albo import DaRivedere, Omissis
from crescere_kit.errors import ErroreSpiegato

INDICE = "indice.json"
_GIORNO = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say: the day of writing would change the bytes
_PERMESSI = 0o644 << 16
_NOME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")


class NomeNonValido(ErroreSpiegato, ValueError):
    """The name of the act cannot name files."""


@dataclass(frozen=True)
class Copia:
    """The copy for the albo: its documents, what was left out of it and what to look at again."""

    docx: bytes
    pdf: bytes | None = None
    omissis: tuple[Omissis, ...] = ()
    da_rivedere: tuple[DaRivedere, ...] = ()


@dataclass(frozen=True)
class Pacco:
    """What goes in the package. `assenti` says why something is not there: {"pdf": "…"}."""

    nome: str
    docx: bytes
    contesto: Mapping[str, Any]
    controlli: bytes
    versioni: Mapping[str, str]
    pdf: bytes | None = None
    albo: Copia | None = None
    agid: bytes | None = None
    akn: bytes | None = None
    assenti: Mapping[str, str] | None = None


def pacchetto(pacco: Pacco) -> bytes:
    """Write the zip; raise NomeNonValido if the name would not be one on every machine."""
    if not _NOME.fullmatch(pacco.nome):
        raise NomeNonValido(
            f"«{pacco.nome}» non può dare il nome ai file: usare lettere, cifre, punti e trattini, "
            "per esempio «giunta-2026-12»."
        )
    voci = [(nome, che_cosa, byte) for nome, che_cosa, byte in _voci(pacco) if byte is not None]
    indice = {
        "atto": pacco.nome,
        "versioni": dict(pacco.versioni),
        "file": [
            {
                "nome": nome,
                "che_cosa": che_cosa,
                "byte": len(byte),
                "sha256": hashlib.sha256(byte).hexdigest(),
            }
            for nome, che_cosa, byte in voci
        ],
        "assenti": dict(pacco.assenti or {}),
    }
    uscita = io.BytesIO()
    with zipfile.ZipFile(uscita, "w") as zip_:
        for nome, byte in [(INDICE, _json(indice)), *((nome, byte) for nome, _, byte in voci)]:
            zip_.writestr(_voce(nome), byte, zipfile.ZIP_DEFLATED, 6)
    return uscita.getvalue()


def _voci(pacco: Pacco) -> Iterable[tuple[str, str, bytes | None]]:
    """Yield name, meaning and bytes of each file; None for what is not there."""
    yield f"{pacco.nome}.docx", "atto", pacco.docx
    yield f"{pacco.nome}.pdf", "atto in PDF/A-2b e PDF/UA-1", pacco.pdf
    yield "metadati-agid.xml", "metadati del documento amministrativo informatico", pacco.agid
    yield "akoma-ntoso.xml", "testo strutturato (Akoma Ntoso 3.0)", pacco.akn
    yield "controlli.json", "scheda dei controlli", pacco.controlli
    yield "contesto.json", "dati dell'atto: non si pubblicano", _json(pacco.contesto)
    if pacco.albo is not None:
        yield f"albo/{pacco.nome}.docx", "copia per l'albo", pacco.albo.docx
        yield f"albo/{pacco.nome}.pdf", "copia per l'albo in PDF/A-2b e PDF/UA-1", pacco.albo.pdf
        fuori = {
            "omissis": [asdict(uno) for uno in pacco.albo.omissis],
            "da_rivedere": [asdict(uno) for uno in pacco.albo.da_rivedere],
        }
        yield "omissis.json", "che cosa la copia per l'albo lascia fuori, e perché", _json(fuori)


def _voce(nome: str) -> zipfile.ZipInfo:
    voce = zipfile.ZipInfo(nome, _GIORNO)
    voce.create_system, voce.external_attr = 3, _PERMESSI  # the same on every machine
    return voce


def _json(valore: Any) -> bytes:
    return json.dumps(valore, ensure_ascii=False, indent=2, default=_in_parole).encode() + b"\n"


def _in_parole(valore: Any) -> str:
    """Write what JSON has no way to say: amounts stay exact, days are ISO."""
    if isinstance(valore, Decimal):
        return str(valore)
    if isinstance(valore, date):
        return valore.isoformat()
    raise TypeError(f"{type(valore).__name__} is not a datum of an act")
