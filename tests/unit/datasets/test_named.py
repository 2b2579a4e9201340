"""Names instead of codes: what the list or somebody has said is taken, all else is proposed."""

import json
from pathlib import Path

import pytest

from engine.datasets import Tables, folder_of, read_resources
from engine.datasets.namesakes import proposed
from engine.load import load_data
from tests.running import run

DATA = """\
format: data/1
resources:
  - name: schools
    path: schools.csv
    organisation: code
    schema:
      fields: [{name: code, type: string}, {name: name, type: string}]
      primaryKey: [code]
  - name: school_names
    path: school_names.csv
    schema:
      fields:
        - {name: written, type: string}
        - {name: code, type: string}
        - {name: ground, type: string, optional: true}
  - name: results
    path: results.csv
    organisation: school
    schema:
      fields:
        - {name: school, type: string, names: {list: schools, accepted: school_names}}
        - {name: n, type: integer}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
"""
LISTED = {
    "105": "МБОУ СОШ № 5", "106": "МБОУ «Гимназия № 5»", "201": "МБДОУ детский сад № 5 «Ромашка»",
    "107": "МБОУ Любохонская СОШ имени А. А. Головачева", "108": "МАОУ ООШ № 12",
    "109": "МАОУ СОШ № 12", "110": "МБОУ СОШ № 1 г. Дятьково", "111": "МБОУ СОШ № 1 п. Ивот",
}  # fmt: skip
WRITTEN = (
    "105", "мбоу сош №5", "МБОУ  “СОШ № 5”", "пятая школа", "СОШ №5", "школа 5", "школа № 12",
    "Школа № 77",
)  # fmt: skip


