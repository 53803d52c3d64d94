"""What is wrong with one cell, on its way to a problem with a place."""

_SHOWN = 60


class CellFault(Exception):
    """A cell cannot be read as what its column asks for; ``code`` names the sentence.

    Of a long ``value`` the sentence shows the beginning, on one line.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        if isinstance(value := parameters.get("value"), str):
            line = " ".join(value.split())
            parameters["value"] = line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
        self.parameters = parameters
