-- notify and job: what is to be sent, and what is to be done later.

-- A message on its way (发件箱). recipient and body hold personal data and are sealed.
CREATE TABLE outbox (
	county     INTEGER NOT NULL,
	id         BIGINT  NOT NULL,
	person     BIGINT  NOT NULL,
	channel    TEXT    NOT NULL,
	idem_key   TEXT    NOT NULL,
	recipient  BYTEA   NOT NULL,
	body       BYTEA   NOT NULL,
	state      TEXT    NOT NULL,
	tries      INTEGER NOT NULL,
	due        BIGINT  NOT NULL,
	created    BIGINT  NOT NULL,
	settled    BIGINT  NOT NULL,
	problem    TEXT    NOT NULL,
	CONSTRAINT outbox_pk PRIMARY KEY (county, id),
	CONSTRAINT outbox_state CHECK (state IN ('ready', 'sending', 'sent', 'dead'))
);
CREATE INDEX outbox_person ON outbox (county, person, id);
CREATE UNIQUE INDEX outbox_idem ON outbox (county, idem_key);
CREATE INDEX outbox_due ON outbox (county, state, due);

-- Work to be done later, once (任务).
CREATE TABLE job (
	county     INTEGER NOT NULL,
	id         BIGINT  NOT NULL,
	kind       TEXT    NOT NULL,
	idem_key   TEXT    NOT NULL,
	args       TEXT    NOT NULL,
	state      TEXT    NOT NULL,
	tries      INTEGER NOT NULL,
	due        BIGINT  NOT NULL,
	lease      BIGINT  NOT NULL,
	created    BIGINT  NOT NULL,
	settled    BIGINT  NOT NULL,
	problem    TEXT    NOT NULL,
	CONSTRAINT job_pk PRIMARY KEY (county, id),
	CONSTRAINT job_state CHECK (state IN ('ready', 'running', 'done', 'dead'))
);
CREATE UNIQUE INDEX job_idem ON job (county, kind, idem_key);
CREATE INDEX job_due ON job (county, state, due);
