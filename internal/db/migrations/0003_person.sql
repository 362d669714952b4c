-- One person, one file (一人一档). Identity numbers and phones are sealed; only keyed hashes of them can be searched.

-- A citizen ID is unique across counties: distributed by the key itself, written in the person's transaction.
CREATE TABLE person_key (
    lookup BYTEA NOT NULL,
    county INTEGER NOT NULL,
    person BIGINT NOT NULL,
    CONSTRAINT person_key_pk PRIMARY KEY (lookup)
);

CREATE TABLE household (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    village TEXT NOT NULL,
    CONSTRAINT household_pk PRIMARY KEY (county, id),
    CONSTRAINT household_village CHECK (length(village) = 12)
);

CREATE TABLE person (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    sex TEXT NOT NULL,
    birth TEXT NOT NULL,
    citizen_sealed BYTEA NOT NULL,
    citizen_tail BIGINT NOT NULL,
    phone_sealed BYTEA,
    phone_tail BIGINT,
    phone_hash BIGINT,
    village TEXT NOT NULL,
    household BIGINT,
    kin TEXT NOT NULL,
    died TEXT,
    version INTEGER NOT NULL,
    registered_at BIGINT NOT NULL,
    CONSTRAINT person_pk PRIMARY KEY (county, id),
    CONSTRAINT person_household FOREIGN KEY (county, household) REFERENCES household (county, id),
    CONSTRAINT person_name CHECK (length(name) > 0),
    CONSTRAINT person_sex CHECK (sex IN ('M', 'F')),
    CONSTRAINT person_birth CHECK (length(birth) = 10),
    CONSTRAINT person_village CHECK (length(village) = 12),
    CONSTRAINT person_phone CHECK ((phone_sealed IS NULL) = (phone_tail IS NULL) AND (phone_sealed IS NULL) = (phone_hash IS NULL)),
    CONSTRAINT person_kin CHECK (kin IN ('head', 'spouse', 'child', 'parent', 'grandchild', 'other')),
    CONSTRAINT person_died CHECK (died IS NULL OR (length(died) = 10 AND died >= birth)),
    CONSTRAINT person_version CHECK (version > 0)
);

-- One index for each way the one box is asked; the last column keeps the order of the answer stable.
CREATE INDEX person_by_name ON person (county, name, id);
CREATE INDEX person_by_pinyin ON person (county, pinyin, id);
CREATE INDEX person_by_initials ON person (county, initials, id);
CREATE INDEX person_by_citizen_tail ON person (county, citizen_tail, id);
CREATE INDEX person_by_phone_tail ON person (county, phone_tail, id);
-- A name is often said with a place, and neither alone leaves few: a township has 18,000 people, and so has a surname.
CREATE INDEX person_by_village ON person (county, village, name, id);
CREATE INDEX person_by_village_pinyin ON person (county, village, pinyin, id);
CREATE INDEX person_by_village_initials ON person (county, village, initials, id);
CREATE INDEX person_by_birth ON person (county, birth, id);
CREATE INDEX person_by_household ON person (county, household, id);
CREATE INDEX person_died ON person (county, died) WHERE died IS NOT NULL;

-- The history of a file: what changed, by whom, when and why. Numbers stand here masked.
CREATE TABLE person_change (
    county INTEGER NOT NULL,
    person BIGINT NOT NULL,
    version INTEGER NOT NULL,
    field TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_user BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT person_change_pk PRIMARY KEY (county, person, version, field),
    CONSTRAINT person_change_person FOREIGN KEY (county, person) REFERENCES person (county, id),
    CONSTRAINT person_change_reason CHECK (length(reason) > 0)
);
