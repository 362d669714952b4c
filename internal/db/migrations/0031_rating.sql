-- Ratings of matters that have ended (好差评) and the call-backs of bad ones. No officer stands here but who closed a call-back.

CREATE TABLE rating (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    station BIGINT NOT NULL,
    item TEXT NOT NULL,
    area TEXT NOT NULL,
    level INTEGER NOT NULL,
    reason TEXT,
    words_sealed BYTEA NOT NULL,
    day TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT rating_pk PRIMARY KEY (county, id),
    CONSTRAINT rating_once UNIQUE (county, case_id),
    CONSTRAINT rating_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT rating_level CHECK (level BETWEEN 1 AND 5 AND (level <= 2) = (reason IS NOT NULL))
);
CREATE INDEX rating_by_day ON rating (county, day, station);

CREATE TABLE rating_call_back (
    county INTEGER NOT NULL,
    rating_id BIGINT NOT NULL,
    due_on TEXT,
    outcome TEXT,
    said_sealed BYTEA,
    by_user BIGINT,
    by_name TEXT,
    closed_at BIGINT,
    CONSTRAINT rating_call_back_pk PRIMARY KEY (county, rating_id),
    CONSTRAINT rating_call_back_rating FOREIGN KEY (county, rating_id) REFERENCES rating (county, id),
    CONSTRAINT rating_call_back_outcome CHECK (outcome IS NULL OR outcome IN ('put-right', 'explained', 'not-reached', 'no-wish')),
    CONSTRAINT rating_call_back_closed CHECK ((outcome IS NULL) = (closed_at IS NULL) AND (outcome IS NULL) = (said_sealed IS NULL)
        AND (outcome IS NULL) = (by_user IS NULL) AND (outcome IS NULL) = (by_name IS NULL))
);
CREATE INDEX rating_call_back_open ON rating_call_back (county, due_on) WHERE closed_at IS NULL;
