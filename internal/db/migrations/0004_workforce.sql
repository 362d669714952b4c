-- Stations of the county (人社站所), which villages each covers, and who works there.

CREATE TABLE station (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    township TEXT NOT NULL,
    own_office BOOLEAN NOT NULL,
    budget_fen BIGINT NOT NULL,
    CONSTRAINT station_pk PRIMARY KEY (county, id),
    CONSTRAINT station_code UNIQUE (county, code),
    CONSTRAINT station_kind CHECK (kind IN ('township', 'point', 'community')),
    CONSTRAINT station_name CHECK (length(name) > 0),
    CONSTRAINT station_township CHECK (length(township) = 9),
    CONSTRAINT station_budget CHECK (budget_fen >= 0)
);

-- Every village belongs to exactly one station: the primary key says so.
CREATE TABLE station_village (
    county INTEGER NOT NULL,
    village TEXT NOT NULL,
    station BIGINT NOT NULL,
    CONSTRAINT station_village_pk PRIMARY KEY (county, village),
    CONSTRAINT station_village_station FOREIGN KEY (county, station) REFERENCES station (county, id),
    CONSTRAINT station_village_code CHECK (length(village) = 12)
);
CREATE INDEX station_village_by_station ON station_village (county, station, village);

CREATE TABLE staff (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    station BIGINT NOT NULL,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    birth TEXT NOT NULL,
    education TEXT NOT NULL,
    earned_in_service BOOLEAN NOT NULL,
    at_ease_with_computer BOOLEAN NOT NULL,
    other_duties BOOLEAN NOT NULL,
    since TEXT NOT NULL,
    left_on TEXT,
    access_user BIGINT,
    CONSTRAINT staff_pk PRIMARY KEY (county, id),
    CONSTRAINT staff_station FOREIGN KEY (county, station) REFERENCES station (county, id),
    CONSTRAINT staff_name CHECK (length(name) > 0),
    CONSTRAINT staff_sex CHECK (sex IN ('M', 'F')),
    CONSTRAINT staff_birth CHECK (length(birth) = 10),
    CONSTRAINT staff_education CHECK (education IN ('secondary', 'college', 'bachelor', 'master')),
    CONSTRAINT staff_since CHECK (length(since) = 10 AND since > birth),
    CONSTRAINT staff_left CHECK (left_on IS NULL OR left_on >= since)
);
CREATE INDEX staff_by_station ON staff (county, station, id);
