"""Random TOML texts in the layouts people leave behind, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from miljo_tui.model.key_order import Outline

_KEYS: tuple[tuple[str, ...], ...] = (
    ("title",),
    ("areas",),
    ("start",),
    ("budget",),
    ("description",),
    ("continuous",),
    ("page", "introduction"),
    ("page", "image"),
    ("decision", "body"),
    ("funding",),
    ("funding", "source"),
    ("funding", "amount"),
    ("follow_ups",),
    ("follow_ups", "year"),
    ("follow_ups", "comment"),
)
ORDER = Outline(_KEYS, {("funding",): ("source",), ("follow_ups",): ("year",)})
ROOT_KEYS = [path[0] for path in _KEYS if len(path) == 1][:6]
TABLES = {"page": ["introduction", "image"], "decision": ["body"], "unknown": ["a", "b"]}
ENTRIES = {"funding": ["source", "amount"], "follow_ups": ["year", "comment"]}

SCALARS = [
    '"Ängs # ytor"',
    "'a\\b'",
    '"two\\nlines"',
    '""',
    "''",
    '"""\nFyra ytor.\n# ej kommentar\n"""',
    '"""one line"""',
    "'''\nrå \\ text\n'''",
    "1_200_000",
    "-7",
    "0x1F",
    "1.50",
    "2e3",
    "nan",
    "true",
    "false",
    "2022-02-22",
    "2022-02-22T08:00:00+01:00",
    "1979-05-27 07:32:00",
    "08:30:00",
    "{}",
    "{ x = 1, y = [2] }",
]
LISTS = [
    "[]",
    "[ ]",
    "[1,2]",
    '["a", "b"]',
    "[ 'a' , \"b\", ]",
    '[\n    "a",\n    "b",\n]',
    '[\n  # first\n  "a", # note\n\n  # second\n  "b" # last\n]',
    "[\n]",
    "[ # head\n  1,\n  # tail\n]",
    '["a", # tangled\n  "b", "c"]',
    '[ # head\n  "a", "b", # both\n  # own\n  "c"\n]',
    '[\n  "a"\n  , "b" # leading\n  ,"c"]',
    "[1,\n 2, 3\n]",
    '[["a"], ["b", "c"]]',
]
FILLERS = ["", "", "", "\n", "# comment\n", "  # indented\n", "\n\n# block\n# of two\n"]
SPACES = [" ", "", "  "]


@st.composite
def _statement(draw: st.DrawFn, key: str) -> str:
    value = draw(st.sampled_from(LISTS if key == "areas" else SCALARS + LISTS))
    indent = draw(st.sampled_from(["", "", "", "  "]))
    before, after = draw(st.sampled_from(SPACES)), draw(st.sampled_from(SPACES))
    comment = draw(st.sampled_from(["", "", "  # note", "# tight"]))
    return f"{draw(st.sampled_from(FILLERS))}{indent}{key}{before}={after}{value}{comment}\n"


@st.composite
def _statements(draw: st.DrawFn, keys: list[str]) -> str:
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, max_size=len(keys)))
    return "".join(draw(_statement(key)) for key in chosen)


@st.composite
def _sections(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from([*TABLES, *ENTRIES]), unique=True, max_size=4))
    parts: list[str] = []
    for name in names:
        repeats = draw(st.integers(1, 3)) if name in ENTRIES else 1
        header = f"[[{name}]]" if name in ENTRIES else f"[{name}]"
        for _ in range(repeats):
            parts.append(draw(st.sampled_from(FILLERS)))
            parts.append(header + draw(st.sampled_from(["", "", "  # header note"])) + "\n")
            parts.append(draw(_statements(TABLES.get(name) or ENTRIES[name])))
    return "".join(parts)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a text that tomllib accepts."""
    head = draw(st.sampled_from(["", "#:schema ../x.json\n", "#:schema x\n# about\n\n", "\n"]))
    root = draw(_statements([*ROOT_KEYS, "other", '"å ä"']))
    text = head + root + draw(_sections()) + draw(st.sampled_from(["", "", "# end\n", "\n\n"]))
    if draw(st.integers(0, 3)) == 0:
        text = text.replace("\n", "\r\n")
    if draw(st.integers(0, 4)) == 0:
        text = text.rstrip("\r\n")
    return text
