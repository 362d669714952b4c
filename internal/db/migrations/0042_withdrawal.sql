-- Withdrawals from individual accounts (个人账户支取): an account paid out whole after a death, or the personal part of overlapping years refunded.

-- What a withdrawal takes, and what came back of it, are entries of their own kinds: a month's payout is told from them.
ALTER TABLE pension_entry DROP CONSTRAINT pension_entry_kind;
ALTER TABLE pension_entry ADD CONSTRAINT pension_entry_kind CHECK (kind IN ('contribution', 'interest', 'carried', 'payout', 'reversal', 'moved-out', 'moved-back', 'moved-in',
    'lump-sum', 'refund', 'restored'));
ALTER TABLE pension_entry DROP CONSTRAINT pension_entry_sign;
ALTER TABLE pension_entry ADD CONSTRAINT pension_entry_sign CHECK (kind IN ('reversal', 'moved-out', 'restored')
    OR (personal_fen >= 0 AND collective_fen >= 0 AND subsidy_fen >= 0 AND interest_fen >= 0 AND paid_fen >= 0));
ALTER TABLE pension_entry DROP CONSTRAINT pension_entry_payout;
ALTER TABLE pension_entry ADD CONSTRAINT pension_entry_payout CHECK (kind NOT IN ('payout', 'carried', 'lump-sum', 'refund', 'restored')
    OR (personal_fen = 0 AND collective_fen = 0 AND subsidy_fen = 0 AND interest_fen = 0));

-- The row's number is that of the entitlement that pays it. What is apart is granted and not paid: nothing else may take it.
CREATE TABLE account_withdrawal (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT account_withdrawal_pk PRIMARY KEY (county, id),
    CONSTRAINT account_withdrawal_account FOREIGN KEY (county, person) REFERENCES pension_account (county, person),
    CONSTRAINT account_withdrawal_kind CHECK (kind IN ('lump-sum', 'refund')),
    CONSTRAINT account_withdrawal_amount CHECK (amount_fen > 0),
    CONSTRAINT account_withdrawal_state CHECK (state IN ('apart', 'drawn', 'released'))
);
CREATE INDEX account_withdrawal_by_person ON account_withdrawal (county, person, id);

-- The years of a refund. A year that is set apart or refunded is not refunded again.
CREATE TABLE account_withdrawal_year (
    county INTEGER NOT NULL,
    withdrawal BIGINT NOT NULL,
    year INTEGER NOT NULL,
    person BIGINT NOT NULL,
    personal_fen BIGINT NOT NULL,
    live BOOLEAN NOT NULL,
    CONSTRAINT account_withdrawal_year_pk PRIMARY KEY (county, withdrawal, year),
    CONSTRAINT account_withdrawal_year_of FOREIGN KEY (county, withdrawal) REFERENCES account_withdrawal (county, id),
    CONSTRAINT account_withdrawal_year_amount CHECK (personal_fen > 0)
);
CREATE UNIQUE INDEX account_withdrawal_year_once ON account_withdrawal_year (county, person, year) WHERE live;
