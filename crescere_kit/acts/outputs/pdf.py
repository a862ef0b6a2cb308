"""From docx to PDF/A-2b with PDF/UA-1: many files in one launch, and no file that takes the others down."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from crescere_kit.acts.outputs import conformity, office
from crescere_kit.acts.outputs.probe import documento_di_prova
from crescere_kit.acts.render.opening import APERTO_MASSIMO, MEGABYTE

_SECONDI = 60.0
_MANCA = (
    "Per il PDF serve LibreOffice e su questa macchina non c'è: far installare libreoffice-writer-nogui. "
    "Il documento Word è pronto."
)
_MANCA_PDFINFO = (
    "Il PDF non si può controllare perché manca pdfinfo: far installare poppler-utils. "
    "Il documento Word è pronto."
)
_DISCO = (
    "Il PDF non si riesce a scrivere nella cartella temporanea ({perche}): liberare spazio e riprovare. "
    "Il documento Word è pronto."
)
_NON_PARTE = (
    "LibreOffice si ferma anche con un documento di prova: avvisare chi cura il server. "
    "Il documento Word è pronto."
)
_NON_APRE = "LibreOffice non riesce ad aprire il documento: aprirlo in Word, salvarlo di nuovo e riprovare."
_ENORME = (
    f"LibreOffice non riceve il documento perché, aperto, supera {APERTO_MASSIMO // MEGABYTE} MB: "
    "alleggerirlo e riprovare."
)
_CADE = "LibreOffice si chiude mentre legge il documento: aprirlo in Word, salvarlo di nuovo e riprovare."
_TACE = "LibreOffice non risponde da {secondi:.0f} secondi su questo documento: alleggerirlo e riprovare."
_DIFETTOSO = "Il PDF è stato scritto ma {difetti}."


@dataclass(frozen=True)
class Pdf:
    """A PDF that was looked at: its bytes, its pages, its title."""

    contenuto: bytes
    pagine: int
    titolo: str

    @property
    def sha256(self) -> str:
        """The hash under which it is kept: LibreOffice never writes twice the same bytes."""
        return hashlib.sha256(self.contenuto).hexdigest()


@dataclass(frozen=True)
class Mancato:
    """Why there is no PDF, in a sentence for who asked for it."""

    motivo: str


def converti(
    docx: Mapping[str, bytes], *, secondi: float = _SECONDI, soffice: str | None = None
) -> dict[str, Pdf | Mancato]:
    """Convert each docx; `secondi` is how long LibreOffice may go on without giving a new PDF."""
    programma = soffice or office.programma()
    if programma is None:
        return dict.fromkeys(docx, Mancato(_MANCA))
    if shutil.which("pdfinfo") is None:
        return dict.fromkeys(docx, Mancato(_MANCA_PDFINFO))
    try:
        with tempfile.TemporaryDirectory(prefix="crescere-pdf-") as cartella:
            return _converti(docx, _Lanci(programma, Path(cartella), secondi))
    except OSError as errore:
        return dict.fromkeys(docx, Mancato(_DISCO.format(perche=errore.strerror)))


class _Lanci:
    """The launches over one folder: each with its own place for what it writes."""

    def __init__(self, programma: str, cartella: Path, secondi: float) -> None:
        self.programma, self.cartella, self.secondi = programma, cartella, secondi
        self.quanti = 0

    def deposita(self, nome: str, contenuto: bytes) -> Path:
        file = self.cartella / f"{nome}.docx"
        file.write_bytes(contenuto)
        return file

    def lancia(self, sorgenti: list[Path]) -> tuple[int | None, dict[Path, Path]]:
        """Return how LibreOffice ended and, for each source that became a PDF, where it is."""
        self.quanti += 1
        uscita = self.cartella / f"lancio-{self.quanti}"
        esito = office.lancia(self.programma, sorgenti, uscita, secondi=self.secondi)
        scritti = {file: uscita / f"{file.stem}.pdf" for file in sorgenti}
        return esito, {file: pdf for file, pdf in scritti.items() if _intero(pdf)}


def _converti(docx: Mapping[str, bytes], lanci: _Lanci) -> dict[str, Pdf | Mancato]:
    """Launch again for the files that a bad one kept from their turn, until each has its answer.

    LibreOffice takes the files in order and goes past those that it cannot open. So when it falls, the first
    missing after the last written is the suspect: it opens the next launch, after our document of proof, and
    if it falls there again it is the one to leave out.
    """
    prova = lanci.deposita("prova", documento_di_prova())
    esiti: dict[str, Pdf | Mancato] = {
        nome: Mancato(motivo) for nome, contenuto in docx.items() if (motivo := _rifiutato(contenuto))
    }
    buoni = {nome: contenuto for nome, contenuto in docx.items() if nome not in esiti}
    coda = {lanci.deposita(f"{n:05}", buoni[nome]): nome for n, nome in enumerate(buoni)}
    while coda:
        esito, pronti = lanci.lancia([prova, *coda])
        esiti |= {nome: _letto(pronti[file]) for file, nome in coda.items() if file in pronti}
        esiti |= {coda.pop(file): Mancato(_NON_APRE) for file in _saltati(list(coda), pronti)}
        progressi = len(pronti.keys() & coda.keys())
        coda = {file: nome for file, nome in coda.items() if file not in pronti}
        if prova not in pronti or esito == 0:
            motivo = _NON_APRE if prova in pronti else _NON_PARTE
            return esiti | dict.fromkeys(coda.values(), Mancato(motivo))
        if coda and not progressi:
            colpevole = coda.pop(next(iter(coda)))
            motivo = _CADE if esito is not None else _TACE.format(secondi=lanci.secondi)
            esiti[colpevole] = Mancato(motivo)
    return esiti


def _saltati(coda: list[Path], pronti: Mapping[Path, Path]) -> list[Path]:
    """Return the files that gave nothing though LibreOffice went on to others after them."""
    ultimo = max((posto for posto, file in enumerate(coda) if file in pronti), default=0)
    return [file for file in coda[:ultimo] if file not in pronti]


def _rifiutato(docx: bytes) -> str | None:
    """Say why a file is not even shown to LibreOffice: no package, or one that would fill the memory."""
    try:
        with ZipFile(io.BytesIO(docx)) as pacco:
            aperto = sum(parte.file_size for parte in pacco.infolist())
    except (BadZipFile, ValueError):
        return _NON_APRE
    return _ENORME if aperto > APERTO_MASSIMO else None


def _intero(pdf: Path) -> bool:
    """Say whether a PDF was written to its end: the one of a launch that fell may be cut."""
    return pdf.is_file() and b"%%EOF" in pdf.read_bytes()[-1024:]


def _letto(file: Path) -> Pdf | Mancato:
    conformity.correggi_xmp(file)
    detto = conformity.dichiarazione(file)
    if detto.difetti:
        return Mancato(_DIFETTOSO.format(difetti=" e ".join(detto.difetti)))
    return Pdf(file.read_bytes(), detto.pagine, detto.titolo)
