-- Who is away, who reviews what, and who has a case to do.

-- Absences (请假、借调): dated rows; one that ends early says so, none is deleted.
CREATE TABLE absence (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    back_on TEXT,
    CONSTRAINT absence_pk PRIMARY KEY (county, id),
    CONSTRAINT absence_kind CHECK (kind IN ('leave', 'loan', 'training')),
    CONSTRAINT absence_days CHECK (length(from_on) = 10 AND length(until_on) = 10 AND from_on <= until_on AND (back_on IS NULL OR length(back_on) = 10))
);
CREATE INDEX absence_by_day ON absence (county, until_on, user_id);

-- Remits (分管): a reviewer decides the cases of a township, or of all; the skilled those that compute a benefit, too.
CREATE TABLE remit (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    township TEXT NOT NULL,
    skilled BOOLEAN NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT remit_pk PRIMARY KEY (county, id),
    CONSTRAINT remit_days CHECK (length(from_on) = 10 AND (until_on IS NULL OR length(until_on) = 10))
);
CREATE INDEX remit_living ON remit (county, user_id) WHERE until_on IS NULL;

-- Who has a case to do: a reviewer whom the program chose or who took it over, or who was handed a colleague's work. Who did what in it stays as it was.
CREATE TABLE case_assignment (
    county INTEGER NOT NULL,
    case_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    why TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT case_assignment_pk PRIMARY KEY (county, case_id),
    CONSTRAINT case_assignment_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT case_assignment_why CHECK (why IN ('remit', 'load', 'taken', 'handed'))
);
CREATE INDEX case_assignment_by_user ON case_assignment (county, user_id);
