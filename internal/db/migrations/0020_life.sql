-- The life of entitlements at the desk: letters that belong to no case, agreements by two persons, lists looked at before they count.

-- A letter is about a case, or about another record, e.g. an overpayment (subject, "overpayment:123").
ALTER TABLE letter ALTER COLUMN case_id DROP NOT NULL;
ALTER TABLE letter ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE letter ADD CONSTRAINT letter_about CHECK ((case_id IS NULL) = (length(subject) > 0));
CREATE INDEX letter_by_subject ON letter (county, subject, id) WHERE subject <> '';

-- An agreement to pay back by instalments (还款协议): drawn up by one person, decided by another; its parts as JSON until then, afterwards
-- overpayment_instalment.
CREATE TABLE overpayment_agreement (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    overpayment BIGINT NOT NULL,
    parts TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_name TEXT,
    decided_at BIGINT,
    CONSTRAINT overpayment_agreement_pk PRIMARY KEY (county, id),
    CONSTRAINT overpayment_agreement_of FOREIGN KEY (county, overpayment) REFERENCES overpayment (county, id),
    CONSTRAINT overpayment_agreement_state CHECK (state IN ('asked', 'applied', 'refused') AND (state = 'asked') = (decided_by IS NULL)),
    CONSTRAINT overpayment_agreement_two_persons CHECK (decided_by <> asked_by),
    CONSTRAINT overpayment_agreement_decided CHECK ((decided_by IS NULL) = (decided_name IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT overpayment_agreement_said CHECK (length(reason) > 0 AND length(parts) > 2)
);
CREATE UNIQUE INDEX overpayment_agreement_open ON overpayment_agreement (county, overpayment) WHERE state = 'asked';

-- Lists may also name whose eligibility another system has not seen confirmed in time.
ALTER TABLE gate_list DROP CONSTRAINT gate_list_kind;
ALTER TABLE gate_list ADD CONSTRAINT gate_list_kind CHECK (kind IN ('dead', 'custody', 'duplicate', 'unconfirmed'));

-- A list that somebody is looking at before it counts (预览): the file sealed, and gone once it is taken in, given up or a day old.
CREATE TABLE gate_list_draft (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    purpose TEXT NOT NULL,
    as_of TEXT NOT NULL,
    content_sealed BYTEA NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT gate_list_draft_pk PRIMARY KEY (county, id)
);

-- Few at any time: whose entitlement is suspended or stopped.
CREATE INDEX entitlement_unusual ON entitlement (county, status, id) WHERE status <> 'active';
