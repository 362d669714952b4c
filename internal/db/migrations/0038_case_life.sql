-- A case's life after and beside the decision: returned, moved, transferred, reopened, corrected, delivered, archived; what is owed and promised.

ALTER TABLE service_case ADD COLUMN delivered_on TEXT;
ALTER TABLE service_case ADD COLUMN archived_on TEXT;
ALTER TABLE service_case ADD CONSTRAINT service_case_delivered CHECK (delivered_on IS NULL OR decided_by IS NOT NULL);
ALTER TABLE service_case ADD CONSTRAINT service_case_archived CHECK (archived_on IS NULL OR state IN ('approved', 'refused', 'done', 'answered', 'withdrawn', 'transferred'));
ALTER TABLE service_case DROP CONSTRAINT service_case_state;
ALTER TABLE service_case ADD CONSTRAINT service_case_state CHECK (state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred', 'approved', 'refused',
    'done', 'answered', 'withdrawn', 'transferred'));
ALTER TABLE service_case DROP CONSTRAINT service_case_numbered;
ALTER TABLE service_case ADD CONSTRAINT service_case_numbered CHECK (state NOT IN ('returned', 'submitted', 'review', 'referred', 'approved', 'refused', 'done', 'answered',
    'transferred') OR number IS NOT NULL);
DROP INDEX service_case_living;
CREATE UNIQUE INDEX service_case_living ON service_case (county, person, item, apart) WHERE state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred');
DROP INDEX service_case_at_station;
CREATE INDEX service_case_at_station ON service_case (county, station, id) WHERE state IN ('draft', 'incomplete', 'returned', 'submitted', 'review', 'referred');
DROP INDEX service_case_drafts;
CREATE INDEX service_case_drafts ON service_case (county, saved_by, id) WHERE state IN ('draft', 'incomplete', 'returned');
DROP INDEX service_case_pressing;
CREATE INDEX service_case_pressing ON service_case (county, warn_on, id) WHERE warn_on IS NOT NULL AND state IN ('returned', 'submitted', 'review', 'referred');
ALTER TABLE case_event DROP CONSTRAINT case_event_kind;
ALTER TABLE case_event ADD CONSTRAINT case_event_kind CHECK (kind IN ('opened', 'incomplete', 'submitted', 'review', 'reassessed', 'referred', 'approved', 'refused',
    'done', 'answered', 'withdrawn', 'paused', 'resumed', 'extended', 'soon', 'overdue', 'recounted',
    'returned', 'moved', 'transferred', 'reopened', 'corrected', 'delivered', 'archived', 'reminded', 'met', 'verified', 'broken'));

-- What was done to a case beside its steps, with its reason in words: sealed, and only ever added.
CREATE TABLE case_act (
    county INTEGER NOT NULL,
    case_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    code TEXT NOT NULL,
    says_sealed BYTEA NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT case_act_pk PRIMARY KEY (county, case_id, id),
    CONSTRAINT case_act_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT case_act_kind CHECK (kind IN ('returned', 'moved', 'transferred', 'reopened', 'corrected', 'delivered', 'archived', 'broken'))
);

-- What an accepted case still owes: a paper that may follow (容缺), or a commitment to be verified (告知承诺).
CREATE TABLE case_debt (
    county INTEGER NOT NULL,
    case_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    material TEXT NOT NULL,
    due_on TEXT NOT NULL,
    rule TEXT NOT NULL,
    state TEXT NOT NULL,
    reminded_on TEXT,
    settled_on TEXT,
    settled_by BIGINT,
    settled_name TEXT,
    CONSTRAINT case_debt_pk PRIMARY KEY (county, case_id, id),
    CONSTRAINT case_debt_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT case_debt_once UNIQUE (county, case_id, material),
    CONSTRAINT case_debt_kind CHECK (kind IN ('paper', 'commitment')),
    CONSTRAINT case_debt_state CHECK (state IN ('open', 'met', 'verified', 'broken', 'void')),
    CONSTRAINT case_debt_settled CHECK ((state = 'open') = (settled_on IS NULL) AND (settled_on IS NULL) = (settled_by IS NULL)
        AND (settled_on IS NULL) = (settled_name IS NULL))
);
CREATE INDEX case_debt_open ON case_debt (county, due_on, id) WHERE state = 'open';
