"""A run travels as a parcel: the same tables give the same bytes; a hostile one gets nowhere."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.reports.formats import FILES
from engine.runs.parcels import open_parcel
from engine.runs.writing import NoParcel
from tests.running import Done, run
from tests.unit.disclosure.projects import indicator, pupil, write

ALL = ",".join(FILES)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [*(pupil("1") for _ in range(8)), *(pupil("2", passed="нет") for _ in range(7)),
            *(pupil("3") for _ in range(2))]  # fmt: skip
    share = "{measure: share, of: passed, in: pupils, missing: exclude}"
    home = tmp_path_factory.mktemp("parcels") / "район"
    return write(home, [indicator("passed", share, ">= 90 %")], rows)


def packed(home: Path, file: Path, *more: str) -> Done:
    return run("evaluate", str(home), "--as-of", "2022-06-01", "--out", str(file.parent / "out"),
               "--history", str(file.parent / "none.sqlite"), "--no-cache", "-q",
               "--parcel", str(file), *more)  # fmt: skip


@pytest.fixture(scope="module")
def parcel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sent") / "run.zip"
    done = packed(project, file, "--format", ALL)
    assert done.code in (0, 1), done.err
    assert str(file) in done.out
    return file


def test_the_same_tables_give_the_same_bytes(project: Path, parcel: Path) -> None:
    done = run("verify", str(parcel), "--data", str(project))
    assert done.code == 0, done.out + done.err
    assert "Те же данные дают те же байты" in done.out


def test_the_tables_may_lie_elsewhere(project: Path, parcel: Path, tmp_path: Path) -> None:
    for file in project.glob("*.csv"):
        shutil.copy(file, tmp_path)
    assert run("verify", str(parcel), "--data", str(tmp_path)).code == 0


def test_tables_of_a_folder_of_uploads_are_found_again(project: Path, tmp_path: Path) -> None:
    uploads, file = tmp_path / "uploads", tmp_path / "run.zip"
    uploads.mkdir()
    for path in project.glob("*.csv"):
        shutil.copy(path, uploads)
    packed(project, file, "--data", str(uploads))
    assert run("verify", str(file), "--data", str(uploads)).code == 0


def test_a_changed_table_is_named(project: Path, parcel: Path, tmp_path: Path) -> None:
    for file in project.glob("*.csv"):
        shutil.copy(file, tmp_path)
    with (tmp_path / "pupils.csv").open("a") as table:
        table.write(";".join(pupil("1")) + "\n")
    done = run("verify", str(parcel), "--data", str(tmp_path))
    assert done.code == 1
    assert "другие: pupils.csv." in done.out


@pytest.mark.parametrize("place", ["results/*.csv", "results/**/*.csv"])
def test_a_file_that_is_called_by_its_number_travels_so_and_is_found_by_its_content(
    project: Path, tmp_path: Path, place: str
) -> None:
    home, file = tmp_path / "район", tmp_path / "run.zip"
    shutil.copytree(project, home)
    data, rows = home / "data.yaml", (home / "pupils.csv").read_text("utf-8")
    (home / "pupils.csv").unlink()
    data.write_text(data.read_text("utf-8").replace("pupils.csv", place), "utf-8")
    (home / "results" / "9А").mkdir(parents=True)
    own = home / "results" / ("9А" if "**" in place else "") / "Маркова.csv"
    own.write_text(rows, "utf-8")
    (home / "results" / "9А класс.csv").write_text(rows.replace("физика", "химия"), "utf-8")
    packed(home, file)
    with zipfile.ZipFile(file) as parts:
        assert not any("Марков".encode() in parts.read(name) for name in parts.namelist())
    assert "results/№ " in run("verify", str(file)).out
    done = run("verify", str(file), "--data", str(home))
    assert "Те же данные дают те же байты" in done.out, done
    own.write_text(rows.replace("физика", "право"), "utf-8")
    assert "другие: results/№ " in run("verify", str(file), "--data", str(home)).out


def test_without_tables_only_the_parcel_itself_is_checked(parcel: Path) -> None:
    done = run("verify", str(parcel))
    assert done.code == 1
    assert "Повторить прогон нельзя" in done.out


def test_no_table_and_no_row_of_it_is_in_the_parcel(parcel: Path) -> None:
    with zipfile.ZipFile(parcel) as parts:
        csv = [name for name in parts.namelist() if name.endswith(".csv")]
        assert all(name.startswith("reports/") for name in csv)
        assert not any("Иванов Иван" in parts.read(name).decode("utf-8", "replace")
                       for name in parts.namelist())  # fmt: skip


def test_the_same_run_gives_the_same_parcel(project: Path, parcel: Path, tmp_path: Path) -> None:
    packed(project, tmp_path / "run.zip", "--format", ALL)
    assert (tmp_path / "run.zip").read_bytes() == parcel.read_bytes()


def test_a_run_that_is_compared_with_another_is_not_packed(project: Path, tmp_path: Path) -> None:
    done = packed(project, tmp_path / "run.zip", "--keep")
    assert done.code == 2
    assert "без --keep" in done.err


def repacked(parcel: Path, change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(parcel) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def listing(key: str, value: object) -> Callable[[dict[str, bytes]], object]:
    def change(parts: dict[str, bytes]) -> None:
        said = json.loads(parts["parcel.json"])
        said[key] = value
        parts["parcel.json"] = json.dumps(said).encode()

    return change


def add(name: str, content: bytes = b"x") -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update({name: content})


def with_options(**options: object) -> Callable[[dict[str, bytes]], object]:
    given = {"formats": ["json"], "audience": "external", "lang": "ru", "engine": None, **options}
    return listing("options", given)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (add("specs/../../escape.yaml"), "leads-out"),
        (add("/etc/passwd"), "leads-out"),
        (add("specs\\escape.yaml"), "leads-out"),
        (add("C:/escape.yaml"), "leads-out"),
        (add("other/x.yaml"), "stranger"),
        (add("specs/new.yaml"), "changed"),
        (add("reports/report.json", b"{}"), "changed"),
        (add("specs/LOW.yaml"), "damaged"),
        (lambda parts: parts.pop("specs/low.yaml"), "changed"),
        (lambda parts: parts.pop("parcel.json"), "not-one"),
        (add("parcel.json", b"[" * 100_000), "damaged"),
        (listing("data", {"../../etc/passwd": "0"}), "leads-out"),
        (listing("data", {"a.csv": 7}), "leads-out"),
        (listing("format", "parcel/2"), "not-one"),
        (listing("as_of", "yesterday"), "damaged"),
        (listing("options", None), "damaged"),
        (with_options(formats=["exe"]), "damaged"),
        (with_options(engine="bash"), "damaged"),
        (with_options(audience="all"), "damaged"),
        (add("specs/bomb.yaml", bytes(80 << 20)), "too-large"),
    ],
)
def test_a_parcel_that_was_tampered_with_is_refused(
    change: Callable[[dict[str, bytes]], object], key: str, parcel: Path, tmp_path: Path
) -> None:
    bad = repacked(parcel, change)
    with pytest.raises(NoParcel) as refused:
        open_parcel(bad)
    assert refused.value.key == key
    (tmp_path / "bad.zip").write_bytes(bad)
    done = run("verify", str(tmp_path / "bad.zip"))
    assert done.code == 2
    assert "bad.zip" in done.err


def test_a_folder_that_leads_out_is_a_name_and_no_path(
    parcel: Path, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "run.zip").write_bytes(repacked(parcel, listing("folder", "a/..")))
    done = run("verify", str(tmp_path / "run.zip"), "--data", str(project))
    assert done.code in (0, 1)


def test_what_is_no_parcel_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.zip").write_bytes(b"no zip")
    assert "это не посылка" in run("verify", str(tmp_path / "run.zip")).err


def test_a_torn_archive_is_called_damaged(parcel: Path, tmp_path: Path) -> None:
    content = parcel.read_bytes()
    flipped = content[:300] + bytes([content[300] ^ 255]) + content[301:]
    for torn in (content[: len(content) // 2], flipped):
        (tmp_path / "run.zip").write_bytes(torn)
        done = run("verify", str(tmp_path / "run.zip"))
        assert (done.code, "повреждена" in done.err) == (2, True), done.err
