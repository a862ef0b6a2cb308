"""A register to try things on, with a clock that the test moves."""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Prova:
    """The outcome of a check."""

    id: str = "C-01"
    blocca: bool = True
    superato: bool | None = True
    messaggio: str = "l'organo è quello competente"


class Orologio:
    """A clock that stands still until it is moved."""

    def __init__(self, adesso: datetime = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)) -> None:
        self.adesso = adesso

    def __call__(self) -> datetime:
        return self.adesso


def docx(testo: str = "Delibera", *, spazio: str = "") -> bytes:
    """The smallest docx there is, with one paragraph."""
    paragrafo = f"<w:p><w:r><w:t>{testo}</w:t></w:r></w:p>"
    corpo = f'<w:document xmlns:w="{W}"><w:body{spazio}>{paragrafo}</w:body></w:document>'
    scritto = io.BytesIO()
    with zipfile.ZipFile(scritto, "w") as aperto:
        aperto.writestr(zipfile.ZipInfo("word/document.xml", (1980, 1, 1, 0, 0, 0)), corpo)
    return scritto.getvalue()


def in_proposta(ufficio, codice: str = "var_urgenza", chi: str = "Anna", **dati) -> str:
    """Open a practice and take it to the proposal."""
    id_ = ufficio.apri_bozza(codice, {"oggetto": "Variazione d'urgenza", **dati}, chi)
    for stato in ("istruttoria", "pareri", "proposta"):
        ufficio.avanza(id_, stato, chi, esiti=[Prova()])
    return id_


def adotta(ufficio, id_: str, chi: str = "Anna", data: date = date(2026, 11, 20), **altro):
    """Adopt a practice with one small document."""
    opzioni = {"organo": "giunta", "esiti": [Prova()]} | altro
    documenti = opzioni.pop("documenti", {"delibera.docx": docx()})
    contesto = opzioni.pop("contesto", {"oggetto": "Variazione d'urgenza"})
    versioni = {"modello": "0" * 64, "crescere": "0.1.0"}
    return ufficio.adotta(id_, chi, data, documenti, contesto, versioni, **opzioni)
