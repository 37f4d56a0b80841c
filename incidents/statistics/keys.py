"""A cell is known by its key: one value a group, in the order in which the groups were asked."""

from operator import itemgetter


def taker(places):
    """Return a function that takes the values at some places of a tuple, always as a tuple."""
    if not places:
        return lambda values: ()
    if len(places) == 1:
        (place,) = places
        return lambda values: (values[place],)
    return itemgetter(*places)


def part_of_key(groups, wanted):
    """Return a function that takes the values of some of the groups out of a key."""
    return taker([groups.index(name) for name in wanted if name in groups])


def without(groups, name):
    """Return a function that takes all of a key but the value of one group."""
    return taker([place for place, group in enumerate(groups) if group != name])


def key_maker(question):
    """Return a function that makes a key of (ward, time label, *codes), as rows are counted."""
    counted = ("ward", question.time_group, *question.code_groups)
    return taker([counted.index(name) for name in question.groups])
