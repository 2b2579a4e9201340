"""The calendar: opened by two client libraries, it holds exactly the days of the plan."""

import os
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import vobject

from engine.diagnostics import Origin
from engine.load import load_project
from engine.load.citations import parse_citation
from engine.messages import Language, catalogue
from engine.model.project import Body, Project, Requirement
from engine.model.spec import Event, Responsible, Schedule, Window
from engine.reports.formats.ics import render_ics
from engine.runs.editions import editions_of
from engine.schedule import expand, resolve_schedule
from tests.running import run
from tests.unit.builders import SCHOOL_YEAR, event, indicator, project, roadmap, section, window

SPECS = Path(__file__).parents[3] / "specs"
NAMES = ("dyatkovo-2021", "balashov-2020", "livny-2020", "baksan-2022")
ALWAYS = Window(date(2015, 1, 1), date(2030, 12, 31))
THREE_YEARS = Window(date(2020, 1, 1), date(2022, 12, 31))
ONE_DAY = timedelta(days=1)
PHRASES = (
    "Сентябрь - октябрь 2021 г.", "до 01.11.2021", "Октябрь-ноябрь ежегодно", "ежегодно, февраль",
    "ежемесячно", "ежемесячно (третья пятница месяца)", "до 5 числа каждого месяца", "еженедельно",
    "по вторникам и четвергам", "раз в две недели", "2 раза в месяц", "последняя пятница месяца",
    "первый понедельник квартала", "не реже 1 раза в полугодие", "Ежегодно, январь, сентябрь",
    "до 15 октября 2021, до 15 мая 2022", "Апрель - май, сентябрь, декабрь 2022 г",
    "31 числа каждого месяца", "30 декабря 2021 - 3 января 2022", "ежедневно", "постоянно",
)  # fmt: skip

words = catalogue(Language.RU)


@lru_cache
def real(name: str) -> Project:
    loaded = load_project(SPECS / name).project
    assert loaded is not None
    return loaded


def plan(*events: Event, **changes: Any) -> Project:
    made = roadmap("low-results", *events, sections=[section("s1", "II", "Меры")], code="1.2")
    return replace(project(made), **changes)


def when(phrase: str, period: Window | None = SCHOOL_YEAR) -> Event:
    read = resolve_schedule(phrase, period)
    return event("monitoring", number="2.5", title="Мониторинг карт", section="s1", when=read)


def entries(made: Project, kind: str = "VEVENT", body: Body | None = None) -> list[Any]:
    content = render_ics(made, words, body=body).content
    return list(icalendar.Calendar.from_ical(content).walk(kind))


def seen_by_recurring_ical_events(content: bytes) -> dict[str, list[Window]]:
    """The days that the library shows, by the event's id without its occurrence."""
    calendar = icalendar.Calendar.from_ical(content)
    found: dict[str, list[Window]] = {}
    for each in recurring_ical_events.of(calendar).between(ALWAYS.start, ALWAYS.end):
        shown = Window(each["DTSTART"].dt, each["DTEND"].dt - ONE_DAY)
        found.setdefault(_id(str(each["UID"])), []).append(shown)
    return {id: sorted(windows) for id, windows in found.items()}


def seen_by_vobject(content: bytes) -> dict[str, list[Window]]:
    """The same with a parser and an expander that know nothing of `icalendar`."""
    found: dict[str, list[Window]] = {}
    calendar = vobject.readOne(content.decode("utf-8"))
    for each in calendar.contents.get("vevent", []):
        length = each.dtend.value - each.dtstart.value
        rule = each.getrruleset(addRDate=True)
        days = [day.date() for day in rule] if rule else [each.dtstart.value]
        shown = [Window(day, day + length - ONE_DAY) for day in days]
        found.setdefault(_id(each.uid.value), []).extend(shown)
    return {id: sorted(windows) for id, windows in found.items()}


def _id(uid: str) -> str:
    _, slug, id, *_ = uid.removesuffix("@roadmap-engine").split(".")
    return f"{slug}/{id}"


