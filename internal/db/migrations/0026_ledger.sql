-- The ledger's log, whole: two persons for every account and every closing, the files that postings rest on, and what one person has
-- proposed and another has not yet confirmed.
--
-- What was opened or closed before this stands as it was signed: with checker 0, which no new record may have.

ALTER TABLE account ADD COLUMN checker BIGINT NOT NULL DEFAULT 0
	CONSTRAINT account_two_persons CHECK (checker = 0 OR (opened_by > 0 AND checker > 0 AND opened_by <> checker));
ALTER TABLE period ADD COLUMN checker BIGINT NOT NULL DEFAULT 0
	CONSTRAINT period_two_persons CHECK (checker = 0 OR (closed_by > 0 AND checker > 0 AND closed_by <> checker));
ALTER TABLE batch DROP CONSTRAINT batch_two_persons;
ALTER TABLE batch ADD CONSTRAINT batch_two_persons CHECK (maker > 0 AND checker > 0 AND maker <> checker);

-- A file that postings rest on (原始凭证): the bank's order, its answer, its statement. Its bytes stay with the room that has them; the log
-- keeps their hash (digest), and that of its lines without names and accounts (list).
CREATE TABLE document (
	county INTEGER NOT NULL,
	seq BIGINT NOT NULL,
	fund INTEGER NOT NULL,
	kind TEXT NOT NULL,
	account BIGINT NOT NULL, -- the bank account that it is about
	cause TEXT NOT NULL, -- the run it belongs to
	digest BYTEA NOT NULL,
	list BYTEA NOT NULL,
	lines BIGINT NOT NULL,
	total_fen BIGINT NOT NULL,
	added_by BIGINT NOT NULL,
	added_at BIGINT NOT NULL,
	leaf BYTEA NOT NULL,
	CONSTRAINT document_key PRIMARY KEY (county, seq),
	CONSTRAINT document_once UNIQUE (county, cause, kind, digest),
	CONSTRAINT document_wall CHECK (fund > 0 AND account >> 48 = fund),
	CONSTRAINT document_kind CHECK (kind IN ('payment-order', 'bank-answer', 'bank-statement')),
	CONSTRAINT document_sums CHECK (lines >= 0 AND total_fen >= 0 AND length(digest) = 32 AND length(list) = 32)
);

