"""`roadmap plan`: for a program exactly the promised keys, for a methodologist sentences."""

from engine.cycle import order_events
from engine.diagnostics import Origin, Place
from engine.messages import catalogue
from engine.model.project import Project
from engine.plain import to_plain
from engine.reports.content.plan import plan_model, plan_text
from engine.reports.edition import event_label
from tests.unit.builders import event, project, roadmap, section, window

APRIL = window("2021-04-01", "2021-04-30")
JUNE = window("2021-06-01", "2021-06-30")
SEPTEMBER = window("2021-09-01", "2021-09-30")


class Sources:
    """Every item stands in the line of its number."""

    def place(self, at: Origin | Place) -> Place:
        assert isinstance(at, Origin)
        return Place(at.file, int(at.route[1]) + 1, 5)

    def line(self, place: Place) -> str:
        return ""


def plan() -> Project:
    return project(
        roadmap(
            "low-results",
            event(
                "monitoring",
                "monitoring",
                number="2.5",
                title="Мониторинг результатов дорожных карт",
                after=["roadmaps"],
                when=[APRIL, JUNE],
                responsible=["Отдел образования", "ОО"],
            ),
            event("roadmaps", "decision", number="2.3", title="Разработка карт", when=[SEPTEMBER]),
            event("talks", "analysis", number="2.6", title="Беседы"),
            code="1.2",
        )
    )


def test_the_json_has_exactly_the_promised_keys() -> None:
    ordering, _ = order_events(plan())
    assert to_plain(plan_model(ordering)) == {
        "order": [
            {
                "id": "low-results/roadmaps",
                "start": "2021-09-01",
                "end": "2021-09-30",
                "stage": "decision",
            },
            {
                "id": "low-results/monitoring",
                "start": "2021-04-01",
                "end": "2021-06-30",
                "stage": "monitoring",
            },
            {"id": "low-results/talks", "start": None, "end": None, "stage": "analysis"},
        ],
        "edges": [["low-results/roadmaps", "low-results/monitoring", "hard"]],
        "conflicts": [
            {
                "before": "low-results/roadmaps",
                "after": "low-results/monitoring",
                "before_starts": "2021-09-01",
                "after_ends": "2021-06-30",
            }
        ],
        "against_cycle": [],
        "unlinked": ["low-results/talks"],
        "incomparable": [],
        "compared": True,
        "unjudged": [],
    }


def test_the_text_reads_like_a_plan() -> None:
    ordering, _ = order_events(plan())
    assert (
        plan_text(plan(), ordering, Sources(), catalogue())
        == """\
План работ: Район, 2021-2022 учебный год
3 мероприятия. Связей по содержанию: 1, по циклу: 0.
Без дат: 1 мероприятие; они стоят последними среди готовых.

Сентябрь 2021
   1. 1.2/2.3 · 01.09.2021–30.09.2021 · управленческие решения
      Разработка карт
   2. 1.2/2.5 · 01.04.2021–30.06.2021, 2 срока · мониторинг · ! сроки противоречат порядку
      Мониторинг результатов дорожных карт
      Отдел образования, ОО

Без дат
   3. 1.2/2.6 · без дат · анализ
      Беседы

Противоречия в сроках: 1
   1. 1.2/2.5 заканчивается 30.06.2021, а 1.2/2.3, на которое оно опирается, начинается только \
01.09.2021.
      low-results.yaml:1:5: 1.2/2.5 Мониторинг результатов дорожных карт
      low-results.yaml:2:5: 1.2/2.3 Разработка карт

Порядок 1 мероприятия из 3 не проверен, потому что они ни с чем не связаны: нет ни общей \
цели или показателя (serves), ни «после чего» (after)."""
    )


def test_a_plan_in_order_says_so() -> None:
    calm = project(roadmap("r", event("a", when=[SEPTEMBER])))
    ordering, _ = order_events(calm)
    assert plan_text(calm, ordering, Sources(), catalogue()).endswith("Противоречий в сроках нет.")


def test_text_of_a_spec_cannot_steer_a_terminal() -> None:
    hostile = project(roadmap("r", event("a", title="тихо\x1b[2Jгромко", when=[SEPTEMBER])))
    ordering, _ = order_events(hostile)
    assert "\x1b" not in plan_text(hostile, ordering, Sources(), catalogue())


def test_where_sections_count_again_every_number_keeps_its_section() -> None:
    made = roadmap(
        "assessment",
        event("a", number="1", section="s1"),
        event("b", number="1", section="s2"),
        event("c", number="2", section="s2"),
        event("d", section="s2"),
        sections=[section("s1", "I", "Анализ"), section("s2", "II", "Меры")],
        code="1.1",
    )
    labels = [event_label(made, each) for each in made.events]
    assert labels == ["1.1/I.1", "1.1/II.1", "1.1/II.2", "1.1/d"]


def test_events_that_are_linked_to_undated_ones_alone_are_not_called_free_of_contradictions() -> (
    None
):
    late = event("late", "measure", number="2", after=["talks"], when=[JUNE])
    made = project(roadmap("low-results", event("talks", "analysis", number="1"), late))
    ordering, _ = order_events(made)
    told = plan_text(made, ordering, Sources(), catalogue())
    assert "Противоречий" not in told
    assert "Порядок не проверен, потому что у связанных мероприятий нет дат." in told
