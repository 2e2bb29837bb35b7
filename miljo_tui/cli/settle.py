"""`miljo-tui settle RECORD`: the conflicts that git has marked in a file, and their end."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from miljo_tui.cli import committing
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, having, tell, tell_json
from miljo_tui.cli.records import the_record
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.literals import literal
from miljo_tui.model.merging import Conflict
from miljo_tui.model.paths import spell
from miljo_tui.model.visible import lines_of
from miljo_tui.model.wording import value_words
from miljo_tui.session.drafting import Draft
from miljo_tui.session.locating import find
from miljo_tui.session.mending import MARKS
from miljo_tui.session.rebasing import settle
from miljo_tui.session.saving import diff
from miljo_tui.session.settling import Conflicted, conflicted, labels, write

EXAMPLES = _(
    "examples:\n"
    "  miljo-tui settle pollinatorsprojekt                        which fields have two values\n"
    "  miljo-tui settle pollinatorsprojekt --theirs end --ours    theirs for one, ours for the rest"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(EXAMPLES)}\n\n{parser.epilog}"
    parser.add_argument(
        "record", metavar=say(_("RECORD")), help=say(_("an id, such as measures/…"))
    )
    for side, words in (
        ("--ours", _("take the first version of these fields; without any, of all others")),
        ("--theirs", _("take the second version of these fields; without any, of all others")),
    ):
        parser.add_argument(side, nargs="*", metavar=say(_("KEY")), help=say(words))
    committing.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """List the conflicts, 1 where there are any; settle them once a side is named for each."""
    workspace = context.open()
    record = the_record(workspace.folder, arguments.record)
    if record.fault is None or record.fault.code != MARKS:
        raise WrongUse(
            message(_("{record} has no marks of a conflict"), record=record.address),
            message(_("Look with: miljo-tui check")),
        )
    conflict = conflicted(workspace, record)
    keys = _keys(conflict)
    takes = _chosen(conflict, keys, {"ours": arguments.ours, "theirs": arguments.theirs})
    is_named = arguments.ours is not None or arguments.theirs is not None
    if not is_named or None in takes.values():
        _tell(conflict, {key: keys[key] for key in keys if takes[key] is None}, arguments, context)
        return int(bool(keys))
    proposal = conflict.settled(settle(conflict.rebased, [bool(takes[key]) for key in keys]))
    if conflict.is_for_commit(proposal):
        committing.commit(context, workspace, [proposal], arguments)
        return 0
    for problem in proposal.problems():
        complain(context.language, problem.message)
    said = None if arguments.dry_run else write(conflict, proposal)
    difference = diff(proposal) if arguments.dry_run else ""
    with having(said or message(_("Nothing was changed."))):
        if arguments.json:
            tell_json({**_as_json(conflict, keys), "settled": bool(said), "diff": difference})
            return 0
        for line in lines_of(difference):
            tell(line)
        if said:
            tell(context.language.say(said))
    return 0


def _keys(conflict: Conflicted) -> dict[str, Conflict]:
    """Return the conflicts by the keys that commands name them by."""
    draft = conflict.rebased.draft
    cls, raw = draft.record.kind.cls, draft.result.raw
    return {spell(cls, raw, each.path): each for each in conflict.rebased.conflicts}


def _chosen(
    conflict: Conflicted,
    keys: Mapping[str, Conflict],
    sides: Mapping[str, Sequence[str] | None],
) -> dict[str, bool | None]:
    """Return for each key whether theirs counts, None where nobody has said it.

    Raises WrongUse for a key that has no two values, or is named for both sides.
    """
    takes: dict[str, bool | None] = dict.fromkeys(keys)
    for side, names in sides.items():
        for name in names or ():
            key = _key(conflict.rebased.draft, keys, name)
            if takes[key] not in (None, side == "theirs"):
                raise WrongUse(
                    message(_("{key} is named for both sides"), key=key),
                    message(_("Name it once.")),
                )
            takes[key] = side == "theirs"
    rest = [side for side, names in sides.items() if names == []]
    if len(rest) == 1:
        for key, taken in takes.items():
            takes[key] = rest == ["theirs"] if taken is None else taken
    elif rest:
        raise WrongUse(
            message(_("Only one side can have all others")),
            message(_("Give KEYs to --ours or to --theirs.")),
        )
    return takes


def _key(draft: Draft, keys: Mapping[str, Conflict], name: str) -> str:
    if name in keys:
        return name
    path, _field = find(draft, name, makes=False)
    for key, conflict in keys.items():
        if conflict.path == path:
            return key
    raise WrongUse(
        message(_("{key} has no two values"), key=name),
        message(_("Two values have: {known}."), known=list(keys)),
    )


def _tell(
    conflict: Conflicted,
    keys: Mapping[str, Conflict],
    arguments: argparse.Namespace,
    context: Context,
) -> None:
    say = context.language.say
    if arguments.json:
        tell_json({**_as_json(conflict, keys), "settled": False, "diff": None})
        return
    ours, theirs = labels(conflict.versions)
    for key, each in keys.items():
        tell(key)
        for who, value in ((say(_("Was")), each.base), (ours, each.ours), (theirs, each.theirs)):
            tell(f"  {who}: {_words(each, value, context.language)}")
    if keys:
        tell(say(_("Choose for each: --ours KEY or --theirs KEY")))
    else:
        tell(say(_("No field has two values: --ours joins both changes")))


def _words(conflict: Conflict, value: object, language: Language) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return literal(value)
    return language.spell(value_words(conflict.field, value))


def _as_json(conflict: Conflicted, keys: Mapping[str, Conflict]) -> dict[str, object]:
    ours, theirs = labels(conflict.versions)
    return {
        "format": 1,
        "record": conflict.rebased.draft.record.address,
        "ours": ours,
        "theirs": theirs,
        "conflicts": [
            {"key": key, "was": each.base, "ours": each.ours, "theirs": each.theirs}
            for key, each in keys.items()
        ],
        "others": list(conflict.others),
        "end": conflict.end,
    }
