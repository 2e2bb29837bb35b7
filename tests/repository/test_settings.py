"""Settings are told as git tells them: by whom they were made, and who the user is by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.model.failures import Missing
from miljo_tui.repository.settings import Settings
from miljo_tui.repository.state import look, require_committer

Git = Callable[..., str]

NAMED = "[user]\n\tname = Åsa A\n\temail = a@example.org\n"
WHO = {
    "nothing": ("", {}),
    "name and address": (NAMED, {}),
    "only a name": ("[user]\n\tname = A\n", {}),
    "an empty name": (f"{NAMED}[user]\n\tname =\n", {}),
    "a key without a value": (f"{NAMED}[user]\n\tname\n", {}),
    "an empty address": (f"{NAMED}[user]\n\temail = \n", {}),
    "signs alone": (f"{NAMED}[user]\n\tname = <.>\n", {}),
    "a name in signs": (f'{NAMED}[user]\n\tname = "<Åsa>\\n"\n', {}),
    "another author": (f"{NAMED}[author]\n\tname = <>\n", {}),
    "another committer": (f"{NAMED}[committer]\n\temail = .\n", {}),
    "an author's only": ("[author]\n\tname = A\n\temail = a@example.org\n", {}),
    "an author around us": (NAMED, {"GIT_AUTHOR_NAME": "<>"}),
    "a committer around us": (NAMED, {"GIT_COMMITTER_NAME": ""}),
    "an impossible date": (NAMED, {"GIT_AUTHOR_DATE": "never"}),
    "nobody but around us": ("", {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}),
}
"""What the person's file of settings says, and the surroundings."""


@pytest.mark.parametrize("who", WHO)
def test_whoever_is_named_by_the_settings_is_named_by_git(
    repository: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    text, surroundings = WHO[who]
    (tmp_path / "who").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "who"))
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)

    is_named = Settings.of(repository).name_the_user({**surroundings})

    assert is_named == (who in ("name and address", "a name in signs"))
    if is_named:
        require_committer(repository)
        git(repository, "commit", "--quiet", "--allow-empty", "-m", "Text")
        assert git(repository, "log", "-1", "--format=%an <%ae> %cn <%ce>") == (
            "Åsa{0} <a@example.org> Åsa{0} <a@example.org>\n".format(
                "" if who == "a name in signs" else " A"
            )
        )


def test_git_is_asked_where_the_settings_do_not_name_the_user(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "who").write_text(f"{NAMED}[author]\n\tname = <>\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "who"))

    assert isinstance(look(repository).obstacle, Missing)


def test_what_the_program_tells_git_is_no_setting(repository: Path) -> None:
    assert Settings.of(repository).value("user.useconfigonly") is None


def test_a_setting_is_the_persons_the_clones_or_what_counts(
    repository: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "more").write_text("[x]\n\ty = one\n\tz = two\n\n lines\n", encoding="utf-8")
    own = f"[x]\n\ty = first\n[include]\n\tpath = {tmp_path / 'more'}\n"
    (tmp_path / "own").write_text(own, encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own"))
    git(repository, "config", "x.y", "three")
    git(repository, "config", "X.Q", "a\nx.y\nfour")

    settings = Settings.of(repository)

    assert (settings.personal("x.y"), settings.clone("x.y"), settings.value("x.y")) == (
        *("one", "three"),
        "three",
    )
    assert settings.personal("x.q") == settings.clone("x.none") == ""
    assert settings.value("x.q") == "a\nx.y\nfour"


def test_where_git_cannot_tell_there_are_none(tmp_path: Path) -> None:
    assert Settings.of(tmp_path / "gone") == Settings(())
