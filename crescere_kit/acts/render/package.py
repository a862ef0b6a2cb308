"""Write a docx as the zip that it is: same parts, same bytes; what never changes is packed once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCALE = struct.Struct("<4s5H3L2H")
_CENTRALE = struct.Struct("<4s6H3L5H2L")
_FINE = struct.Struct("<4s4H2LH")
_VERSIONE, _UTF8, _CRUDA, _STRETTA = 20, 0x800, 0, 8
_ORA, _GIORNO = 0, 0x21  # 1 January 1980, midnight: the first that a zip can say
_GIA_STRETTE = (".png", ".jpg", ".jpeg", ".gif")
# Level 3 takes a third of the time of 6 on an act of thirteen pages, for a file one tenth larger.
_LIVELLO = 3


@dataclass(frozen=True)
class Voce:
    """A part as it lies in the zip."""

    nome: bytes
    metodo: int
    crc: int
    lunga: int
    byte: bytes


def voce(nome: str, byte: bytes, livello: int = _LIVELLO) -> Voce:
    """Pack a part."""
    if nome.lower().endswith(_GIA_STRETTE):
        return Voce(nome.encode(), _CRUDA, zlib.crc32(byte), len(byte), byte)
    stringi = zlib.compressobj(livello, zlib.DEFLATED, -zlib.MAX_WBITS)
    stretti = stringi.compress(byte) + stringi.flush()
    return Voce(nome.encode(), _STRETTA, zlib.crc32(byte), len(byte), stretti)


def pacco(voci: Iterable[Voce]) -> bytes:
    """Return the zip of some parts, in their order."""
    pezzi: list[bytes] = []
    indice: list[bytes] = []
    posto = 0
    for una in voci:
        misure = (una.metodo, _ORA, _GIORNO, una.crc, len(una.byte), una.lunga, len(una.nome), 0)
        testa = _LOCALE.pack(b"PK\x03\x04", _VERSIONE, _UTF8, *misure)
        indice.append(_CENTRALE.pack(b"PK\x01\x02", _VERSIONE, _VERSIONE, _UTF8, *misure, 0, 0, 0, 0, posto))
        indice.append(una.nome)
        pezzi += (testa, una.nome, una.byte)
        posto += len(testa) + len(una.nome) + len(una.byte)
    lungo = sum(map(len, indice))
    quante = len(indice) // 2
    fine = _FINE.pack(b"PK\x05\x06", 0, 0, quante, quante, lungo, posto, 0)
    return b"".join((*pezzi, *indice, fine))
