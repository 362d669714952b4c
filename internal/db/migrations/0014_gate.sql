-- The gate before payment (发放前核查): lists of other departments, confirmations of eligibility, and who released what.

-- A list that a department gave (名单): of which day, what for, and how much of it is about people on file here.
CREATE TABLE gate_list (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    purpose TEXT NOT NULL,
    as_of TEXT NOT NULL,
    digest TEXT NOT NULL,
    read_rows INTEGER NOT NULL,
    matched INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    bad INTEGER NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT gate_list_pk PRIMARY KEY (county, id),
    CONSTRAINT gate_list_kind CHECK (kind IN ('dead', 'custody', 'duplicate')),
    CONSTRAINT gate_list_said CHECK (length(source) > 0 AND length(purpose) > 0 AND length(as_of) = 10),
    CONSTRAINT gate_list_rows CHECK (read_rows = matched + unknown + bad)
);
CREATE UNIQUE INDEX gate_list_once ON gate_list (county, kind, source, as_of, digest);

-- Who on a list is on file here; of the others nothing is kept.
CREATE TABLE gate_list_row (
    county INTEGER NOT NULL,
    list BIGINT NOT NULL,
    line INTEGER NOT NULL,
    person BIGINT NOT NULL,
    since TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT gate_list_row_pk PRIMARY KEY (county, list, line),
    CONSTRAINT gate_list_row_of FOREIGN KEY (county, list) REFERENCES gate_list (county, id),
    CONSTRAINT gate_list_row_person FOREIGN KEY (county, person) REFERENCES person (county, id)
);
CREATE UNIQUE INDEX gate_list_row_once ON gate_list_row (county, person, list);

-- When a person's eligibility was confirmed last (资格认证); empty while only the decision itself has confirmed it.
ALTER TABLE entitlement ADD COLUMN confirmed_on TEXT NOT NULL DEFAULT '';

-- Each confirmation: how it was made, and by whom it was recorded.
CREATE TABLE eligibility (
    county INTEGER NOT NULL,
    entitlement BIGINT NOT NULL,
    on_date TEXT NOT NULL,
    how TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT eligibility_pk PRIMARY KEY (county, entitlement, on_date),
    CONSTRAINT eligibility_of FOREIGN KEY (county, entitlement) REFERENCES entitlement (county, id),
    CONSTRAINT eligibility_how CHECK (how IN ('data', 'self', 'visit', 'phone', 'third-party') AND length(on_date) = 10)
);

-- Who said yes to the release of a held payment: one person above no threshold, three above it (集体会审). about is what he was shown.
CREATE TABLE payment_confirmation (
    county INTEGER NOT NULL,
    payment BIGINT NOT NULL,
    about TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT payment_confirmation_pk PRIMARY KEY (county, payment, about, by_user),
    CONSTRAINT payment_confirmation_of FOREIGN KEY (county, payment) REFERENCES payment (county, id),
    CONSTRAINT payment_confirmation_said CHECK (length(reason) > 0 AND by_user > 0)
);
