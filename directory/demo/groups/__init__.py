"""The groups of the directory, a module for each part of the district."""

from directory.demo.content import Group
from directory.demo.groups import (
    aire_valley,
    city,
    dales,
    district_wide,
    east_bradford,
    inner_bradford,
    keighley,
    skipton,
    south_bradford,
    western_villages,
    wharfedale,
    worth_valley,
)

ALL_GROUPS: tuple[Group, ...] = (
    *city.GROUPS,
    *inner_bradford.GROUPS,
    *east_bradford.GROUPS,
    *south_bradford.GROUPS,
    *western_villages.GROUPS,
    *aire_valley.GROUPS,
    *keighley.GROUPS,
    *worth_valley.GROUPS,
    *wharfedale.GROUPS,
    *skipton.GROUPS,
    *dales.GROUPS,
    *district_wide.GROUPS,
)
