import logging

from crescere_kit.app.safely import in_parole, sicuro
from crescere_kit.errors import ErroreSpiegato


class Pagina:
    errore = ""

    @sicuro
    def fai(self, quale: Exception | None = None) -> str:
        if quale:
            raise quale
        return "fatto"


def test_an_explained_error_is_shown_as_it_is():
    pagina = Pagina()
    pagina.fai(ErroreSpiegato("Manca il rendiconto 2024."))
    assert pagina.errore == "Manca il rendiconto 2024."


def test_a_fault_of_the_program_becomes_a_sentence_with_the_code_of_the_log(caplog):
    with caplog.at_level(logging.ERROR):
        frase = in_parole(ZeroDivisionError("division by zero"))
    codice = frase.rsplit(" ", 1)[1].rstrip(".")
    assert codice in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "division" not in frase


def test_what_works_is_left_alone():
    pagina = Pagina()
    assert pagina.fai() == "fatto"
    assert pagina.errore == ""
