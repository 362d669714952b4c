-- The ledger, complete: parts of a reservation, corrections of a closed month, opening balances, movements between funds,
-- turnover by month and day, and the balances at each closing.
--
-- Kind 7 (part) moves a part of a reservation and reserves the rest anew in its own name: released_fen is all that was open,
-- released_fen - amount_fen stays reserved, and the next settlement refers to this transfer. So one transfer is still settled once, and
-- what it may settle is told by the one row it names.
-- A post (kind 1) that names an earlier transfer corrects it: that one's month is closed, and they share an account.
-- Batches of kind 'opening' stand before all others of their fund. One of kind 'move-out' is followed at once by its 'move-in':
-- another fund, the same cause and total, each through a clearing account (owner 'clearing' or 'clearing:…') of its fund.

-- What was moved on each account, by month and value date: the sums of transfer, kept by the trigger on batch.
CREATE TABLE turnover (
	county INTEGER NOT NULL,
	account BIGINT NOT NULL,
	period INTEGER NOT NULL,
	value_date TEXT NOT NULL,
	debits BIGINT NOT NULL,
	credits BIGINT NOT NULL,
	CONSTRAINT turnover_key PRIMARY KEY (county, account, period, value_date),
	CONSTRAINT turnover_sums CHECK (debits >= 0 AND credits >= 0 AND debits + credits > 0)
);

-- Every account's balance at the end of a closed month, by month of posting: the leaves under period.root.
CREATE TABLE snapshot (
	county INTEGER NOT NULL,
	fund INTEGER NOT NULL,
	month INTEGER NOT NULL,
	account BIGINT NOT NULL,
	debits BIGINT NOT NULL,
	credits BIGINT NOT NULL,
	CONSTRAINT snapshot_key PRIMARY KEY (county, fund, month, account),
	CONSTRAINT snapshot_wall CHECK (fund > 0 AND account >> 48 = fund),
	CONSTRAINT snapshot_sums CHECK (debits >= 0 AND credits >= 0)
);

INSERT INTO turnover (county, account, period, value_date, debits, credits)
SELECT u.county, u.account, u.period, u.value_date, sum(u.debits), sum(u.credits)
FROM (SELECT county, debit AS account, period, value_date, amount_fen AS debits, 0 AS credits FROM transfer WHERE kind IN (1, 3, 6)
	UNION ALL SELECT county, credit, period, value_date, 0, amount_fen FROM transfer WHERE kind IN (1, 3, 6)) AS u
GROUP BY u.county, u.account, u.period, u.value_date;

-- only sqlite
DROP TRIGGER batch_moves;
CREATE TABLE transfer_2 (
	county INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	batch INTEGER NOT NULL,
	line INTEGER NOT NULL,
	fund INTEGER NOT NULL,
	debit INTEGER NOT NULL,
	credit INTEGER NOT NULL,
	amount_fen INTEGER NOT NULL,
	released_fen INTEGER NOT NULL,
	kind INTEGER NOT NULL, -- 1 post 2 pending 3 post-pending 4 void 5 expire 6 reversal 7 part
	ref_seq INTEGER NOT NULL,
	code TEXT NOT NULL,
	cause TEXT NOT NULL,
	plan TEXT NOT NULL,
	inputs TEXT NOT NULL,
	period INTEGER NOT NULL,
	value_date TEXT NOT NULL,
	posted_at INTEGER NOT NULL,
	debit_after INTEGER NOT NULL,
	credit_after INTEGER NOT NULL,
	leaf BLOB NOT NULL,
	CONSTRAINT transfer_key PRIMARY KEY (county, seq),
	CONSTRAINT transfer_line_once UNIQUE (county, batch, line),
	CONSTRAINT transfer_wall CHECK (fund > 0 AND debit >> 48 = fund AND credit >> 48 = fund),
	CONSTRAINT transfer_two_sides CHECK (debit <> credit),
	CONSTRAINT transfer_amount CHECK (amount_fen > 0),
	CONSTRAINT transfer_kind CHECK ((kind = 1 AND ref_seq >= 0 AND ref_seq < seq AND released_fen = 0)
		OR (kind = 2 AND ref_seq = 0 AND released_fen = 0)
		OR (kind = 3 AND ref_seq > 0 AND ref_seq < seq AND released_fen >= amount_fen)
		OR (kind IN (4, 5) AND ref_seq > 0 AND ref_seq < seq AND released_fen = amount_fen)
		OR (kind = 6 AND ref_seq > 0 AND ref_seq < seq AND released_fen = 0)
		OR (kind = 7 AND ref_seq > 0 AND ref_seq < seq AND released_fen > amount_fen))
) STRICT, WITHOUT ROWID;
INSERT INTO transfer_2 (county, seq, batch, line, fund, debit, credit, amount_fen, released_fen, kind, ref_seq, code, cause, plan, inputs,
	period, value_date, posted_at, debit_after, credit_after, leaf)
