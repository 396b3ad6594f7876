"""The fixed words of the portal that are not in its templates: options, messages, states.

`claims.phrases` reads them together with the templates; whatever a page says beyond both is data.
"""

from __future__ import annotations

CAUSES = ("Water damage", "Fire", "Theft", "Storm", "Glass breakage")
APPROVE = "Approve"
BELOW = "Below deductible"
DECISIONS = (APPROVE, BELOW)
STATES = {APPROVE: "Approved", BELOW: "Closed without payment"}
POLICY_STATES = ("Active", "Lapsed")

WRONG_SIGN_IN = "User name or password is wrong."
SESSION_EXPIRED = "Your session has expired. Please sign in again."
SIGNED_OUT = "You have signed out."
CLAIM_SAVED = "Claim saved"
FORM_EXPIRED = "This form has expired. Please send it again."
NOT_FOUND = "There is no such page."
POLICY_UNKNOWN = "There is no policy with this number."

CLAIM_NUMBER_MISSING = "Enter a claim number."
CLAIM_NUMBER_SHAPE = "A claim number consists of CLM, a hyphen and five digits."
CLAIM_NUMBER_TAKEN = "This claim number has already been filed."
DATE_SHAPE = "Enter the date as year-month-day."
DATE_FUTURE = "The date of loss cannot be in the future."
CAUSE_MISSING = "Choose a cause."
CLAIMANT_MISSING = "Enter the name of the claimant."
AMOUNT_SHAPE = "Enter the amount as a number with at most two decimals."
AMOUNT_POSITIVE = "The amount must be greater than zero."
DECISION_MISSING = "Choose a decision."

MESSAGES = (
    WRONG_SIGN_IN, SESSION_EXPIRED, SIGNED_OUT, CLAIM_SAVED, FORM_EXPIRED, NOT_FOUND, POLICY_UNKNOWN,
    CLAIM_NUMBER_MISSING, CLAIM_NUMBER_SHAPE, CLAIM_NUMBER_TAKEN, DATE_SHAPE, DATE_FUTURE, CAUSE_MISSING,
    CLAIMANT_MISSING, AMOUNT_SHAPE, AMOUNT_POSITIVE, DECISION_MISSING,
    *STATES.values(), *POLICY_STATES,
)  # fmt: skip
OPTIONS = {"Cause": CAUSES, "Decision": DECISIONS}
"""What can be chosen, by the field's label."""
