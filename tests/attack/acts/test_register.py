"""The register against real disks and real offices: crashes, races, full disks, changed bytes."""

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from datetime import date

import pytest
from registri import Orologio, adotta, docx, in_proposta

from crescere_kit.acts.register import DiscoPieno, RegistroGuasto, RegistroRifiuta, Ufficio, disk, journal

SEME = int(os.environ.get("CRESCERE_SEME", "20261122"))


def apri(cartella) -> Ufficio:
    """The office of a folder, on the day of the test."""
    return Ufficio(cartella, Orologio())


def in_un_altro_processo(lavoro) -> int:
    """Run some work in a fork; it ends with 0 when it went well."""
    figlio = os.fork()
    if figlio:
        return figlio
    esito = 1
    with suppress(BaseException):
        lavoro()
        esito = 0
    os._exit(esito)


def esito_di(figlio: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(figlio, 0)[1])


def numeri(ufficio) -> list[int]:
    return sorted(pratica.numero.numero for pratica in ufficio.pratiche() if pratica.numero)


def test_fifty_adoptions_at_once_by_eight_people_take_the_numbers_from_one_to_fifty(tmp_path):
    ufficio = apri(tmp_path)
    pratiche = [in_proposta(ufficio) for _ in range(50)]

    def adotta_le_sue(chi: int) -> None:
        for id_ in pratiche[chi::8]:
            adotta(apri(tmp_path), id_, chi=f"persona {chi}")

    figli = [in_un_altro_processo(lambda chi=chi: adotta_le_sue(chi)) for chi in range(8)]
    assert [esito_di(figlio) for figlio in figli] == [0] * 8
    assert numeri(ufficio) == list(range(1, 51))
    assert ufficio.verifica() == []


def test_the_same_practice_is_adopted_by_one_person_only(tmp_path):
    ufficio = apri(tmp_path)
    id_ = in_proposta(ufficio)
    figli = [in_un_altro_processo(lambda: adotta(apri(tmp_path), id_)) for _ in range(8)]
    assert sorted(esito_di(figlio) for figlio in figli) == [0] + [1] * 7
    assert numeri(ufficio) == [1]


def a_pezzi(descrittore: int, contenuto: bytes) -> None:
    """Write a line so slowly that a kill falls in the middle of it."""
    for da in range(0, len(contenuto), 90):
        os.write(descrittore, contenuto[da : da + 90])
        time.sleep(0.0003)


def test_a_kill_at_any_moment_leaves_neither_a_gap_nor_a_number_given_twice(tmp_path, monkeypatch):
    caso = random.Random(SEME)
    ufficio = apri(tmp_path)
    strappi = 0

    def finche_vive(scritti: int) -> None:
        while True:
            numero = adotta(ufficio, in_proposta(ufficio))
            os.write(scritti, numero.numero.to_bytes(4, "big"))

    for giro in range(200):
        monkeypatch.setattr(journal, "scrivi_tutto", a_pezzi if giro % 2 else disk.scrivi_tutto)
        letti, scritti = os.pipe()
        figlio = in_un_altro_processo(lambda scritti=scritti: finche_vive(scritti))
        os.close(scritti)
        time.sleep(caso.uniform(0.002, 0.04))
        os.kill(figlio, signal.SIGKILL)
        assert esito_di(figlio) == -signal.SIGKILL
        with os.fdopen(letti, "rb") as detti:
            grezzi = detti.read()
        annunciati = {int.from_bytes(grezzi[i : i + 4], "big") for i in range(0, len(grezzi), 4)}
        strappi += not ufficio.registro.diario.file.read_bytes().endswith(b"\n")
        presi = numeri(ufficio)
        assert presi == list(range(1, len(presi) + 1))
        assert annunciati <= set(presi)  # a number that was announced is never lost
    monkeypatch.undo()
    adotta(ufficio, in_proposta(ufficio))
    presi = numeri(ufficio)
    assert presi == list(range(1, len(presi) + 1))
    assert strappi > 0
    assert ufficio.verifica() == []


