-- A person may have several complaints, disputes, petitions or accidents under way: once it is taken in, such a case stands apart by its own number.
ALTER TABLE service_case ADD COLUMN apart BIGINT NOT NULL DEFAULT 0;
DROP INDEX service_case_living;
CREATE UNIQUE INDEX service_case_living ON service_case (county, person, item, apart) WHERE state IN ('draft', 'incomplete', 'submitted', 'review', 'referred');
