"""From a plan to the text of its script."""

from pathlib import Path

from nngen.plan.plan import Plan
from nngen.render.environment import make_environment, template_folder


def render_script(plan: Plan, folder: Path | None = None) -> str:
    """Return a script as templates print it; `folder` holds others than nngen's."""
    environment = make_environment(folder or template_folder(), plan.arithmetic)
    return environment.get_template("page.py.jinja").render(plan=plan)
