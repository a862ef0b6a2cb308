"""Workbooks written for a test: as XlsxWriter makes them, and with one part changed by hand."""

import io
import zipfile

import xlsxwriter


def xlsx(**fogli):
    """Each sheet is {address: value}; a tuple is a formula with its cached value."""
    memoria = io.BytesIO()
    with xlsxwriter.Workbook(memoria) as cartella:
        formati = {nome: cartella.add_format({"num_format": f}) for nome, f in FORMATI.items()}
        for nome, celle in fogli.items():
            scrivi(cartella.add_worksheet(nome), celle, formati)
    return memoria.getvalue()


FORMATI = {"%": "0.00%", "data": "dd/mm/yyyy"}


def scrivi(foglio, celle, formati):
    for indirizzo, valore in celle.items():
        if ":" in indirizzo:
            foglio.merge_range(indirizzo, valore)
        elif isinstance(valore, tuple) and valore[0] in formati:
            foglio.write(indirizzo, valore[1], formati[valore[0]])
        elif isinstance(valore, tuple):
            foglio.write_formula(indirizzo, valore[0], None, valore[1])
        else:
            foglio.write(indirizzo, valore)


def con_parti(contenuto, **parti):
    """Put other parts in a workbook: a text, or a function of the text that is there."""
    memoria = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenuto)) as prima, zipfile.ZipFile(memoria, "w", 8) as dopo:
        vecchie = {nome: prima.read(nome).decode() for nome in prima.namelist()}
        for nome, nuova in parti.items():
            vecchie[nome] = nuova(vecchie[nome]) if callable(nuova) else nuova
        for nome, parte in vecchie.items():
            dopo.writestr(nome, parte)
    return memoria.getvalue()