@pytest.mark.parametrize("posto", [0, 1, 40, 300])
def test_a_disk_that_fills_in_the_middle_of_an_adoption_loses_nothing(tmp_path, posto):
    ufficio = apri(tmp_path)
    id_ = in_proposta(ufficio)
    for _ in range(4):  # the log outgrows every other file
        ufficio.apri_bozza("fgdc", {"oggetto": "x" * 400}, "Anna")
    prima = ufficio.registro.diario.file.read_bytes()

    def disco_pieno() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(prima) + posto,) * 2)
        with pytest.raises(DiscoPieno, match="è pieno: non è stato registrato nulla"):
            adotta(apri(tmp_path), id_)

    assert esito_di(in_un_altro_processo(disco_pieno)) == 0
    assert ufficio.registro.diario.file.read_bytes() == prima
    assert ufficio.verifica() == []
    assert adotta(ufficio, id_).numero == 1


def test_a_full_disk_while_the_documents_are_written_takes_no_number(tmp_path):
    disco = tmp_path / "piccolo"
    disco.mkdir()
    monta = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disco)]
    if (
        os.geteuid()
        or not shutil.which("mount")
        or subprocess.run(monta, capture_output=True, check=False).returncode
    ):
        pytest.skip("only who may mount a small disk can fill it")
    try:
        ufficio = apri(disco)
        id_ = in_proposta(ufficio)
        with pytest.raises(DiscoPieno, match="Liberare spazio e ripetere"):
            adotta(ufficio, id_, documenti={"grande.pdf": random.Random(SEME).randbytes(400_000)})
        assert ufficio.verifica() == []
        assert adotta(ufficio, id_).numero == 1
        with suppress(OSError):
            (disco / "zavorra").write_bytes(b"0" * 300_000)
        with pytest.raises(DiscoPieno):
            in_proposta(ufficio, motivo="x" * 9_000)
        (disco / "zavorra").unlink()
        assert adotta(ufficio, in_proposta(ufficio)).numero == 2
        assert ufficio.verifica() == []
    finally:
        subprocess.run(["umount", str(disco)], check=True)


@pytest.fixture(scope="module")
def piccolo(tmp_path_factory):
    """A register with two adopted acts."""
    cartella = tmp_path_factory.mktemp("piccolo")
    ufficio = apri(cartella)
    for _ in range(2):
        adotta(ufficio, in_proposta(ufficio))
    return cartella


