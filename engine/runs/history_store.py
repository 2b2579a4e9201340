"""Where runs are kept unless told otherwise, and what to do about a store that is damaged."""

from pathlib import Path

DEFAULT_STORE = Path("outputs") / "history.sqlite"


def broken(path: Path, error: Exception) -> str:
    """What to do about a store that cannot be read."""
    return (
        f"хранилище прогонов {path.as_posix()} не читается ({error}). Переименуйте или удалите "
        "этот файл: следующий evaluate --keep заведёт новый. Отчёты от него не зависят."
    )