SELECT county, seq, batch, line, fund, debit, credit, amount_fen, released_fen, kind, ref_seq, code, cause, plan, inputs,
	period, value_date, posted_at, debit_after, credit_after, leaf FROM transfer ORDER BY county, seq;
DROP TABLE transfer;
ALTER TABLE transfer_2 RENAME TO transfer;
CREATE UNIQUE INDEX transfer_settled_once ON transfer (county, ref_seq) WHERE kind IN (3, 4, 5, 7);
CREATE UNIQUE INDEX transfer_reversed_once ON transfer (county, ref_seq) WHERE kind = 6;
CREATE INDEX transfer_debit ON transfer (county, debit, seq);
CREATE INDEX transfer_credit ON transfer (county, credit, seq);
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer BEGIN SELECT RAISE(ABORT, 'ledger: a transfer is never changed'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'ledger: a transfer is never deleted'); END;
CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'ledger: a balance at closing is never changed'); END;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'ledger: a balance at closing is never deleted'); END;
CREATE TRIGGER turnover_only_grows BEFORE UPDATE ON turnover
WHEN NEW.county <> OLD.county OR NEW.account <> OLD.account OR NEW.period <> OLD.period OR NEW.value_date <> OLD.value_date
	OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits
BEGIN SELECT RAISE(ABORT, 'ledger: a turnover only grows'); END;
CREATE TRIGGER turnover_no_delete BEFORE DELETE ON turnover BEGIN SELECT RAISE(ABORT, 'ledger: a turnover stays'); END;

