CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    password_hash TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS policies (
    number TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    product TEXT NOT NULL,
    status TEXT NOT NULL,
    deductible_cents INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS claims (
    claim_number TEXT PRIMARY KEY,
    policy_number TEXT NOT NULL REFERENCES policies (number),
    claimant TEXT NOT NULL,
    date_of_loss TEXT NOT NULL,
    cause TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    deductible_cents INTEGER NOT NULL,
    decision TEXT NOT NULL,
    payable_cents INTEGER NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL
);
