"""Amounts as official files write them (`1830430918.43`, `656.766.808,27`), turned exactly into cents."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

ATTESO = "un importo con il punto decimale e al più due decimali, come 1234.56"
ATTESO_ITALIANO = "un importo in forma italiana, come 1.234,56"
ATTESO_RAPPORTO = "un numero con il punto decimale, come 35.33"
_IMPORTO = r"^-?(\d{1,15}(\.\d{0,2}0*)?|\.\d{1,2}0*)$"
_ITALIANO = r"^-?(\d{1,3}(\.\d{3}){1,4}|\d{1,15})(,\d{1,2}0*)?$"
_NUMERO = r"^-?(\d{1,15}(\.\d{0,12})?|\.\d{1,12})$"
_CENTO = pa.scalar(Decimal(100), pa.decimal128(3, 0))


def cents(testi: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the amounts in cents (Int64) and which texts are not amounts; an empty text is missing."""
    puliti, buoni, sbagliati = _controlla(testi, _IMPORTO)
    return _in_cents(pc.if_else(buoni, puliti, None), testi), sbagliati


def cents_italiani(testi: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the same of amounts written as «1.234,56»: points only between thousands, comma before cents."""
    puliti, buoni, sbagliati = _controlla(testi, _ITALIANO)
    interi_e_cents = pc.replace_substring(pc.if_else(buoni, puliti, None), ".", "")
    return _in_cents(pc.replace_substring(interi_e_cents, ",", "."), testi), sbagliati


def rapporti(testi: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the ratios (Float64) and which texts are not numbers; an empty text is missing."""
    puliti, buoni, sbagliati = _controlla(testi, _NUMERO)
    numeri = pc.cast(pc.if_else(buoni, puliti, None), pa.float64())
    return _serie(numeri, testi, "Float64"), sbagliati


def _controlla(testi: pd.Series, forma: str) -> tuple[pa.Array, pa.Array, pd.Series]:
    puliti = pc.utf8_trim_whitespace(pa.array(testi, type=pa.string(), from_pandas=True))
    buoni = pc.fill_null(pc.match_substring_regex(puliti, forma), False)
    vuoti = pc.fill_null(pc.equal(puliti, ""), True)
    sbagliati = pc.invert(pc.or_(buoni, vuoti))
    return puliti, buoni, pd.Series(sbagliati.to_numpy(zero_copy_only=False), index=testi.index)


def _in_cents(puliti: pa.Array, come: pd.Series) -> pd.Series:
    decimali = pc.cast(puliti, pa.decimal128(18, 2))
    return _serie(pc.cast(pc.multiply(decimali, _CENTO), pa.int64()), come, "Int64")


def _serie(valori: pa.Array, come: pd.Series, tipo: str) -> pd.Series:
    """Keep the integers as integers: a detour through float would round amounts of more than 15 digits."""
    mancanti = pc.is_null(valori).to_numpy(zero_copy_only=False)
    presenti = pc.fill_null(valori, 0).to_numpy(zero_copy_only=False)
    classe = pd.arrays.IntegerArray if tipo == "Int64" else pd.arrays.FloatingArray
    return pd.Series(classe(presenti.copy(), mancanti), index=come.index)
