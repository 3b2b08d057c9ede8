"""The codes of findings, and the page that explains each: explain/CODE.md."""

from pathlib import Path

from nngen.finding import Unusable
from nngen.hints.near import did_you_mean
from nngen.words import quoted

FOLDER = Path(__file__).parents[1] / "explain"


def codes() -> list[str]:
    """Return all codes, in order."""
    return sorted(path.stem for path in FOLDER.glob("NN*.md"))


def page(code: str) -> str:
    """Return the page of a code: its title, what it means, wrong and right."""
    return (FOLDER / f"{code}.md").read_text("utf-8")


def title(code: str) -> str:
    """Return the title of a code."""
    heading = page(code).partition("\n")[0]
    return heading.removeprefix(f"# {code}: ")


def meaning(code: str) -> str:
    """Return what a code means: the paragraphs above the examples."""
    below = page(code).partition("\n")[2]
    return below.partition("\n## ")[0].strip()


def listed() -> str:
    """Return all codes with their titles, each on a line."""
    return "".join(f"{code}  {title(code)}\n" for code in codes())


def looked_up(word: str) -> str:
    """Return the page of a code, in either case; raises Unusable."""
    known = codes()
    if word.upper() in known:
        return page(word.upper())
    hint = did_you_mean(word, known) or "nngen explain lists all codes"
    raise Unusable(f"there is no code {quoted(word)}; {hint}")
