"""What is not done, and why: a status and a sentence of the catalogue."""


class Refusal(Exception):  # noqa: N818
    """Nothing was done; `key` is the sentence below `web.refusal` that says why and what to do."""

    def __init__(self, status: int, key: str, **params: object) -> None:
        super().__init__(key)
        self.status, self.key, self.params = status, key, params
