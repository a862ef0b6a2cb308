"""The indicatori sintetici of the rendiconto (art. 18-bis D.Lgs. 118/2011, DM Interno 22/12/2015, all. 2-a).

Those that are also parametri di deficitarietà (1.1, 2.8, 3.2, 10.3, 12.4, 13.1, 13.2, 13.3) are in
`deficitarieta`. The formulas are knowledge of the trade, not read again in the decree.
"""

from crescere_kit.indicators.sintetici import debito_e_risultato, entrate, smaltimento, spesa

INDICATORI = (
    *entrate.INDICATORI,
    *spesa.INDICATORI,
    *smaltimento.INDICATORI,
    *debito_e_risultato.INDICATORI,
)
