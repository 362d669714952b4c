-- Matters that are done at the window, sent to the authority that owns them, or answered; matters without a limit in law; registrations.

ALTER TABLE service_case DROP CONSTRAINT service_case_state;
ALTER TABLE service_case ADD CONSTRAINT service_case_state CHECK (state IN ('draft', 'incomplete', 'submitted', 'review', 'referred', 'approved', 'refused',
    'done', 'answered', 'withdrawn'));
-- A case may have no day by which it is due: no law was found and no place has promised one.
ALTER TABLE service_case DROP CONSTRAINT service_case_accepted;
ALTER TABLE service_case ADD CONSTRAINT service_case_accepted CHECK ((number IS NULL) = (accepted_at IS NULL) AND (number IS NULL) = (accepted_on IS NULL)
    AND (number IS NULL) = (taken_by IS NULL) AND (due_on IS NULL OR number IS NOT NULL) AND (legal_due_on IS NULL OR due_on IS NOT NULL));
ALTER TABLE service_case DROP CONSTRAINT service_case_numbered;
ALTER TABLE service_case ADD CONSTRAINT service_case_numbered CHECK (state NOT IN ('submitted', 'review', 'referred', 'approved', 'refused', 'done', 'answered')
    OR number IS NOT NULL);
-- Who finished it. Two persons decide; what is done at the window, sent on or answered needs one.
ALTER TABLE service_case DROP CONSTRAINT service_case_decided;
ALTER TABLE service_case ADD CONSTRAINT service_case_decided CHECK ((state IN ('approved', 'refused', 'done', 'answered')) = (decided_by IS NOT NULL)
    AND (decided_by IS NULL) = (decided_at IS NULL));
ALTER TABLE service_case DROP CONSTRAINT service_case_two_persons;
ALTER TABLE service_case ADD CONSTRAINT service_case_two_persons CHECK (state NOT IN ('approved', 'refused')
    OR (decided_by <> taken_by AND decided_by <> opened_by AND decided_by <> saved_by));
DROP INDEX service_case_living;
CREATE UNIQUE INDEX service_case_living ON service_case (county, person, item) WHERE state IN ('draft', 'incomplete', 'submitted', 'review', 'referred');
-- The queue runs by due date; what has none comes last.
DROP INDEX service_case_queue;
CREATE INDEX service_case_queue ON service_case (county, state, coalesce(due_on, '9999-12-31'), id);
ALTER TABLE case_event DROP CONSTRAINT case_event_kind;
ALTER TABLE case_event ADD CONSTRAINT case_event_kind CHECK (kind IN ('opened', 'incomplete', 'submitted', 'review', 'reassessed', 'referred', 'approved', 'refused',
    'done', 'answered', 'withdrawn'));

-- Dated registrations and recognised statuses of people (登记与认定), of the kinds in law/registers: ended, never deleted.
CREATE TABLE registration (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    case_id BIGINT,
    attributes_sealed BYTEA NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    ended_on TEXT,
    ended_why TEXT,
    ended_by BIGINT,
    ended_name TEXT,
    ended_at BIGINT,
    CONSTRAINT registration_pk PRIMARY KEY (county, id),
    CONSTRAINT registration_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT registration_days CHECK (length(from_on) = 10 AND (until_on IS NULL OR until_on >= from_on) AND (ended_on IS NULL OR ended_on >= from_on)),
    CONSTRAINT registration_ended CHECK ((ended_on IS NULL) = (ended_why IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL)
        AND (ended_on IS NULL) = (ended_name IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL)),
    CONSTRAINT registration_why CHECK (ended_why IS NULL OR ended_why IN ('over', 'expired', 'replaced', 'mistaken'))
);
-- One living registration of a kind.
CREATE UNIQUE INDEX registration_living ON registration (county, person, kind) WHERE ended_on IS NULL;
CREATE INDEX registration_by_person ON registration (county, person, id);
CREATE INDEX registration_by_kind ON registration (county, kind, from_on);
