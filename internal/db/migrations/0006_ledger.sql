-- The ledger (基金账): dedicated funds, exact to the fen, in one verifiable log a county.
--
-- Every row of account, transfer, batch and period is one leaf of the county's log: seq is its place, leaf its hash.
-- A batch's row follows its transfers and closes them: its trigger counts and adds the lines, checks what they refer to
-- and moves the accounts' counters, once an account. A transfer that no batch closes moves nothing.
-- The fund stands in the upper bits of an account's number, so the wall between funds is a CHECK of a single row.

CREATE TABLE account (
	county INTEGER NOT NULL,
	id BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	fund INTEGER NOT NULL,
	class INTEGER NOT NULL, -- 1 asset 2 liability 3 net assets 4 income 5 expense
	owner TEXT NOT NULL,
	title_zh TEXT NOT NULL,
	title_en TEXT NOT NULL,
	no_overdraft BOOLEAN NOT NULL,
	opened_by BIGINT NOT NULL,
	opened_at BIGINT NOT NULL,
	leaf BYTEA NOT NULL,
	debits BIGINT NOT NULL,
	credits BIGINT NOT NULL,
	debits_reserved BIGINT NOT NULL,
	debits_released BIGINT NOT NULL,
	credits_reserved BIGINT NOT NULL,
	credits_released BIGINT NOT NULL,
	last_seq BIGINT NOT NULL,
	CONSTRAINT account_key PRIMARY KEY (county, id),
	CONSTRAINT account_seq_once UNIQUE (county, seq),
	CONSTRAINT account_wall CHECK (fund > 0 AND id >> 48 = fund),
	CONSTRAINT account_class CHECK (class BETWEEN 1 AND 5),
	CONSTRAINT account_counters CHECK (debits >= 0 AND credits >= 0 AND debits_released >= 0 AND credits_released >= 0
		AND debits_reserved >= debits_released AND credits_reserved >= credits_released),
	CONSTRAINT account_overdraft CHECK (NOT no_overdraft
		OR (class IN (1, 5) AND credits + credits_reserved - credits_released <= debits)
		OR (class IN (2, 3, 4) AND debits + debits_reserved - debits_released <= credits))
);

CREATE TABLE transfer (
	county INTEGER NOT NULL,
	seq BIGINT NOT NULL,
	batch BIGINT NOT NULL,
	line INTEGER NOT NULL,
	fund INTEGER NOT NULL,
	debit BIGINT NOT NULL,
	credit BIGINT NOT NULL,
	amount_fen BIGINT NOT NULL,
	released_fen BIGINT NOT NULL,
	kind INTEGER NOT NULL, -- 1 post 2 pending 3 post-pending 4 void 5 expire 6 reversal
	ref_seq BIGINT NOT NULL,
	code TEXT NOT NULL,
	cause TEXT NOT NULL,
	plan TEXT NOT NULL,
	inputs TEXT NOT NULL,
	period INTEGER NOT NULL,
	value_date TEXT NOT NULL,
	posted_at BIGINT NOT NULL,
	debit_after BIGINT NOT NULL,
	credit_after BIGINT NOT NULL,
	leaf BYTEA NOT NULL,
	CONSTRAINT transfer_key PRIMARY KEY (county, seq),
	CONSTRAINT transfer_line_once UNIQUE (county, batch, line),
	CONSTRAINT transfer_wall CHECK (fund > 0 AND debit >> 48 = fund AND credit >> 48 = fund),
	CONSTRAINT transfer_two_sides CHECK (debit <> credit),
	CONSTRAINT transfer_amount CHECK (amount_fen > 0),
	CONSTRAINT transfer_kind CHECK ((kind IN (1, 2) AND ref_seq = 0 AND released_fen = 0)
		OR (kind = 3 AND ref_seq > 0 AND ref_seq < seq AND released_fen >= amount_fen)
		OR (kind IN (4, 5) AND ref_seq > 0 AND ref_seq < seq AND released_fen = amount_fen)
		OR (kind = 6 AND ref_seq > 0 AND ref_seq < seq AND released_fen = 0))
);

CREATE UNIQUE INDEX transfer_settled_once ON transfer (county, ref_seq) WHERE kind IN (3, 4, 5);
CREATE UNIQUE INDEX transfer_reversed_once ON transfer (county, ref_seq) WHERE kind = 6;
CREATE INDEX transfer_debit ON transfer (county, debit, seq);
CREATE INDEX transfer_credit ON transfer (county, credit, seq);

