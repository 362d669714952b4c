-- Clocks by law: how each case's limit ran, in dated rows that are only ever added, and what follows from them beside the case.

CREATE TABLE case_clock (
    county INTEGER NOT NULL,
    case_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    ground TEXT,
    lawful BOOLEAN NOT NULL,
    days INTEGER NOT NULL,
    rule TEXT NOT NULL,
    due_on TEXT,
    legal_due_on TEXT,
    warn_on TEXT,
    known_to TEXT,
    standing_on TEXT,
    days_left INTEGER NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT case_clock_pk PRIMARY KEY (county, case_id, id),
    CONSTRAINT case_clock_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT case_clock_kind CHECK (kind IN ('start', 'pause', 'resume', 'extend', 'recount')),
    CONSTRAINT case_clock_ground CHECK ((kind IN ('pause', 'extend')) = (ground IS NOT NULL)),
    CONSTRAINT case_clock_days CHECK ((kind = 'extend') = (days > 0) AND days >= 0 AND days_left >= 0)
);
-- A clock is extended once.
CREATE UNIQUE INDEX case_clock_extended ON case_clock (county, case_id) WHERE kind = 'extend';

-- From this day the case is urgent; until this day the calendar was published when a later due date was counted; since this day the clock stands.
ALTER TABLE service_case ADD COLUMN warn_on TEXT;
ALTER TABLE service_case ADD COLUMN known_to TEXT;
ALTER TABLE service_case ADD COLUMN standing_on TEXT;
-- What the night has marked: once each.
ALTER TABLE service_case ADD COLUMN alarm TEXT CONSTRAINT service_case_alarm CHECK (alarm IS NULL OR alarm IN ('soon', 'overdue'));
CREATE INDEX service_case_pressing ON service_case (county, warn_on, id) WHERE warn_on IS NOT NULL AND state IN ('submitted', 'review', 'referred');
ALTER TABLE case_event DROP CONSTRAINT case_event_kind;
ALTER TABLE case_event ADD CONSTRAINT case_event_kind CHECK (kind IN ('opened', 'incomplete', 'submitted', 'review', 'reassessed', 'referred', 'approved', 'refused',
    'done', 'answered', 'withdrawn', 'paused', 'resumed', 'extended', 'soon', 'overdue', 'recounted'));
