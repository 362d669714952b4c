-- The life of an entitlement (待遇资格的变更): other kinds than the residents' pension, changes by two persons, months that are lawfully not
-- paid, and what is computed again when the law is published late.

-- What kinds there are is data of the program; an entitlement may have its last month from the beginning (失业保险金, one payment).
ALTER TABLE entitlement DROP CONSTRAINT entitlement_kind;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_kind CHECK (length(kind) > 0);
ALTER TABLE entitlement DROP CONSTRAINT entitlement_stop;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_stop CHECK ((status <> 'stopped' OR stop_month IS NOT NULL) AND (stop_month IS NULL OR stop_month >= start_month));
ALTER TABLE payment_run DROP CONSTRAINT payment_run_kind;
ALTER TABLE payment_run ADD CONSTRAINT payment_run_kind CHECK (length(kind) > 0);

-- A change that one person asks for and another decides (变更申请): suspend, resume or stop, with its ground and article.
CREATE TABLE entitlement_request (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    entitlement BIGINT NOT NULL,
    action TEXT NOT NULL,
    ground TEXT NOT NULL,
    article TEXT NOT NULL,
    reason TEXT NOT NULL,
    month INTEGER NOT NULL,
    state TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    remark TEXT NOT NULL,
    CONSTRAINT entitlement_request_pk PRIMARY KEY (county, id),
    CONSTRAINT entitlement_request_of FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id),
    CONSTRAINT entitlement_request_action CHECK (action IN ('suspend', 'resume', 'stop')),
    CONSTRAINT entitlement_request_state CHECK (state IN ('asked', 'applied', 'refused') AND (state = 'asked') = (decided_by IS NULL)),
    CONSTRAINT entitlement_request_two_persons CHECK (decided_by <> asked_by),
    CONSTRAINT entitlement_request_decided CHECK ((decided_by IS NULL) = (decided_name IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT entitlement_request_said CHECK (length(reason) > 0 AND length(ground) > 0)
);
-- One change of an entitlement is asked for at a time.
CREATE UNIQUE INDEX entitlement_request_open ON entitlement_request (county, entitlement) WHERE state = 'asked';

-- Months of an entitlement that are lawfully not paid (停发不补、抵扣的月份), both ends included. why is the request or the offset.
CREATE TABLE entitlement_gap (
    county INTEGER NOT NULL,
    entitlement BIGINT NOT NULL,
    from_month INTEGER NOT NULL,
    to_month INTEGER NOT NULL,
    why BIGINT NOT NULL,
    CONSTRAINT entitlement_gap_pk PRIMARY KEY (county, entitlement, from_month),
    CONSTRAINT entitlement_gap_of FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id),
    CONSTRAINT entitlement_gap_months CHECK (to_month >= from_month)
);

-- Paid months computed again with what is known on a later day (重算补差): one person has it computed, another lets it be paid.
CREATE TABLE recompute (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    known_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    people INTEGER NOT NULL,
    months INTEGER NOT NULL,
    up_fen BIGINT NOT NULL,
    down_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    CONSTRAINT recompute_pk PRIMARY KEY (county, id),
    CONSTRAINT recompute_state CHECK (state IN ('proposed', 'applied', 'refused') AND (state = 'proposed') = (decided_by IS NULL)),
    CONSTRAINT recompute_two_persons CHECK (decided_by <> asked_by),
    CONSTRAINT recompute_known CHECK (length(known_on) = 10 AND length(reason) > 0 AND up_fen >= 0 AND down_fen >= 0)
);
CREATE UNIQUE INDEX recompute_open ON recompute (county, kind) WHERE state = 'proposed';

