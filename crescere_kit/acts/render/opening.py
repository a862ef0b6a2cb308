"""Open a docx that somebody sent: a small and readable package of Word, or a sentence that says why not."""

from __future__ import annotations

import io
import zipfile
import zlib

from crescere_kit.acts.render.faults import ModelloNonValido

MEGABYTE = 1024 * 1024
FILE_MASSIMO = 20 * MEGABYTE
APERTO_MASSIMO = 100 * MEGABYTE
XML_MASSIMO = 32 * MEGABYTE
PARTI_MASSIME = 500
# An honest document shrinks 10–20 times; a bomb hundreds. Small parts may shrink as they like.
STRETTA_MASSIMA, STRETTA_DA = 150, MEGABYTE
NECESSARIE = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc of long ago, and every Word file under a password
_CIFRATA = 0x1
_CRUDE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the only two that a docx may use
_RISALVA = "Aprirlo con Word o LibreOffice e salvarlo di nuovo come .docx."


def apri(docx: bytes) -> dict[str, bytes]:
    """Return the parts of a docx by name, in order; raise ModelloNonValido if it is not one."""
    if not docx:
        raise ModelloNonValido("Il file è vuoto: scegliere il modello in formato .docx.")
    if len(docx) > FILE_MASSIMO:
        raise ModelloNonValido(
            f"Il file pesa {len(docx) // MEGABYTE} MB: un modello ne può pesare {FILE_MASSIMO // MEGABYTE}. "
            "Ridurre le immagini che contiene."
        )
    if docx.startswith(_OLE):
        raise ModelloNonValido(
            "Il file è protetto da password o è un vecchio .doc: togliere la password e salvarlo come .docx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as pacco:
            parti = _parti(pacco)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as errore:
        if isinstance(errore, ModelloNonValido):
            raise
        raise ModelloNonValido(f"Il file non è un documento Word o è rovinato. {_RISALVA}") from errore
    mancano = [nome for nome in NECESSARIE if nome not in parti]
    if mancano:
        raise ModelloNonValido(f"Il file non è un documento Word: manca «{mancano[0]}». {_RISALVA}")
    return parti


def _parti(pacco: zipfile.ZipFile) -> dict[str, bytes]:
    voci = [voce for voce in pacco.infolist() if not voce.is_dir()]
    if len(voci) > PARTI_MASSIME:
        raise ModelloNonValido(
            f"Il file contiene {len(voci)} parti: un modello ne può avere {PARTI_MASSIME}. {_RISALVA}"
        )
    visti: set[str] = set()
    for voce in voci:
        _controlla(voce, visti)
    # zipfile never reads more than a part declares, so what is declared is what can be trusted
    if sum(voce.file_size for voce in voci) > APERTO_MASSIMO:
        raise ModelloNonValido(
            f"Il file, aperto, supera {APERTO_MASSIMO // MEGABYTE} MB: non è un modello di atto. {_RISALVA}"
        )
    return {voce.filename: pacco.read(voce) for voce in voci}


def _controlla(voce: zipfile.ZipInfo, visti: set[str]) -> None:
    nome = voce.filename
    if voce.flag_bits & _CIFRATA:
        raise ModelloNonValido("Il file è protetto da password: toglierla e salvarlo di nuovo come .docx.")
    if voce.compress_type not in _CRUDE:
        raise ModelloNonValido(f"«{nome}» è compressa in un modo che Word non usa. {_RISALVA}")
    if nome.startswith("/") or "\\" in nome or ".." in nome.split("/") or not nome.isprintable():
        raise ModelloNonValido(f"Il file contiene una parte dal nome non ammesso ({nome!r}). {_RISALVA}")
    if nome.lower() in visti:  # two readers could each choose another one
        raise ModelloNonValido(f"Il file contiene due volte «{nome}». {_RISALVA}")
    visti.add(nome.lower())
    stretta = voce.file_size / max(1, voce.compress_size)
    troppo_grande = nome.endswith((".xml", ".rels")) and voce.file_size > XML_MASSIMO
    if troppo_grande or (voce.file_size > STRETTA_DA and stretta > STRETTA_MASSIMA):
        raise ModelloNonValido(
            f"«{nome}», aperta, diventa enorme ({voce.file_size // MEGABYTE} MB): il file non è un modello "
            "di atto."
        )
