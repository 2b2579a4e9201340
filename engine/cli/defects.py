"""A defect of the engine in words, short enough to read aloud on the telephone."""

import os
from types import TracebackType

REPORT_TO = "https://github.com/roadmap-engine/roadmap-engine/issues"


def defect_report(defect: Exception) -> str:
    """What happened inside, where, and whom to tell."""
    return (
        f"Дефект программы: {type(defect).__name__}: {defect}\n"
        f"  место: {_innermost_frame(defect.__traceback__)}\n"
        f"Ваши файлы не изменены. Сообщите об этом: {REPORT_TO}\n"
        "Приложите команду, которую вы запускали, и эти три строки."
    )


def _innermost_frame(trace: TracebackType | None) -> str:
    place = "неизвестно"
    while trace is not None:
        code = trace.tb_frame.f_code
        if "engine" in code.co_filename:
            place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return place
