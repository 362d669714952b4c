-- Findings of the sweep (政策找人): who is entitled and neither receives nor has applied.

CREATE TABLE finding (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    station BIGINT NOT NULL,
    village TEXT NOT NULL,
    reach INTEGER NOT NULL,
    start INTEGER NOT NULL,
    paid_months INTEGER NOT NULL,
    short_months INTEGER NOT NULL,
    estimate_fen BIGINT NOT NULL,
    plan TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    case_id BIGINT,
    month INTEGER NOT NULL,
    version BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT NOT NULL,
    CONSTRAINT finding_pk PRIMARY KEY (county, id),
    CONSTRAINT finding_once UNIQUE (county, person, kind),
    CONSTRAINT finding_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT finding_kind CHECK (kind IN ('unclaimed', 'short', 'check')),
    CONSTRAINT finding_village CHECK (length(village) = 12),
    CONSTRAINT finding_estimate CHECK (estimate_fen >= 0),
    CONSTRAINT finding_short CHECK (kind <> 'short' OR short_months > 0),
    CONSTRAINT finding_state CHECK (state IN ('open', 'in-progress', 'done', 'not-wanted')),
    CONSTRAINT finding_why CHECK ((state IN ('done', 'not-wanted')) = (length(why) > 0)),
    CONSTRAINT finding_case CHECK (state <> 'in-progress' OR case_id IS NOT NULL),
    CONSTRAINT finding_version CHECK (version > 0)
);
CREATE INDEX finding_worklist ON finding (county, station, state, reach, id);
CREATE INDEX finding_by_state ON finding (county, state, reach, id);
