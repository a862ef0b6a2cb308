"""The analysis on paper: a tagged PDF with the same parts as the page, and nothing to press."""

from crescere_kit.printing.pdf import StampaNonPronta, esporta_pdf

__all__ = ["StampaNonPronta", "esporta_pdf"]
