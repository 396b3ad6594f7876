"""The pages of the claims portal.

`create_app` builds the application for one database file. Every page but the sign-in page wants a session
that has not expired; every form carries a token against forged requests. Reviewing stores nothing: the form
travels through the review page and is checked again before it is saved.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from claims.portal import db, forms, texts
from claims.portal.faults import Faults, faults_of

pages = Blueprint("pages", __name__)
Answer = str | tuple[str, int] | BaseResponse


def create_app(
    database: Path,
    *,
    secret: str | None = None,
    session_seconds: float = 1800.0,
    clock: Callable[[], float] = time.time,
    faults: Path | None = None,
) -> Flask:
    """The application over this database file. faults: the file of its switches; None: it has none."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secret or secrets.token_hex(32),
        DATABASE=Path(database),
        SESSION_SECONDS=session_seconds,
        CLOCK=clock,
        SESSION_COOKIE_NAME="claims_portal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    if faults is not None:
        Faults(faults).install(app)
    app.register_blueprint(pages)
    app.jinja_env.filters["money"] = money
    app.register_error_handler(404, lambda _: (render_template("missing.html", text=texts.NOT_FOUND), 404))
    return app


def money(cents: int) -> str:
    """Cents as the pages show them: `EUR 4,310.75`."""
    return f"EUR {cents // 100:,}.{cents % 100:02d}"


def database() -> Path:
    path = current_app.config["DATABASE"]
    assert isinstance(path, Path)
    return path


@pages.context_processor
def shared() -> dict[str, Any]:
    """What every template may use."""
    if "token" not in session:
        session["token"] = secrets.token_urlsafe(24)
    return {"token": session["token"], "texts": texts, "signed_in": session.get("full_name")}


@pages.before_request
def guard() -> BaseResponse | None:
    """Sends visitors without a valid session to the sign-in page and refuses forged forms."""
    if request.endpoint == "pages.health":
        return None
    now = current_app.config["CLOCK"]()
    if "user" in session and now > session["expires_at"]:
        session.clear()
        flash(texts.SESSION_EXPIRED, "error")
        return redirect(url_for("pages.sign_in"))
    if "user" not in session and request.endpoint != "pages.sign_in":
        return redirect(url_for("pages.sign_in"))
    if "user" in session:
        session["expires_at"] = now + current_app.config["SESSION_SECONDS"]
    if request.method == "POST" and not token_is_right():
        flash(texts.FORM_EXPIRED, "error")
        return redirect(request.path)
    return None


def token_is_right() -> bool:
    return secrets.compare_digest(request.form.get("token", ""), str(session.get("token", "-")))


@pages.get("/health")
def health() -> Answer:
    return "ok"


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Answer:
    if request.method == "GET":
        return render_template("sign_in.html", name="")
    name = request.form.get("username", "").strip()
    with db.connect(database()) as connection:
        user = db.user_with(connection, name, request.form.get("password", ""))
    if user is None:
        flash(texts.WRONG_SIGN_IN, "error")
        return render_template("sign_in.html", name=name), 401
    session.clear()
    session["user"], session["full_name"] = user["name"], user["full_name"]
    session["expires_at"] = current_app.config["CLOCK"]() + current_app.config["SESSION_SECONDS"]
    return redirect(url_for("pages.home"))


@pages.post("/sign-out")
def sign_out() -> Answer:
    session.clear()
    flash(texts.SIGNED_OUT, "note")
    return redirect(url_for("pages.sign_in"))


@pages.get("/")
def home() -> Answer:
    with db.connect(database()) as connection:
        return render_template(
            "home.html", claims=db.claims(connection), policy_count=len(db.policies(connection))
        )


@pages.get("/claims")
def claim_list() -> Answer:
    with db.connect(database()) as connection:
        return render_template("claims.html", claims=db.claims(connection))


@pages.get("/claims/<claim_number>")
def claim_page(claim_number: str) -> Answer:
    with db.connect(database()) as connection:
        row = db.claim(connection, claim_number)
    if row is None:
        abort(404)
    return render_template("claim.html", claim=row, status=texts.STATES[row["decision"]])


@pages.get("/policies")
def policy_list() -> Answer:
    part = request.args.get("number", "").strip()
    with db.connect(database()) as connection:
        return render_template("policies.html", policies=db.policies(connection, part), part=part)


@pages.get("/policies/<number>")
def policy_page(number: str) -> Answer:
    with db.connect(database()) as connection:
        row = db.policy(connection, number)
        if row is None:
            abort(404)
        return render_template("policy.html", policy=row, claims=db.claims(connection, number))


@pages.get("/claims/new")
def choose_policy() -> Answer:
    """Asks for the policy first, since a claim belongs to one."""
    number = request.args.get("number", "").strip().upper()
    if number:
        with db.connect(database()) as connection:
            if db.policy(connection, number) is not None:
                return redirect(url_for("pages.new_claim", number=number))
        flash(texts.POLICY_UNKNOWN, "error")
    return render_template("choose_policy.html", number=number)


@pages.route("/policies/<number>/new-claim", methods=["GET", "POST"])
def new_claim(number: str) -> Answer:
    """The form, its review and the saving, told apart by the button that was pressed."""
    with db.connect(database()) as connection:
        policy = db.policy(connection, number)
        if policy is None:
            abort(404)
        if request.method == "GET":
            return render_template("new_claim.html", policy=policy, values={}, errors={})
        checked = forms.check(request.form, connection)
        faults = faults_of(current_app)
        checked.errors |= faults.errors() if faults else {}
        if checked.errors or request.form.get("step") == "change":
            status = 422 if checked.errors else 200
            return render_template(
                "new_claim.html", policy=policy, values=checked.values, errors=checked.errors
            ), status
        if request.form.get("step") != "save":
            return review(policy, checked, {})
        decision = request.form.get("decision", "")
        if decision not in texts.DECISIONS:
            return review(policy, checked, {"decision": texts.DECISION_MISSING}), 422
        return save(connection, policy, checked, decision)


def payable(amount_cents: int, deductible_cents: int) -> int:
    return max(amount_cents - deductible_cents, 0)


def review(policy: Any, checked: forms.Checked, errors: dict[str, str]) -> str:
    """The page that shows what is about to be saved and asks for the decision."""
    return render_template(
        "review.html",
        policy=policy,
        values=checked.values,
        amount_cents=checked.amount_cents,
        payable_cents=payable(checked.amount_cents, policy["deductible_cents"]),
        errors=errors,
    )


def save(connection: Any, policy: Any, checked: forms.Checked, decision: str) -> Answer:
    """Stores the claim and shows it, or the form again if its number was filed meanwhile."""
    deductible, entered = policy["deductible_cents"], checked.values
    new = db.NewClaim(
        claim_number=entered["claim_number"],
        policy_number=policy["number"],
        claimant=entered["claimant"],
        date_of_loss=entered["date_of_loss"],
        cause=entered["cause"],
        amount_cents=checked.amount_cents,
        deductible_cents=deductible,
        decision=decision,
        payable_cents=payable(checked.amount_cents, deductible) if decision == texts.APPROVE else 0,
        description=entered["description"],
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        created_by=session["user"],
    )
    faults = faults_of(current_app)
    try:
        db.add_claim(connection, new)
        if faults is not None and faults.doubled():
            db.add_claim(connection, new)
    except db.Taken:
        errors = {"claim_number": texts.CLAIM_NUMBER_TAKEN}
        return render_template("new_claim.html", policy=policy, values=entered, errors=errors), 422
    flash(texts.CLAIM_SAVED, "note")
    return redirect(url_for("pages.claim_page", claim_number=new.claim_number))
