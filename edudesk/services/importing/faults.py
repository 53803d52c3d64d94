"""What is wrong with one cell, on its way to a problem with a place."""


class CellFault(Exception):
    """A cell cannot be read as what its column asks for; ``code`` names the sentence."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters
