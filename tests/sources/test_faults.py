"""A refusal can be read: each fault once, with its place, and what to do about it."""

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.faults import Difetto, FileRifiutato, forse, vicini


def difetto(riga, istat=None, **altri):
    campi = {"file": "a.csv", "colonna": "Impegni", "trovato": "«1e3»", "atteso": "un importo"} | altri
    return Difetto(riga=riga, istat=istat, **campi)


def test_a_fault_says_file_row_column_found_and_expected():
    messaggio = str(FileRifiutato([difetto(14)]))
    assert messaggio.splitlines() == [
        "Caricamento rifiutato: 1 difetto. Nessun dato è stato scritto.",
        "«a.csv»",
        "  - riga 14, colonna «Impegni»: trovato «1e3», atteso un importo.",
    ]


def test_a_refusal_is_an_error_for_people():
    assert isinstance(FileRifiutato([difetto(1)]), ErroreSpiegato)


def test_ten_thousand_equal_faults_take_one_line_and_none_is_lost():
    errore = FileRifiutato([difetto(riga) for riga in range(2, 10_002)])
    assert len(errore.difetti) == 10_000
    assert str(errore).splitlines()[0].startswith("Caricamento rifiutato: 10.000 difetti.")
    assert str(errore).splitlines()[2:] == [
        "  - righe 2-10001, colonna «Impegni»: trovato «1e3», atteso un importo [10.000 volte]."
    ]


def test_scattered_rows_are_shown_as_ranges_up_to_a_readable_number():
    poche = str(FileRifiutato([difetto(riga) for riga in (3, 4, 5, 9)]))
    assert "righe 3-5, 9, colonna" in poche
    molte = str(FileRifiutato([difetto(riga) for riga in range(2, 102, 2)]))
    assert "22, 24 e altri 38 tratti, colonna" in molte


def test_faults_are_grouped_by_file():
    messaggio = str(FileRifiutato([difetto(2, file="b.csv"), difetto(2), difetto(3, file="b.csv")]))
    assert [riga for riga in messaggio.splitlines() if riga.startswith("«")] == ["«a.csv»", "«b.csv»"]


def test_a_fault_of_the_whole_file_needs_no_row():
    messaggio = str(FileRifiutato([Difetto("a.zip", None, None, "un file vuoto", "uno zip")]))
    assert "  - Trovato un file vuoto, atteso uno zip." in messaggio


def test_when_all_faults_are_of_some_comuni_the_way_out_is_to_leave_them_out():
    messaggio = str(FileRifiutato([difetto(2, istat="901002"), difetto(3, istat="901001")]))
    assert "Per caricare gli altri comuni escludere quelli con difetti: 901001, 901002." in messaggio
    assert "escludere" not in str(FileRifiutato([difetto(2, istat="901002"), difetto(1)]))


def test_the_nearest_known_name_is_offered_only_if_it_is_near():
    assert vicini("Accertamento", ["Impegni", "Accertamenti"]) == "«Accertamenti»"
    assert forse("Accertamento", ["Accertamenti"]) == " (forse «Accertamenti»)"
    assert forse("zzz", ["Accertamenti"]) == ""
