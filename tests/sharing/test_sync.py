"""Several clones and one remote: what one saves, all have, and nothing is done by halves."""

from __future__ import annotations

import shlex
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import Person

from miljo_tui.repository import transfers

Git = Callable[..., str]
ANGAR = "measures/angar.toml"


def test_what_was_saved_is_shared_and_comes(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0, anna.err
    assert anna.out == "0 changes came, 1 change was shared\n"
    assert bo.app("sync") == 0, bo.err
    assert "end" not in bo.err and "1 change came, 0 changes were shared" in bo.out
    assert "Anna" in bo.out and "anna vet" in bo.out
    assert bo.head == anna.head
    assert "end = 2024" in bo.text(ANGAR)
    assert bo.app("sync") == 0 and bo.out == "0 changes came, 0 changes were shared\n"


def test_two_changes_of_one_record_are_joined_field_by_field(anna: Person, bo: Person) -> None:
    """Lines that stand beside each other, which git by itself would not join."""
    anna.set("angar", "end=2024")
    bo.set("angar", "start=2021")
    assert bo.app("sync") == 0, bo.err
    told = anna.json("sync")
    assert len(told["received"]) == len(told["shared"]) == 1 and told["joined"]
    assert bo.app("sync") == 0
    assert bo.head == anna.head
    for who in (anna, bo):
        assert "start = 2021\nend = 2024\n" in who.text(ANGAR)
        assert "# Ängarna sköts av parkförvaltningen." in who.text(ANGAR)
        assert who.app("verify") == 0, who.out
        assert who.git("status", "--porcelain") == ""
    assert anna.git("log", "-1", "--format=%s%n%an") == (
        "Ta in 1 ändring från origin/main: Bo\nAnna"
    )
    assert anna.git("log", "-1", "--format=%P").split() != []
    assert anna.git("worktree", "list").count("\n") == 0


def test_whoever_joins_the_same_comes_of_it(
    anna: Person, bo: Person, server: Path, git: Git, tmp_path: Path
) -> None:
    """Both clones join the same two histories; the trees are equal, to the byte."""
    anna.set("angar", "follow_ups[2025].status=G", "sources+=https://a.example.org")
    bo.set("angar", "follow_ups[2024].status=H", "sources+=https://b.example.org")
    other = tmp_path / "andra.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(server), str(other))
    assert anna.app("sync") == bo.app("sync") == 0
    joined = bo.tree
    anna.git("reset", "--quiet", "--hard", bo.git("rev-parse", "HEAD^2"))
    bo.git("reset", "--quiet", "--hard", bo.git("rev-parse", "HEAD^1"))
    for who in (anna, bo):
        who.git("remote", "set-url", "origin", f"file://{other}")
        who.git("update-ref", "-d", "refs/miljo-tui/seen/origin/main")
        who.git("update-ref", "-d", "refs/remotes/origin/main")
    assert bo.app("sync") == anna.app("sync") == 0, anna.err
    assert anna.git("rev-list", "--merges", "--count", "HEAD") == "1"
    assert anna.tree == joined


def test_two_values_are_refused_with_field_values_and_persons(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024", "responsible=Gatukontoret")
    assert anna.app("sync") == 0
    bo.set("angar", "end=2025")
    before = bo.head, bo.text(ANGAR)
    assert bo.app("sync") == 3
    assert bo.err.splitlines()[0] == (
        "miljo-tui: measures/angar: end is 2025 here (Bo), 2024 there (Anna)"
    )
    assert (bo.head, bo.text(ANGAR)) == before
    assert bo.git("worktree", "list").count("\n") == 0
    assert bo.git("status", "--porcelain") == ""


def test_a_record_that_one_removes_and_the_other_changes(anna: Person, bo: Person) -> None:
    assert anna.app("remove", "atervinning", "--reason", "x") == 0
    assert anna.app("sync") == 0
    bo.set("atervinning", "start=2023")
    assert bo.app("sync") == 3
    assert "measures/atervinning.toml was changed here (Bo) and there (Anna)" in bo.err


def test_what_is_invalid_together_is_refused_with_both_ends(anna: Person, bo: Person) -> None:
    """One puts a measure into an area that the other removes."""
    assert anna.app("remove", "areas/giftfri-vardag", "--reason", "x") == 0, anna.err
    assert anna.app("sync") == 0
    bo.by_hand(
        "measures/atervinning.toml",
        'title = "Återvinning"\n',
        'title = "Återvinning"\nareas = ["giftfri-vardag"]\n',
    )
    before = bo.head
    assert bo.app("sync") == 1
    assert "measures/atervinning.toml" in bo.err and "giftfri-vardag" in bo.err
    assert bo.head == before


def test_a_dry_run_tells_and_changes_nothing(anna: Person, bo: Person, server: Path) -> None:
    anna.set("angar", "end=2024")
    anna.app("sync")
    bo.set("okad-vaxtlighet", "end=2025-01-31")
    before = bo.head, bo.git("ls-remote", "origin")
    assert bo.app("sync", "--dry-run") == 0
    assert "1 change would come, 1 change would be shared" in bo.out
    assert (bo.head, bo.git("ls-remote", "origin")) == before


def test_uncommitted_edits_to_what_came_are_refused_first(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    anna.app("sync")
    bo.write(ANGAR, bo.text(ANGAR).replace("end = 2023", "end = 2026"))
    assert bo.app("sync") == 3 and ANGAR in bo.err
    assert "end = 2026" in bo.text(ANGAR)


def test_other_uncommitted_edits_stay(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    anna.app("sync")
    bo.write("measures/okad-vaxtlighet.toml", "title = 1\n")
    bo.write("anteckning.txt", "min\n")
    assert bo.app("sync") == 0, bo.err
    assert "end = 2024" in bo.text(ANGAR)
    assert bo.text("measures/okad-vaxtlighet.toml") == "title = 1\n"


def test_a_rewritten_remote_is_remembered_and_refused(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    anna.app("sync")
    bo.app("sync")
    gone = bo.head
    anna.git("reset", "--quiet", "--hard", "HEAD~1")
    anna.set("angar", "end=2030")
    anna.git("push", "--quiet", "--force")
    bo.git("fetch", "--quiet")  # what only this clone's remote branch knew is forgotten
    assert bo.app("sync") == 3
    assert f"Gone: {gone[:10]} of Anna: angar: slut 2023 → 2024" in bo.err
    assert "it was rewritten" in bo.err
    assert bo.head == gone
    assert bo.app("sync", "--dry-run") == 3


def test_a_remote_that_was_set_back_or_emptied_is_refused(
    anna: Person, bo: Person, server: Path, git: Git
) -> None:
    anna.set("angar", "end=2024")
    anna.app("sync")
    bo.app("sync")
    anna.git("push", "--quiet", "--force", "origin", "HEAD~1:main")
    assert bo.app("sync") == 3 and "it was rewritten" in bo.err
    anna.git("push", "--quiet", "origin", "HEAD:other")
    git(server, "symbolic-ref", "HEAD", "refs/heads/other")
    anna.git("push", "--quiet", "origin", ":main")
    assert bo.app("sync") == 3 and "is gone" in bo.err


def test_a_remote_that_was_set_back_is_not_taken_for_one_that_is_behind(
    anna: Person, bo: Person
) -> None:
    """Neither where there is something to share: a push alone would bring back what is gone."""
    anna.set("angar", "end=2024")
    anna.app("sync")
    bo.app("sync")
    anna.git("push", "--quiet", "--force", "origin", "HEAD~1:main")
    before = anna.git("ls-remote", "origin")
    bo.set("angar", "start=2021")
    assert bo.app("sync") == 3 and "it was rewritten" in bo.err
    assert anna.git("ls-remote", "origin") == before


def test_the_two_ways_out_of_a_rewritten_remote(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    anna.app("sync")
    bo.app("sync")
    anna.git("reset", "--quiet", "--hard", "HEAD~1")
    anna.set("okad-vaxtlighet", "end=2025-01-31")
    anna.git("push", "--quiet", "--force")
    assert bo.app("sync") == 3
    remedy = bo.err.splitlines()[-1]
    back = remedy.split("bring back what is gone: ")[1].split(". To let")[0]
    let_go = remedy.split("on top of it: ")[1]
    kept = bo.head
    for command in let_go.split("; "):
        bo.git(*command.split()[1:])
    assert bo.app("sync") == 0 and bo.head == anna.head
    bo.git("update-ref", "refs/miljo-tui/seen/origin/main", kept)
    bo.git("reset", "--quiet", "--hard", kept)
    for command in back.split("; "):
        bo.git(*command.split()[1:])
    assert bo.app("sync") == 0, bo.err
    assert "end = 2024" in bo.text(ANGAR) and "2025-01-31" in bo.text(
        "measures/okad-vaxtlighet.toml"
    )


def test_what_does_not_tell_the_truth_is_not_joined(anna: Person, bo: Person) -> None:
    claim = "Miljo-Record: measures/angar\nMiljo-Change: end = 2023 -> 2024\nMiljo-Operation: 0"
    anna.write(ANGAR, anna.text(ANGAR).replace("end = 2023", "end = 2099"))
    anna.git("commit", "--quiet", "--all", "--file=-", given=f"angar: slut\n\n{claim}\n")
    anna.git("push", "--quiet")
    before = bo.head
    assert bo.app("sync") == 1
    assert "the message states end = 2023 -> 2024, but the file shows end = 2023 -> 2099" in bo.err
    assert bo.head == before


def test_a_push_that_loses_the_race_starts_again(
    anna: Person, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.set("angar", "end=2024")
    bo.set("okad-vaxtlighet", "end=2025-01-31")
    hook = bo.folder / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\n[ -e raced ] && exit 0\ntouch raced\n"
        f"cd {anna.folder} && unset GIT_DIR && git push --quiet origin main\n"
    )
    hook.chmod(0o755)
    assert bo.app("sync") == 0, bo.err
    assert bo.git("rev-list", "--merges", "--count", "HEAD") == "1"
    assert anna.app("sync") == 0 and anna.head == bo.head


def test_a_server_that_refuses_is_quoted(anna: Person, server: Path) -> None:
    hook = server / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Inte i dag, [tack]!' >&2\nexit 1\n")
    hook.chmod(0o755)
    anna.set("angar", "end=2024")
    before = anna.head
    assert anna.app("sync") == 1
    assert "  | Inte i dag, [tack]!" in anna.err.splitlines()
    assert anna.head == before


@pytest.mark.parametrize("is_fetched", [False, True])
def test_a_clone_with_a_part_of_the_past_joins_what_others_have_whole(
    anna: Person, server: Path, git: Git, person: Callable[..., Person], is_fetched: bool
) -> None:
    git(server, "config", "uploadpack.allowFilter", "true")
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0
    bo = person("bo", "--filter=blob:none")
    for change in ("start=2021", "responsible=Gatan"):
        anna.set("angar", change)
    assert anna.app("sync") == 0
    if is_fetched:
        bo.git("fetch", "--quiet")  # and leaves the files there
    bo.set("angar", "objectives+=3")
    assert bo.app("sync") == 0, bo.err
    assert "Start: 2022 → 2021" in bo.out, "it is verified, too"
    assert anna.app("sync") == 0 and anna.app("verify") == 0, anna.out
    assert 'title = "Slåtter"' in anna.text(ANGAR) and "start = 2021" in anna.text(ANGAR)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///finns/inte.git", "There is no git repository at file:///finns/inte.git"),
        ("https://anna:hemligt@127.0.0.1:1/x.git", "at https://127.0.0.1:1/x.git cannot"),
        ("ext::sh -c 'touch HOSTILE'", "The address of origin is a command"),
    ],
)
def test_what_cannot_be_reached_says_so_and_is_4(anna: Person, address: str, said: str) -> None:
    anna.git("config", "protocol.ext.allow", "always")
    anna.git("remote", "set-url", "origin", address)
    anna.set("angar", "end=2024")
    assert anna.app("sync") == (3 if address.startswith("ext") else 4)
    assert said in anna.err and "hemligt" not in anna.err
    assert not list(anna.folder.rglob("HOSTILE"))


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("remote.origin.pushUrl", "ext::touch HOSTILE"),
        ("remote.origin.url", "ext::touch HOSTILE"),  # the second one, to which is pushed as well
        ("url.ext::touch HOSTILE .pushInsteadOf", "file://"),
    ],
)
def test_an_address_that_is_only_pushed_to_is_looked_at_too(
    anna: Person, key: str, address: str
) -> None:
    anna.git("config", "protocol.ext.allow", "always")
    anna.git("config", "--add", key, address)
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 3 and "The address of origin is a command" in anna.err
    assert "  | ext::touch HOSTILE" in anna.err and "(push)" not in anna.err
    assert not list(anna.folder.rglob("HOSTILE"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Connection closed by 127.0.0.1 port 22", "The connection to the server at {at} was lost"),
        ("Connection to git.example.org closed by remote host.", "The connection to the server"),
        ("Host key verification failed.", "does not know the server at {at} yet"),
        ("anna@git.example.org: Permission denied (publickey).", "does not let you in"),
        ("@ WARNING: UNPROTECTED PRIVATE KEY FILE! @", "Others may read your ssh key"),
        ("sh: 1: git-upload-pack: not found", "There is no git on the server at {at}"),
        ("ERROR: Permission to a/b.git denied to anna.", "You may not do that at {at}"),
        ("FATAL: R any avtal anna DENIED by fallthru", "You may not do that at {at}"),
        ("remote: The project you were looking for could not be found.", "There is no git repo"),
        ("fatal: unable to access 'x': The requested URL returned error: 503", "is out of order"),
        ("fatal: unable to access 'x': SSL certificate problem: expired", "The certificate of the"),
        ("fatal: unable to access 'x': CONNECT tunnel failed, response 407", "The proxy between"),
        ("Something new under the sun", "Git could not reach {at}"),
    ],
)
def test_what_git_and_servers_say_is_explained_and_quoted(
    anna: Person, words: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = anna.folder.parent / "ssh"
    fake.write_text(f"#!/bin/sh\necho {shlex.quote(words)} >&2\nexit 255\n")
    fake.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(fake))
    anna.git("remote", "set-url", "origin", "ssh://anna:hemligt@git.example.org/avtal.git")
    assert anna.app("sync") == 4
    lines = anna.err.splitlines()
    assert said.format(at="ssh://git.example.org/avtal.git") in lines[0]
    assert lines[1:-1] == [f"  | {words}"], "git's own advice is left out"


@pytest.mark.parametrize("scheme", ["git", "http", "ssh"])
def test_a_server_that_is_silent_is_not_waited_for(
    anna: Person, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfers, "PATIENCE", 0.3)
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -F none -o BatchMode=yes")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/avtal.git"
        anna.git("remote", "set-url", "origin", address)
        assert anna.app("sync") == 4
    assert f"The server at {address} does not answer in time" in anna.err


def test_a_protected_branch_names_the_way_by_a_review(anna: Person, server: Path) -> None:
    hook = server / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\necho 'You are not allowed to push to protected branches' >&2\nexit 1"
    )
    hook.chmod(0o755)
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 1
    assert "miljo-tui sync --to BRANCH" in anna.err


def test_a_clone_that_took_another_branch_only_follows_what_it_is_told_to(
    anna: Person, server: Path, git: Git, person: Callable[..., Person]
) -> None:
    git(server, "branch", "annan", "main")
    bo = person("bo", "--single-branch", "--branch=annan")
    bo.git("fetch", "--quiet", "origin", "main")
    bo.git("switch", "--quiet", "--create", "main", "FETCH_HEAD")
    bo.git("push", "--quiet", "--set-upstream", "origin", "main")
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0
    assert bo.app("sync") == 0 and "end = 2024" in bo.text(ANGAR), bo.err
    assert bo.json("status")["upstream"] == "origin/main"


@pytest.mark.parametrize("is_seen", [False, True])
def test_a_shallow_clone_that_was_cut_anew_accuses_nobody(
    anna: Person, person: Callable[..., Person], is_seen: bool
) -> None:
    bo = person("bo", "--depth=1")
    if is_seen:
        assert bo.app("sync") == 0
    for change in ("end=2024", "end=2025"):
        anna.set("angar", change)
    assert anna.app("sync") == 0
    bo.git("fetch", "--quiet", "--depth=1")
    bo.set("okad-vaxtlighet", "end=2025-01-31")
    assert bo.app("sync") == 3
    assert "rewritten" not in bo.err and "git fetch --unshallow" in bo.err
    bo.git("fetch", "--quiet", "--unshallow")
    assert bo.app("sync") == 0, bo.err


def test_without_an_upstream_it_says_how_to_get_one(anna: Person) -> None:
    anna.git("branch", "--unset-upstream")
    assert anna.app("sync") == 4
    assert "git push -u origin main" in anna.err


def test_an_empty_remote_gets_the_branch(anna: Person, tmp_path: Path) -> None:
    anna.git("init", "--quiet", "--bare", str(tmp_path / "tom.git"))
    anna.git("remote", "set-url", "origin", f"file://{tmp_path}/tom.git")
    anna.git("update-ref", "-d", "refs/remotes/origin/main")
    assert anna.app("sync") == 0, anna.err
    assert anna.head in anna.git("ls-remote", "origin", "refs/heads/main")


def test_a_branch_of_its_own_for_a_review(anna: Person, server: Path) -> None:
    hook = server / "hooks" / "post-receive"
    hook.parent.mkdir(exist_ok=True)
    # The second looks like git's own progress.
    words = ("Granska: https://forge.example.org/ny/1", "Antal poster: 3")
    hook.write_text("#!/bin/sh\n" + "".join(f"echo '{line}' >&2\n" for line in words))
    hook.chmod(0o755)
    anna.set("angar", "end=2024")
    assert anna.app("sync", "--to", "granska/angar") == 0, anna.err
    assert [f"  | {line}" for line in words] == anna.out.splitlines()[-2:]
    branches = anna.git("ls-remote", "origin", "refs/heads/*").splitlines()
    assert [line.split("\t")[1] for line in branches] == [
        "refs/heads/granska/angar",
        "refs/heads/main",
    ]
    assert anna.head in branches[0] and anna.head not in branches[1]
    told = anna.json("sync", "--to", "granska/angar")
    assert told["branch"] == "granska/angar" and len(told["shared"]) == 1


@pytest.mark.parametrize("name", ["main", "--force", "+x", "a..b", "x:main", "", "a b", "HEAD~1"])
def test_no_other_branch_is_pushed_than_what_is_meant(anna: Person, name: str) -> None:
    before = anna.git("ls-remote", "origin")
    anna.set("angar", "end=2024")
    assert anna.app("sync", f"--to={name}") in (0, 2)
    added = set(anna.git("ls-remote", "origin").splitlines()) - set(before.splitlines())
    assert {line.split("\t")[1] for line in added} <= {f"refs/heads/{name}"}
    assert name == "+x" or not added


def test_a_branch_that_holds_something_else_is_not_overwritten(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    bo.set("angar", "end=2025")
    assert anna.app("sync", "--to", "granska") == 0
    assert bo.app("sync", "--to", "granska") == 3
    assert "The branch granska holds something else there" in bo.err
