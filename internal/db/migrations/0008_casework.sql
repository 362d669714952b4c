-- Service cases (办件): one matter of one person, its steps and what was printed about it.

-- Numbers that people read come from a counter row of the county, the kind of number and the year.
CREATE TABLE case_counter (
    county INTEGER NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT case_counter_pk PRIMARY KEY (county, kind, year),
    CONSTRAINT case_counter_last CHECK (last > 0)
);

-- A case keeps the service item, and a letter the template, that it began with: each text once, by its hash.
CREATE TABLE case_text (
    county INTEGER NOT NULL,
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    body TEXT NOT NULL,
    first_used BIGINT NOT NULL,
    CONSTRAINT case_text_pk PRIMARY KEY (county, hash),
    CONSTRAINT case_text_kind CHECK (kind IN ('item', 'letter'))
);

CREATE TABLE service_case (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    item TEXT NOT NULL,
    item_hash TEXT NOT NULL,
    person BIGINT NOT NULL,
    station BIGINT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    number TEXT,
    opened_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    form_sealed BYTEA NOT NULL,
    saved_by BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    taken_by BIGINT,
    accepted_at BIGINT,
    accepted_on TEXT,
    due_on TEXT,
    legal_due_on TEXT,
    reviewer BIGINT,
    assessment TEXT,
    decided_by BIGINT,
    decided_at BIGINT,
    ground TEXT,
    effect BIGINT,
    changed_name TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT service_case_pk PRIMARY KEY (county, id),
    CONSTRAINT service_case_item FOREIGN KEY (county, item_hash) REFERENCES case_text (county, hash),
    CONSTRAINT service_case_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT service_case_state CHECK (state IN ('draft', 'incomplete', 'submitted', 'review', 'approved', 'refused', 'withdrawn')),
    CONSTRAINT service_case_version CHECK (version > 0),
    CONSTRAINT service_case_accepted CHECK ((number IS NULL) = (accepted_at IS NULL) AND (number IS NULL) = (accepted_on IS NULL)
        AND (number IS NULL) = (due_on IS NULL) AND (number IS NULL) = (legal_due_on IS NULL) AND (number IS NULL) = (taken_by IS NULL)),
    CONSTRAINT service_case_numbered CHECK (state NOT IN ('submitted', 'review', 'approved', 'refused') OR number IS NOT NULL),
    CONSTRAINT service_case_decided CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT service_case_ground CHECK ((state = 'refused') = (ground IS NOT NULL)),
    CONSTRAINT service_case_two_persons CHECK (decided_by IS NULL OR (decided_by <> taken_by AND decided_by <> opened_by AND decided_by <> saved_by))
);
-- One living case of an item for a person, whoever opens it.
CREATE UNIQUE INDEX service_case_living ON service_case (county, person, item) WHERE state IN ('draft', 'incomplete', 'submitted', 'review');
CREATE UNIQUE INDEX service_case_number ON service_case (county, number) WHERE number IS NOT NULL;
CREATE INDEX service_case_queue ON service_case (county, state, due_on, id);
CREATE INDEX service_case_by_station ON service_case (county, station, state, id);
CREATE INDEX service_case_by_saver ON service_case (county, saved_by, state, id);
CREATE INDEX service_case_decided_at ON service_case (county, decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX service_case_by_person ON service_case (county, person, id);

-- What happened to a case: only ever added.
CREATE TABLE case_event (
    county INTEGER NOT NULL,
    case_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    day TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    by_role TEXT NOT NULL,
    station BIGINT NOT NULL,
    detail TEXT NOT NULL,
    CONSTRAINT case_event_pk PRIMARY KEY (county, case_id, id),
    CONSTRAINT case_event_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT case_event_kind CHECK (kind IN ('opened', 'incomplete', 'submitted', 'review', 'reassessed', 'approved', 'refused', 'withdrawn'))
);
CREATE INDEX case_event_by_day ON case_event (county, day, by_user, kind);

-- What was printed, under a number and a random code that anybody can verify.
CREATE TABLE letter (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    template TEXT NOT NULL,
    template_hash TEXT NOT NULL,
    number TEXT NOT NULL,
    code TEXT NOT NULL,
    case_id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    issued_by BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    revoked_at BIGINT,
    revoked_why TEXT,
    body_sealed BYTEA NOT NULL,
    CONSTRAINT letter_pk PRIMARY KEY (county, id),
    CONSTRAINT letter_number UNIQUE (county, number),
    CONSTRAINT letter_code UNIQUE (county, code),
    CONSTRAINT letter_template FOREIGN KEY (county, template_hash) REFERENCES case_text (county, hash),
    CONSTRAINT letter_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT letter_state CHECK (state IN ('valid', 'revoked')),
    CONSTRAINT letter_revoked CHECK ((state = 'revoked') = (revoked_at IS NOT NULL) AND (revoked_at IS NULL) = (revoked_why IS NULL))
);
CREATE INDEX letter_by_case ON letter (county, case_id, id);
CREATE INDEX letter_by_issuer ON letter (county, issued_by, id);
