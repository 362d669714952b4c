-- Reconciliation (对账): the books' accounts held against the statements of bank and treasury, line by line.

-- An account whose movements somebody else records too. from_size is the log's size when it was opened: what is booked later for earlier
-- days belongs to it as well. seen_seq is the first place in the log that no matching has looked at.
CREATE TABLE reconcile_account (
    county INTEGER NOT NULL,
    account BIGINT NOT NULL,
    holder TEXT NOT NULL,
    number TEXT NOT NULL,
    from_day TEXT NOT NULL,
    from_size BIGINT NOT NULL,
    book_fen BIGINT NOT NULL,
    seen_seq BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT reconcile_account_pk PRIMARY KEY (county, account),
    CONSTRAINT reconcile_account_number UNIQUE (county, number),
    CONSTRAINT reconcile_account_holder CHECK (holder IN ('bank', 'treasury')),
    CONSTRAINT reconcile_account_from CHECK (length(from_day) = 10 AND from_size >= 0 AND seen_seq >= 0 AND length(number) > 0)
);

-- A statement as it came, sealed, with its figures. n counts the statements of an account from 1 without a hole; a notice of movements has none.
CREATE TABLE reconcile_statement (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    n INTEGER NOT NULL,
    number TEXT NOT NULL,
    format TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BYTEA NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    opening_fen BIGINT NOT NULL,
    credits_fen BIGINT NOT NULL,
    debits_fen BIGINT NOT NULL,
    closing_fen BIGINT NOT NULL,
    lines BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT reconcile_statement_pk PRIMARY KEY (county, id),
    CONSTRAINT reconcile_statement_of FOREIGN KEY (county, account) REFERENCES reconcile_account (county, account),
    CONSTRAINT reconcile_statement_digest UNIQUE (county, digest),
    CONSTRAINT reconcile_statement_days CHECK (length(from_day) = 10 AND length(to_day) = 10 AND from_day <= to_day),
    CONSTRAINT reconcile_statement_adds CHECK (opening_fen + credits_fen - debits_fen = closing_fen AND n >= 0)
);
CREATE UNIQUE INDEX reconcile_statement_chain ON reconcile_statement (county, account, n) WHERE n > 0;

CREATE TABLE reconcile_line (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    line BIGINT NOT NULL,
    day TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    order_ref TEXT NOT NULL,
    voucher_ref TEXT NOT NULL,
    batch_ref TEXT NOT NULL,
    their_ref TEXT NOT NULL,
    purpose TEXT NOT NULL,
    undoes BIGINT NOT NULL,
    CONSTRAINT reconcile_line_pk PRIMARY KEY (county, id),
    CONSTRAINT reconcile_line_once UNIQUE (county, statement, line),
    CONSTRAINT reconcile_line_of FOREIGN KEY (county, statement) REFERENCES reconcile_statement (county, id),
    CONSTRAINT reconcile_line_amount CHECK (amount_fen <> 0 AND length(day) = 10)
);
CREATE INDEX reconcile_line_day ON reconcile_line (county, account, day);

-- Lines that stand in no match (未达账项). side: 1 the books, line is the place in the log; 2 the statement, line is reconcile_line.id.
CREATE TABLE reconcile_open (
    county INTEGER NOT NULL,
    account BIGINT NOT NULL,
    side INTEGER NOT NULL,
    line BIGINT NOT NULL,
    day TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    order_ref TEXT NOT NULL,
    voucher_ref TEXT NOT NULL,
    batch_ref TEXT NOT NULL,
    undoes BIGINT NOT NULL,
    cause TEXT NOT NULL,
    CONSTRAINT reconcile_open_pk PRIMARY KEY (county, account, side, line),
    CONSTRAINT reconcile_open_side CHECK (side IN (1, 2) AND amount_fen <> 0)
);

-- Lines that are the same money (勾对). One made by hand has two persons, and the request it came from.
CREATE TABLE reconcile_match (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    how INTEGER NOT NULL,
    lines BIGINT NOT NULL,
    sum_fen BIGINT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    request BIGINT NOT NULL,
    by_user BIGINT NOT NULL,
    checked_by BIGINT,
    at BIGINT NOT NULL,
    CONSTRAINT reconcile_match_pk PRIMARY KEY (county, id),
    CONSTRAINT reconcile_match_of FOREIGN KEY (county, account) REFERENCES reconcile_account (county, account),
    CONSTRAINT reconcile_match_how CHECK (how BETWEEN 1 AND 8 AND (how = 8) = (checked_by IS NOT NULL) AND (how = 8) = (request > 0)),
    CONSTRAINT reconcile_match_two_persons CHECK (checked_by <> by_user),
    CONSTRAINT reconcile_match_days CHECK (first_day <= last_day AND lines >= 2)
);
CREATE INDEX reconcile_match_straddles ON reconcile_match (county, account, last_day, first_day);