CREATE TABLE batch (
	county INTEGER NOT NULL,
	id BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	first_seq BIGINT NOT NULL,
	fund INTEGER NOT NULL,
	kind TEXT NOT NULL,
	request_hash BYTEA NOT NULL,
	lines INTEGER NOT NULL,
	total_fen BIGINT NOT NULL,
	maker BIGINT NOT NULL,
	checker BIGINT NOT NULL,
	cause TEXT NOT NULL,
	period INTEGER NOT NULL,
	posted_at BIGINT NOT NULL,
	leaf BYTEA NOT NULL,
	CONSTRAINT batch_key PRIMARY KEY (county, id),
	CONSTRAINT batch_seq_once UNIQUE (county, seq),
	CONSTRAINT batch_two_persons CHECK (maker <> checker),
	CONSTRAINT batch_lines CHECK (lines BETWEEN 1 AND 8190 AND seq = first_seq + lines),
	CONSTRAINT batch_total CHECK (total_fen > 0)
);

CREATE TABLE period (
	county INTEGER NOT NULL,
	fund INTEGER NOT NULL,
	month INTEGER NOT NULL,
	seq BIGINT NOT NULL,
	accounts BIGINT NOT NULL,
	debits BIGINT NOT NULL,
	credits BIGINT NOT NULL,
	root BYTEA NOT NULL,
	closed_by BIGINT NOT NULL,
	closed_at BIGINT NOT NULL,
	leaf BYTEA NOT NULL,
	CONSTRAINT period_key PRIMARY KEY (county, fund, month),
	CONSTRAINT period_seq_once UNIQUE (county, seq),
	CONSTRAINT period_balances CHECK (debits = credits)
);

CREATE TABLE checkpoint (
	county INTEGER NOT NULL,
	size BIGINT NOT NULL,
	root BYTEA NOT NULL,
	note TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT checkpoint_key PRIMARY KEY (county, size)
);

-- The log's growing edge: the row that a posting locks first, so that a county has one writer at a time.
CREATE TABLE log_head (
	county INTEGER NOT NULL,
	size BIGINT NOT NULL,
	frontier BYTEA NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT log_head_key PRIMARY KEY (county)
);

-- only sqlite
CREATE TRIGGER account_starts_empty BEFORE INSERT ON account
WHEN NEW.debits <> 0 OR NEW.credits <> 0 OR NEW.debits_reserved <> 0 OR NEW.debits_released <> 0
	OR NEW.credits_reserved <> 0 OR NEW.credits_released <> 0 OR NEW.last_seq <> NEW.seq
BEGIN SELECT RAISE(ABORT, 'ledger: an account starts empty'); END;

CREATE TRIGGER account_only_grows BEFORE UPDATE ON account
WHEN NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.fund <> OLD.fund OR NEW.class <> OLD.class
	OR NEW.owner <> OLD.owner OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en
	OR NEW.no_overdraft <> OLD.no_overdraft OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at
	OR NEW.leaf <> OLD.leaf OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits
	OR NEW.debits_reserved < OLD.debits_reserved OR NEW.debits_released < OLD.debits_released
	OR NEW.credits_reserved < OLD.credits_reserved OR NEW.credits_released < OLD.credits_released
	OR NEW.last_seq <= OLD.last_seq
BEGIN SELECT RAISE(ABORT, 'ledger: an account only grows'); END;

CREATE TRIGGER account_no_delete BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'ledger: an account stays'); END;
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer BEGIN SELECT RAISE(ABORT, 'ledger: a transfer is never changed'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'ledger: a transfer is never deleted'); END;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'ledger: a batch is never changed'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'ledger: a batch is never deleted'); END;
CREATE TRIGGER period_no_update BEFORE UPDATE ON period BEGIN SELECT RAISE(ABORT, 'ledger: a closing is never changed'); END;
CREATE TRIGGER period_no_delete BEFORE DELETE ON period BEGIN SELECT RAISE(ABORT, 'ledger: a closing is never deleted'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'ledger: a checkpoint is never changed'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'ledger: a checkpoint is never deleted'); END;
CREATE TRIGGER log_head_only_grows BEFORE UPDATE ON log_head
WHEN NEW.county <> OLD.county OR NEW.size <= OLD.size OR NEW.at < OLD.at
BEGIN SELECT RAISE(ABORT, 'ledger: the log only grows'); END;
CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head BEGIN SELECT RAISE(ABORT, 'ledger: the log stays'); END;

