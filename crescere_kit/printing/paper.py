"""What opens on a screen does not on paper: it is left out, or written where somebody must read it."""

from __future__ import annotations

from itertools import takewhile

from bs4 import BeautifulSoup, Tag

_COLONNE = ("Indicatore", "Valore", "Limite", "Esito")
_DA_SPIEGARE = ".esito.oltre, .esito.vicino"


def su_carta(html: str) -> str:
    """Rewrite a part of the page, already escaped, for a sheet of paper."""
    if "<details" not in html and "solo-schermo" not in html:
        return html
    parte = BeautifulSoup(html, "html.parser")
    for di_schermo in parte.select(".solo-schermo"):
        di_schermo.decompose()
    for chiuso in parte.select("details.crescere-ignoti"):
        _contati(parte, chiuso)
    for righe in parte.select("ul.crescere-righe"):
        righe.replace_with(_tabella(parte, righe))
    for scheda in parte.select(".crescere-schede > li"):
        _scheda(scheda)
    for numero in parte.select("details.origine"):
        numero.replace_with(numero.summary.get_text())
    for chiuso in parte.select("details"):
        chiuso.decompose()
    return str(parte)


def _contati(parte: BeautifulSoup, chiuso: Tag) -> None:
    """Say how many could not be computed; other closed tables go."""
    if chiuso.select_one("ul.crescere-righe") is not None:
        frase = _nuovo(parte, "p", f"{chiuso.summary.get_text()}: il perché di ognuno si legge nella pagina.")
        frase["class"] = "ignoti"
        chiuso.insert_before(frase)
    chiuso.decompose()


def _tabella(parte: BeautifulSoup, righe: Tag) -> Tag:
    """Turn the rows that open into a table, which keeps its columns named when it is read aloud."""
    testa = parte.new_tag("tr")
    for numero, nome in enumerate(_COLONNE):
        classe = {"class": "numero"} if numero == 1 else {}
        testa.append(_nuovo(parte, "th", nome, scope="col", **classe))
    corpo = parte.new_tag("tbody")
    for riga in righe.find_all("li", recursive=False):
        corpo.extend(_riga(parte, riga))
    tabella, intestazione = parte.new_tag("table"), parte.new_tag("thead")
    intestazione.append(testa)
    tabella.extend([intestazione, corpo])
    regione = parte.new_tag("div", attrs={"class": "crescere-tabella indicatori"})
    regione.append(tabella)
    return regione


def _riga(parte: BeautifulSoup, riga: Tag) -> list[Tag]:
    """Return the row of an indicator and, when it is not well within its limit, the row that explains it."""
    nome, valore, limite, esito = riga.select_one("summary").find_all("span", recursive=False)
    scritta = parte.new_tag("tr")
    scritta.append(_nuovo(parte, "th", nome.get_text(), scope="row"))
    scritta.append(_nuovo(parte, "td", valore.get_text(), **{"class": "numero"}))
    scritta.append(_nuovo(parte, "td", limite.get_text().removeprefix("limite ") or "–"))
    scritta.append(_cella(parte, [esito.extract()]))
    if not _da_spiegare(scritta):
        return [scritta]
    scritta["class"] = "spiegata"
    spiega = parte.new_tag("tr", attrs={"class": "spiega"})
    spiega.append(_cella(parte, _parole(riga.select_one(".spiegazione")), colspan=str(len(_COLONNE))))
    return [scritta, spiega]


def _scheda(scheda: Tag) -> None:
    if _da_spiegare(scheda):
        scheda.extend(_parole(scheda.details))


def _da_spiegare(parte: Tag) -> bool:
    return parte.select_one(_DA_SPIEGARE) is not None


def _parole(spiegazione: Tag) -> list[Tag]:
    """Take formula, limit and law, which come before the table of the accounts used."""
    pezzi = spiegazione.find_all(["p", "div"], recursive=False)
    return [parola.extract() for parola in takewhile(lambda pezzo: pezzo.name == "p", pezzi)]


def _nuovo(parte: BeautifulSoup, nome: str, testo: str, **attributi: str) -> Tag:
    nuovo = parte.new_tag(nome, attrs=attributi)
    nuovo.string = testo
    return nuovo


def _cella(parte: BeautifulSoup, contenuto: list[Tag], **attributi: str) -> Tag:
    cella = parte.new_tag("td", attrs=attributi)
    cella.extend(contenuto)
    return cella
