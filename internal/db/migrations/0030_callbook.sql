-- Who came, telephoned or was called on (接待登记), and the ends of officers' days (日结).

CREATE TABLE reception_call (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    station BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    person BIGINT,
    item TEXT,
    area TEXT,
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    ended_at BIGINT,
    minutes INTEGER NOT NULL,
    minutes_by TEXT NOT NULL,
    taken_back_at BIGINT,
    CONSTRAINT reception_call_pk PRIMARY KEY (county, id),
    CONSTRAINT reception_call_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT reception_call_channel CHECK (channel IN ('window', 'telephone', 'home', 'village')),
    CONSTRAINT reception_call_times CHECK (began_at <= last_at AND (ended_at IS NULL OR ended_at >= began_at)),
    CONSTRAINT reception_call_minutes CHECK ((ended_at IS NULL) = (minutes = 0) AND minutes BETWEEN 0 AND 600 AND minutes_by IN ('flow', 'guess', 'said')),
    CONSTRAINT reception_call_back CHECK (taken_back_at IS NULL OR ended_at IS NOT NULL)
);
-- An officer has one call under way at a time.
CREATE UNIQUE INDEX reception_call_under_way ON reception_call (county, user_id) WHERE ended_at IS NULL;
CREATE INDEX reception_call_by_day ON reception_call (county, user_id, day);
CREATE INDEX reception_call_workload ON reception_call (county, day, station);

-- The cases of a call.
CREATE TABLE reception_call_case (
    county INTEGER NOT NULL,
    call_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    CONSTRAINT reception_call_case_pk PRIMARY KEY (county, call_id, case_id),
    CONSTRAINT reception_call_case_call FOREIGN KEY (county, call_id) REFERENCES reception_call (county, id),
    CONSTRAINT reception_call_case_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id)
);
CREATE INDEX reception_call_case_by_case ON reception_call_case (county, case_id);

-- A closing that was taken back stays; the next one of the day has the next number.
CREATE TABLE day_closing (
    county INTEGER NOT NULL,
    user_id BIGINT NOT NULL,
    day TEXT NOT NULL,
    seq INTEGER NOT NULL,
    station BIGINT NOT NULL,
    figures TEXT NOT NULL,
    note_sealed BYTEA NOT NULL,
    closed_at BIGINT NOT NULL,
    taken_back_at BIGINT,
    CONSTRAINT day_closing_pk PRIMARY KEY (county, user_id, day, seq),
    CONSTRAINT day_closing_day CHECK (length(day) = 10 AND seq > 0)
);
CREATE UNIQUE INDEX day_closing_one ON day_closing (county, user_id, day) WHERE taken_back_at IS NULL;
