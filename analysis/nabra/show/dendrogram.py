"""A tree of outlets beside the rows of a chart."""

from dataclasses import dataclass

from nabra.errors import NabraError
from nabra.show.style import FAINT, INK, SOFT, isolate

SURE = 0.5  # support below which a branch is drawn dashed


@dataclass(frozen=True)
class Branch:
    """A merger: the two merged, by number (outlets first, then mergers), its height and its support."""

    left: int
    right: int
    height: float
    support: float


def branches(tree):
    """(names of the outlets, branches) of a table of ``nabra.outlet_tree``.

    Raises
    ------
    NabraError
        A column is missing, or names cannot be told apart.
    """
    for column in ("members", "left", "right", "height", "support"):
        if column not in tree.columns:
            raise NabraError(f"the tree has no column '{column}'; give the table of nabra.outlet_tree")
    names = str(tree["members"].iloc[-1]).split(" + ") if len(tree) else []
    if len(names) != len(tree) + 1:
        raise NabraError(
            "an outlet's name holds ' + ', so that the tree's members cannot be told apart; rename it"
        )
    return names, [
        Branch(int(row["left"]), int(row["right"]), float(row["height"]), float(row["support"]))
        for row in tree.to_dict("records")
    ]


def leaves(names, found):
    """The outlets in the order in which the tree's branches do not cross."""

    def below(number):
        if number < len(names):
            return [names[number]]
        branch = found[number - len(names)]
        return below(branch.left) + below(branch.right)

    return below(len(names) + len(found) - 1)


def draw(axes, names, found, heights):
    """Draw the tree from left (the outlets) to right; ``heights`` gives each outlet's y."""
    at = {number: (0.0, heights[name]) for number, name in enumerate(names)}
    most = max((branch.height for branch in found), default=0) or 1
    for number, branch in enumerate(found, start=len(names)):
        (x1, y1), (x2, y2) = at[branch.left], at[branch.right]
        x = branch.height
        style = {"color": SOFT, "linewidth": 1.3} | (
            {} if branch.support >= SURE else {"linestyle": (0, (2, 1.5))}
        )
        axes.plot([x1, x, x, x2], [y1, y1, y2, y2], solid_joinstyle="miter", **style)
        axes.annotate(
            isolate(f"{100 * branch.support:.0f}"),
            (x, (y1 + y2) / 2),
            (2, 2),
            fontsize=6.5,
            textcoords="offset points",
            color=INK if branch.support >= SURE else FAINT,
            va="bottom",
            annotation_clip=False,
            bbox={"facecolor": "white", "linewidth": 0, "pad": 0.4},
        )
        at[number] = (x, (y1 + y2) / 2)
    axes.set_xlim(0, most * 1.04)
    axes.axis("off")