def planned(made: Project) -> dict[str, list[Window]]:
    """What `engine.schedule` says: a repeating phrase in its period, other dates wherever."""
    found: dict[str, list[Window]] = {}
    for each in made.roadmaps:
        period = each.period or made.period
        for one in each.events:
            repeats = one.schedule.rrule is not None
            within = period if repeats and period else ALWAYS
            found[each.full_id(one.id)] = list(expand(one.schedule, within))
        for due in each.indicators:
            if due.due:
                found[each.full_id(due.id)] = [Window(due.due, due.due)]
    return {id: windows for id, windows in found.items() if windows}


def without_requirements(made: Project) -> Project:
    return replace(made, requirements=())


@pytest.mark.parametrize("client", [seen_by_recurring_ical_events, seen_by_vobject])
@pytest.mark.parametrize("name", NAMES)
def test_clients_show_exactly_the_days_of_the_four_orders(name: str, client: Any) -> None:
    made = without_requirements(real(name))
    assert client(render_ics(made, words).content) == planned(made)


@pytest.mark.parametrize("client", [seen_by_recurring_ical_events, seen_by_vobject])
@pytest.mark.parametrize("period", [SCHOOL_YEAR, THREE_YEARS], ids=["year", "three years"])
@pytest.mark.parametrize("phrase", PHRASES)
def test_clients_show_exactly_the_days_of_a_phrase(
    phrase: str, period: Window, client: Any
) -> None:
    made = plan(when(phrase, period), period=period)
    assert client(render_ics(made, words).content) == planned(made)


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("ежемесячно (третья пятница месяца)", "FREQ=MONTHLY;COUNT=36;BYDAY=3FR"),
        ("Октябрь-ноябрь ежегодно", "FREQ=YEARLY;COUNT=3;BYMONTHDAY=1;BYMONTH=10"),
        ("до 5 числа каждого месяца", "FREQ=MONTHLY;COUNT=36;BYMONTHDAY=5"),
    ],
)
def test_a_series_is_one_entry_with_a_rule(phrase: str, rule: str) -> None:
    (entry,) = entries(plan(when(phrase, THREE_YEARS)))
    assert entry["RRULE"].to_ical().decode() == rule


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("ежемесячно", 36), ("ежегодно, февраль", 3), ("раз в две недели", 79),
        ("2 раза в месяц", 72),
    ],
)  # fmt: skip
def test_windows_that_a_rule_would_change_are_entries_of_their_own(phrase: str, count: int) -> None:
    found = entries(plan(when(phrase, THREE_YEARS)))
    assert len(found) == count
    assert not any("RRULE" in each or "RDATE" in each for each in found)
    assert len({str(each["UID"]) for each in found}) == count


def test_an_entry_reads_like_the_row_of_the_plan() -> None:
    made = replace(
        when("Апрель, июнь 2022 г."),
        responsible=(Responsible("Отдел образования", "department"), Responsible("ОО", None)),
        result="Справка; выводы, рекомендации",
    )
    first, second = entries(plan(made))
    assert str(first["SUMMARY"]) == "1.2/2.5 Мониторинг карт"
    assert first["DTSTART"].dt == date(2022, 4, 1)
    assert first["DTEND"].dt == date(2022, 5, 1), "the day after the last one"
    assert first["CATEGORIES"].to_ical().decode() == "мониторинг"
    assert first["TRANSP"] == "TRANSPARENT"
    assert second["UID"] == "district-2021.low-results.monitoring.20220601@roadmap-engine"
    assert (
        str(first["DESCRIPTION"])
        == """\
Срок 1 из 2.
Срок по документу: Апрель, июнь 2022 г.
Ответственные: Отдел образования, ОО
Результат: Справка; выводы, рекомендации
Дорожная карта: Дорожная карта
Где напечатано: раздел «II. Меры», пункт 2.5"""
    )


