-- Relations of the residents' pension that go to another place or scheme, and that come from one (关系转移).

CREATE TABLE relation_transfer (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    direction TEXT NOT NULL,
    route TEXT NOT NULL,
    case_id BIGINT NOT NULL,
    relation BIGINT,
    was_state TEXT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    agency TEXT NOT NULL,
    place TEXT NOT NULL,
    account_sealed BYTEA,
    revision INTEGER NOT NULL,
    joined INTEGER,
    personal_fen BIGINT NOT NULL,
    collective_fen BIGINT NOT NULL,
    subsidy_fen BIGINT NOT NULL,
    interest_fen BIGINT NOT NULL,
    drawn_fen BIGINT NOT NULL,
    balance_fen BIGINT NOT NULL,
    months INTEGER NOT NULL,
    digest TEXT NOT NULL,
    arrived_fen BIGINT NOT NULL,
    step TEXT NOT NULL,
    proposal BIGINT,
    chain BYTEA NOT NULL,
    asked_at BIGINT NOT NULL,
    CONSTRAINT relation_transfer_pk PRIMARY KEY (county, id),
    CONSTRAINT relation_transfer_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT relation_transfer_relation FOREIGN KEY (county, relation) REFERENCES relation (county, id),
    CONSTRAINT relation_transfer_direction CHECK (direction IN ('out', 'in')),
    CONSTRAINT relation_transfer_route CHECK (route IN ('place', 'employee')),
    CONSTRAINT relation_transfer_state CHECK (state IN ('asked', 'told', 'ordered', 'paid', 'announced', 'arrived', 'credited', 'cancelled')),
    CONSTRAINT relation_transfer_way CHECK (CASE direction WHEN 'out' THEN state IN ('asked', 'told', 'ordered', 'paid', 'cancelled')
        ELSE state IN ('asked', 'announced', 'arrived', 'credited', 'cancelled') END),
    CONSTRAINT relation_transfer_sum CHECK (balance_fen = personal_fen + collective_fen + subsidy_fen + interest_fen - drawn_fen AND balance_fen >= 0),
    CONSTRAINT relation_transfer_parts CHECK (personal_fen >= 0 AND collective_fen >= 0 AND subsidy_fen >= 0 AND interest_fen >= 0 AND drawn_fen >= 0
        AND months >= 0 AND arrived_fen >= 0),
    CONSTRAINT relation_transfer_agency CHECK (length(agency) > 0 AND length(place) > 0),
    CONSTRAINT relation_transfer_step CHECK ((step = '') = (proposal IS NULL))
);
-- A person has one transfer under way.
CREATE UNIQUE INDEX relation_transfer_open ON relation_transfer (county, person) WHERE state NOT IN ('paid', 'credited', 'cancelled');
CREATE INDEX relation_transfer_by_person ON relation_transfer (county, person, id);
CREATE INDEX relation_transfer_by_case ON relation_transfer (county, case_id);

-- The history that goes or comes, a line a year; what was announced anew is a further revision, the earlier ones stay.
CREATE TABLE relation_transfer_line (
    county INTEGER NOT NULL,
    transfer BIGINT NOT NULL,
    revision INTEGER NOT NULL,
    year INTEGER NOT NULL,
    grade_fen BIGINT NOT NULL,
    personal_fen BIGINT NOT NULL,
    collective_fen BIGINT NOT NULL,
    subsidy_fen BIGINT NOT NULL,
    months INTEGER NOT NULL,
    CONSTRAINT relation_transfer_line_pk PRIMARY KEY (county, transfer, revision, year),
    CONSTRAINT relation_transfer_line_of FOREIGN KEY (county, transfer) REFERENCES relation_transfer (county, id),
    CONSTRAINT relation_transfer_line_parts CHECK (grade_fen >= 0 AND personal_fen >= 0 AND collective_fen >= 0 AND subsidy_fen >= 0 AND months BETWEEN 1 AND 12)
);

-- What was done, only ever added; each act is bound to the one before it.
CREATE TABLE relation_transfer_act (
    county INTEGER NOT NULL,
    transfer BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    step TEXT NOT NULL,
    batch BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    paper TEXT NOT NULL,
    on_day TEXT NOT NULL,
    says TEXT NOT NULL,
    digest TEXT NOT NULL,
    account TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    chain BYTEA NOT NULL,
    CONSTRAINT relation_transfer_act_pk PRIMARY KEY (county, transfer, id),
    CONSTRAINT relation_transfer_act_of FOREIGN KEY (county, transfer) REFERENCES relation_transfer (county, id),
    CONSTRAINT relation_transfer_act_day CHECK (on_day = '' OR length(on_day) = 10)
);

-- What a transfer takes out of an account, gives back to it, and brings into one.
ALTER TABLE pension_entry DROP CONSTRAINT pension_entry_kind;
ALTER TABLE pension_entry ADD CONSTRAINT pension_entry_kind CHECK (kind IN ('contribution', 'interest', 'carried', 'payout', 'reversal', 'moved-out', 'moved-back', 'moved-in'));
ALTER TABLE pension_entry DROP CONSTRAINT pension_entry_sign;
ALTER TABLE pension_entry ADD CONSTRAINT pension_entry_sign CHECK (kind IN ('reversal', 'moved-out') OR (personal_fen >= 0 AND collective_fen >= 0 AND subsidy_fen >= 0 AND interest_fen >= 0 AND paid_fen >= 0));
-- The entries of one transfer.
CREATE INDEX pension_entry_moved ON pension_entry (county, cause) WHERE kind IN ('moved-out', 'moved-back', 'moved-in');
