"""`new`: a first project, roadmap or rule that validates as it stands and says what to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.editing.fmt import canonical, sort_keys
from engine.editing.nodes import Collection, Entry, Scalar
from engine.editing.reader import read_sheet
from engine.editing.writer import in_line, is_plain, write_sheet
from engine.load.schemas import FORMATS
from engine.yamltext import parse


@dataclass(frozen=True, slots=True)
class NewProject:
    """What `new project` was told; dates as YYYY-MM-DD."""

    id: str
    title: str
    municipality: str
    method: str
    period: str
    begins: str
    ends: str
    roadmap: str


def project_text(new: NewProject, schemas: str) -> str:
    """project.yaml: the district, the period, one roadmap, one body."""
    return _written(
        "project",
        f"""
        {_modeline(schemas, "project")}
        format: project/1
        id: {new.id}
        title: {_quoted(new.title)}
        municipality: {{name: {_quoted(new.municipality)}}}
        method: {_quoted(new.method)}
        period: {{text: {_quoted(new.period)}, from: "{new.begins}", to: "{new.ends}"}}
        # Дорожные карты в порядке документа; новую добавит roadmap new roadmap.
        roadmaps: [{new.roadmap}.yaml]
        organisations: [schools]
        # Кто отвечает за мероприятия: имя (id) и название, как оно напечатано в приказе.
        bodies:
          - {{id: education-office, name: Управление образования}}
        # Виды документов, которыми подтверждают мероприятия и показатели.
        evidence:
          in: documents
          kinds: [приказ, положение, справка, план мероприятий]
        """,
    )


def data_text(schemas: str) -> str:
    """data.yaml: the organisations and the register of documents, declared and not yet there."""
    return _written(
        "data",
        f"""
        {_modeline(schemas, "data")}
        format: data/1
        resources:
          # По таблице на пункт. title поля — заголовок столбца в файле, name — имя для условий.
          - name: schools
            title: Общеобразовательные организации
            path: data/Школы.csv
            schema:
              fields:
                - {{name: code, title: Код ОО, type: string, constraints: {{required: true}}}}
                - {{name: name, title: Наименование, type: string}}
              primaryKey: [code]
              missingValues: ["", "н/д"]
            organisation: code
          # Реестр документов: в столбце «Подтверждает» — карта/показатель или карта/мероприятие.
          - name: documents
            title: Реестр документов
            path: data/Реестр документов.csv
            schema:
              fields:
                - {{name: proves, title: Подтверждает, type: string}}
                - {{name: organisation, title: Код ОО, type: string}}
                - {{name: kind, title: Вид, type: string, constraints: {{required: true}}}}
                - {{name: title, title: Название, type: string}}
                - {{name: number, title: Номер, type: string}}
                - {{name: date, title: Дата, type: date}}
                - {{name: address, title: Адрес, type: string}}
              missingValues: ["", "н/д"]
            organisation: organisation
        """,
    )


def roadmap_text(slug: str, title: str, code: str | None, schemas: str) -> str:
    """A roadmap with one goal, one indicator and one event, to be replaced by the order's words."""
    number = f"code: {_quoted(code)}" if code else "# code: номер направления, если он напечатан"
    return _written(
        "roadmap",
        f"""
        {_modeline(schemas, "roadmap")}
        format: roadmap/1
        slug: {slug}
        {number}
        title: {_quoted(title)}
        goals:
          # Слова приказа переписываются дословно.
          - {{id: main-goal, text: Впишите цель словами приказа}}
        indicators:
          - id: first-indicator
            goal: main-goal
            text: Впишите показатель словами приказа
            # Вместо not_measurable — rule и target, если в приказе сказано, что и как измерять.
            not_measurable: no_method
        events:
          - id: first-event
            title: Впишите мероприятие словами приказа
            stage: monitoring
            serves: [first-indicator]
            schedule: В течение года
            responsible: [{{text: Впишите исполнителя}}]
            result: Впишите результат словами приказа
        """,
    )


def rule_text(id: str, title: str, measure: str, source: str | None, schemas: str) -> str:
    """A reusable rule of a kind of measure; what varies is a parameter."""
    given = _quoted(source) if source else "null"
    body = "\n          ".join(_MEASURES[measure])
    return _written(
        "rules",
        f"""
        {_modeline(schemas, "rules")}
        format: rule/1
        id: {id}
        title: {_quoted(title)}
        # Документ и пункт, откуда взят способ расчёта; null честнее придуманного источника.
        source: {given}
        parameters:
          {body}
        """,
    )


_MEASURES: Mapping[str, Sequence[str]] = {
    "share": (
        "table: {type: dataset, title: Таблица}",
        "what: {type: condition, title: Что засчитывается}",
        "among: {type: condition, title: Какие строки учитываются, default: null}",
        "",
        'rule: {measure: share, in: "{table}", of: "{what}", where: "{among}", missing: as_false}',
    ),
    "count": (
        "table: {type: dataset, title: Таблица}",
        "what: {type: condition, title: Что засчитывается}",
        "",
        'rule: {measure: count, in: "{table}", of: "{what}", missing: as_false}',
    ),
    "mean": (
        "table: {type: dataset, title: Таблица}",
        "column: {type: column, title: Столбец с числом}",
        "",
        'rule: {measure: mean, in: "{table}", of: "{column}", missing: exclude}',
    ),
    "exists": (
        "kinds: {type: list, title: Виды документов}",
        "",
        'rule: {measure: exists, evidence: {kind: "{kinds}"}}',
    ),
    "each": (
        "organisations: {type: dataset, title: Список организаций}",
        "kinds: {type: list, title: Виды документов}",
        "",
        'rule: {measure: each, per: "{organisations}", evidence: {kind: "{kinds}"}}',
    ),
}
MEASURES = tuple(_MEASURES)


def list_roadmap(project: str, name: str) -> str:
    """project.yaml with one more roadmap in its list; all else stays as the author wrote it."""
    sheet = read_sheet(project)
    entry = sheet.root.get("roadmaps")
    if entry is None:
        entry = Entry(Scalar("roadmaps"), Collection(is_mapping=False, is_flow=True))
        sheet.root.entries.append(entry)
    if isinstance(entry.value, Collection):
        entry.value.entries.append(Entry(None, Scalar(name)))
    sort_keys(sheet.root, FORMATS["project/1"])
    return write_sheet(sheet)


def _modeline(schemas: str, kind: str) -> str:
    return f"# yaml-language-server: $schema={schemas}/{kind}.schema.json"


def _quoted(text: str) -> str:
    """The text on one line, in quotes where it would not be read as this text."""
    line = " ".join(text.split())
    return in_line(Scalar(line, "" if is_plain(line, flow=True) else '"'), flow=True)


def _written(kind: str, text: str) -> str:
    lines = [line[8:].rstrip() for line in text.strip("\n").splitlines()]
    # `rule:` of a rule's template stands beside `parameters:`, not in it.
    lines = [line.strip() if line.strip().startswith("rule: ") else line for line in lines]
    document = parse("\n".join(lines).encode("utf-8"), f"{kind}.yaml").document
    assert document is not None
    return canonical(document, kind)
