"""Contents by their hash: what was kept comes back, and no name leads out of the folder."""

from pathlib import Path

import pytest

from engine.web.blobs import Blobs, hash_of


def test_what_was_kept_comes_back_until_it_is_forgotten(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    name = blobs.keep("Приказ".encode())
    assert name == blobs.keep("Приказ".encode()) == hash_of("Приказ".encode())
    assert blobs.read(name) == "Приказ".encode()
    blobs.forget(name)
    assert blobs.read(name) is None
    blobs.forget(name)


@pytest.mark.parametrize("name", ["", "a" * 63, "a" * 65, "A" * 64, "../" * 21 + "a", "g" * 64])
def test_what_is_no_hash_is_not_looked_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_bytes(b"other")
    assert Blobs(tmp_path).read(name) is None
