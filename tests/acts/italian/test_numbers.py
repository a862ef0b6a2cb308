"""Numbers in words, against another way of making them that is written only here."""

import re
from decimal import Decimal

import pytest

from crescere_kit.acts.italian.numbers import ai_centesimi, importo_in_lettere, in_lettere
from crescere_kit.acts.italian.words import ItalianoIncerto

CIFRE = ("", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
DIECI = [
    "dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici",
    "diciassette", "diciotto", "diciannove",
]  # fmt: skip
VENTI = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]


def tre_cifre(numero: int) -> str:
    """One word of a table for each of three digits, with + between; no spelling yet."""
    c, d, u = (int(cifra) for cifra in f"{numero:03d}")
    cento = f"{CIFRE[c] if c > 1 else ''}cento" if c else ""
    resto = [DIECI[u]] if d == 1 else [VENTI[d - 2] if d else "", CIFRE[u]]
    return "+".join(parola for parola in (cento, *resto) if parola)


def come_si_scrive(pezzi: str) -> str:
    """The rules of spelling, as rewriting of the whole chain."""
    pezzi = re.sub(r"^uno\+mila", "mille", pezzi)
    pezzi = re.sub(r"(vent|nt)[ia]\+(uno|otto)", r"\1\2", pezzi)
    pezzi = re.sub(r"cento\+ott", "centott", pezzi)
    pezzi = re.sub(r"(.)\+?tre$", r"\1tré", pezzi)
    return pezzi.replace("+", "")


TABELLA = [tre_cifre(n) for n in range(1000)]


def oracolo(numero: int) -> str:
    migliaia, resto = divmod(numero, 1000)
    pezzi = [f"{TABELLA[migliaia]}+mila"] if migliaia else []
    pezzi += [TABELLA[resto]] if resto else []
    return come_si_scrive("+".join(pezzi)) or "zero"


def test_every_number_under_a_million_is_spelled_as_the_other_way_says():
    diversi = [n for n in range(1_000_000) if in_lettere.__wrapped__(n) != oracolo(n)]
    assert diversi == []


@pytest.mark.parametrize(
    ("numero", "scritto"),
    [
        (0, "zero"), (1, "uno"), (3, "tre"), (8, "otto"), (18, "diciotto"), (21, "ventuno"),
        (23, "ventitré"), (28, "ventotto"), (33, "trentatré"), (81, "ottantuno"), (100, "cento"),
        (101, "centouno"), (103, "centotré"), (108, "centotto"), (111, "centoundici"),
        (118, "centodiciotto"), (123, "centoventitré"), (180, "centottanta"), (188, "centottantotto"),
        (200, "duecento"), (308, "trecentotto"), (1000, "mille"), (1001, "milleuno"), (1003, "milletré"),
        (1008, "milleotto"), (1100, "millecento"), (2000, "duemila"), (3000, "tremila"),
        (21_000, "ventunomila"), (23_000, "ventitremila"), (103_003, "centotremilatré"),
        (999_999, "novecentonovantanovemilanovecentonovantanove"), (1_000_000, "un milione"),
        (1_000_003, "un milione tre"), (1_000_021, "un milione ventuno"), (2_000_000, "due milioni"),
        (23_000_123, "ventitré milioni centoventitré"), (1_000_000_000, "un miliardo"),
        (2_001_000_000, "due miliardi un milione"), (10**12, "mille miliardi"), (-118, "meno centodiciotto"),
    ],
)  # fmt: skip
def test_numbers_spelled_by_hand(numero, scritto):
    assert in_lettere(numero) == scritto


def test_a_large_number_is_made_of_its_parts():
    for numero in range(10**6, 10**12, 7_654_321_987):
        miliardi, resto = divmod(numero, 10**9)
        milioni, sotto = divmod(resto, 10**6)
        parti = [
            ("" if not quanti else f"un {uno}" if quanti == 1 else f"{oracolo(quanti)} {molti}")
            for quanti, uno, molti in (
                (miliardi, "miliardo", "miliardi"),
                (milioni, "milione", "milioni"),
            )
        ]
        parti.append(oracolo(sotto) if sotto else "")
        assert in_lettere(numero) == " ".join(p for p in parti if p)


@pytest.mark.parametrize(
    ("importo", "scritto"),
    [
        (Decimal("118.00"), "centodiciotto/00"),
        (Decimal("0.05"), "zero/05"),
        (Decimal("-1234.50"), "meno milleduecentotrentaquattro/50"),
        (Decimal("1000000"), "un milione/00"),
        (Decimal("0.995"), "uno/00"),
        (12, "dodici/00"),
    ],
)
def test_an_amount_has_its_cents_in_digits(importo, scritto):
    assert importo_in_lettere(importo) == scritto


def test_half_a_cent_goes_up():
    assert [ai_centesimi(Decimal(x)) for x in ("0.125", "-0.125", "2.675")] == [
        Decimal("0.13"),
        Decimal("-0.13"),
        Decimal("2.68"),
    ]


@pytest.mark.parametrize("importo", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e30"), Decimal(10**15)])
def test_what_has_no_words_is_refused(importo):
    with pytest.raises(ItalianoIncerto, match="controllarlo"):
        importo_in_lettere(importo)
