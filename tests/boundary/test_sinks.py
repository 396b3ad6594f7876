"""The rules of flows, asked directly."""

from __future__ import annotations

import pytest

from innervate.boundary.field_kind import FieldKind
from innervate.boundary.policy import Branch, Deed, Flow, Known, Permits, Proof
from innervate.boundary.sinks import Rules, Sink, names_of
from innervate.core.application import Application
from innervate.core.errors import Denied
from innervate.core.plan import Author
from innervate.core.values import Origin, Value, ValueType

MAIL = Application("mail", "/usr/bin/mail")
PORTAL = Application("portal", "/usr/bin/browser", origin="http://127.0.0.1:5000")
NAMES = names_of({"mail": MAIL, "portal": PORTAL})
IBAN = frozenset({ValueType.IBAN})


def test_known_is_a_value_of_the_same_type_whole() -> None:
    rules = Rules(grants=Permits(known=(Known(ValueType.IBAN, "DE89"),)))
    assert rules.known(Value(ValueType.IBAN, " DE89 ", Origin("x")))
    assert not rules.known(Value(ValueType.REFERENCE, "DE89", Origin("x")))
    assert not rules.known(Value(ValueType.IBAN, "DE8", Origin("x")))


def test_of_several_flows_the_mildest_proof_counts_and_of_several_parts_the_strictest() -> None:
    sink = Sink(PORTAL, "Payee")
    flows = tuple(Flow(IBAN, "mail", "portal", "Payee", proof) for proof in (Proof.PERSON, Proof.NOTHING))
    value = Value(ValueType.IBAN, "DE89", Origin("/usr/bin/mail"))
    assert (
        Rules(grants=Permits(flows=flows), names=NAMES).authorise(value, sink, Author.PLANNER)
        is Proof.NOTHING
    )
    dated = Flow(frozenset({ValueType.DATE}), "mail", "portal", "Payee", Proof.MATCH)
    both = Value(
        ValueType.TEXT,
        "x",
        Origin("/usr/bin/mail", parts=(("/usr/bin/mail", "iban"), ("/usr/bin/mail", "date"))),
    )
    rules = Rules(grants=Permits(flows=(*flows, dated)), names=NAMES)
    assert rules.authorise(both, sink, Author.PLANNER) is Proof.MATCH
    with pytest.raises(Denied):
        Rules(grants=Permits(flows=flows), names=NAMES).authorise(both, sink, Author.PLANNER)


def test_who_may_decide_and_who_may_be_reached() -> None:
    rules = Rules(
        grants=Permits(
            flows=(Flow(IBAN, "mail", "portal", "Payee"),),
            branches=(Branch(frozenset({"portal"}), frozenset({"mail"})),),
        ),
        names=NAMES,
    )
    assert rules.may_decide(PORTAL.sink, MAIL)
    assert not rules.may_decide(MAIL.sink, PORTAL)
    assert rules.may_decide(MAIL.sink, MAIL)
    assert rules.may_reach(MAIL.sink, PORTAL)
    assert not Rules(names=NAMES).may_reach(MAIL.sink, PORTAL)


def test_deeds_are_of_one_application_and_label() -> None:
    rules = Rules(grants=Permits(deeds=(Deed("portal", "Save claim"),)))
    assert rules.allows_deed(PORTAL, "Save claim…")
    assert not rules.allows_deed(PORTAL, "Save")
    assert not rules.allows_deed(MAIL, "Save claim")


def test_an_unsure_field_counts_as_one_that_leads_out() -> None:
    from innervate.core.values import PLANNER

    value = Value(ValueType.TEXT, "hello", PLANNER)
    with pytest.raises(Denied, match="recipient, address, path or command"):
        Rules().authorise(value, Sink(PORTAL, "", FieldKind.UNSURE), Author.PLANNER)
    assert Rules().authorise(value, Sink(PORTAL, "Remark"), Author.PLANNER) is Proof.NOTHING


@pytest.mark.parametrize("author", Author)
def test_a_secret_goes_to_the_sink_that_it_belongs_to_and_no_other(author: Author) -> None:
    secret = Value(ValueType.SECRET, "x", Origin(MAIL.sink))
    with pytest.raises(Denied, match="belongs to"):
        Rules(names=NAMES).authorise(secret, Sink(PORTAL, "Password"), author)
    Rules(names=NAMES).authorise(secret, Sink(MAIL, "Password"), Author.PERSON)