CREATE TRIGGER batch_moves AFTER INSERT ON batch BEGIN
	SELECT RAISE(ABORT, 'ledger: the period is closed') WHERE EXISTS (
		SELECT 1 FROM period WHERE county = NEW.county AND fund = NEW.fund AND month >= NEW.period);
	SELECT RAISE(ABORT, 'ledger: opening balances come first') WHERE NEW.kind = 'opening' AND EXISTS (
		SELECT 1 FROM batch WHERE county = NEW.county AND fund = NEW.fund AND kind <> 'opening');
	SELECT RAISE(ABORT, 'ledger: a movement between funds has two halves') WHERE (SELECT count(*) FROM batch AS o WHERE o.county = NEW.county AND o.seq = NEW.first_seq - 1 AND o.kind = 'move-out'
		AND (NEW.kind <> 'move-in' OR (o.cause = NEW.cause AND o.total_fen = NEW.total_fen AND o.fund <> NEW.fund)))
		<> CASE NEW.kind WHEN 'move-in' THEN 1 ELSE 0 END;
	SELECT RAISE(ABORT, 'ledger: a movement between funds goes through a clearing account') WHERE NEW.kind IN ('move-out', 'move-in')
		AND EXISTS (SELECT 1 FROM transfer AS t
		WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND NOT EXISTS (
			SELECT 1 FROM account AS a WHERE a.county = t.county AND a.id = CASE NEW.kind WHEN 'move-out' THEN t.credit ELSE t.debit END
				AND (a.owner = 'clearing' OR a.owner LIKE 'clearing:%')));
	SELECT RAISE(ABORT, 'ledger: the batch and its lines differ') FROM (
		SELECT count(*) AS n, sum(amount_fen) AS total, max(kind) AS highest, max(ref_seq) AS referred FROM transfer
		WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND batch = NEW.id AND fund = NEW.fund
			AND period = NEW.period AND posted_at = NEW.posted_at)
		WHERE n <> NEW.lines OR total <> NEW.total_fen OR (NEW.kind IN ('opening', 'move-out', 'move-in') AND (highest > 1 OR referred > 0));
	SELECT RAISE(ABORT, 'ledger: a line refers to a transfer that it does not fit') FROM transfer AS t
		WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND t.ref_seq > 0 AND NOT coalesce((SELECT (t.kind IN (3, 4, 5, 7) AND r.debit = t.debit AND r.credit = t.credit
				AND t.released_fen = CASE r.kind WHEN 2 THEN r.amount_fen WHEN 7 THEN r.released_fen - r.amount_fen END)
			OR (t.kind = 6 AND r.kind IN (1, 3, 6, 7) AND r.debit = t.credit AND r.credit = t.debit AND r.amount_fen = t.amount_fen)
			OR (t.kind = 1 AND r.kind IN (1, 3, 6, 7) AND (t.debit IN (r.debit, r.credit) OR t.credit IN (r.debit, r.credit))
				AND EXISTS (SELECT 1 FROM period AS p WHERE p.county = t.county AND p.fund = t.fund AND p.month >= r.period))
			FROM transfer AS r WHERE r.county = t.county AND r.seq = t.ref_seq AND r.fund = t.fund), 0);
	UPDATE account SET debits = account.debits + s.debits, credits = account.credits + s.credits,
		debits_reserved = account.debits_reserved + s.debits_reserved, debits_released = account.debits_released + s.debits_released,
		credits_reserved = account.credits_reserved + s.credits_reserved, credits_released = account.credits_released + s.credits_released,
		last_seq = s.last_seq
	FROM (SELECT id, sum(debits) AS debits, sum(credits) AS credits, sum(debits_reserved) AS debits_reserved,
			sum(debits_released) AS debits_released, sum(credits_reserved) AS credits_reserved,
			sum(credits_released) AS credits_released, max(last_seq) AS last_seq
		FROM (SELECT debit AS id, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END) AS debits, 0 AS credits,
				sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN released_fen - amount_fen ELSE 0 END) AS debits_reserved,
				sum(released_fen) AS debits_released, 0 AS credits_reserved, 0 AS credits_released, max(seq) AS last_seq
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY debit
			UNION ALL
			SELECT credit, 0, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END), 0, 0,
				sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN released_fen - amount_fen ELSE 0 END), sum(released_fen), max(seq)
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY credit) AS u
		GROUP BY id) AS s
	WHERE account.county = NEW.county AND account.id = s.id;
	SELECT RAISE(ABORT, 'ledger: a line names an account that is not there') WHERE changes() <> (
		SELECT count(*) FROM (
			SELECT debit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq
			UNION SELECT credit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq));
	INSERT INTO turnover (county, account, period, value_date, debits, credits)
	SELECT NEW.county, u.account, NEW.period, u.value_date, sum(u.debits), sum(u.credits)
	FROM (SELECT debit AS account, value_date, sum(amount_fen) AS debits, 0 AS credits
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND kind IN (1, 3, 6, 7) GROUP BY debit, value_date
			UNION ALL
			SELECT credit, value_date, 0, sum(amount_fen)
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND kind IN (1, 3, 6, 7) GROUP BY credit, value_date) AS u
	WHERE true GROUP BY u.account, u.value_date
	ON CONFLICT (county, account, period, value_date) DO UPDATE SET
		debits = turnover.debits + excluded.debits, credits = turnover.credits + excluded.credits;
