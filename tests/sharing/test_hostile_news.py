"""What comes from afar may be anything: it is told as text, and leads nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from clones import Person

ANGAR = "measures/angar.toml"
ESCAPE = "\x1b]0;HOSTILE\x07\x1b[2J"


@pytest.mark.parametrize("is_ahead", [False, True])
def test_links_submodules_and_escape_sequences_that_came(
    anna: Person, bo: Person, tmp_path: Path, is_ahead: bool
) -> None:
    outside = tmp_path / "utanför.toml"
    outside.write_text('title = "Hemligt"\n', "utf-8")
    (anna.folder / "measures" / "lank.toml").symlink_to(outside)
    (anna.folder / "measures" / "mapp").symlink_to("/etc")
    anna.write(f"measures/{ESCAPE.replace('/', '')}.toml", 'title = "Namn"\n')
    anna.write("measures/--all.toml", 'title = "Flagga"\n')
    anna.write("measures/:(top)x.toml", 'title = "Mönster"\n')
    anna.write(ANGAR, anna.text(ANGAR).replace("Parkenheten", "Parken\\u001b[2J"))
    anna.git("add", "--all")
    anna.git("update-index", "--add", "--cacheinfo", f"160000,{anna.head},measures/under")
    anna.git("config", "user.name", f"Anna {ESCAPE}")
    anna.git("commit", "--quiet", f"--message=Ser bra ut {ESCAPE}\n\n[/bold] [@click=app.quit]")
    anna.git("push", "--quiet")
    if is_ahead:
        bo.set("angar", "end=2024")
    assert bo.app("sync") == 0, bo.err
    assert "\x1b" not in bo.out + bo.err + bo.git("log", "-1", "--merges", "--format=%B")
    assert "Hemligt" not in bo.out and outside.read_text("utf-8") == 'title = "Hemligt"\n'
    assert bo.git("status", "--porcelain") == ""
    assert bo.git("ls-tree", "HEAD", "measures/lank.toml").startswith("120000")


def test_a_server_that_lacks_a_part_is_said_to_be_damaged(
    anna: Person, bo: Person, server: Path
) -> None:
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0
    blob = anna.git("rev-parse", f"HEAD:{ANGAR}")
    (server / "objects" / blob[:2] / blob[2:]).unlink()
    before = bo.head
    assert bo.app("sync") == 4 and "server.git is damaged" in bo.err
    assert bo.head == before and bo.app("verify") == 0


@pytest.mark.parametrize("is_ahead", [False, True])
def test_what_a_partial_clone_lacks_is_fetched_by_no_command(
    anna: Person, server: Path, person: Callable[..., Person], is_ahead: bool
) -> None:
    """Git's own merge would ask the first remote that promises it, whatever its address is."""
    anna.git("-C", str(server), "config", "uploadpack.allowFilter", "true")
    bo = person("bo", "--filter=blob:none")
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0
    bo.git("fetch", "--quiet")
    bo.git("config", "protocol.ext.allow", "always")
    config = bo.text(".git/config")
    first = f'[remote "aaa"]\n\turl = ext::touch {bo.folder}/HOSTILE\n\tpromisor = true\n'
    bo.write(".git/config", first + config)
    if is_ahead:
        bo.set("angar", "start=2021")
    assert bo.app("sync") == 3 and "The address of aaa is a command" in bo.err
    assert not (bo.folder / "HOSTILE").exists()
