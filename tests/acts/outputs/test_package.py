"""The package of an act holds every file, and an index that says which is which."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from atti import atto

from crescere_kit.acts.omissis import OMISSIS
from crescere_kit.acts.outputs.albo import Omissis
from crescere_kit.acts.outputs.package import Copia, NomeNonValido, Pacco, pacchetto

PACCO = Pacco(
    nome="giunta-2026-12",
    docx=b"docx",
    contesto={"importo": Decimal("1000.10"), "data": date(2026, 3, 15), "chi": OMISSIS, "note": None},
    controlli=b'{"controlli": []}',
    versioni={"crescere": "0.1.0"},
    pdf=b"pdf",
    albo=Copia(b"docx albo", b"pdf albo", (Omissis("premessa", "[omissis]", "perché", "norma"),)),
    agid=b"<a/>",
    akn=b"<b/>",
)


def aperto(pacco=PACCO):
    with zipfile.ZipFile(io.BytesIO(pacchetto(pacco))) as zip_:
        assert zip_.testzip() is None
        return {nome: zip_.read(nome) for nome in zip_.namelist()}


def test_every_file_is_there_and_the_index_opens_the_list():
    assert list(aperto()) == [
        "indice.json",
        "giunta-2026-12.docx",
        "giunta-2026-12.pdf",
        "metadati-agid.xml",
        "akoma-ntoso.xml",
        "controlli.json",
        "contesto.json",
        "albo/giunta-2026-12.docx",
        "albo/giunta-2026-12.pdf",
        "omissis.json",
    ]


def test_the_index_gives_the_hash_of_each_file():
    file = aperto()
    indice = json.loads(file.pop("indice.json"))
    assert {voce["nome"]: voce["sha256"] for voce in indice["file"]} == {
        nome: hashlib.sha256(byte).hexdigest() for nome, byte in file.items()
    }
    assert indice["versioni"] == {"crescere": "0.1.0"}


def test_what_is_not_there_is_told_with_its_reason():
    senza = replace(PACCO, pdf=None, akn=None, albo=None, assenti={"pdf": "Manca LibreOffice."})
    file = aperto(senza)
    assert not any(nome.endswith(".pdf") or nome.startswith("albo/") for nome in file)
    assert json.loads(file["indice.json"])["assenti"] == {"pdf": "Manca LibreOffice."}


def test_amounts_stay_exact_and_days_are_iso():
    assert json.loads(aperto()["contesto.json"]) == {
        "importo": "1000.10",
        "data": "2026-03-15",
        "chi": "[omissis]",
        "note": None,
    }


def test_what_is_left_out_is_listed_apart_from_the_copy_that_is_published():
    assert json.loads(aperto()["omissis.json"])["omissis"] == [
        {"campo": "premessa", "al_posto": "[omissis]", "perche": "perché", "norma": "norma"}
    ]


def test_the_context_of_a_real_act_can_be_written():
    vero = aperto(replace(PACCO, contesto=atto("var_urgenza").contesto()))
    assert json.loads(vero["contesto.json"])["pareggio"] == "12500.00"


def test_the_same_act_gives_the_same_bytes():
    assert pacchetto(PACCO) == pacchetto(replace(PACCO))


@pytest.mark.parametrize("nome", ["", "../fuori", "a/b", "con spazi", "è", "a" * 90, ".nascosto"])
def test_a_name_that_would_not_be_a_file_is_refused(nome):
    with pytest.raises(NomeNonValido, match="non può dare il nome ai file"):
        pacchetto(replace(PACCO, nome=nome))
