"""The index of a batch: who failed and why first, every file one click away, seven thousand rows at ease."""

import re
from pathlib import Path

from crescere_kit.batch.contents import perche, righe, tempi
from crescere_kit.batch.outcome import FALLITO, Esito, Rapporto
from crescere_kit.batch.page import indice

BENE = Rapporto(
    "901001", "901001", "borgo", "Borgo Esempio", 2024, html="borgo 2024.html", ipynb="b.ipynb", secondi=1.5
)
MALE = Rapporto("bogro", nome="bogro", stato=FALLITO, errore="Il comune «bogro» non c'è. Forse: <Borgo>")


def pagina(*rapporti: Rapporto) -> str:
    return indice(Esito("07_relazione", Path(), list(rapporti)), generato="oggi", versione="0.1")


def test_who_failed_comes_first_with_the_reason():
    assert [riga.nome for riga in righe(Esito("x", Path(), [BENE, MALE]))] == ["bogro", "Borgo Esempio"]
    html = pagina(BENE, MALE)
    assert "1 riuscito, 1 fallito" in html
    assert "Forse: &lt;Borgo&gt;" in html


def test_each_row_leads_to_its_files():
    html = pagina(BENE)
    assert '<a href="borgo%202024.html">Borgo Esempio</a>' in html
    assert '<a href="b.ipynb" aria-label="Borgo Esempio, notebook">notebook</a>' in html
    assert '<td class="numero">1,5 s</td>' in html
    assert 'href=""' not in html


def test_the_reasons_are_counted_once_each():
    altro = Rapporto("x", nome="x", stato=FALLITO, errore="Manca il rendiconto.")
    assert perche([altro, MALE, altro]) == [("Manca il rendiconto.", 2), (MALE.errore, 1)]
    assert "Manca il rendiconto. (2 comuni)" in pagina(altro, altro)


def test_nobody_measured_is_nothing_said():
    assert tempi([MALE]) == ""
    assert tempi([BENE]) == "in mezzo, un rapporto chiede 1,5 secondi; il più lento 1,5"


def test_a_batch_of_the_whole_country_is_one_page_that_only_our_script_touches():
    html = pagina(*[BENE] * 7_900)
    assert html.count("<tr>") == 7_901
    assert len(html) < 6_000_000
    assert re.findall(r"<script[^>]*>", html) == ['<script defer src="risorse/elenco.js">']
    assert "default-src 'none'" in html


def test_an_empty_batch_says_so():
    assert "Nessun rapporto è stato scritto." in pagina()