-- What one person proposes to the books and another confirms (待复核): a closing, an account, a batch, a movement. It is a paper on its
-- way; what counts is the record that it becomes (seq).
CREATE TABLE proposal (
	county INTEGER NOT NULL,
	id BIGINT NOT NULL,
	act TEXT NOT NULL,
	fund INTEGER NOT NULL,
	subject BIGINT NOT NULL, -- the month, the account or the batch
	content TEXT NOT NULL,
	reason TEXT NOT NULL,
	total_fen BIGINT NOT NULL,
	needs INTEGER NOT NULL, -- persons that must confirm
	voices INTEGER NOT NULL, -- persons that have
	state TEXT NOT NULL,
	maker BIGINT NOT NULL,
	maker_name TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	decided_by BIGINT,
	decided_name TEXT,
	decided_at BIGINT,
	remark TEXT NOT NULL,
	seq BIGINT,
	CONSTRAINT proposal_key PRIMARY KEY (county, id),
	CONSTRAINT proposal_act CHECK (act IN ('close', 'open', 'post', 'opening', 'reverse', 'correct', 'move')),
	CONSTRAINT proposal_state CHECK (state IN ('proposed', 'confirmed', 'refused') AND (state = 'proposed') = (decided_by IS NULL)
		AND (decided_by IS NULL) = (decided_name IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
	CONSTRAINT proposal_needs CHECK (needs > 0 AND voices >= 0),
	CONSTRAINT proposal_two_persons CHECK (maker > 0 AND (state <> 'confirmed' OR (decided_by <> maker AND voices >= needs AND seq IS NOT NULL)))
);
-- One proposal about a thing at a time.
CREATE UNIQUE INDEX proposal_open ON proposal (county, act, fund, subject) WHERE state = 'proposed';

-- Who has confirmed a proposal: one person, or above the threshold three. maker is the proposal's.
CREATE TABLE proposal_voice (
	county INTEGER NOT NULL,
	proposal BIGINT NOT NULL,
	maker BIGINT NOT NULL,
	by_user BIGINT NOT NULL,
	by_name TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT proposal_voice_key PRIMARY KEY (county, proposal, by_user),
	CONSTRAINT proposal_voice_two_persons CHECK (by_user > 0 AND by_user <> maker)
);

-- only sqlite
CREATE TRIGGER account_by_two BEFORE INSERT ON account WHEN NEW.checker = 0
BEGIN SELECT RAISE(ABORT, 'ledger: an account is opened by two persons'); END;
CREATE TRIGGER period_by_two BEFORE INSERT ON period WHEN NEW.checker = 0
BEGIN SELECT RAISE(ABORT, 'ledger: a month is closed by two persons'); END;

DROP TRIGGER account_only_grows;
CREATE TRIGGER account_only_grows BEFORE UPDATE ON account
WHEN NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.fund <> OLD.fund OR NEW.class <> OLD.class
	OR NEW.owner <> OLD.owner OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en
	OR NEW.no_overdraft <> OLD.no_overdraft OR NEW.opened_by <> OLD.opened_by OR NEW.checker <> OLD.checker OR NEW.opened_at <> OLD.opened_at
	OR NEW.leaf <> OLD.leaf OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits
	OR NEW.debits_reserved < OLD.debits_reserved OR NEW.debits_released < OLD.debits_released
	OR NEW.credits_reserved < OLD.credits_reserved OR NEW.credits_released < OLD.credits_released
	OR NEW.last_seq <= OLD.last_seq
BEGIN SELECT RAISE(ABORT, 'ledger: an account only grows'); END;

CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'ledger: a document is never changed'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'ledger: a document is never deleted'); END;
CREATE TRIGGER proposal_only_decided BEFORE UPDATE ON proposal
WHEN OLD.state <> 'proposed' OR NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.fund <> OLD.fund
	OR NEW.subject <> OLD.subject OR NEW.content <> OLD.content OR NEW.reason <> OLD.reason OR NEW.total_fen <> OLD.total_fen
	OR NEW.needs <> OLD.needs OR NEW.voices < OLD.voices OR NEW.maker <> OLD.maker OR NEW.maker_name <> OLD.maker_name OR NEW.made_at <> OLD.made_at
BEGIN SELECT RAISE(ABORT, 'ledger: a proposal is decided, never changed'); END;
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal BEGIN SELECT RAISE(ABORT, 'ledger: a proposal stays'); END;
CREATE TRIGGER proposal_voice_no_update BEFORE UPDATE ON proposal_voice BEGIN SELECT RAISE(ABORT, 'ledger: a confirmation is never changed'); END;
CREATE TRIGGER proposal_voice_no_delete BEFORE DELETE ON proposal_voice BEGIN SELECT RAISE(ABORT, 'ledger: a confirmation stays'); END;
-- end

-- only postgres
CREATE FUNCTION ledger_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.checker = 0 THEN
		RAISE EXCEPTION 'ledger: it takes two persons';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER account_by_two BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION ledger_by_two();
CREATE TRIGGER period_by_two BEFORE INSERT ON period FOR EACH ROW EXECUTE FUNCTION ledger_by_two();

CREATE OR REPLACE FUNCTION ledger_account_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.fund <> OLD.fund OR NEW.class <> OLD.class
		OR NEW.owner <> OLD.owner OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en
		OR NEW.no_overdraft <> OLD.no_overdraft OR NEW.opened_by <> OLD.opened_by OR NEW.checker <> OLD.checker OR NEW.opened_at <> OLD.opened_at
		OR NEW.leaf <> OLD.leaf OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits
		OR NEW.debits_reserved < OLD.debits_reserved OR NEW.debits_released < OLD.debits_released
		OR NEW.credits_reserved < OLD.credits_reserved OR NEW.credits_released < OLD.credits_released
		OR NEW.last_seq <= OLD.last_seq THEN
		RAISE EXCEPTION 'ledger: an account only grows';
	END IF;
	RETURN NEW;
END $$;

CREATE FUNCTION ledger_proposal_only_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'proposed' OR NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.fund <> OLD.fund
		OR NEW.subject <> OLD.subject OR NEW.content <> OLD.content OR NEW.reason <> OLD.reason OR NEW.total_fen <> OLD.total_fen
		OR NEW.needs <> OLD.needs OR NEW.voices < OLD.voices OR NEW.maker <> OLD.maker OR NEW.maker_name <> OLD.maker_name OR NEW.made_at <> OLD.made_at THEN
		RAISE EXCEPTION 'ledger: a proposal is decided, never changed';
	END IF;
	RETURN NEW;
END $$;

CREATE TRIGGER document_no_update BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER document_no_delete BEFORE DELETE ON document FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER document_no_truncate BEFORE TRUNCATE ON document FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER proposal_only_decided BEFORE UPDATE ON proposal FOR EACH ROW EXECUTE FUNCTION ledger_proposal_only_decided();
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER proposal_no_truncate BEFORE TRUNCATE ON proposal FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER proposal_voice_no_update BEFORE UPDATE ON proposal_voice FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER proposal_voice_no_delete BEFORE DELETE ON proposal_voice FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER proposal_voice_no_truncate BEFORE TRUNCATE ON proposal_voice FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
-- end
