-- The county's own window is a station like the others, but for the villages: it covers none.
ALTER TABLE station DROP CONSTRAINT station_kind;
ALTER TABLE station ADD CONSTRAINT station_kind CHECK (kind IN ('township', 'point', 'community', 'hall'));
