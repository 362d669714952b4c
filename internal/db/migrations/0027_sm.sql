-- The second tree (国密树), by county: over SM3, of the same records as the first, with checkpoints signed by SM2 under an origin of their own.
-- A county that has no row in sm_head keeps the first tree alone.

CREATE TABLE sm_head (
	county INTEGER NOT NULL,
	size BIGINT NOT NULL,
	frontier BYTEA NOT NULL,
	CONSTRAINT sm_head_key PRIMARY KEY (county)
);

-- One for each row of checkpoint.
CREATE TABLE sm_checkpoint (
	county INTEGER NOT NULL,
	size BIGINT NOT NULL,
	root BYTEA NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT sm_checkpoint_key PRIMARY KEY (county, size)
);

-- As log_node is for the first tree.
CREATE TABLE sm_node (
	county INTEGER NOT NULL,
	level INTEGER NOT NULL, -- 8 or 16
	place BIGINT NOT NULL,
	hash BYTEA NOT NULL,
	CONSTRAINT sm_node_key PRIMARY KEY (county, level, place),
	CONSTRAINT sm_node_level CHECK (level IN (8, 16))
);

-- only sqlite
CREATE TRIGGER sm_checkpoint_no_update BEFORE UPDATE ON sm_checkpoint BEGIN SELECT RAISE(ABORT, 'ledger: a checkpoint is never changed'); END;
CREATE TRIGGER sm_checkpoint_no_delete BEFORE DELETE ON sm_checkpoint BEGIN SELECT RAISE(ABORT, 'ledger: a checkpoint is never deleted'); END;
CREATE TRIGGER sm_head_only_grows BEFORE UPDATE ON sm_head
WHEN NEW.county <> OLD.county OR NEW.size <= OLD.size
BEGIN SELECT RAISE(ABORT, 'ledger: the log only grows'); END;
CREATE TRIGGER sm_head_no_delete BEFORE DELETE ON sm_head BEGIN SELECT RAISE(ABORT, 'ledger: the log stays'); END;
-- end

-- only postgres
CREATE FUNCTION ledger_sm_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.county <> OLD.county OR NEW.size <= OLD.size THEN
		RAISE EXCEPTION 'ledger: the log only grows';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sm_checkpoint_no_update BEFORE UPDATE ON sm_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER sm_checkpoint_no_delete BEFORE DELETE ON sm_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER sm_checkpoint_no_truncate BEFORE TRUNCATE ON sm_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER sm_head_only_grows BEFORE UPDATE ON sm_head FOR EACH ROW EXECUTE FUNCTION ledger_sm_only_grows();
CREATE TRIGGER sm_head_no_delete BEFORE DELETE ON sm_head FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER sm_head_no_truncate BEFORE TRUNCATE ON sm_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
-- end