@pytest.mark.parametrize("phrase", ["до 01.11.2021", "до 5 числа каждого месяца"])
def test_a_deadline_is_a_day_with_alarms_a_week_and_a_day_before(phrase: str) -> None:
    (entry,) = entries(plan(when(phrase)))
    assert entry["DTEND"].dt - entry["DTSTART"].dt == ONE_DAY
    assert "срок" in entry["CATEGORIES"].to_ical().decode()
    nine = timedelta(hours=9)
    alarms = entry.walk("VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [nine - 7 * ONE_DAY, nine - ONE_DAY]
    assert str(alarms[0]["DESCRIPTION"]) == "До срока 7 дней: 1.2/2.5 Мониторинг карт"
    assert str(alarms[1]["DESCRIPTION"]) == "До срока 1 день: 1.2/2.5 Мониторинг карт"


@pytest.mark.parametrize("phrase", ["Сентябрь 2021 г.", "ежемесячно (третья пятница месяца)"])
def test_what_is_no_deadline_has_no_alarm(phrase: str) -> None:
    (entry,) = entries(plan(when(phrase)))
    assert not entry.walk("VALARM")
    assert "срок" not in entry["CATEGORIES"].to_ical().decode()


def test_an_event_without_dates_is_a_task_without_dates() -> None:
    made = plan(when("По мере необходимости"), when_lost())
    assert entries(made) == []
    tasks = entries(made, "VTODO")
    assert [str(task["UID"]) for task in tasks] == [
        "district-2021.low-results.monitoring.undated@roadmap-engine",
        "district-2021.low-results.lost.undated@roadmap-engine",
    ]
    assert not any(key in task for task in tasks for key in ("DTSTART", "DUE", "DURATION"))
    assert "Срок по документу: По мере необходимости" in tasks[0]["DESCRIPTION"]
    assert "Срок в документе не указан" in tasks[1]["DESCRIPTION"]
    made_file = render_ics(made, words)
    assert (made_file.dated, made_file.undated) == (0, 2)


def when_lost() -> Event:
    return event("lost", when=resolve_schedule(None, SCHOOL_YEAR))


def test_dates_that_can_be_read_otherwise_are_tentative_and_say_so() -> None:
    (entry,) = entries(plan(when("Август 2021г декабрь 2022 г.")))
    assert entry["STATUS"] == "TENTATIVE"
    assert "Срок можно прочитать и иначе: 01.08.2021–31.08.2021" in entry["DESCRIPTION"]


def test_an_indicator_and_a_requirement_with_a_day_are_deadlines() -> None:
    due = replace(indicator("share", text="не менее 70 %"), due=date(2022, 8, 31))
    at, _ = parse_citation("п. 7.1")
    made = replace(
        project(roadmap("low-results", code="1.2", indicators=[due])),
        requirements=(Requirement(replace(due, id="report", clause=at), "department"),),
    )
    first, second = entries(made)
    assert str(first["SUMMARY"]) == "1.2 Показатель: не менее 70 %"
    assert str(second["SUMMARY"]) == "п. 7.1 Показатель: не менее 70 %"
    assert (first["UID"], second["UID"]) == (
        "district-2021.low-results.share.due.1@roadmap-engine",
        "district-2021._.report.due.1@roadmap-engine",
    )
    (own,) = entries(made, body=body("department"))
    assert own["UID"] == second["UID"]


def body(id: str, name: str = "Отдел образования") -> Body:
    return Body(id, name, (), None, Origin("project.yaml"))


def test_a_body_gets_what_it_answers_for_under_the_same_uid() -> None:
    own = replace(when("май 2022"), responsible=(Responsible("ОО", "schools"),))
    made = plan(own, event("other", when=[window("2022-05-01")]))
    (entry,) = entries(made, body=body("schools"))
    assert entry.to_ical() == entries(made)[0].to_ical()
    calendar = icalendar.Calendar.from_ical(render_ics(made, words, body=body("schools")).content)
    assert str(calendar["X-WR-CALNAME"]).endswith("Отдел образования")


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_follow_the_standard_and_are_the_same_each_time(name: str) -> None:
    content = render_ics(real(name), words).content
    assert content == render_ics(real(name), words).content
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines), "no letter is cut in two"
    uids = [line for line in content.replace(b"\r\n ", b"").split(b"\r\n") if b"UID:" in line[:4]]
    assert len(uids) == len(set(uids))


