-- Insured relations (参保关系), individual accounts (个人账户) and the bank accounts benefits are paid to.

CREATE TABLE relation (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    scheme TEXT NOT NULL,
    state TEXT NOT NULL,
    joined INTEGER NOT NULL,
    ended INTEGER,
    CONSTRAINT relation_pk PRIMARY KEY (county, id),
    CONSTRAINT relation_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT relation_scheme CHECK (scheme IN ('resident-pension', 'employee-pension')),
    CONSTRAINT relation_state CHECK (state IN ('paying', 'suspended', 'receiving', 'ended')),
    CONSTRAINT relation_ended CHECK ((state = 'ended') = (ended IS NOT NULL) AND (ended IS NULL OR ended >= joined))
);
-- At most one living relation of a person with a scheme.
CREATE UNIQUE INDEX relation_living ON relation (county, person, scheme) WHERE ended IS NULL;
CREATE INDEX relation_by_person ON relation (county, person, id);

-- The individual account of the residents' pension. The balance is the sum of the entries, and never negative.
CREATE TABLE pension_account (
    county INTEGER NOT NULL,
    person BIGINT NOT NULL,
    personal_fen BIGINT NOT NULL,
    collective_fen BIGINT NOT NULL,
    subsidy_fen BIGINT NOT NULL,
    interest_fen BIGINT NOT NULL,
    paid_fen BIGINT NOT NULL,
    balance_fen BIGINT NOT NULL,
    paid_months INTEGER NOT NULL,
    CONSTRAINT pension_account_pk PRIMARY KEY (county, person),
    CONSTRAINT pension_account_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT pension_account_sum CHECK (balance_fen = personal_fen + collective_fen + subsidy_fen + interest_fen - paid_fen),
    CONSTRAINT pension_account_balance CHECK (balance_fen >= 0),
    CONSTRAINT pension_account_parts CHECK (personal_fen >= 0 AND collective_fen >= 0 AND subsidy_fen >= 0 AND interest_fen >= 0 AND paid_fen >= 0),
    CONSTRAINT pension_account_months CHECK (paid_months >= 0)
);

-- Entries are only ever added. The key makes each happen once: one contribution a year, one payout a month.
CREATE TABLE pension_entry (
    county INTEGER NOT NULL,
    person BIGINT NOT NULL,
    period INTEGER NOT NULL,
    kind TEXT NOT NULL,
    part INTEGER NOT NULL,
    grade_fen BIGINT NOT NULL,
    personal_fen BIGINT NOT NULL,
    collective_fen BIGINT NOT NULL,
    subsidy_fen BIGINT NOT NULL,
    interest_fen BIGINT NOT NULL,
    paid_fen BIGINT NOT NULL,
    months INTEGER NOT NULL,
    on_date TEXT NOT NULL,
    cause BIGINT NOT NULL,
    CONSTRAINT pension_entry_pk PRIMARY KEY (county, person, period, kind, part),
    CONSTRAINT pension_entry_account FOREIGN KEY (county, person) REFERENCES pension_account (county, person),
    CONSTRAINT pension_entry_kind CHECK (kind IN ('contribution', 'interest', 'carried', 'payout', 'reversal')),
    CONSTRAINT pension_entry_part CHECK (part >= 0),
    CONSTRAINT pension_entry_sign CHECK (kind = 'reversal' OR (personal_fen >= 0 AND collective_fen >= 0 AND subsidy_fen >= 0 AND interest_fen >= 0 AND paid_fen >= 0)),
    CONSTRAINT pension_entry_payout CHECK (kind NOT IN ('payout', 'carried') OR (personal_fen = 0 AND collective_fen = 0 AND subsidy_fen = 0 AND interest_fen = 0)),
    CONSTRAINT pension_entry_contribution CHECK (kind <> 'contribution' OR (grade_fen > 0 AND paid_fen = 0 AND interest_fen = 0)),
    CONSTRAINT pension_entry_months CHECK (months BETWEEN -12 AND 12),
    CONSTRAINT pension_entry_date CHECK (length(on_date) = 10)
);

-- Where a person's benefits go. A new account closes the old row; rows are the history.
CREATE TABLE bank_account (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    bank TEXT NOT NULL,
    number_sealed BYTEA NOT NULL,
    number_hash BIGINT NOT NULL,
    status TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT bank_account_pk PRIMARY KEY (county, id),
    CONSTRAINT bank_account_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT bank_account_bank CHECK (length(bank) > 0),
    CONSTRAINT bank_account_status CHECK (status IN ('ok', 'closed')),
    CONSTRAINT bank_account_since CHECK (length(since) = 10),
    CONSTRAINT bank_account_until CHECK (until IS NULL OR until >= since)
);
CREATE UNIQUE INDEX bank_account_current ON bank_account (county, person) WHERE until IS NULL;
CREATE INDEX bank_account_by_number ON bank_account (county, number_hash, person);
CREATE INDEX bank_account_by_person ON bank_account (county, person, id);
