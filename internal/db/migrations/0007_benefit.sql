-- Benefits (待遇): who is entitled, what each monthly run pays, and how the bank's answer and the books agree.

-- A right to a monthly benefit (待遇资格). due_from is the first month not yet paid: all before it are, none from it on is.
CREATE TABLE entitlement (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    start_month INTEGER NOT NULL,
    stop_month INTEGER,
    due_from INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    account_fen BIGINT NOT NULL,
    as_of INTEGER NOT NULL,
    known_on TEXT NOT NULL,
    plan TEXT NOT NULL,
    inputs TEXT NOT NULL,
    case_id BIGINT NOT NULL,
    refused_account BIGINT NOT NULL,
    refused_code TEXT NOT NULL,
    version INTEGER NOT NULL,
    granted_by BIGINT NOT NULL,
    granted_at BIGINT NOT NULL,
    CONSTRAINT entitlement_pk PRIMARY KEY (county, id),
    CONSTRAINT entitlement_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT entitlement_kind CHECK (kind IN ('resident-pension')),
    CONSTRAINT entitlement_status CHECK (status IN ('active', 'suspended', 'stopped')),
    CONSTRAINT entitlement_reason CHECK (status = 'active' OR length(reason) > 0),
    CONSTRAINT entitlement_stop CHECK ((status = 'stopped') = (stop_month IS NOT NULL) AND (stop_month IS NULL OR stop_month >= start_month)),
    CONSTRAINT entitlement_due CHECK (due_from >= start_month),
    CONSTRAINT entitlement_account CHECK (account_fen >= 0),
    CONSTRAINT entitlement_known CHECK (length(known_on) = 10),
    CONSTRAINT entitlement_version CHECK (version > 0)
);
-- One living entitlement of a person and kind.
CREATE UNIQUE INDEX entitlement_living ON entitlement (county, person, kind) WHERE stop_month IS NULL;
CREATE INDEX entitlement_by_person ON entitlement (county, person, id);
-- Few at any time: whose last payment came back and whose account waits to be corrected.
CREATE INDEX entitlement_refused ON entitlement (county, id) WHERE refused_code <> '';

-- What happened to an entitlement: granted, suspended, resumed, stopped; by whom and why.
CREATE TABLE entitlement_change (
    county INTEGER NOT NULL,
    entitlement BIGINT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    month INTEGER NOT NULL,
    reason TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT entitlement_change_pk PRIMARY KEY (county, entitlement, version),
    CONSTRAINT entitlement_change_of FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id)
);

-- One monthly run (发放批次). prepared_to is the last entitlement that a chunk of it has seen.
CREATE TABLE payment_run (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    month INTEGER NOT NULL,
    state TEXT NOT NULL,
    known_on TEXT NOT NULL,
    prepared_to BIGINT NOT NULL,
    chunks INTEGER NOT NULL,
    maker BIGINT NOT NULL,
    maker_name TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    checker BIGINT,
    checker_name TEXT,
    approved_at BIGINT,
    finished_at BIGINT,
    CONSTRAINT payment_run_pk PRIMARY KEY (county, id),
    CONSTRAINT payment_run_kind CHECK (kind IN ('resident-pension')),
    CONSTRAINT payment_run_state CHECK (state IN ('preparing', 'prepared', 'approved', 'pended', 'filed', 'answered', 'settled', 'reconciled')),
    CONSTRAINT payment_run_two_persons CHECK (checker <> maker),
    CONSTRAINT payment_run_approved CHECK ((state IN ('preparing', 'prepared')) = (checker IS NULL) AND (checker IS NULL) = (approved_at IS NULL)
        AND (checker IS NULL) = (checker_name IS NULL)),
    CONSTRAINT payment_run_finished CHECK ((state = 'reconciled') = (finished_at IS NOT NULL)),
    CONSTRAINT payment_run_known CHECK (length(known_on) = 10)
);
CREATE UNIQUE INDEX payment_run_month ON payment_run (county, kind, month);
-- One run of a kind is under way at a time: what one run leaves unpaid the next one takes up.
CREATE UNIQUE INDEX payment_run_open ON payment_run (county, kind) WHERE finished_at IS NULL;

-- A chunk is one transaction and one ledger batch of a run: prepared, pended, settled.
CREATE TABLE payment_chunk (
    county INTEGER NOT NULL,
    run BIGINT NOT NULL,
    chunk INTEGER NOT NULL,
    step TEXT NOT NULL,
    CONSTRAINT payment_chunk_pk PRIMARY KEY (county, run, chunk),
    CONSTRAINT payment_chunk_run FOREIGN KEY (county, run) REFERENCES payment_run (county, id),
    CONSTRAINT payment_chunk_step CHECK (step IN ('prepared', 'pended', 'settled'))
);

