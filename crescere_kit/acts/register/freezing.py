"""What is frozen at adoption: the documents, byte for byte, and the hash of their text."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError, canonicalize
from xml.parsers import expat

from crescere_kit.acts.register.encoding import impronta
from crescere_kit.acts.register.refusals import RegistroRifiuta

_CORPO = "word/document.xml"
_VIETATI = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_LUNGHEZZA = 150


def controlla_nomi(documenti: Mapping[str, bytes]) -> None:
    """Raise RegistroRifiuta when there is no document, or a name could lead somewhere else."""
    if not documenti:
        raise RegistroRifiuta("Un atto si adotta con almeno un documento: non ce n'è nessuno.")
    for nome in documenti:
        _controlla_nome(nome)
    if len({unicodedata.normalize("NFC", nome).casefold() for nome in documenti}) < len(documenti):
        raise RegistroRifiuta("Due documenti dell'atto hanno lo stesso nome: cambiarne uno.")


def contenuto(nome: str, documento: bytes) -> str | None:
    """Return the hash of the text of a docx in canonical form, None for other documents.

    Two files with the same text have the same hash, however Word or the zip wrote them.
    """
    if not nome.lower().endswith(".docx"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(documento)) as aperto:
            corpo = aperto.read(_CORPO)
        _senza_entita(corpo)
        return impronta(canonicalize(xml_data=corpo.decode("utf-8")).encode("utf-8"))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        ParseError,
        expat.ExpatError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as errore:
        raise RegistroRifiuta(
            f"Il documento «{nome}» non è un docx che si legge: generarlo di nuovo prima di adottare l'atto."
        ) from errore


def _controlla_nome(nome: str) -> None:
    guasto = (
        not isinstance(nome, str)
        or _VIETATI.search(nome)
        or nome != nome.strip(" .")
        or not nome
        or len(nome) > _LUNGHEZZA
    )
    if guasto:
        raise RegistroRifiuta(
            f"«{str(nome)[:_LUNGHEZZA]}» non è il nome di un documento: servono lettere, numeri e spazi, "
            "senza barre né "
            f"punti in testa, al più {_LUNGHEZZA} caratteri."
        )


def _senza_entita(corpo: bytes) -> None:
    """Raise ValueError when the XML declares anything of its own: a document of ours never does."""
    lettore = expat.ParserCreate()

    def vietato(*_: object) -> None:
        raise ValueError("DTD")

    lettore.StartDoctypeDeclHandler = vietato
    lettore.Parse(corpo, True)