def test_a_moved_date_keeps_the_uid_and_the_stamp_knows_no_clock() -> None:
    (before,), (after,) = (entries(plan(when(text))) for text in ("май 2022", "июнь 2022"))
    assert before["UID"] == after["UID"]
    assert before["DTSTAMP"].dt.date() == SCHOOL_YEAR.start


def test_a_plan_without_a_period_is_stamped_with_its_first_day() -> None:
    (entry,) = entries(plan(when("май 2022", None), period=None))
    assert entry["DTSTAMP"].to_ical() == b"20220501T000000Z"


def test_foreign_text_can_neither_end_a_line_nor_add_a_property() -> None:
    hostile = "тихо\r\nATTACH:http://example.org\x00, громко; \\\u202eконец"
    (entry,) = entries(plan(event("a", title=hostile, when=[window("2022-05-01")])))
    assert "ATTACH" not in entry
    assert str(entry["SUMMARY"]) == "1.2/a тихо ATTACH:http://example.org·, громко; \\·конец"


def test_a_schedule_with_a_rule_but_no_days_in_it_is_not_a_series() -> None:
    continuous = Schedule("постоянно", resolve_schedule("постоянно", SCHOOL_YEAR).kind,
                          (SCHOOL_YEAR,), "FREQ=YEARLY")  # fmt: skip
    (entry,) = entries(plan(event("a", when=continuous)))
    assert "RRULE" not in entry
    assert "весь период" in entry["CATEGORIES"].to_ical().decode()


def test_the_command_writes_one_calendar_on_stdout_and_counts_on_stderr() -> None:
    done = run("plan", str(SPECS / "dyatkovo-2021"), "--format", "ics")
    assert done.code == 0
    editions = editions_of(SPECS / "dyatkovo-2021")
    file = render_ics(real("dyatkovo-2021"), words, editions=editions)
    assert done.out.encode() == file.content
    assert "без дат — 40" in done.err


def test_the_command_writes_a_calendar_for_each_body(tmp_path: Path) -> None:
    wanted = ["plan", str(SPECS / "dyatkovo-2021"), "--format", "ics", "--by", "body"]
    assert run(*wanted, "--out", str(tmp_path)).code == 0
    made = real("dyatkovo-2021")
    named = {who.body for each in made.roadmaps for one in each.events for who in one.responsible}
    assert {path.name for path in tmp_path.iterdir()} == {f"{id}.ics" for id in named if id}
    schools = next(each for each in made.bodies if each.id == "schools")
    content = (tmp_path / "schools.ics").read_bytes()
    editions = editions_of(SPECS / "dyatkovo-2021")
    assert content == render_ics(made, words, body=schools, editions=editions).content


def test_several_projects_get_a_folder_each(tmp_path: Path) -> None:
    both = [str(SPECS / name) for name in NAMES[:2]]
    assert run("plan", *both, "--format", "ics", "--out", str(tmp_path)).code == 0
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ics"))
    assert found == ["balashov-2020/balashov-2020.ics", "dyatkovo-2021/dyatkovo-2021.ics"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "ics", "--by", "body"],
        ["--by", "body", "--out", "x"],
        ["--format", "md", "--out", "x"],
        ["--format", "ics", str(SPECS / "livny-2020")],
    ],
    ids=["no folder", "text", "markdown", "two projects on stdout"],
)
def test_a_command_that_cannot_be_meant_is_refused(arguments: list[str]) -> None:
    done = run("plan", str(SPECS / "dyatkovo-2021"), *arguments)
    assert (done.code, done.out) == (2, "")


def uids(content: bytes) -> dict[str, Any]:
    components = icalendar.Calendar.from_ical(content).walk("VEVENT")
    components = [each for each in components if each["STATUS"] != "CANCELLED"]
    return {str(component["UID"]): component for component in components}


