"""What the albo version prints in place of a datum: a text that every filter of a template lets through."""

from __future__ import annotations


class Omesso(str):
    """A text that stands where a number, a date or a name was: printed as it is, never formatted.

    In the albo version of an act a field keeps its place and loses its value, whatever its type was. A filter
    that meets an `Omesso` returns it unchanged: one template serves the whole act and its albo version.
    """

    __slots__ = ()


OMISSIS = Omesso("[omissis]")