def test_a_changed_byte_anywhere_in_the_log_is_found_and_its_line_is_named(piccolo, tmp_path):
    shutil.copytree(piccolo, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "registro.jsonl"
    sano = file.read_bytes()
    caso = random.Random(SEME)
    # the ends of the lines, and bytes here and there
    posti = [i for i, byte in enumerate(sano) if byte == 10] + caso.sample(range(len(sano)), 250)
    for posto in posti:
        cambiato = bytearray(sano)
        cambiato[posto] ^= caso.randrange(1, 256)
        file.write_bytes(cambiato)
        difetti = apri(tmp_path).verifica()
        assert difetti, posto
        riga = sano.count(b"\n", 0, posto) + 1
        assert difetti[0].riga == riga or (difetti[0].riga is None and posto == len(sano) - 1), posto


def test_a_changed_byte_in_an_object_is_found_and_the_object_is_named(piccolo, tmp_path):
    shutil.copytree(piccolo, tmp_path, dirs_exist_ok=True)
    caso = random.Random(SEME)
    oggetti = sorted((tmp_path / "oggetti").iterdir())
    assert len(oggetti) > 3
    for oggetto in oggetti:
        sano = oggetto.read_bytes()
        cambiato = bytearray(sano)
        cambiato[caso.randrange(len(sano))] ^= 1
        oggetto.write_bytes(cambiato)
        detto = " ".join(str(difetto) for difetto in apri(tmp_path).verifica())
        assert f"L'oggetto {oggetto.name} è stato cambiato" in detto
        oggetto.write_bytes(sano)
    oggetti[0].unlink()
    assert "non c'è più" in str(apri(tmp_path).verifica()[0])


def test_nothing_is_added_to_a_log_that_somebody_changed(piccolo, tmp_path):
    shutil.copytree(piccolo, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "registro.jsonl"
    sano = file.read_bytes()
    for guasto in (sano.replace(b"Anna", b"Enzo", 1), sano[:-1] + b"}", sano.replace(b"\n", b"\n\n", 1)):
        file.write_bytes(guasto)
        with pytest.raises(RegistroGuasto, match="copia di riserva"):
            apri(tmp_path).apri_bozza("fgdc", {}, "Anna")
        assert file.read_bytes() == guasto


def test_a_log_that_lost_its_end_is_found_and_its_numbers_are_not_given_twice(piccolo, tmp_path):
    shutil.copytree(piccolo, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "registro.jsonl"
    righe = file.read_bytes().splitlines(keepends=True)
    for rimasto in (b"".join(righe[:-1]), b"".join(righe)[:-30]):
        file.write_bytes(rimasto)
        ufficio = apri(tmp_path)
        assert [difetto.riga for difetto in ufficio.verifica()] == [None]
        with pytest.raises(RegistroGuasto, match="finisce alla riga 9, ma ne era stata scritta la 10"):
            ufficio.apri_bozza("fgdc", {}, "Anna")


def test_a_log_rewritten_whole_is_found_by_who_noted_its_last_event(piccolo, tmp_path):
    annotata = apri(piccolo).impronta()
    altro = apri(tmp_path)
    for _ in range(2):
        adotta(altro, in_proposta(altro, chi="Enzo"))
    assert altro.verifica() == []
    assert "non è nel registro" in str(altro.verifica(annotata)[0])
    assert apri(piccolo).verifica(annotata) == []


@pytest.mark.parametrize(
    "nome",
    [
        "../fuori.docx",
        "/etc/passwd",
        "a/b.docx",
        "a\\b.docx",
        "C:delibera.docx",
        "..",
        ".nascosto",
        "",
        " ",
        "x" * 151,
        "a\0.docx",
        "a\n.docx",
        "fdp.\u202excod",
        "a\u200b.docx",
    ],
)
def test_a_document_whose_name_leads_elsewhere_is_refused(tmp_path, nome):
    ufficio = apri(tmp_path)
    id_ = in_proposta(ufficio)
    with pytest.raises(RegistroRifiuta, match="non è il nome di un documento"):
        adotta(ufficio, id_, documenti={nome: docx()})
    assert ufficio.pratica(id_).numero is None


def test_two_names_that_a_disk_would_take_for_one_are_refused(tmp_path):
    ufficio = apri(tmp_path)
    id_ = in_proposta(ufficio)
    with pytest.raises(RegistroRifiuta, match="hanno lo stesso nome"):
        adotta(ufficio, id_, documenti={"Atto.docx": docx(), "atto.DOCX": docx()})


@pytest.mark.parametrize(
    "dati",
    [
        {"oggetto": "{{ 7*7 }} {% raw %} & <w:p> \x00\x1f \u202e 😀 D'Àngelo"},
        {"oggetto": "x" * 50_000},
        {"$importo": "1", "altro": 2},
        {"righe": [{"anno": 2026, "giorno": date(2026, 1, 2)}] * 300},
    ],
)
def test_hostile_words_are_only_words(tmp_path, dati):
    ufficio = apri(tmp_path)
    id_ = ufficio.apri_bozza("fgdc", dati, "Anna")
    assert apri(tmp_path).dati(id_) == dati
    assert ufficio.verifica() == []


@pytest.mark.parametrize(
    "dati", [{"a": float("nan")}, {"a": "\ud800"}, {"a": object()}, {"$importo": "1"}, {"a": b"byte"}]
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(tmp_path, dati):
    with pytest.raises(RegistroRifiuta, match=r"\.$"):
        apri(tmp_path).apri_bozza("fgdc", dati, "Anna")


def test_a_document_that_declares_entities_is_not_frozen(tmp_path):
    import io
    import zipfile

    corpo = '<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="x">&b;</w:document>'
    scritto = io.BytesIO()
    with zipfile.ZipFile(scritto, "w") as aperto:
        aperto.writestr("word/document.xml", corpo)
    ufficio = apri(tmp_path)
    with pytest.raises(RegistroRifiuta, match="non è un docx che si legge"):
        adotta(ufficio, in_proposta(ufficio), documenti={"a.docx": scritto.getvalue()})
