"""Any number on a page says its formula, its law, and the file and row of every account behind it."""

import re

import pytest

from crescere_kit.reports import apri


@pytest.fixture(scope="module")
def fascicolo(archivio_demo):
    return apri("borgo-esempio", archivio=archivio_demo)


def test_the_row_of_an_indicator_opens_on_formula_law_and_file_with_row(fascicolo):
    pagina = fascicolo.indicatori()._repr_html_()
    inizio = pagina.index('id="ind-P8"')
    riga = pagina[inizio : pagina.index("</li>", inizio)]
    voce = ("rendiconto", "entrate", "1", "riscossioni_competenza")
    file, _, numero = fascicolo.archivio.provenienza(fascicolo.istat, fascicolo.anno, voce)
    assert "Riscossioni in competenza e a residui di tutti i titoli" in riga
    assert fascicolo.valori()[22].regola.fonte.split(",")[0] in riga
    assert re.search(rf"File (\d+): {re.escape(file)}", riga)[1] == "1"
    assert f"file 1, riga {numero}" in riga


def test_every_amount_of_a_prospect_opens_on_its_file_and_row(fascicolo):
    prima = fascicolo.entrate().righe[0][2]
    file, _, numero = fascicolo.archivio.provenienza(
        fascicolo.istat, fascicolo.anno, ("rendiconto", "entrate", "1", "accertamenti")
    )
    assert prima.origine == f"«{file}», riga {numero}"
    assert f'<details class="origine"><summary>{prima}</summary>' in fascicolo.entrate()._repr_html_()


def test_a_panel_with_no_archive_behind_it_still_says_formula_and_accounts(fascicolo):
    from dataclasses import replace

    solo = replace(fascicolo, archivio=None)
    pagina = solo.indicatori()._repr_html_()
    assert "Conti usati" in pagina
    assert "riga " not in pagina.split("Conti usati")[1].split("</table>")[0].replace("File e riga", "")


def test_every_criticita_and_key_figure_leads_to_the_row_of_its_number(fascicolo):
    righe = set(re.findall(r'id="(ind-[^"]+)"', fascicolo.indicatori()._repr_html_()))
    for parte in (fascicolo.criticita(), fascicolo.sintesi()):
        portano = re.findall(r'href="#(ind-[^"]+)"', parte._repr_html_())
        assert portano
        assert set(portano) <= righe