-- One paid month whose amount is another now.
CREATE TABLE recompute_line (
    county INTEGER NOT NULL,
    recompute BIGINT NOT NULL,
    entitlement BIGINT NOT NULL,
    month INTEGER NOT NULL,
    before_fen BIGINT NOT NULL,
    after_fen BIGINT NOT NULL,
    plan TEXT NOT NULL,
    inputs TEXT NOT NULL,
    CONSTRAINT recompute_line_pk PRIMARY KEY (county, recompute, entitlement, month),
    CONSTRAINT recompute_line_of FOREIGN KEY (county, recompute) REFERENCES recompute (county, id),
    CONSTRAINT recompute_line_entitlement FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id),
    CONSTRAINT recompute_line_amount CHECK (before_fen >= 0 AND after_fen >= 0 AND before_fen <> after_fen)
);
CREATE INDEX recompute_line_by_entitlement ON recompute_line (county, entitlement, month);

-- What somebody was paid too much (多发待遇): found by one person, decided by another, then a receivable in the fund's books.
CREATE TABLE overpayment (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    entitlement BIGINT NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,
    reason TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    recompute BIGINT NOT NULL,
    state TEXT NOT NULL,
    found_by BIGINT NOT NULL,
    found_name TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    CONSTRAINT overpayment_pk PRIMARY KEY (county, id),
    CONSTRAINT overpayment_of FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id),
    CONSTRAINT overpayment_cause CHECK (cause IN ('death', 'double', 'recompute', 'error') AND (cause = 'recompute') = (recompute > 0)),
    CONSTRAINT overpayment_amount CHECK (amount_fen > 0),
    CONSTRAINT overpayment_state CHECK (state IN ('found', 'open', 'settled', 'dropped') AND (state = 'found') = (decided_by IS NULL)),
    CONSTRAINT overpayment_two_persons CHECK (decided_by <> found_by)
);
CREATE INDEX overpayment_by_person ON overpayment (county, person, id);

-- The months of it. A month is claimed as a whole once.
CREATE TABLE overpayment_line (
    county INTEGER NOT NULL,
    overpayment BIGINT NOT NULL,
    month INTEGER NOT NULL,
    entitlement BIGINT NOT NULL,
    basic_fen BIGINT NOT NULL,
    account_fen BIGINT NOT NULL,
    whole BOOLEAN NOT NULL,
    CONSTRAINT overpayment_line_pk PRIMARY KEY (county, overpayment, month),
    CONSTRAINT overpayment_line_of FOREIGN KEY (county, overpayment) REFERENCES overpayment (county, id)
);
CREATE UNIQUE INDEX overpayment_line_once ON overpayment_line (county, entitlement, month) WHERE whole;

-- What came back (退回、抵扣), each a ledger batch of two persons.
CREATE TABLE overpayment_move (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    overpayment BIGINT NOT NULL,
    kind TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    on_date TEXT NOT NULL,
    month INTEGER NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    CONSTRAINT overpayment_move_pk PRIMARY KEY (county, id),
    CONSTRAINT overpayment_move_of FOREIGN KEY (county, overpayment) REFERENCES overpayment (county, id),
    CONSTRAINT overpayment_move_kind CHECK (kind IN ('refund', 'offset') AND amount_fen > 0 AND (kind = 'offset') = (month > 0)),
    CONSTRAINT overpayment_move_state CHECK (state IN ('entered', 'booked', 'refused') AND (state = 'entered') = (decided_by IS NULL)),
    CONSTRAINT overpayment_move_two_persons CHECK (decided_by <> by_user)
);
CREATE INDEX overpayment_move_by_overpayment ON overpayment_move (county, overpayment, id);

-- An agreement to pay back by instalments (还款协议); a new one takes the old one's place.
CREATE TABLE overpayment_instalment (
    county INTEGER NOT NULL,
    overpayment BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT overpayment_instalment_pk PRIMARY KEY (county, overpayment, due_on),
    CONSTRAINT overpayment_instalment_of FOREIGN KEY (county, overpayment) REFERENCES overpayment (county, id),
    CONSTRAINT overpayment_instalment_amount CHECK (amount_fen > 0 AND length(due_on) = 10)
);
