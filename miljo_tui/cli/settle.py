"""`miljo-tui settle RECORD`: choose between the versions of a conflict that git has marked."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from miljo_tui.audit import StoppedCommit
from miljo_tui.cli import saving
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, having, tell, tell_json
from miljo_tui.cli.record_argument import the_record
from miljo_tui.editing import Draft, DraftField, MarkedConflict
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.literals import literal
from miljo_tui.model.merging import Conflict
from miljo_tui.model.paths import spell
from miljo_tui.model.wording import value_words

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
    parser.add_argument(
        "--yes",
        action="store_true",
        help=say(_("in a rebase: make the commit at hand, with the message that is shown")),
    )
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """List the conflicts, 1 where there are any; settle them once a side is named for each."""
    snapshot = context.open()
    record = the_record(snapshot.folder, arguments.record)
    try:
        conflict = MarkedConflict.of(snapshot, record)
    except WrongUse:
        # What somebody has settled by hand may still want another message.
        if arguments.dry_run or not (found := StoppedCommit.of(snapshot, context.language)):
            raise
        outcome = {"record": record.address, "conflicts": [], "settled": True, "diff": ""}
        _end(found, None, {"format": 1, **outcome}, arguments, context)
        return 0
    keys = _keys(conflict)
    takes = _chosen(conflict, keys, {"ours": arguments.ours, "theirs": arguments.theirs})
    is_named = arguments.ours is not None or arguments.theirs is not None
    if not is_named or None in takes.values():
        _tell(conflict, {key: keys[key] for key in keys if takes[key] is None}, arguments, context)
        return int(bool(keys))
    proposal = conflict.settled(conflict.rebased.resolved([bool(takes[key]) for key in keys]))
    if conflict.is_for_commit(proposal):
        saving.commit(context, snapshot, [proposal], arguments)
        return 0
    for problem in proposal.problems:
        complain(context.language, problem.message)
    said = None if arguments.dry_run else conflict.write(proposal)
    difference = proposal.difference if arguments.dry_run else ""
    outcome = {**_as_json(conflict, keys), "settled": said is not None, "diff": difference}
    _end(
        StoppedCommit.of(snapshot, context.language) if said else None,
        said,
        outcome,
        arguments,
        context,
    )
    return 0


def _end(
    found: StoppedCommit | None,
    said: Message | None,
    outcome: dict[str, object],
    arguments: argparse.Namespace,
    context: Context,
) -> None:
    """Tell what was settled, and the message of the commit that a rebase has stopped at.

    After a yes that commit is made.
    """
    say = context.language.say
    made = found.commit(context.language) if found and arguments.yes else None
    with having(made or said or message(_("Nothing was changed."))):
        if arguments.json:
            text = found.text if found else None
            tell_json({**outcome, "message": text, "committed": made is not None})
            return
        if said:
            tell(say(said))
        for line in lines_of(str(outcome["diff"])):
            tell(line)
        if found:
            tell(say(StoppedCommit.HEADING))
            for line in lines_of(found.text):
                tell(f"    {line}".rstrip())
            way = _("Commit with it: miljo-tui settle {record} --yes")
            tell(say(made or message(way, record=arguments.record)))


def _keys(conflict: MarkedConflict) -> dict[str, Conflict]:
    """Return the conflicts by the keys that commands name them by."""
    draft = conflict.rebased.draft
    cls, raw = draft.record.kind.cls, draft.result.raw
    return {spell(cls, raw, each.path): each for each in conflict.rebased.conflicts}


def _chosen(
    conflict: MarkedConflict,
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
            message(_("Only one of --ours and --theirs can stand without a key")),
            message(_("Give KEYs to --ours or to --theirs.")),
        )
    return takes


def _key(draft: Draft, keys: Mapping[str, Conflict], name: str) -> str:
    if name in keys:
        return name
    path = DraftField.named(draft, name).path
    for key, conflict in keys.items():
        if conflict.path == path:
            return key
    raise WrongUse(
        message(_("{key} does not have two values"), key=name),
        message(_("The fields with two values are: {known}."), known=list(keys)),
    )


def _tell(
    conflict: MarkedConflict,
    keys: Mapping[str, Conflict],
    arguments: argparse.Namespace,
    context: Context,
) -> None:
    say = context.language.say
    if arguments.json:
        tell_json({**_as_json(conflict, keys), "settled": False, "diff": None})
        return
    ours, theirs = conflict.sides
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


def _as_json(conflict: MarkedConflict, keys: Mapping[str, Conflict]) -> dict[str, object]:
    ours, theirs = conflict.sides
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
