-- Nearly every payment of a run is in one state at a time, and moves with all the others: an index of the state would be written anew for
-- each of them, twice a month. Only the few that go their own way are sought by it.
DROP INDEX payment_by_state;
CREATE INDEX payment_unusual ON payment (county, run, state, id) WHERE state IN ('held', 'lapsed', 'returned');