def test_one_date_less_moves_no_other() -> None:
    three = render_ics(plan(when("10 сентября, 5 октября, 20 ноября 2021 г.")), words)
    two = render_ics(plan(when("5 октября, 20 ноября 2021 г.")), words)
    before, after = uids(three.content), uids(two.content)
    assert set(after) < set(before)
    assert all(before[uid]["DTSTART"].dt == each["DTSTART"].dt for uid, each in after.items())


def test_a_moved_date_is_a_later_edition_of_the_same_entry() -> None:
    october = render_ics(plan(when("до 15 октября 2021")), words).content
    for phrase in ("до 20 октября 2021", "до 1 октября 2021"):
        moved = render_ics(plan(when(phrase)), words, earlier=october).content
        ((uid, old),) = uids(october).items()
        ((same, new),) = uids(moved).items()
        assert uid == same
        assert new["SEQUENCE"] > old["SEQUENCE"]
        assert new["LAST-MODIFIED"].dt > old["LAST-MODIFIED"].dt
        back = render_ics(plan(when("до 15 октября 2021")), words, earlier=moved).content
        assert next(iter(uids(back).values()))["SEQUENCE"] == 2


def days_of(content: bytes) -> dict[str, date]:
    """The first day by what stands in the UID after the event."""
    return {uid.split("@")[0].rpartition(".")[2]: each["DTSTART"].dt
            for uid, each in uids(content).items()}  # fmt: skip


SEPTEMBER, OCTOBER, NOVEMBER = "20210910", "20211005", "20211120"


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("10 сентября, 12 октября, 20 ноября 2021 г.", {SEPTEMBER: (9, 10), OCTOBER: (10, 12),
                                                        NOVEMBER: (11, 20)}),
        ("5 октября, 20 ноября 2021 г.", {OCTOBER: (10, 5), NOVEMBER: (11, 20)}),
        ("до 20 ноября 2021 г.", {NOVEMBER: (11, 20)}),
        ("до 22 ноября 2021 г.", {NOVEMBER: (11, 22)}),
        ("3 сентября, 10 сентября, 12 октября, 20 ноября 2021 г.",
         {"20210903": (9, 3), SEPTEMBER: (9, 10), OCTOBER: (10, 12), NOVEMBER: (11, 20)}),
    ],
)  # fmt: skip
def test_a_moved_date_among_several_keeps_its_uid(
    phrase: str, wanted: dict[str, tuple[int, int]]
) -> None:
    first = render_ics(plan(when("10 сентября, 5 октября, 20 ноября 2021 г.")), words).content
    made = render_ics(plan(when(phrase)), words, earlier=first).content
    assert days_of(made) == {name: date(2021, *day) for name, day in wanted.items()}
    old = uids(first)
    moved = [each for uid, each in uids(made).items()
             if uid in old and old[uid]["DTSTART"].dt != each["DTSTART"].dt]  # fmt: skip
    assert all(each["SEQUENCE"] == 1 for each in moved)
    assert render_ics(plan(when(phrase)), words, earlier=made).content == made


def cancelled(content: bytes) -> dict[str, int]:
    """The numbers of the editions in which entries were called off."""
    components = icalendar.Calendar.from_ical(content).walk()
    return {str(each["UID"]).split("@")[0].rpartition(".")[2]: int(str(each["SEQUENCE"]))
            for each in components if each.get("STATUS") == "CANCELLED"}  # fmt: skip


def test_a_date_that_is_no_more_is_called_off_and_comes_back_as_the_same_entry() -> None:
    both = plan(when("10 сентября, 20 ноября 2021 г."))
    first = render_ics(both, words).content
    less = render_ics(plan(when("до 20 ноября 2021 г.")), words, earlier=first).content
    assert cancelled(less) == {"20210910": 1}
    assert days_of(less) == {NOVEMBER: date(2021, 11, 20)}
    again = render_ics(plan(when("до 20 ноября 2021 г.")), words, earlier=less)
    assert (again.content, again.dated) == (less, 1)
    later = render_ics(plan(when("до 20 ноября, 3 декабря 2021 г.")), words, earlier=less).content
    assert (cancelled(later), "20211203" in days_of(later)) == ({"20210910": 1}, True)
    back = render_ics(both, words, earlier=less).content
    assert cancelled(back) == {}
    assert uids(back)[next(iter(uids(first)))]["SEQUENCE"] == 2


