"""A repository that plants all that its configuration can name: programs, and false readings."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Git = Callable[..., str]

HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit"),
    *("prepare-commit-msg", "commit-msg", "post-commit", "pre-rebase", "post-checkout"),
    *("post-merge", "pre-push", "pre-receive", "update", "proc-receive", "post-receive"),
    *("post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc", "post-rewrite"),
    *("sendemail-validate", "fsmonitor-watchman", "post-index-change"),
)

READERS = (
    *("rev-parse", "symbolic-ref", "var", "ls-files", "ls-tree", "cat-file", "log", "rev-list"),
    *("merge-base", "show-ref", "for-each-ref", "version"),
)

PROGRAMS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass"),
    *("core.gitProxy", "core.alternateRefsCommand", "sequence.editor", "credential.helper"),
    *("diff.external", "diff.x.textconv", "diff.x.command", "interactive.diffFilter"),
    *("filter.x.clean", "filter.x.smudge", "filter.x.process", "merge.x.driver"),
    *("gpg.program", "gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.program"),
    *("gpg.ssh.defaultKeyCommand", "uploadpack.packObjectsHook", "trailer.Miljo-Record.command"),
    *("remote.origin.uploadpack", "remote.origin.receivepack", "submodule.x.update"),
    *(f"alias.{name}" for name in READERS),
    *(f"pager.{name}" for name in READERS),
)
"""What may be the name of a program."""

SIGNS = """cat > /dev/null
printf '\\n[GNUPG:] SIG_CREATED \\n' >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nfalsk\\n-----END PGP SIGNATURE-----\\n'"""
"""What a program does that git takes for a signer."""

READINGS = {
    "log.showSignature": "true",
    "log.follow": "true",
    "log.mailmap": "true",
    "log.date": "raw",
    "log.decorate": "full",
    "log.abbrevCommit": "true",
    "log.showRoot": "false",
    "log.diffMerges": "off",
    "format.pretty": "format:falsk",
    "i18n.logOutputEncoding": "ISO-8859-1",
    "core.quotePath": "false",
    "core.abbrev": "5",
    "core.commentChar": "S",
    "core.ignoreCase": "true",
    "diff.renames": "copies",
    "diff.renameLimit": "1",
    "diff.noprefix": "true",
    "diff.relative": "true",
    "diff.ignoreSubmodules": "all",
    "diff.submodule": "log",
    "diff.context": "0",
    "notes.displayRef": "*",
    "grep.patternType": "fixed",
    "grep.extendedRegexp": "true",
    "trailer.separators": "=",
    "tag.sort": "-refname",
    "column.ui": "always",
    **{
        f"color.{what}": "always"
        for what in ("ui", "diff", "branch", "status", "decorate", "grep", "showBranch")
    },
}
"""What would change how an answer reads."""


@dataclass
class Trapped:
    """A repository full of traps, its twin without any, and what sprang."""

    folder: Path
    twin: Path
    marks: Path

    def sprung(self) -> list[str]:
        """Return the names of the traps that something ran into."""
        return sorted(mark.name for mark in self.marks.iterdir())


def lay_traps(folder: Path, twin: Path, traps: Path, git: Git) -> Trapped:
    """Copy a repository, then plant everything into it; `traps` is a folder for the programs."""
    tree = git(folder, "hash-object", "-w", "-t", "tree", "/dev/null").strip()
    forged = git(folder, "commit-tree", "-m", "Falsk", tree).strip()
    git(folder, "notes", "--ref=falsk", "add", "-f", "-m", "Falsk anteckning", "HEAD")
    subprocess.run(["cp", "-a", folder, twin], check=True)
    marks = traps / "sprung"
    marks.mkdir(parents=True)

    def trap(name: str) -> str:
        program = traps / name
        does = {"gpg": SIGNS, "filter": "cat"}.get(name.partition(".")[0], "")
        program.write_text(f"#!/bin/sh\n: > '{marks / name}'\n{does}\n", encoding="utf-8")
        program.chmod(0o755)
        return str(program)

    hooks = traps / "hooks"
    for where in (folder / ".git" / "hooks", hooks):
        where.mkdir(exist_ok=True)
        for name in HOOKS:
            (where / name).symlink_to(trap(f"hook-{name}"))
    for file in (folder / ".gitattributes", folder / ".git" / "info" / "attributes"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("* filter=x diff=x merge=x\n", encoding="utf-8")
    # Git looks into a file whose times are not those of its index, which is when filters run.
    for file in folder.glob("*.toml"):
        file.write_bytes(file.read_bytes())
    head = git(folder, "rev-parse", "HEAD").strip()
    replaced = folder / ".git" / "refs" / "replace" / head
    replaced.parent.mkdir()
    replaced.write_text(f"{forged}\n", encoding="utf-8")
    (folder / ".git" / "info" / "grafts").write_text(f"{head}\n", encoding="utf-8")
    (folder / ".mailmap").write_text("Falsk <falsk@example.org> <test@example.org>\n", "utf-8")
    order = traps / "order"
    order.write_text("två*\n", encoding="utf-8")
    settings = [
        *((key, trap(key)) for key in PROGRAMS),
        *READINGS.items(),
        ("core.hooksPath", str(hooks)),
        ("commit.gpgSign", "true"),
        ("diff.orderFile", str(order)),
        ("mailmap.file", str(folder / ".mailmap")),
        ("core.attributesFile", str(folder / ".gitattributes")),
        *(("protocol.allow", "always"), ("protocol.ext.allow", "always")),
        ("remote.origin.url", f"ext::{trap('ext')} %S"),
        (f"url.ext::{trap('insteadOf')} .insteadOf", "https://"),
    ]
    (traps / "included").write_text("".join(_lines(settings)), encoding="utf-8")
    with (folder / ".git" / "config").open("a", encoding="utf-8") as config:
        config.writelines(_lines(settings))
        config.write(f"[include]\n\tpath = {traps / 'included'}\n")
        config.write(f'[includeIf "gitdir:/**"]\n\tpath = {traps / "included"}\n')
    return Trapped(folder, twin, marks)


def _lines(settings: list[tuple[str, str]]) -> Iterator[str]:
    for key, value in settings:
        section, _dot, name = key.rpartition(".")
        head, dot, sub = section.partition(".")
        yield f'[{head} "{sub}"]\n' if dot else f"[{head}]\n"
        yield f'\t{name} = "{value}"\n'
