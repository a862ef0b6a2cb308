"""The envelope of a workbook: which kind of file it is, and its parts, measured as they come out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from crescere_kit.sources.spreadsheet import limits

CONTENUTO = "[Content_Types].xml"
_INIZIO_ZIP = b"PK\x03\x04"
_INIZIO_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CIFRATO = "EncryptedPackage".encode("utf-16-le")
_ATTESO = "un file Excel .xlsx"
_MACRO = (b"macroenabled", b"vbaproject")


class Rifiutata(Exception):
    """The file is not one that may be read: what was found and what was expected."""

    def __init__(self, trovato: str, atteso: str = _ATTESO):
        self.trovato, self.atteso = trovato, atteso
        super().__init__(trovato)


class Busta:
    """An open workbook, whose parts are read one at a time within what is left of the allowance."""

    def __init__(self, contenuto: bytes):
        self._zip = _zip(contenuto)
        self._resta = limits.BYTE_DECOMPRESSI
        _controlla_parti(self._zip.infolist(), len(contenuto))
        _controlla_genere(self)

    @property
    def nomi(self) -> list[str]:
        """The names of the parts."""
        return self._zip.namelist()

    def leggi(self, nome: str) -> bytes:
        """Return a part, or nothing when there is none; the size that counts is what comes out of it."""
        if nome not in self.nomi:
            return b""
        try:
            with self._zip.open(nome) as aperta:
                parte = aperta.read(self._resta + 1)
        except Exception as errore:  # zipfile lets out a dozen kinds, from a checksum to a negative seek
            raise Rifiutata(f"un file Excel guasto (nella parte «{nome}»)") from errore
        self._resta -= len(parte)
        if self._resta < 0:
            raise _troppo_grande(limits.BYTE_DECOMPRESSI, "decompresso")
        return parte


def sembra(inizio: bytes, nome: str) -> bool:
    """Say whether a file is to be opened as a workbook, were it only to say why it cannot be."""
    estensione = Path(nome).suffix.lower()
    if estensione in {".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".ods"}:
        return True
    return inizio.startswith(_INIZIO_OLE) or (estensione != ".zip" and inizio.startswith(_INIZIO_ZIP))


def contenuto(sorgente: bytes | Path) -> bytes:
    """Return the bytes of the file, without reading one that is too large."""
    peso = len(sorgente) if isinstance(sorgente, bytes) else sorgente.stat().st_size
    if peso > limits.BYTE_DEL_FILE:
        raise _troppo_grande(limits.BYTE_DEL_FILE, f"di {peso / 2**20:.0f} MB")
    return sorgente if isinstance(sorgente, bytes) else sorgente.read_bytes()


def _zip(contenuto: bytes) -> zipfile.ZipFile:
    if not contenuto:
        raise Rifiutata("un file vuoto")
    if contenuto.startswith(_INIZIO_OLE):
        if _CIFRATO in contenuto:
            raise Rifiutata("un file protetto da password", f"{_ATTESO} senza password per aprirlo")
        raise Rifiutata("un vecchio file di Excel (.xls)", f"{_ATTESO} (da Excel: Salva con nome)")
    try:
        return zipfile.ZipFile(io.BytesIO(contenuto))
    except Exception as errore:
        guasto = contenuto.startswith(_INIZIO_ZIP)
        raise Rifiutata("un file Excel guasto o incompleto" if guasto else "un altro formato") from errore


def _controlla_parti(parti: list[zipfile.ZipInfo], peso: int) -> None:
    """Refuse what no spreadsheet program writes, from the sizes declared; the true ones are checked later."""
    if len(parti) > limits.PARTI:
        raise Rifiutata(f"un file di {len(parti)} parti", f"{_ATTESO} con al più {limits.PARTI} parti")
    if len({parte.filename for parte in parti}) < len(parti):
        raise Rifiutata("un file con due parti dello stesso nome")
    if any(parte.flag_bits & 1 for parte in parti):
        raise Rifiutata("un file protetto da password", f"{_ATTESO} senza password per aprirlo")
    dichiarato = sum(parte.file_size for parte in parti)
    if dichiarato > limits.BYTE_DECOMPRESSI:
        raise _troppo_grande(limits.BYTE_DECOMPRESSI, "decompresso")
    if dichiarato > max(limits.BYTE_SENZA_RAPPORTO, peso * limits.VOLTE_PIU_GRANDE):
        raise Rifiutata(f"un file che decompresso è {dichiarato // peso} volte più grande")


def _controlla_genere(busta: Busta) -> None:
    if b"opendocument" in busta.leggi("mimetype")[:100]:
        raise Rifiutata("un foglio di LibreOffice (.ods)", f"{_ATTESO} (da LibreOffice: Salva con nome)")
    genere = busta.leggi(CONTENUTO).lower()
    if not genere:
        raise Rifiutata("uno zip che non è un file Excel")
    nomi = [nome.lower() for nome in busta.nomi]
    if any(macro in genere for macro in _MACRO) or any("vbaproject" in nome for nome in nomi):
        raise Rifiutata(
            "un file Excel con macro (.xlsm)", f"{_ATTESO} senza macro (da Excel: Salva con nome)"
        )
    if "xl/workbook.bin" in nomi:
        raise Rifiutata("un file Excel binario (.xlsb)", f"{_ATTESO} (da Excel: Salva con nome)")
    if "xl/workbook.xml" not in nomi:
        raise Rifiutata("un documento di Office che non è un foglio di calcolo")


def _troppo_grande(limite: int, quanto: str) -> Rifiutata:
    return Rifiutata(f"un file troppo grande ({quanto})", f"{_ATTESO} fino a {limite // 2**20} MB")
