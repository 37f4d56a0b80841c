"""Matching a file's rows to those that stand: twins, their ordinals, and the order that means nothing."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from havering_safety.releases.matching import Standing, compare

OUTCOMES = st.sampled_from([None, "charged", "open"])
WARDS = st.sampled_from(["W1", "W2"])
ATTRIBUTES = st.tuples(OUTCOMES, WARDS)
# Few identities, so that twins are the rule; the texts of a row stand for its identity.
ROWS = st.lists(st.tuples(st.sampled_from("abc"), ATTRIBUTES), max_size=12)


class Table:
    """Rows that stand, by identity and ordinal, as the writer would keep them."""

    def __init__(self):
        self.rows = {}
        self.used = Counter()

    def standing(self):
        found = {}
        for (identity, ordinal), attributes in self.rows.items():
            twin = Standing((identity, ordinal), ordinal, attributes)
            found.setdefault(identity, []).append(twin)
        return found

    def take(self, rows):
        """Make the rows those of a file; return the Difference that did it."""
        difference = compare(self.standing(), by_identity(rows))
        for twin in difference.withdrawn:
            del self.rows[twin.version]
        for identity, twin, (_, attributes) in difference.revised:
            self.rows[identity, twin.ordinal] = attributes
        for identity, (_, attributes) in difference.opened:
            self.used[identity] += 1
            self.rows[identity, self.used[identity]] = attributes
        return difference

    def multiset(self):
        return Counter((identity, attributes) for (identity, _), attributes in self.rows.items())


def by_identity(rows):
    found = {}
    for identity, attributes in rows:
        found.setdefault(identity, []).append(((identity,), attributes))
    return found


def make_table(*rows):
    table = Table()
    table.take(rows)
    return table


@given(ROWS, ROWS)
def test_difference_turns_the_standing_rows_into_the_incoming_ones(first, second):
    table = make_table(*first)

    table.take(second)

    assert table.multiset() == Counter(second)


@given(ROWS, ROWS)
def test_every_row_is_accounted_for_once(first, second):
    table = make_table(*first)

    difference = table.take(second)

    kept = difference.unchanged + len(difference.revised)
    assert kept + len(difference.withdrawn) == len(first)
    assert kept + len(difference.opened) == len(second)


@given(ROWS)
def test_same_rows_are_no_difference(rows):
    table = make_table(*rows)

    difference = table.take(rows)

    assert not difference
    assert difference.unchanged == len(rows)


@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_order_of_a_file_means_nothing(first, second, random):
    shuffled = second.copy()
    random.shuffle(shuffled)
    one, other = make_table(*first), make_table(*first)

    one.take(second)
    other.take(shuffled)

    assert one.rows == other.rows


@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_the_table_means_nothing(rows, random):
    table, other = make_table(*rows), make_table(*rows)
    items = list(other.rows.items())
    random.shuffle(items)
    other.rows = dict(items)

    table.take(rows[::2])
    other.take(rows[::2])

    assert table.rows == other.rows


@given(st.lists(ROWS, max_size=6))
def test_no_ordinal_is_given_twice(files):
    table, seen = Table(), set()

    for rows in files:
        before = set(table.rows)
        table.take(rows)
        opened = set(table.rows) - before
        assert not opened & seen
        seen |= opened


@given(ROWS, ROWS)
def test_attributes_that_both_hold_are_not_revised(first, second):
    table = make_table(*first)
    before, after = Counter(first), Counter(second)

    difference = table.take(second)

    assert difference.unchanged == (before & after).total()


@given(ROWS, ROWS)
def test_rows_are_revised_before_any_is_withdrawn_and_another_opened(first, second):
    difference = make_table(*first).take(second)

    withdrawn = {twin.version[0] for twin in difference.withdrawn}
    assert not withdrawn & {identity for identity, _ in difference.opened}


def test_vanished_twin_leaves_its_number_unused():
    table = make_table(("a", ("charged", "W1")), ("a", ("open", "W1")))

    table.take([("a", ("open", "W1"))])
    table.take([("a", ("open", "W1")), ("a", ("charged", "W1"))])

    assert table.rows == {("a", 2): ("open", "W1"), ("a", 3): ("charged", "W1")}


def test_of_equal_twins_the_youngest_vanishes():
    table = make_table(*[("a", (None, "W1"))] * 3)

    table.take([("a", (None, "W1"))] * 2)

    assert sorted(table.rows) == [("a", 1), ("a", 2)]


def test_equal_attributes_are_paired_before_a_revision():
    table = make_table(("a", ("charged", "W1")), ("a", ("open", "W1")))

    difference = table.take([("a", ("open", "W1")), ("a", ("fined", "W1"))])

    assert [(twin.ordinal, row[1]) for _, twin, row in difference.revised] == [(1, ("fined", "W1"))]


def test_fresh_twins_are_numbered_by_their_attributes():
    table = make_table(("a", ("open", "W1")), ("a", (None, "W2")), ("a", (None, "W1")))

    assert table.rows == {
        ("a", 1): (None, "W1"), ("a", 2): (None, "W2"), ("a", 3): ("open", "W1"),
    }  # fmt: skip


def test_attributes_of_several_types_can_be_ordered():
    table = make_table(*(("a", (value,)) for value in (True, "x", None, 2, "")))

    assert len(table.rows) == 5
