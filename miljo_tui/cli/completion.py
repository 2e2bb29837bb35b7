"""`miljo-tui completion bash|zsh|fish`: the script by which a shell completes what is typed."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import tell
from miljo_tui.locale import mark as _

INSTALLING = _(
    "Put this line into the file that your shell reads when it starts:\n"
    '  bash, in ~/.bashrc:                  eval "$(miljo-tui completion bash)"\n'
    '  zsh, in ~/.zshrc, after compinit:    eval "$(miljo-tui completion zsh)"\n'
    "  fish, in ~/.config/fish/config.fish: miljo-tui completion fish | source"
)

# The scripts know nothing of the commands: they hand over what is typed, and show the answer. Its
# first line says what follows: words, words that are not finished, or the names of files or
# folders, which the shell finds best itself.
#
# argcomplete 3.7 was weighed in their place: it asks for the whole parser, and with that every
# command is loaded, 0.22 s of processor for an answer that takes 0.08 s here. Records, keys and
# values, which are most of the work, would have stayed ours.

BASH = r"""# Completion of miljo-tui for bash. In ~/.bashrc:  eval "$(miljo-tui completion bash)"
_miljo_tui() {
    local program=miljo-tui answer word
    [[ $1 == */* ]] && program=${1/#\~/$HOME}
    COMPREPLY=()
    {
        IFS= read -r answer
        while IFS= read -r word; do COMPREPLY+=("$word"); done
    } < <("$program" complete -- bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case $answer in
        unfinished) compopt -o nospace ;;
        folders) compopt -o dirnames -o nospace ;;
        files) compopt -o default ;;
    esac 2>/dev/null
}
complete -o nosort -F _miljo_tui miljo-tui 2>/dev/null || complete -F _miljo_tui miljo-tui"""

ZSH = r"""#compdef miljo-tui
# Completion of miljo-tui for zsh. In ~/.zshrc, after compinit:  eval "$(miljo-tui completion zsh)"
# Or save it as _miljo-tui in a folder of $fpath.
_miljo_tui() {
    local program=miljo-tui answer word about
    local -a before finished finished_shown unfinished unfinished_shown
    [[ $words[1] == */* ]] && program=${words[1]/#\~/$HOME}
    (( CURRENT > 2 )) && before=("${(@Q)words[2,CURRENT-1]}")
    {
        IFS= read -r answer
        while IFS= read -r word && IFS= read -r about; do
            if [[ $word == *' ' ]]; then
                word=${word% }
                finished+=("$word")
                finished_shown+=("$word${about:+  -- $about}")
            else
                unfinished+=("$word")
                unfinished_shown+=("$word${about:+  -- $about}")
            fi
        done
    } < <("$program" complete -- zsh "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)
    case $answer in
        folders) _files -/ ;;
        files) _files ;;
        *)
            compadd -l -V miljo-tui -d finished_shown -a finished
            compadd -l -V miljo-tui -S '' -d unfinished_shown -a unfinished
            ;;
    esac
}
if [[ $funcstack[1] == _miljo-tui ]]; then
    _miljo_tui "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _miljo_tui miljo-tui
fi"""

FISH = r"""# Completion of miljo-tui for fish. In ~/.config/fish/config.fish:
#   miljo-tui completion fish | source
# Or save it as miljo-tui.fish in ~/.config/fish/completions.
function __miljo_tui_complete
    set -l words (commandline -opc)
    while set -q words[1]; and not string match -qr '(^|/)miljo-tui$' -- $words[1]
        set -e words[1] # NAME=VALUE, command
    end
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -e words[1]
    set -l typed (commandline -ct)
    set -l current
    for close in '' '"' "'"
        set current (string unescape -- "$typed$close"); and break
    end
    $program complete -- fish $words "$current" 2>/dev/null | while read -l line
        switch $line
            case folders
                __fish_complete_directories $typed ''
            case files
                __fish_complete_path $typed
            case words unfinished
                while read -l word
                    read -l about
                    printf '%s\t%s\n' (string trim --right -- $word) $about
                end
        end
    end
end
complete -c miljo-tui -f -k -a '(__miljo_tui_complete)'"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(INSTALLING)}\n\n{parser.epilog}"
    parser.add_argument("shell", choices=tuple(SCRIPTS), help=say(_("the shell it is for")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the script of a shell."""
    for line in SCRIPTS[arguments.shell].splitlines():
        tell(line)
    return 0


class BashLine:
    """The words of a line as bash hands it over: up to the cursor, and quoted.

    Bash replaces only what follows the last of its break characters, or an open quote.
    """

    def __init__(self, line: str, breaks: str) -> None:
        self.words: list[str] = []
        self.quote = ""
        self._kept = 0
        word, kept, escaped = "", 0, False
        for character in line:
            if escaped:
                plain = not self.quote or character in '"\\$`'
                word += character if plain else f"\\{character}"
                escaped = False
            elif character == "\\" and self.quote != "'":
                escaped = True
            elif self.quote:
                if character == self.quote:
                    self.quote = ""
                else:
                    word += character
            elif character in "\"'":
                self.quote = character
                self._kept = len(word)
            elif character in " \t\n":
                self.words += [word] if word else []
                word, kept = "", 0
            else:
                word += character
                kept = len(word) if character in breaks else kept
        self.words.append(word)
        self._kept = self._kept if self.quote else kept

    def insertion(self, word: str) -> str:
        """Return what bash must put in for a word that begins with the last word of the line."""
        rest = word[self._kept :]
        if self.quote == "'":
            return rest.replace("'", "'\\''")
        if self.quote:
            return "".join(f"\\{c}" if c in '"\\$`' else c for c in rest).replace("!", '"\\!"')
        return "".join(c if c.isalnum() or c in _PLAIN or c > "\x7f" else f"\\{c}" for c in rest)


_PLAIN = "%+,-./:=@]_"
"""The signs that mean nothing to a shell inside a word."""