def test_a_deleted_event_is_called_off_and_what_is_none_of_the_plan_is_not_copied() -> None:
    made = plan(when("октябрь"), replace(when("декабрь"), id="other"))
    first = render_ics(made, words).content
    foreign = first.replace(b"UID:district-2021.", b"UID:another-2021.")
    assert first != foreign
    assert cancelled(render_ics(plan(when("октябрь")), words, earlier=first).content) == {"1": 1}
    assert cancelled(render_ics(plan(when("октябрь")), words, earlier=foreign).content) == {}
    schools = body("schools")
    mine = replace(when("октябрь"), responsible=(Responsible("ОО", "schools"),))
    own = render_ics(plan(mine), words, body=schools).content
    taken_over = plan(when("октябрь"), bodies=[schools])
    assert cancelled(render_ics(taken_over, words, body=schools, earlier=own).content) == {}


def test_a_day_whose_name_a_moved_date_has_kept_gets_another() -> None:
    first = render_ics(plan(when("10 сентября, 20 ноября 2021 г.")), words).content
    moved = render_ics(plan(when("15 сентября, 20 ноября 2021 г.")), words, earlier=first).content
    phrase = "10 сентября, 15 сентября, 20 ноября 2021 г."
    both = render_ics(plan(when(phrase)), words, earlier=moved).content
    assert days_of(both) == {
        "20210910": date(2021, 9, 15), "20210910-2": date(2021, 9, 10),
        "20211120": date(2021, 11, 20),
    }  # fmt: skip


def test_the_same_plan_over_its_own_calendar_is_the_same_bytes() -> None:
    made = real("dyatkovo-2021")
    first = render_ics(made, words).content
    assert render_ics(made, words, earlier=first).content == first


@pytest.mark.parametrize("earlier", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\n", b"\xff\x00"])
def test_what_is_no_calendar_is_written_over(earlier: bytes) -> None:
    made = plan(when("октябрь"))
    assert render_ics(made, words, earlier=earlier).content == render_ics(made, words).content


def test_the_repository_counts_the_editions(tmp_path: Path) -> None:
    import shutil
    import subprocess

    def git(*arguments: str, day: int) -> None:
        moment = f"2022-03-{day:02}T09:00:00Z"
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@e.org", *arguments],
            cwd=tmp_path, check=True, capture_output=True,
            env={**os.environ, "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment},
        )  # fmt: skip

    shutil.copytree(SPECS / "dyatkovo-2021", tmp_path / "p", ignore=shutil.ignore_patterns("data"))
    assert editions_of(tmp_path / "p") == {}
    told = run("plan", str(tmp_path / "p"), "--format", "ics").err
    assert "Проект не в репозитории git" in told
    assert "--out" in told
    git("init", "-q", day=1)
    git("add", ".", day=1)
    git("commit", "-qm", "1", day=1)
    spec = tmp_path / "p" / "talents.yaml"
    spec.write_text(spec.read_text("utf-8") + "# пояснение\n", "utf-8")
    assert editions_of(tmp_path / "p")["talents.yaml"].number == 1
    git("commit", "-qam", "2", day=5)
    found = editions_of(tmp_path / "p")
    assert (found["talents.yaml"].number, found["heads.yaml"].number) == (1, 0)
    assert found["talents.yaml"].moment.day == 5
    out = run("plan", str(tmp_path / "p"), "--format", "ics").out
    assert "SEQUENCE:1" in out
    assert out.count("LAST-MODIFIED:20220305T090000Z") == out.count("SEQUENCE:1")
