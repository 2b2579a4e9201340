"""How a run ends that met something unforeseen: a sentence and a code, never a bare traceback."""

import os
from types import TracebackType

import click

from engine.cli.exits import Exit
from engine.cli.russian import usage_problem
from engine.packaged import address


def ending(problem: BaseException) -> tuple[int, str]:
    """The exit code and what is said about anything that was raised; empty: nothing is said."""
    cause = problem.__context__
    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code, ""
    if isinstance(problem, BrokenPipeError):
        return Exit.FINE, ""  # whoever read our output has gone: `roadmap show | head`
    if isinstance(problem, KeyboardInterrupt) or isinstance(cause, KeyboardInterrupt):
        return Exit.INTERRUPTED, "Прервано. Файлы, которые уже были записаны, целы."
    if isinstance(problem, click.Abort):
        return Exit.UNUSABLE, "Прервано: ввод закончился раньше, чем ответы."
    if isinstance(problem, click.ClickException):
        return Exit.UNUSABLE, usage_problem(problem)
    if isinstance(problem, MemoryError):
        return Exit.UNUSABLE, _NO_MEMORY
    if isinstance(problem, OSError):
        return Exit.UNUSABLE, _of_the_system(problem)
    return Exit.DEFECT, defect_report(problem)


_NO_MEMORY = (
    "Не хватило памяти: для этих файлов её нужно больше, чем есть. Закройте другие программы или "
    "разделите большую таблицу на несколько файлов и повторите ту же команду."
)


def _of_the_system(problem: OSError) -> str:
    reason = problem.strerror or str(problem) or type(problem).__name__
    where = f"«{problem.filename}»: " if problem.filename else ""
    return (
        f"Система не дала продолжить: {where}{reason}. Исправьте это (место на диске, права, "
        "открытый вывод) и повторите ту же команду."
    )


def defect_report(defect: BaseException) -> str:
    """What happened inside, where, and whom to tell."""
    return (
        f"Дефект программы: {type(defect).__name__}: {_short(defect)}\n"
        f"  место: {_innermost_frame(defect.__traceback__)}\n"
        f"Ваши файлы не изменены. Сообщите об этом{_whom()}\n"
        "Приложите команду, которую вы запускали, и эти три строки."
    )


def _short(defect: BaseException) -> str:
    """Its words, bounded, on one line: they may quote what stood in a file."""
    return " ".join(str(defect).split())[:300]


def _whom() -> str:
    found = address("Issues")
    return f": {found}" if found else " тому, у кого вы взяли программу."


def _innermost_frame(trace: TracebackType | None) -> str:
    place = "неизвестно"
    while trace is not None:
        code = trace.tb_frame.f_code
        if "engine" in code.co_filename:
            place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return place
