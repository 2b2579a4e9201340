"""What is not done, and why: a status and a sentence of the catalogue."""

from engine.messages import PASSING, Catalogue


class Refusal(Exception):  # noqa: N818
    """Nothing was done; `key` is the sentence below `web.refusal` that says why and what to do."""

    def __init__(self, status: int, key: str, **params: object) -> None:
        super().__init__(key)
        self.status, self.key, self.params = status, key, params


def store_refusal(reason: str, words: Catalogue) -> Refusal:
    """The store of runs cannot be used: `reason` as in BrokenStoreError."""
    key = "history_kept_back" if reason in PASSING else "history"
    return Refusal(500, key, reason=words.text(f"store.{reason}"))
