"""A finding that was looked into: acknowledged once, listed ever after, and no fault any more."""

from __future__ import annotations

from clones import Person

ANGAR = "measures/angar.toml"
CLAIM = "Miljo-Record: measures/angar\nMiljo-Change: end = 2023 -> 2024\nMiljo-Operation: 0"


def forge(person: Person) -> str:
    """Commit something else than the message claims; return the commit's id."""
    person.write(ANGAR, person.text(ANGAR).replace("end = 2023", "end = 2099"))
    person.git("commit", "--quiet", "--all", "--file=-", given=f"angar: slut\n\n{CLAIM}\n")
    return person.head


def test_it_is_listed_by_whom_and_why_and_is_no_fault(anna: Person) -> None:
    forged = forge(anna)
    anna.write("okommitterat.txt", "x")
    anna.git("add", "okommitterat.txt")
    assert anna.app("verify") == 1
    assert anna.app("verify", "--acknowledge", forged[:10]) == 2, "it says why"
    assert anna.app("verify", "--acknowledge", forged[:10], "--reason", "Skrivfel") == 0, anna.err
    assert anna.git("show", "--format=%B", "--name-only").endswith(f"Miljo-Acknowledges: {forged}")
    assert anna.git("diff", "--cached", "--name-only") == "okommitterat.txt"
    assert anna.app("verify") == 0
    assert "(acknowledged by Anna: Skrivfel)" in anna.out and "0 findings" in anna.out
    (known,) = anna.json("verify")["acknowledged"]
    assert (known["commit"], known["by"], known["reason"]) == (forged, "Anna", "Skrivfel")


def test_nothing_is_acknowledged_where_nothing_was_found(anna: Person) -> None:
    anna.set("angar", "end=2024")
    before = anna.head
    assert anna.app("verify", "--acknowledge", "HEAD", "--reason", "x") == 2
    assert anna.head == before


def test_one_s_own_word_counts_for_nobody_else(anna: Person, bo: Person) -> None:
    forged = forge(anna)
    assert anna.app("verify", "--acknowledge", forged, "--reason", "Min egen") == 0
    anna.git("push", "--quiet")
    assert bo.app("sync") == 1
    assert f"verify --acknowledge {forged[:10]}" in bo.err
    assert bo.app("verify", "--acknowledge", forged, "--reason", "Ringde Anna") == 0, bo.err
    assert bo.app("sync") == 0, bo.err
    assert bo.app("verify") == 0 and "acknowledged by" in bo.out


def test_another_s_word_lets_it_through(anna: Person, bo: Person) -> None:
    forged = forge(anna)
    anna.git("push", "--quiet")
    bo.git("pull", "--quiet", "--ff-only")
    assert bo.app("verify", "--acknowledge", forged, "--reason", "Sett på det") == 0
    assert bo.app("sync") == 0, bo.err
    anna.git("reset", "--quiet", "--hard", "HEAD~1")
    anna.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert anna.app("sync") == 0, anna.err


def test_a_commit_that_changes_something_acknowledges_nothing(anna: Person) -> None:
    forged = forge(anna)
    anna.write(ANGAR, anna.text(ANGAR).replace("Parkenheten", "Gatan"))
    text = f"Allt är bra\n\nMiljo-Acknowledges: {forged}\n"
    anna.git("commit", "--quiet", "--all", "--file=-", given=text)
    assert anna.app("verify") == 1
