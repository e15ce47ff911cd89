"""On which line of an edition's file something stands."""

from cases.edition.lines import line_of, lines

TEXT = '''\
# What a code says.
title = "A = B" # and its name
[clauses]
"1 ¶" = { text = "T" }
'2' = { text = "[no.heading]" }

[procedures . gift] # of all kinds
label.short = "G"
title = "Gift"
[[thresholds.value]]
amount = 1
  [[ thresholds.value ]] # the next
  amount = 2
[[thresholds.value]]
long = """
[no.table]
key = 1
"""
after = 1
one = """ a """
two = [""" a """, """ b """]
MAX = 1
[clauses]
'''
FOUND = {
    ("title",): 2,
    ("clauses",): 3,
    ("clauses", "1 ¶"): 4,
    ("clauses", "2"): 5,
    ("procedures", "gift"): 7,
    ("procedures", "gift", "label", "short"): 8,
    ("procedures", "gift", "title"): 9,
    ("thresholds", "value", "0"): 10,
    ("thresholds", "value", "0", "amount"): 11,
    ("thresholds", "value", "1"): 12,
    ("thresholds", "value", "1", "amount"): 13,
    ("thresholds", "value", "2"): 14,
    ("thresholds", "value", "2", "long"): 15,
    ("thresholds", "value", "2", "after"): 19,
    ("thresholds", "value", "2", "one"): 20,
    ("thresholds", "value", "2", "two"): 21,
    ("thresholds", "value", "2", "MAX"): 22,
}


def test_each_table_and_key_stands_where_it_begins() -> None:
    assert lines(TEXT) == FOUND


def test_what_does_not_stand_in_the_file_is_where_the_nearest_part_of_it_is() -> None:
    assert line_of(FOUND, ("thresholds", "value", 1, "until")) == 12
    assert line_of(FOUND, ("clauses", "1 ¶", "text")) == 4
    assert line_of(FOUND, ("title",)) == 2
    assert line_of(FOUND, ("source",)) == 1
    assert line_of({}, ()) == 1