END;
-- end

-- only postgres
ALTER TABLE transfer DROP CONSTRAINT transfer_kind;
ALTER TABLE transfer ADD CONSTRAINT transfer_kind CHECK ((kind = 1 AND ref_seq >= 0 AND ref_seq < seq AND released_fen = 0)
		OR (kind = 2 AND ref_seq = 0 AND released_fen = 0)
		OR (kind = 3 AND ref_seq > 0 AND ref_seq < seq AND released_fen >= amount_fen)
		OR (kind IN (4, 5) AND ref_seq > 0 AND ref_seq < seq AND released_fen = amount_fen)
		OR (kind = 6 AND ref_seq > 0 AND ref_seq < seq AND released_fen = 0)
		OR (kind = 7 AND ref_seq > 0 AND ref_seq < seq AND released_fen > amount_fen));
DROP INDEX transfer_settled_once;
CREATE UNIQUE INDEX transfer_settled_once ON transfer (county, ref_seq) WHERE kind IN (3, 4, 5, 7);

CREATE FUNCTION ledger_turnover_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.county <> OLD.county OR NEW.account <> OLD.account OR NEW.period <> OLD.period OR NEW.value_date <> OLD.value_date
	OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits THEN
		RAISE EXCEPTION 'ledger: a turnover only grows';
	END IF;
	RETURN NEW;
END $$;

-- Its plans are kept for the life of a connection, and the first are made when the tables are empty: they must be by index.
CREATE OR REPLACE FUNCTION ledger_batch_moves() RETURNS trigger LANGUAGE plpgsql
	SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
	counted BIGINT;
	total NUMERIC;
	highest INTEGER;
	referred BIGINT;
	touched BIGINT;
	moved BIGINT;
