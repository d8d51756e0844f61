"""A free text that says more about a person than is needed is pointed out; ordinary work is left in peace."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.base.errors import Invalid
from concord.requests import nhs_number, privacy
from concord.requests.privacy import Kind

WHOLE = 200_000


def found(text):
    return [(one.kind.value, text[one.start : one.end]) for one in privacy.warnings(text)]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("NHS no. 943 476 5919.", "nhs-number", "943 476 5919"),
        ("(9434765919)", "nhs-number", "9434765919"),
        ("NHS:943-476-5919", "nhs-number", "943-476-5919"),
        ("her number is 943 476 5918", "perhaps-nhs-number", "943 476 5918"),
        ("NHS number: 9434765918", "perhaps-nhs-number", "9434765918"),
        ("She was born 3.4.1951 in Harlow", "born", "born 3.4.1951"),
        ("DOB 03/04/51", "born", "DOB 03/04/51"),
        ("D.O.B.: 03-04-1951", "born", "D.O.B.: 03-04-1951"),
        ("date of birth is 3rd April 1951", "born", "date of birth is 3rd April 1951"),
        ("born on 3 Apr 1951", "born", "born on 3 Apr 1951"),
        ("Born April 3, 1951", "born", "Born April 3, 1951"),
        ("dob=1951-04-03", "born", "dob=1951-04-03"),
        ("NI QQ 12 34 56 C", None, None),  # Q begins none
        ("NI AB 12 34 56 C.", "national-insurance", "AB 12 34 56 C"),
        ("NI AB123456C", "national-insurance", "AB123456C"),
        ("lives at 14 Rowan Close, Chelmsford CM1 7ET", "address", "14 Rowan Close, Chelmsford CM1 7ET"),
        ("Flat 3b, Marsh House, Stoke on Trent\nST4 2AB", "address", "3b, Marsh House, Stoke on Trent\nST4 2AB"),
        ("near CM1 7ET", "postcode", "CM1 7ET"),
        ("the clinic in SW1A2AA", "postcode", "SW1A2AA"),
        ("On 12 March she moved to CM1 7ET", "postcode", "CM1 7ET"),
        ("Ward 12. Chelmsford CM1 7ET", "postcode", "CM1 7ET"),
        ("write to jo.fletcher51@gmail.com.", "email", "jo.fletcher51@gmail.com"),
        ("JO@HOTMAIL.CO.UK", "email", "JO@HOTMAIL.CO.UK"),
        ("ring 07700 900123", "phone", "07700 900123"),
        ("+44 7700 900 123", "phone", "+44 7700 900 123"),
        ("+44 (0)7700900123", "phone", "+44 (0)7700900123"),
        ("her home number, 01632 960 123", "phone", "01632 960 123"),
        ("daughter's phone 020 7946 0958", "phone", "020 7946 0958"),
        ("Mrs Fletcher is ready", "name", "Mrs Fletcher"),
        ("Mr J. Oyelaran agreed", "name", "Mr J. Oyelaran"),
        ("Ms. A B O’Neill-Ward", "name", "Ms. A B O’Neill-Ward"),
        ("MRS FLETCHER", "name", "MRS FLETCHER"),
        ("Mr and Mrs Łukasz", "name", "Mrs Łukasz"),
        ("Mr and Mrs Édouard", "name", "Mrs Édouard"),
    ],
)
def test_what_says_too_much_is_pointed_out_at_its_place(text, kind, place):
    assert found(text) == ([(kind, place)] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "The meeting is on 12.12.2026 at 10.30, or on 3 April 2027.",
        "Enquiry under s42 CA2014, s. 117 MHA 1983, section 6(7)(a), CA2014.s7(1).",
        "Our reference LAS-20417, yours 4021-99-1234 and RXX/000123/26.",
        "Between 09:00 and 17:30, 7 days a week, 24/7.",
        "A bed on Poplar Ward 12, bay 3; Kestrel House, level 2.",
        "Tell Mr or Mrs, whoever rings.",
        "Mrs F and Mr J O were seen. Mr a b c said no.",
        "Mr Justice Ward decided. Dr Fletcher and Sister Oyelaran were there.",
        "Missing Fletcher forms; amiss Fletcher.",
        "Ring the duty desk on 01245 430430 or 0300 123 4567 or 0800 1111.",
        "Write to adult.duty@essex.example or jo.ward@nhs.net or jo@gmail.com.example.",
        "It costs £1,234,567.8901 and 1234567890 pounds; order 1234567891.",
        "Born in 1951. She was born in Harlow in April 1951. The idea was born 3 years ago.",
        "Reborn 3.4.1951 and adobe 03/04/51",
        "ISBN 978-0-306-40615-7, GSS E10000012, ODS RQ8, EPIC-943-476-5919-1.",
        "S42 and S117, room B12, form CA20 14, M25 junction 27, A12, form K9 1XX.",
        "Grid reference TL 123456 and NK 12 34 56 A.",
        "Version 1.2.3, 943 476 5919 0.",
        "",
    ],
)
def test_ordinary_work_raises_no_alarm(text):
    assert found(text) == []


def test_all_that_is_found_is_told_in_the_order_of_the_text():
    text = "Mrs Fletcher, DOB 03/04/51, NHS 943 476 5919, 14 Rowan Close, Chelmsford, CM1 7ET, 07700 900123"
    assert [kind for kind, _ in found(text)] == ["name", "born", "nhs-number", "address", "phone"]


def test_a_number_is_told_of_once():
    assert found("+44 207 946 0958") == []
    assert found("his phone: +44 207 946 0958") == [("phone", "+44 207 946 0958")]


def test_a_long_text_about_safeguarding_asks_whether_all_of_it_is_needed():
    words = "She fell again. " * 150
    assert privacy.warnings(words) == ()
    (long,) = privacy.warnings(words, safeguarding=True)
    assert (long.kind, long.start, long.end) == (Kind.LONG, 2000, len(words))
    assert [one.kind for one in privacy.warnings("Safeguarding: " + words)] == [Kind.LONG]
    assert privacy.warnings("Safeguarding: she fell.", safeguarding=True) == ()


def test_every_warning_says_what_to_do_and_repeats_nothing_of_what_was_found():
    text = "Mrs Fletcher 943 476 5919 DOB 03/04/51 CM1 7ET jo@gmail.com AB123456C 07700 900123"
    assert set(Kind) == privacy.SAYS.keys()
    for one in privacy.warnings(text):
        assert one.says.endswith((".", "?"))
        assert text[one.start : one.end] not in one.says


PIECES = ["Mrs ", "Mr J. ", "Fletcher ", "943 476 5919", " ", "0", "7", "+44 ", "born ", "DOB:", "3.4.1951", "CM1 7ET",
          "14 Rowan Close, ", "a@", "gmail.com", "AB 12 34 56 C", "-", ".", "\n", "O'", "É", "\0", "NHS "]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_places_lie_in_the_text_in_order_and_apart(text):
    places = [(one.start, one.end) for one in privacy.warnings(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "1", "1 ", "07", "7 ", "+44 ", "A", "A ", "A. ", "Mr ", "Mr A. ", "Mrs O'", "born ", "born (", "dob: 1",
     "@", "a@", "gmail.com", "x@gmail.com ", "CM1 7ET ", "Rowan ", "1 Rowan ", "AB 12 34 ", "943 476 5919 ",
     "Mrs Fletcher ", " ", "\n", "-", "her phone "],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_its_length(piece):
    # Two hundred thousand signs: a pattern that goes back over what it has read would not come to an end.
    privacy.warnings(piece * (WHOLE // len(piece)))


@pytest.mark.parametrize(
    "number", ["943 476 5919", "9434765919", " 943-476-5919 ", "943\u00a0476\u00a05919", "4010232137"]
)
def test_an_nhs_number_is_known_by_its_check_digit(number):
    assert nhs_number.valid(number)
    assert nhs_number.normalised(number) == nhs_number.digits(number)


@pytest.mark.parametrize(
    "number", ["943 476 5918", "943 467 5919", "0000000000", "1111111111", "1234567890", "1000000110"]
)
def test_a_wrong_digit_or_two_that_changed_places_are_noticed(number):
    assert not nhs_number.valid(number)
    with pytest.raises(Invalid, match="digit is wrong") as refused:
        nhs_number.normalised(number)
    assert refused.value.field == "nhs_number"


@pytest.mark.parametrize(
    "number", ["", "943476591", "94347659190", "943 4765 919", "94347659I9", "٩٤٣٤٧٦٥٩١٩", "943--476-5919"]
)
def test_what_has_not_ten_digits_is_told_so(number):
    assert not nhs_number.valid(number)
    with pytest.raises(Invalid, match="10 digits"):
        nhs_number.normalised(number, field="person")


def test_an_nhs_number_is_printed_in_groups():
    assert nhs_number.spaced("943-476-5919") == "943 476 5919"


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_check_digit_fits(first_nine):
    assert sum(nhs_number.valid(f"{first_nine}{last}") for last in range(10)) <= 1
