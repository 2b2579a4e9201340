"""Where runs are kept unless told otherwise, and what to do about a store that is damaged."""

from pathlib import Path

DEFAULT_STORE = Path("outputs") / "history.sqlite"


def broken(path: Path, error: Exception) -> str:
    """What to do about a store that cannot be read."""
    from engine.history import NO_FILE, OTHER_SHAPE

    ours = {NO_FILE: "это не файл", OTHER_SHAPE: "в нём не то, что пишет evaluate --keep"}
    reason = ours.get(str(error), str(error))
    return (
        f"хранилище прогонов {path.as_posix()} не читается ({reason}). Переименуйте или удалите "
        "этот файл: следующий evaluate --keep заведёт новый. Отчёты от него не зависят."
    )
