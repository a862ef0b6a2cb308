"""The TARI: coefficients of the law, users, tariffs of the metodo normalizzato."""
