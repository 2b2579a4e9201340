"""The dependency graph as text: nothing in a title can break out of its label."""

import pytest

from engine.cycle import order_events
from engine.messages import catalogue
from engine.model.project import Project
from engine.reports.formats.graph import DRAWINGS, graph_model, graph_text
from tests.unit.builders import event, goal, indicator, project, roadmap, window

OCTOBER = window("2021-10-01", "2021-10-31")
DECEMBER = window("2021-12-01", "2021-12-31")


def plan() -> Project:
    return project(
        roadmap(
            "low-results",
            event("list", "monitoring", serves=["i"], number="1.1", title='Перечень "А"; end \\'),
            event("programme", "decision", serves=["i"], number="1.2", when=[DECEMBER]),
            event("report", "analysis", after=["programme"], number="1.3", when=[OCTOBER]),
            goals=[goal("g")],
            indicators=[indicator("i", "g")],
            code="1.2",
        ),
        roadmap("heads", event("reserve", after=["low-results/list"])),
    )


def text(format_: str, slug: str | None = None) -> str:
    ordering, _ = order_events(plan())
    return graph_text(format_, plan(), ordering, catalogue(), slug)


def test_mermaid_has_solid_and_dotted_arrows_and_marks_conflicts() -> None:
    assert (
        text("mermaid")
        == """\
flowchart LR
  subgraph r_low_results["1.2 Дорожная карта"]
    e1["1.2/1.1 Перечень #34;А#34;; end #92;"]
    e2["1.2/1.2 Мероприятие programme"]
    e3["1.2/1.3 Мероприятие report"]
  end
  subgraph r_heads["Дорожная карта"]
    e4["heads/reserve Мероприятие reserve"]
  end
  e2 --> e3
  e1 --> e4
  e1 -.-> e2
  linkStyle 0 stroke:#96210f,stroke-width:3px
"""
    )


def test_dot_quotes_what_it_must() -> None:
    dot = text("dot")
    assert r'e1 [label="1.2/1.1 Перечень \"А\"; end \\"];' in dot
    assert 'e2 -> e3 [color="#96210f", penwidth="2.5"];' in dot
    assert 'e1 -> e2 [style="dashed", color="#8b979e"];' in dot
    assert dot.count("{") == dot.count("}")


@pytest.mark.parametrize("format_", [name for name, _ in DRAWINGS])
def test_one_roadmap_can_be_drawn_alone(format_: str) -> None:
    assert "reserve" in text(format_)
    assert "reserve" not in text(format_, "low-results")


def test_the_json_names_goals_indicators_and_events_and_what_serves_what() -> None:
    ordering, _ = order_events(plan())
    model = graph_model(plan(), ordering)
    assert [node["kind"] for node in model["nodes"]] == [  # type: ignore[attr-defined]
        "goal", "indicator", "event", "event", "event", "event",
    ]  # fmt: skip
    assert model["serves"] == [
        ["low-results/i", "low-results/g"],
        ["low-results/list", "low-results/i"],
        ["low-results/programme", "low-results/i"],
    ]
    assert ["low-results/list", "heads/reserve", "hard"] in model["edges"]  # type: ignore[operator]
