"""Which table of the language a place in a document belongs to."""

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from nngen.finding import Path
from nngen.kinds.base import Kind, Model

Location = Path  # pydantic's: with the tags of unions in it


def options(annotation: Any) -> tuple[Any, ...]:
    """Return the types that a field's annotation allows, without its wrappings."""
    if get_origin(annotation) is Annotated:
        return options(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return tuple(o for a in get_args(annotation) for o in options(a))
    if get_origin(annotation) is tuple:
        return options(get_args(annotation)[0])
    return (annotation,)


def table_at(root: type[Model], place: Location) -> type[Model] | None:
    """Return the table that a location ends in, None if the language has none there."""
    tables: tuple[Any, ...] = (root,)
    for step in place:
        if isinstance(step, int):
            continue
        kinds = [table for table in tables if issubclass(table, Kind)]
        tagged = [kind for kind in kinds if kind.selector() == step]
        if len(tables) > 1 and tagged:
            tables = tuple(tagged)
        else:
            fields = [t.model_fields[step] for t in tables if step in t.model_fields]
            tables = tuple(o for f in fields for o in options(f.annotation))
            tables = tuple(t for t in tables if isinstance(t, type))
            tables = tuple(t for t in tables if issubclass(t, Model))
    return tables[0] if len(tables) == 1 else None


def header_of(root: type[Model], place: Location) -> str:
    """Return the header of a table of the top level, "" where a place is none."""
    field = root.model_fields.get(str(place[0])) if len(place) == 1 else None
    if not field:
        return ""
    kinds = options(field.annotation)
    if not all(isinstance(kind, type) and issubclass(kind, Model) for kind in kinds):
        return ""
    many = get_origin(field.annotation) is tuple
    return f"[[{place[0]}]]" if many else f"[{place[0]}]"


def path_in(data: Any, place: Location) -> Path:
    """Return a location as a path of the document: the tags of unions left out.

    The last step stays although the document may lack it, as a missing key's does, or
    may have a bare name in place of the table, whose `type` is the name itself.
    """
    path: list[str | int] = []
    for i, step in enumerate(place):
        last = i == len(place) - 1
        if isinstance(data, dict):
            if step == data.get("type") and not last:
                continue
            if step in data or last:
                path.append(step)
                data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            path.append(step)
            data = data[step]
        elif isinstance(data, str) and last and step != "type":
            path.append(step)
    return tuple(path)