CREATE TABLE reconcile_member (
    county INTEGER NOT NULL,
    account BIGINT NOT NULL,
    side INTEGER NOT NULL,
    line BIGINT NOT NULL,
    match_id BIGINT NOT NULL,
    day TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    CONSTRAINT reconcile_member_pk PRIMARY KEY (county, account, side, line),
    CONSTRAINT reconcile_member_of FOREIGN KEY (county, match_id) REFERENCES reconcile_match (county, id),
    CONSTRAINT reconcile_member_side CHECK (side IN (1, 2))
);
CREATE INDEX reconcile_member_match ON reconcile_member (county, match_id);

-- What one person asks for by hand and another confirms: a match of open lines, or the end of one.
CREATE TABLE reconcile_request (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    action TEXT NOT NULL,
    match_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    remark TEXT NOT NULL,
    CONSTRAINT reconcile_request_pk PRIMARY KEY (county, id),
    CONSTRAINT reconcile_request_of FOREIGN KEY (county, account) REFERENCES reconcile_account (county, account),
    CONSTRAINT reconcile_request_action CHECK (action IN ('match', 'unmatch') AND (action = 'unmatch' OR state = 'applied') = (match_id > 0)),
    CONSTRAINT reconcile_request_state CHECK (state IN ('asked', 'applied', 'refused') AND (state = 'asked') = (decided_by IS NULL)),
    CONSTRAINT reconcile_request_two_persons CHECK (decided_by <> asked_by),
    CONSTRAINT reconcile_request_said CHECK (length(reason) > 0)
);

CREATE TABLE reconcile_request_line (
    county INTEGER NOT NULL,
    request BIGINT NOT NULL,
    side INTEGER NOT NULL,
    line BIGINT NOT NULL,
    CONSTRAINT reconcile_request_line_pk PRIMARY KEY (county, request, side, line),
    CONSTRAINT reconcile_request_line_of FOREIGN KEY (county, request) REFERENCES reconcile_request (county, id),
    CONSTRAINT reconcile_request_line_side CHECK (side IN (1, 2))
);

-- A reconciliation table (余额调节表) of an account on a day, drawn up by one person and signed by another. log_size is the state of the books.
-- The two seals hold everything that the maker and the signer saw, under the house's key.
CREATE TABLE reconcile_table (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    day TEXT NOT NULL,
    log_size BIGINT NOT NULL,
    book_fen BIGINT NOT NULL,
    bank_fen BIGINT NOT NULL,
    book_in_fen BIGINT NOT NULL,
    book_out_fen BIGINT NOT NULL,
    bank_in_fen BIGINT NOT NULL,
    bank_out_fen BIGINT NOT NULL,
    difference_fen BIGINT NOT NULL,
    items BIGINT NOT NULL,
    explanation TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_seal BYTEA NOT NULL,
    signed_by BIGINT,
    signed_name TEXT,
    signed_at BIGINT,
    signed_seal BYTEA,
    CONSTRAINT reconcile_table_pk PRIMARY KEY (county, id),
    CONSTRAINT reconcile_table_of FOREIGN KEY (county, account) REFERENCES reconcile_account (county, account),
    CONSTRAINT reconcile_table_two_persons CHECK (signed_by <> made_by),
    CONSTRAINT reconcile_table_signed CHECK ((signed_by IS NULL) = (signed_name IS NULL) AND (signed_by IS NULL) = (signed_at IS NULL) AND (signed_by IS NULL) = (signed_seal IS NULL)),
    CONSTRAINT reconcile_table_sides CHECK (book_in_fen >= 0 AND book_out_fen >= 0 AND bank_in_fen >= 0 AND bank_out_fen >= 0 AND items >= 0),
    CONSTRAINT reconcile_table_adds CHECK ((bank_fen + book_in_fen - book_out_fen) - (book_fen + bank_in_fen - bank_out_fen) = difference_fen)
);
CREATE INDEX reconcile_table_day ON reconcile_table (county, account, day, id);

CREATE TABLE reconcile_table_item (
    county INTEGER NOT NULL,
    sheet BIGINT NOT NULL,
    side INTEGER NOT NULL,
    line BIGINT NOT NULL,
    day TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    cause TEXT NOT NULL,
    CONSTRAINT reconcile_table_item_pk PRIMARY KEY (county, sheet, side, line),
    CONSTRAINT reconcile_table_item_of FOREIGN KEY (county, sheet) REFERENCES reconcile_table (county, id),
    CONSTRAINT reconcile_table_item_side CHECK (side IN (1, 2))
);