BEGIN
	IF EXISTS (SELECT 1 FROM period WHERE county = NEW.county AND fund = NEW.fund AND month >= NEW.period) THEN
		RAISE EXCEPTION 'ledger: the period is closed';
	END IF;
	IF NEW.kind = 'opening' AND EXISTS (SELECT 1 FROM batch WHERE county = NEW.county AND fund = NEW.fund AND kind <> 'opening') THEN
		RAISE EXCEPTION 'ledger: opening balances come first';
	END IF;
	IF (SELECT count(*) FROM batch AS o WHERE o.county = NEW.county AND o.seq = NEW.first_seq - 1 AND o.kind = 'move-out'
		AND (NEW.kind <> 'move-in' OR (o.cause = NEW.cause AND o.total_fen = NEW.total_fen AND o.fund <> NEW.fund)))
		<> (CASE NEW.kind WHEN 'move-in' THEN 1 ELSE 0 END) THEN
		RAISE EXCEPTION 'ledger: a movement between funds has two halves';
	END IF;
	IF NEW.kind IN ('move-out', 'move-in') AND EXISTS (SELECT 1 FROM transfer AS t
		WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND NOT EXISTS (
			SELECT 1 FROM account AS a WHERE a.county = t.county AND a.id = CASE NEW.kind WHEN 'move-out' THEN t.credit ELSE t.debit END
				AND (a.owner = 'clearing' OR a.owner LIKE 'clearing:%'))) THEN
		RAISE EXCEPTION 'ledger: a movement between funds goes through a clearing account';
	END IF;
	SELECT count(*), sum(amount_fen), max(kind), max(ref_seq) INTO counted, total, highest, referred FROM transfer
	WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND batch = NEW.id AND fund = NEW.fund
		AND period = NEW.period AND posted_at = NEW.posted_at;
	IF counted <> NEW.lines OR total <> NEW.total_fen
		OR (NEW.kind IN ('opening', 'move-out', 'move-in') AND (highest > 1 OR referred > 0)) THEN
		RAISE EXCEPTION 'ledger: the batch and its lines differ';
	END IF;
	IF referred > 0 AND EXISTS (SELECT 1 FROM transfer AS t
		WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND t.ref_seq > 0 AND NOT coalesce((SELECT (t.kind IN (3, 4, 5, 7) AND r.debit = t.debit AND r.credit = t.credit
				AND t.released_fen = CASE r.kind WHEN 2 THEN r.amount_fen WHEN 7 THEN r.released_fen - r.amount_fen END)
			OR (t.kind = 6 AND r.kind IN (1, 3, 6, 7) AND r.debit = t.credit AND r.credit = t.debit AND r.amount_fen = t.amount_fen)
			OR (t.kind = 1 AND r.kind IN (1, 3, 6, 7) AND (t.debit IN (r.debit, r.credit) OR t.credit IN (r.debit, r.credit))
				AND EXISTS (SELECT 1 FROM period AS p WHERE p.county = t.county AND p.fund = t.fund AND p.month >= r.period))
			FROM transfer AS r WHERE r.county = t.county AND r.seq = t.ref_seq AND r.fund = t.fund), false)) THEN
		RAISE EXCEPTION 'ledger: a line refers to a transfer that it does not fit';
	END IF;
	SELECT count(*) INTO touched FROM (
		SELECT debit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq
		UNION SELECT credit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq) AS u;
	UPDATE account SET debits = account.debits + s.debits, credits = account.credits + s.credits,
		debits_reserved = account.debits_reserved + s.debits_reserved, debits_released = account.debits_released + s.debits_released,
		credits_reserved = account.credits_reserved + s.credits_reserved, credits_released = account.credits_released + s.credits_released,
		last_seq = s.last_seq
	FROM (SELECT id, sum(debits) AS debits, sum(credits) AS credits, sum(debits_reserved) AS debits_reserved,
			sum(debits_released) AS debits_released, sum(credits_reserved) AS credits_reserved,
			sum(credits_released) AS credits_released, max(last_seq) AS last_seq
		FROM (SELECT debit AS id, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END) AS debits, 0 AS credits,
				sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN released_fen - amount_fen ELSE 0 END) AS debits_reserved,
				sum(released_fen) AS debits_released, 0 AS credits_reserved, 0 AS credits_released, max(seq) AS last_seq
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY debit
			UNION ALL
			SELECT credit, 0, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END), 0, 0,
				sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN released_fen - amount_fen ELSE 0 END), sum(released_fen), max(seq)
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY credit) AS u
		GROUP BY id) AS s
	WHERE account.county = NEW.county AND account.id = s.id;
	GET DIAGNOSTICS moved = ROW_COUNT;
	IF moved <> touched THEN
		RAISE EXCEPTION 'ledger: a line names an account that is not there';
	END IF;
	INSERT INTO turnover (county, account, period, value_date, debits, credits)
	SELECT NEW.county, u.account, NEW.period, u.value_date, sum(u.debits), sum(u.credits)
	FROM (SELECT debit AS account, value_date, sum(amount_fen) AS debits, 0 AS credits
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND kind IN (1, 3, 6, 7) GROUP BY debit, value_date
			UNION ALL
			SELECT credit, value_date, 0, sum(amount_fen)
			FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND kind IN (1, 3, 6, 7) GROUP BY credit, value_date) AS u
	WHERE true GROUP BY u.account, u.value_date
	ON CONFLICT (county, account, period, value_date) DO UPDATE SET
		debits = turnover.debits + excluded.debits, credits = turnover.credits + excluded.credits;
	RETURN NULL;
END $$;

CREATE TRIGGER turnover_only_grows BEFORE UPDATE ON turnover FOR EACH ROW EXECUTE FUNCTION ledger_turnover_only_grows();
CREATE TRIGGER turnover_no_delete BEFORE DELETE ON turnover FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER turnover_no_truncate BEFORE TRUNCATE ON turnover FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER snapshot_no_truncate BEFORE TRUNCATE ON snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
-- end