CREATE TRIGGER batch_moves AFTER INSERT ON batch BEGIN
	SELECT RAISE(ABORT, 'ledger: the period is closed') WHERE EXISTS (
		SELECT 1 FROM period WHERE county = NEW.county AND fund = NEW.fund AND month >= NEW.period);
	SELECT RAISE(ABORT, 'ledger: the batch and its lines differ') FROM (
		SELECT count(*) AS n, sum(amount_fen) AS total FROM transfer
		WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND batch = NEW.id AND fund = NEW.fund
			AND period = NEW.period AND posted_at = NEW.posted_at)
		WHERE n <> NEW.lines OR total <> NEW.total_fen;
	SELECT RAISE(ABORT, 'ledger: a line refers to a transfer that it does not fit') FROM transfer AS t
		LEFT JOIN transfer AS r ON r.county = t.county AND r.seq = t.ref_seq
		WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND t.kind >= 3 AND NOT coalesce(
			(t.kind < 6 AND r.kind = 2 AND r.debit = t.debit AND r.credit = t.credit AND r.amount_fen = t.released_fen)
			OR (t.kind = 6 AND r.kind IN (1, 3) AND r.debit = t.credit AND r.credit = t.debit AND r.amount_fen = t.amount_fen), 0);
	UPDATE account SET debits = account.debits + s.debits, credits = account.credits + s.credits,
		debits_reserved = account.debits_reserved + s.debits_reserved, debits_released = account.debits_released + s.debits_released,
		credits_reserved = account.credits_reserved + s.credits_reserved, credits_released = account.credits_released + s.credits_released,
		last_seq = s.last_seq
	FROM (SELECT id, sum(debits) AS debits, sum(credits) AS credits, sum(debits_reserved) AS debits_reserved,
			sum(debits_released) AS debits_released, sum(credits_reserved) AS credits_reserved,
			sum(credits_released) AS credits_released, max(last_seq) AS last_seq
		FROM (SELECT debit AS id, sum(CASE WHEN kind IN (1, 3, 6) THEN amount_fen ELSE 0 END) AS debits, 0 AS credits,
				sum(CASE WHEN kind = 2 THEN amount_fen ELSE 0 END) AS debits_reserved, sum(released_fen) AS debits_released,
				0 AS credits_reserved, 0 AS credits_released, max(seq) AS last_seq
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY debit
			UNION ALL
			SELECT credit, 0, sum(CASE WHEN kind IN (1, 3, 6) THEN amount_fen ELSE 0 END), 0, 0,
				sum(CASE WHEN kind = 2 THEN amount_fen ELSE 0 END), sum(released_fen), max(seq)
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY credit)
		GROUP BY id) AS s
	WHERE account.county = NEW.county AND account.id = s.id;
	SELECT RAISE(ABORT, 'ledger: a line names an account that is not there') WHERE changes() <> (
		SELECT count(*) FROM (
			SELECT debit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq
			UNION SELECT credit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq));
END;
-- end

-- only postgres
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'ledger: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION ledger_account_starts_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.debits <> 0 OR NEW.credits <> 0 OR NEW.debits_reserved <> 0 OR NEW.debits_released <> 0
		OR NEW.credits_reserved <> 0 OR NEW.credits_released <> 0 OR NEW.last_seq <> NEW.seq THEN
		RAISE EXCEPTION 'ledger: an account starts empty';
	END IF;
	RETURN NEW;
END $$;

CREATE FUNCTION ledger_account_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.fund <> OLD.fund OR NEW.class <> OLD.class
		OR NEW.owner <> OLD.owner OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en
		OR NEW.no_overdraft <> OLD.no_overdraft OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at
		OR NEW.leaf <> OLD.leaf OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits
		OR NEW.debits_reserved < OLD.debits_reserved OR NEW.debits_released < OLD.debits_released
		OR NEW.credits_reserved < OLD.credits_reserved OR NEW.credits_released < OLD.credits_released
		OR NEW.last_seq <= OLD.last_seq THEN
		RAISE EXCEPTION 'ledger: an account only grows';
	END IF;
	RETURN NEW;
END $$;

CREATE FUNCTION ledger_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.county <> OLD.county OR NEW.size <= OLD.size OR NEW.at < OLD.at THEN
		RAISE EXCEPTION 'ledger: the log only grows';
	END IF;
	RETURN NEW;
