"""The errors that people meet: one Italian sentence that says what, where, why and what to do."""


class ErroreSpiegato(Exception):
    """An error whose message is for the person who met it: shown as it is, never as a traceback."""