-- What a run pays one person (发放): one line of the bank file. Amounts are the sums of its lines.
CREATE TABLE payment (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    run BIGINT NOT NULL,
    chunk INTEGER NOT NULL,
    entitlement BIGINT NOT NULL,
    person BIGINT NOT NULL,
    bank_account BIGINT NOT NULL,
    from_month INTEGER NOT NULL,
    to_month INTEGER NOT NULL,
    basic_fen BIGINT NOT NULL,
    account_fen BIGINT NOT NULL,
    total_fen BIGINT NOT NULL,
    state TEXT NOT NULL,
    hold_code TEXT NOT NULL,
    hold_detail TEXT NOT NULL,
    released_by BIGINT,
    release_reason TEXT,
    released_at BIGINT,
    return_code TEXT NOT NULL,
    CONSTRAINT payment_pk PRIMARY KEY (county, id),
    CONSTRAINT payment_of_run FOREIGN KEY (county, run) REFERENCES payment_run (county, id),
    CONSTRAINT payment_of_entitlement FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id),
    CONSTRAINT payment_state CHECK (state IN ('held', 'ready', 'pending', 'paid', 'returned', 'lapsed')),
    CONSTRAINT payment_sum CHECK (total_fen = basic_fen + account_fen AND basic_fen >= 0 AND account_fen >= 0),
    CONSTRAINT payment_hold CHECK (state NOT IN ('held', 'lapsed') OR hold_code <> ''),
    CONSTRAINT payment_payable CHECK (state IN ('held', 'lapsed') OR (bank_account > 0 AND total_fen > 0)),
    CONSTRAINT payment_released CHECK ((released_by IS NULL) = (release_reason IS NULL) AND (released_by IS NULL) = (released_at IS NULL)),
    CONSTRAINT payment_returned CHECK ((state = 'returned') = (return_code <> ''))
);
CREATE UNIQUE INDEX payment_once ON payment (county, run, entitlement);
CREATE INDEX payment_by_chunk ON payment (county, run, chunk, id);
CREATE INDEX payment_by_state ON payment (county, run, state, id);
CREATE INDEX payment_by_person ON payment (county, person, id);

-- One month of a payment (发放明细), with the plan and the inputs that give its amount again years later. A live line is a month
-- that is paid or on its way: there is one of a person and kind at most.
CREATE TABLE payment_line (
    county INTEGER NOT NULL,
    payment BIGINT NOT NULL,
    month INTEGER NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    basic_fen BIGINT NOT NULL,
    account_fen BIGINT NOT NULL,
    plan TEXT NOT NULL,
    inputs TEXT NOT NULL,
    live BOOLEAN NOT NULL,
    CONSTRAINT payment_line_pk PRIMARY KEY (county, payment, month),
    CONSTRAINT payment_line_of FOREIGN KEY (county, payment) REFERENCES payment (county, id),
    CONSTRAINT payment_line_amount CHECK (basic_fen >= 0 AND account_fen >= 0)
);
CREATE UNIQUE INDEX payment_line_live ON payment_line (county, person, kind, month) WHERE live;

-- The two files of a run: what was ordered and what the bank answered, sealed, with their totals. book_fen is what the books
-- said of the bank account, pending included, when the answer came in.
CREATE TABLE payment_file (
    county INTEGER NOT NULL,
    run BIGINT NOT NULL,
    direction TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BYTEA NOT NULL,
    orders BIGINT NOT NULL,
    total_fen BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    paid_fen BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    returned_fen BIGINT NOT NULL,
    statement TEXT NOT NULL,
    value_date TEXT NOT NULL,
    opening_fen BIGINT NOT NULL,
    credits_fen BIGINT NOT NULL,
    debits_fen BIGINT NOT NULL,
    closing_fen BIGINT NOT NULL,
    book_fen BIGINT NOT NULL,
    book_seq BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT payment_file_pk PRIMARY KEY (county, run, direction),
    CONSTRAINT payment_file_run FOREIGN KEY (county, run) REFERENCES payment_run (county, id),
    CONSTRAINT payment_file_direction CHECK (direction IN ('order', 'answer')),
    CONSTRAINT payment_file_totals CHECK (direction = 'order' OR (orders = paid + returned AND total_fen = paid_fen + returned_fen
        AND closing_fen = opening_fen + credits_fen - debits_fen))
);

-- A reconciliation statement (余额调节表): who drew it up and when; detail lists the open items, JSON.
CREATE TABLE reconciliation (
    county INTEGER NOT NULL,
    run BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    value_date TEXT NOT NULL,
    book_fen BIGINT NOT NULL,
    pending_fen BIGINT NOT NULL,
    bank_fen BIGINT NOT NULL,
    difference_fen BIGINT NOT NULL,
    detail TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT reconciliation_pk PRIMARY KEY (county, run, attempt),
    CONSTRAINT reconciliation_run FOREIGN KEY (county, run) REFERENCES payment_run (county, id)
);