END $$;

CREATE FUNCTION ledger_batch_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	counted BIGINT;
	total NUMERIC;
	highest INTEGER;
	touched BIGINT;
	moved BIGINT;
BEGIN
	IF EXISTS (SELECT 1 FROM period WHERE county = NEW.county AND fund = NEW.fund AND month >= NEW.period) THEN
		RAISE EXCEPTION 'ledger: the period is closed';
	END IF;
	SELECT count(*), sum(amount_fen), max(kind) INTO counted, total, highest FROM transfer
	WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND batch = NEW.id AND fund = NEW.fund
		AND period = NEW.period AND posted_at = NEW.posted_at;
	IF counted <> NEW.lines OR total <> NEW.total_fen THEN
		RAISE EXCEPTION 'ledger: the batch and its lines differ';
	END IF;
	IF highest >= 3 AND EXISTS (SELECT 1 FROM transfer AS t
		LEFT JOIN transfer AS r ON r.county = t.county AND r.seq = t.ref_seq
		WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND t.kind >= 3 AND NOT coalesce(
			(t.kind < 6 AND r.kind = 2 AND r.debit = t.debit AND r.credit = t.credit AND r.amount_fen = t.released_fen)
			OR (t.kind = 6 AND r.kind IN (1, 3) AND r.debit = t.credit AND r.credit = t.debit AND r.amount_fen = t.amount_fen), false)) THEN
		RAISE EXCEPTION 'ledger: a line refers to a transfer that it does not fit';
	END IF;
	SELECT count(*) INTO touched FROM (
		SELECT debit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq
		UNION SELECT credit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq) AS u;
	UPDATE account SET debits = account.debits + s.debits, credits = account.credits + s.credits,
		debits_reserved = account.debits_reserved + s.debits_reserved, debits_released = account.debits_released + s.debits_released,
		credits_reserved = account.credits_reserved + s.credits_reserved, credits_released = account.credits_released + s.credits_released,
		last_seq = s.last_seq
	FROM (SELECT u.id, sum(u.debits) AS debits, sum(u.credits) AS credits, sum(u.debits_reserved) AS debits_reserved,
			sum(u.debits_released) AS debits_released, sum(u.credits_reserved) AS credits_reserved,
			sum(u.credits_released) AS credits_released, max(u.last_seq) AS last_seq
		FROM (SELECT debit AS id, sum(CASE WHEN kind IN (1, 3, 6) THEN amount_fen ELSE 0 END) AS debits, 0 AS credits,
				sum(CASE WHEN kind = 2 THEN amount_fen ELSE 0 END) AS debits_reserved, sum(released_fen) AS debits_released,
				0 AS credits_reserved, 0 AS credits_released, max(seq) AS last_seq
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY debit
			UNION ALL
			SELECT credit, 0, sum(CASE WHEN kind IN (1, 3, 6) THEN amount_fen ELSE 0 END), 0, 0,
				sum(CASE WHEN kind = 2 THEN amount_fen ELSE 0 END), sum(released_fen), max(seq)
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY credit) AS u
		GROUP BY u.id) AS s
	WHERE account.county = NEW.county AND account.id = s.id;
	GET DIAGNOSTICS moved = ROW_COUNT;
	IF moved <> touched THEN
		RAISE EXCEPTION 'ledger: a line names an account that is not there';
	END IF;
	RETURN NULL;
END $$;

CREATE TRIGGER account_starts_empty BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION ledger_account_starts_empty();
CREATE TRIGGER account_only_grows BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION ledger_account_only_grows();
CREATE TRIGGER account_no_delete BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER account_no_truncate BEFORE TRUNCATE ON account FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER transfer_no_truncate BEFORE TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER batch_moves AFTER INSERT ON batch FOR EACH ROW EXECUTE FUNCTION ledger_batch_moves();
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER batch_no_truncate BEFORE TRUNCATE ON batch FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER period_no_update BEFORE UPDATE ON period FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER period_no_delete BEFORE DELETE ON period FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER period_no_truncate BEFORE TRUNCATE ON period FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER log_head_only_grows BEFORE UPDATE ON log_head FOR EACH ROW EXECUTE FUNCTION ledger_log_only_grows();
CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER log_head_no_truncate BEFORE TRUNCATE ON log_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
-- end
