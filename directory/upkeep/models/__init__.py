"""What was asked of editors, what the public reported, and which web addresses are dead."""

from directory.upkeep.models.links import LinkUse, WebLink
from directory.upkeep.models.problems import Channel, Problem, State, Step, Told, Topic
from directory.upkeep.models.reminders import Answer, Letter, Question
from directory.upkeep.models.tallies import Tally

__all__ = [
    "Answer",
    "Channel",
    "Letter",
    "LinkUse",
    "Problem",
    "Question",
    "State",
    "Step",
    "Tally",
    "Told",
    "Topic",
    "WebLink",
]