def project(folder: Path, accepted: str = "пятая школа;105\n") -> Path:
    folder.mkdir()
    tables = {
        "schools": "code;name\n" + "".join(f"{code};{name}\n" for code, name in LISTED.items()),
        "school_names": f"written;code\n{accepted}",
        "results": "school;n\n" + "".join(f"{name};1\n" for name in WRITTEN),
    }
    (folder / "data.yaml").write_text(DATA, "utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def read(folder: Path, names: tuple[str, ...] | None = None) -> Tables:
    package = load_data(folder / "data.yaml").package
    assert package is not None
    return read_resources(package, folder_of(str(folder), None), names=names)


@pytest.mark.parametrize(
    ("written", "codes", "ground"),
    [
        ("СОШ №5", ("105",), "number_kind"),
        ("Школа 5", ("105",), "number"),
        ("Муниципальное бюджетное общеобразовательное учреждение средняя общеобразовательная "
         "школа № 5", ("105",), "number_kind"),
        ("гимназия N 5", ("106",), "number_kind"),
        ("д/с №5", ("201",), "number_kind"),
        ("№ 5", ("105", "106", "201"), "number"),
        ("школа 12", ("108", "109"), "number"),
        ("оош 12", ("108",), "number_kind"),
        ("СОШ 1", ("110", "111"), "number_kind"),
        ("СОШ № 1 Ивот", ("111",), "number_kind"),
        ("Любохонская школа", ("107",), "words"),
        ("Любахонская СОШ им. А.А. Головачева", ("107",), "spelling"),
    ],
)  # fmt: skip
def test_a_proposal_says_its_ground(written: str, codes: tuple[str, ...], ground: str) -> None:
    proposal = proposed(written, LISTED)
    assert proposal is not None
    assert (proposal.codes, proposal.ground) == (codes, ground)


@pytest.mark.parametrize("written", ["Школа № 77", "СОШ № 15", "ЦРБ", "детский сад № 12"])
def test_where_nothing_fits_nothing_is_proposed(written: str) -> None:
    assert proposed(written, LISTED) is None


def test_only_the_list_and_accepted_names_become_codes(tmp_path: Path) -> None:
    tables = read(project(tmp_path / "p"), ("results",))
    codes = tables.datasets["results"].frame["school"].to_list()
    assert codes == ["105", "105", "105", "105", None, None, None, None]
    assert [finding.code.id for finding in tables.findings] == ["D287"]
    told = dict(tables.findings[0].params)
    assert told["count"] == 4
    assert told["names"] == ("СОШ №5 → 105?", "школа 5 → 105?", "школа № 12 → 108 | 109?",
                             "Школа № 77")  # fmt: skip


def test_what_is_accepted_is_known_from_then_on(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    done = run("data", "names", str(folder), "--format", "csv", "--quiet")
    assert done.code == 1
    rows = done.out.splitlines()
    assert rows[1] == "СОШ №5;105;105 МБОУ СОШ № 5: тот же номер и вид"
    assert rows[3].startswith("школа № 12;;не решить, какая из 2: 108 МАОУ ООШ № 12")
    text = done.out.replace("школа № 12;;", "школа № 12;109;").replace("№ 77;;", "№ 77;111;")
    (folder / "school_names.csv").write_text(text + "пятая школа;105;сказал директор\n", "utf-8")
    tables = read(folder)
    assert tables.findings == ()
    assert None not in tables.datasets["results"].frame["school"].to_list()
    done = run("data", "names", str(folder), "--quiet")
    assert (done.code, done.out) == (0, "Все названия узнаны.\n")


def test_programs_get_codes_and_grounds(tmp_path: Path) -> None:
    done = run("data", "names", str(project(tmp_path / "p")), "--format", "json", "--quiet")
    told = {load["written"]: (load["codes"], load["ground"]) for load in json.loads(done.out)}
    assert told == {
        "СОШ №5": (["105"], "number_kind"), "школа 5": (["105"], "number"),
        "школа № 12": (["108", "109"], "number"), "Школа № 77": ([], None),
    }  # fmt: skip


@pytest.mark.parametrize("accepted", ["школа 5;999\n", "школа 5;105\nШкола №5;106\nшкола 5;106\n"])
def test_an_accepted_name_leads_to_one_listed_code(tmp_path: Path, accepted: str) -> None:
    tables = read(project(tmp_path / "p", accepted))
    assert "D288" in [finding.code.id for finding in tables.findings]
    assert "школа 5" in {each.written for each in tables.unnamed}


def test_a_name_that_two_have_is_nobody_s(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    with (folder / "schools.csv").open("a", encoding="utf-8") as listed:
        listed.write("112;МБОУ СОШ № 5\n")
    unnamed = {each.written: each.proposal for each in read(folder).unnamed}
    twice = unnamed["мбоу сош №5"]
    assert twice is not None
    assert (twice.codes, twice.ground) == (("105", "112"), "twice")


def test_one_organisation_under_two_names_is_a_key_that_repeats(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "пятая школа;105\nпервая;110\n")
    keyed = DATA.replace("      foreignKeys", "      primaryKey: [school]\n      foreignKeys")
    (folder / "data.yaml").write_text(keyed, "utf-8")
    for names, count in ((("105", "пятая школа", "мбоу сош №5"), 2), (("105", "первая"), None)):
        rows = "".join(f"{name};1\n" for name in names)
        (folder / "results.csv").write_text(f"school;n\n{rows}", "utf-8")
        found = [
            (finding.code.id, dict(finding.params)["count"]) for finding in read(folder).findings
        ]
        assert found == ([("D224", count)] if count else [])
    (folder / "results.csv").write_text("school;n\nпервая;1\nпервая;2\n", "utf-8")
    assert [finding.code.id for finding in read(folder).findings] == ["D224"], "told once"


def test_a_list_without_names_is_refused(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    text = DATA.replace("{name: name, type", "{name: title, type").replace(
        "written, type", "w, type"
    )
    (folder / "data.yaml").write_text(text, "utf-8")
    assert [finding.code.id for finding in load_data(folder / "data.yaml").findings] == [
        "S165",
        "S165",
    ]
