-- The proof: what witnesses outside the house signed, and a memory of the log's complete subtrees.

-- A witness's signature under a checkpoint (C2SP tlog-cosignature). witness is its verifier key, line the signature line as it came.
CREATE TABLE cosignature (
	county INTEGER NOT NULL,
	size BIGINT NOT NULL,
	witness TEXT NOT NULL,
	line TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT cosignature_key PRIMARY KEY (county, size, witness)
);

-- Which witnesses are asked for each county's checkpoints, and how it went last.
CREATE TABLE witness (
	county INTEGER NOT NULL,
	name TEXT NOT NULL,
	url TEXT NOT NULL,
	key TEXT NOT NULL,
	size BIGINT NOT NULL, -- what it cosigned last
	asked_at BIGINT NOT NULL,
	problem TEXT NOT NULL, -- empty: the last time it answered well
	CONSTRAINT witness_key PRIMARY KEY (county, name)
);

-- Roots of 256 and of 65,536 leaves, complete and at their own multiples: from the leaves any time again, kept so that a proof need
-- not read the whole log. A proof is held against the signed root before it is given out, so a changed row here makes no false one.
CREATE TABLE log_node (
	county INTEGER NOT NULL,
	level INTEGER NOT NULL, -- 8 or 16
	place BIGINT NOT NULL,
	hash BYTEA NOT NULL,
	CONSTRAINT log_node_key PRIMARY KEY (county, level, place),
	CONSTRAINT log_node_level CHECK (level IN (8, 16))
);

-- only sqlite
CREATE TRIGGER cosignature_no_update BEFORE UPDATE ON cosignature BEGIN SELECT RAISE(ABORT, 'ledger: a cosignature is never changed'); END;
CREATE TRIGGER cosignature_no_delete BEFORE DELETE ON cosignature BEGIN SELECT RAISE(ABORT, 'ledger: a cosignature is never deleted'); END;
-- end

-- only postgres
CREATE TRIGGER cosignature_no_update BEFORE UPDATE ON cosignature FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER cosignature_no_delete BEFORE DELETE ON cosignature FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER cosignature_no_truncate BEFORE TRUNCATE ON cosignature FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
-- end
