-- What is under way is listed from indexes of what is under way: the ones over all cases made SQLite, which has no statistics, walk the county's
-- cases in the order of their numbers, finished ones and all. A day's prints are found by their day.
DROP INDEX service_case_by_station;
CREATE INDEX service_case_at_station ON service_case (county, station, id) WHERE state IN ('draft', 'incomplete', 'submitted', 'review', 'referred');
DROP INDEX service_case_by_saver;
CREATE INDEX service_case_drafts ON service_case (county, saved_by, id) WHERE state IN ('draft', 'incomplete');
DROP INDEX service_case_queue;
CREATE INDEX service_case_waiting ON service_case (county, coalesce(due_on, '9999-12-31'), id) WHERE state IN ('submitted', 'review');
DROP INDEX letter_by_issuer;
CREATE INDEX letter_by_issuer ON letter (county, issued_by, issued_at, id);
