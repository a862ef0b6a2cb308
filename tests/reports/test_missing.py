"""Each «n.c.» says which upload would make it a number."""

import esempio
from righe import conti as panel

from crescere_kit.reports import Fascicolo


def carico(fascicolo, inizio):
    return next(uno for uno in fascicolo.carichi() if uno.file.startswith(inizio))


def test_the_file_that_alone_gives_an_indicator_says_so():
    senza = esempio.comune(senza=(esempio.equilibri("AA"),))
    fascicolo = Fascicolo(esempio.conti(senza, esempio.penultimo()), esempio.ISTAT, esempio.ANNO)
    schemi = carico(fascicolo, "2023_Rendiconto - Schemi di bilancio")
    assert "P5  Disavanzo a carico dell'esercizio" in schemi.da_solo


def test_what_lacks_two_files_is_under_both():
    righe = panel(("901001", 2023, "rendiconto", "entrate", "1", "accertamenti", 100)).solo(["901001"])
    fascicolo = Fascicolo(righe, "901001", 2023)
    analitici = carico(fascicolo, "2023_Rendiconto - Dati contabili analitici")
    assert "P4  Sostenibilità dei debiti finanziari" in analitici.insieme
    assert "P4  Sostenibilità dei debiti finanziari" in carico(fascicolo, "2023_Rendiconto - Schemi").insieme


def test_an_earlier_year_is_asked_for_by_its_own_file():
    fascicolo = Fascicolo(esempio.conti(esempio.comune()), esempio.ISTAT, esempio.ANNO)
    assert "P3  Anticipazioni chiuse solo contabilmente" in carico(fascicolo, "2021_Rendiconto").da_solo


def test_reference_sets_are_asked_for_once_whatever_the_year():
    fascicolo = Fascicolo(esempio.conti(esempio.comune()), esempio.ISTAT, esempio.ANNO)
    assert carico(fascicolo, "spesa storica e standard").da_solo == (
        "Spesa storica su spesa standard",
        "Spesa storica meno spesa standard, per abitante",
    )
    assert len([uno for uno in fascicolo.carichi() if "OpenCivitas" in uno.file]) == 1


def test_a_year_of_reference_sets_alone_is_not_a_year_to_open():
    righe = [
        ("901001", 2022, "riferimento", "opencivitas", "spesa_storica", "importo", 100),
        ("901001", 2023, "rendiconto", "entrate", "1", "accertamenti", 100),
    ]
    assert Fascicolo(panel(*righe).solo(["901001"]), "901001", 2023).anni() == [2023]
