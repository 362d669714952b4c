-- The bank side of real life: runs beside the monthly one, one bank account a fund, money that came back after it had been paid, the bank's
-- files before they are taken in, and months of which a part is set off.

-- The run of a kind and month has serial 0; a further one (补发批次) says what it is for and why there is one.
ALTER TABLE payment_run ADD COLUMN serial INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payment_run ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_run ADD COLUMN cause TEXT NOT NULL DEFAULT '';
-- Whose bank account it is paid from: kinds of one fund share it.
ALTER TABLE payment_run ADD COLUMN fund INTEGER NOT NULL DEFAULT 0;
UPDATE payment_run SET fund = CASE
    WHEN kind LIKE 'resident-pension%' THEN 3
    WHEN kind LIKE 'employee-pension%' OR kind = 'survivor-benefit' THEN 1
    WHEN kind = 'unemployment-benefit' THEN 7
    WHEN kind IN ('injury-allowance', 'injury-lump-sum', 'dependant-allowance') THEN 6
    WHEN kind = 'employment-subsidy' THEN 20
    ELSE 0 END;
ALTER TABLE payment_run ADD CONSTRAINT payment_run_extra CHECK (serial >= 0 AND (serial = 0) = (purpose = '') AND (serial = 0) = (cause = '')
    AND purpose IN ('', 'arrears', 'repay'));
-- One that turns out to be wrong before it is approved is withdrawn (撤销); the month's own run never is.
ALTER TABLE payment_run DROP CONSTRAINT payment_run_state;
ALTER TABLE payment_run ADD CONSTRAINT payment_run_state CHECK (state IN ('preparing', 'prepared', 'approved', 'pended', 'filed', 'answered', 'settled', 'reconciled')
    OR state = 'withdrawn' AND serial > 0);
ALTER TABLE payment_run DROP CONSTRAINT payment_run_approved;
ALTER TABLE payment_run ADD CONSTRAINT payment_run_approved CHECK ((state IN ('preparing', 'prepared', 'withdrawn')) = (checker IS NULL)
    AND (checker IS NULL) = (approved_at IS NULL) AND (checker IS NULL) = (checker_name IS NULL));
ALTER TABLE payment_run DROP CONSTRAINT payment_run_finished;
ALTER TABLE payment_run ADD CONSTRAINT payment_run_finished CHECK ((state IN ('reconciled', 'withdrawn')) = (finished_at IS NOT NULL));
DROP INDEX payment_run_month;
CREATE UNIQUE INDEX payment_run_month ON payment_run (county, kind, month, serial);
-- What the bank says of an account is held against the books run by run: no other run has money on its way from the account meanwhile.
CREATE UNIQUE INDEX payment_run_account ON payment_run (county, fund) WHERE state IN ('filed', 'answered', 'settled');

-- A bank's notice of money that came back after it had been paid (付后退回): taken in by one person, booked by another.
CREATE TABLE late_notice (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    account TEXT NOT NULL,
    fund INTEGER NOT NULL,
    notice TEXT NOT NULL,
    value_date TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BYTEA NOT NULL,
    lines BIGINT NOT NULL,
    total_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    CONSTRAINT late_notice_pk PRIMARY KEY (county, id),
    CONSTRAINT late_notice_state CHECK (state IN ('entered', 'booked', 'refused') AND (state = 'entered') = (decided_by IS NULL)),
    CONSTRAINT late_notice_two_persons CHECK (decided_by <> by_user),
    CONSTRAINT late_notice_decided CHECK ((decided_by IS NULL) = (decided_name IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT late_notice_said CHECK (length(value_date) = 10 AND lines > 0 AND total_fen > 0)
);
-- The same notice is taken in once; one that was refused may come again.
CREATE UNIQUE INDEX late_notice_once ON late_notice (county, digest) WHERE state <> 'refused';

-- One line of a notice. What does not fit a payment is listed with what is wrong, until a named person says how it was cleared up.
-- What fits goes again to the person (fate again) or stays with the fund, by two persons too.
CREATE TABLE late_return (
    county INTEGER NOT NULL,
    notice BIGINT NOT NULL,
    line BIGINT NOT NULL,
    payment BIGINT NOT NULL,
    entitlement BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    code TEXT NOT NULL,
    on_date TEXT NOT NULL,
    verdict TEXT NOT NULL,
    state TEXT NOT NULL,
    fate TEXT NOT NULL,
    cleared_by BIGINT,
    cleared_name TEXT,
    cleared_at BIGINT,
    remark TEXT NOT NULL,
    CONSTRAINT late_return_pk PRIMARY KEY (county, notice, line),
    CONSTRAINT late_return_of FOREIGN KEY (county, notice) REFERENCES late_notice (county, id),
    CONSTRAINT late_return_amount CHECK (amount_fen > 0 AND length(on_date) = 10 AND length(code) > 0),
    CONSTRAINT late_return_state CHECK (state IN ('listed', 'entered', 'booked', 'refused') AND (verdict <> 'fits') = (state = 'listed')),
    CONSTRAINT late_return_fate CHECK (fate IN ('again', 'fund')),
    CONSTRAINT late_return_cleared CHECK ((cleared_by IS NULL) = (cleared_at IS NULL) AND (cleared_by IS NULL) = (remark = '') AND (cleared_by IS NULL) = (cleared_name IS NULL))
);
-- A payment comes back once.
CREATE UNIQUE INDEX late_return_once ON late_return (county, payment) WHERE state IN ('entered', 'booked');
CREATE INDEX late_return_again ON late_return (county, entitlement) WHERE state = 'booked' AND fate = 'again';

-- That money which came back shall stay with the fund, or go to the person after all: asked by one person, decided by another.
CREATE TABLE late_fate (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    payment BIGINT NOT NULL,
    fate TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    CONSTRAINT late_fate_pk PRIMARY KEY (county, id),
    CONSTRAINT late_fate_payment FOREIGN KEY (county, payment) REFERENCES payment (county, id),
    CONSTRAINT late_fate_fate CHECK (fate IN ('again', 'fund') AND length(reason) > 0),
    CONSTRAINT late_fate_state CHECK (state IN ('asked', 'applied', 'refused') AND (state = 'asked') = (decided_by IS NULL)),
    CONSTRAINT late_fate_two_persons CHECK (decided_by <> asked_by)
);
CREATE UNIQUE INDEX late_fate_open ON late_fate (county, payment) WHERE state = 'asked';

-- Files of the bank that were uploaded for a run and are not taken in yet: an answer may come in parts.
CREATE TABLE bank_upload (
    county INTEGER NOT NULL,
    run BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    digest TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    content BYTEA NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT bank_upload_pk PRIMARY KEY (county, run, id),
    CONSTRAINT bank_upload_run FOREIGN KEY (county, run) REFERENCES payment_run (county, id),
    CONSTRAINT bank_upload_said CHECK (length(name) > 0 AND length(format) > 0 AND bytes > 0)
);
CREATE UNIQUE INDEX bank_upload_once ON bank_upload (county, run, digest);

-- A month of which a part is set off (抵扣一部分): what is paid is the month's basic part less this. why is the offset.
CREATE TABLE entitlement_deduction (
    county INTEGER NOT NULL,
    entitlement BIGINT NOT NULL,
    month INTEGER NOT NULL,
    why BIGINT NOT NULL,
    basic_fen BIGINT NOT NULL,
    CONSTRAINT entitlement_deduction_pk PRIMARY KEY (county, entitlement, month, why),
    CONSTRAINT entitlement_deduction_of FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id),
    CONSTRAINT entitlement_deduction_amount CHECK (basic_fen > 0)
);
