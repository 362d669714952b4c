-- access: counties, users, sessions, tokens, codes, the audit and who looked at which file.

-- A county that this installation serves (县区).
CREATE TABLE tenant (
	county   INTEGER NOT NULL,
	name     TEXT    NOT NULL,
	opened   BIGINT  NOT NULL,
	demo     BOOLEAN NOT NULL,
	CONSTRAINT tenant_pk PRIMARY KEY (county)
);

-- One setting of a county, JSON.
CREATE TABLE tenant_setting (
	county   INTEGER NOT NULL,
	name     TEXT    NOT NULL,
	value    TEXT    NOT NULL,
	changed  BIGINT  NOT NULL,
	CONSTRAINT tenant_setting_pk PRIMARY KEY (county, name),
	CONSTRAINT tenant_setting_tenant FOREIGN KEY (county) REFERENCES tenant (county)
);

-- A person who signs in, with one role (用户). person is a citizen's own file, station an officer's place; 0 is none.
CREATE TABLE login_user (
	county    INTEGER NOT NULL,
	id        BIGINT  NOT NULL,
	login     TEXT    NOT NULL,
	name      TEXT    NOT NULL,
	role      TEXT    NOT NULL,
	station   BIGINT  NOT NULL,
	person    BIGINT  NOT NULL,
	password  TEXT    NOT NULL,
	lang      TEXT    NOT NULL,
	disabled  BOOLEAN NOT NULL,
	created   BIGINT  NOT NULL,
	version   BIGINT  NOT NULL,
	CONSTRAINT login_user_pk PRIMARY KEY (county, id),
	CONSTRAINT login_user_tenant FOREIGN KEY (county) REFERENCES tenant (county)
);
CREATE UNIQUE INDEX login_user_login ON login_user (county, login);
CREATE INDEX login_user_person ON login_user (county, person);

-- Sign-ins that failed: of one login from one source, of one login from everywhere (source '*'), of everybody from one
-- source (login '*'). Both are keyed hashes: people type anything into those boxes, their passwords too.
CREATE TABLE sign_in_try (
	county    INTEGER NOT NULL,
	login     TEXT    NOT NULL,
	source    TEXT    NOT NULL,
	failed    INTEGER NOT NULL,
	last      BIGINT  NOT NULL,
	CONSTRAINT sign_in_try_pk PRIMARY KEY (county, login, source)
);
CREATE INDEX sign_in_try_last ON sign_in_try (county, last);

-- A browser's session. It begins before anybody knows the county, so its key is the token's hash alone (global key).
CREATE TABLE session (
	token     BYTEA  NOT NULL,
	data      BYTEA  NOT NULL,
	expires   BIGINT NOT NULL,
	CONSTRAINT session_pk PRIMARY KEY (token)
);
CREATE INDEX session_expires ON session (expires);

-- A program's key to the API; only its hash is kept (接口令牌).
CREATE TABLE api_token (
	county    INTEGER NOT NULL,
	hash      BYTEA   NOT NULL,
	id        BIGINT  NOT NULL,
	login_id  BIGINT  NOT NULL,
	title     TEXT    NOT NULL,
	created   BIGINT  NOT NULL,
	expires   BIGINT  NOT NULL,
	revoked   BIGINT  NOT NULL,
	CONSTRAINT api_token_pk PRIMARY KEY (county, hash),
	CONSTRAINT api_token_user FOREIGN KEY (county, login_id) REFERENCES login_user (county, id)
);
CREATE UNIQUE INDEX api_token_id ON api_token (county, id);

-- The live one-time code of a person for a purpose (验证码); issued counts those since opened, an hour at most.
CREATE TABLE one_time_code (
	county       INTEGER NOT NULL,
	person       BIGINT  NOT NULL,
	purpose      TEXT    NOT NULL,
	hash         BYTEA   NOT NULL,
	tries        INTEGER NOT NULL,
	expires      BIGINT  NOT NULL,
	opened       BIGINT  NOT NULL,
	issued       INTEGER NOT NULL,
	CONSTRAINT one_time_code_pk PRIMARY KEY (county, person, purpose)
);

-- What was done, by whom (审计). Nothing changes it.
CREATE TABLE audit (
	county    INTEGER NOT NULL,
	id        BIGINT  NOT NULL,
	at        BIGINT  NOT NULL,
	login_id  BIGINT  NOT NULL,
	login     TEXT    NOT NULL,
	role      TEXT    NOT NULL,
	action    TEXT    NOT NULL,
	subject   TEXT    NOT NULL,
	detail    TEXT    NOT NULL,
	CONSTRAINT audit_pk PRIMARY KEY (county, id)
);
CREATE INDEX audit_subject ON audit (county, subject, id);

-- Who looked at whose file, and what for (谁看过我的档案). Nothing changes it.
CREATE TABLE look (
	county    INTEGER NOT NULL,
	person    BIGINT  NOT NULL,
	id        BIGINT  NOT NULL,
	at        BIGINT  NOT NULL,
	login_id  BIGINT  NOT NULL,
	name      TEXT    NOT NULL,
	role      TEXT    NOT NULL,
	station   BIGINT  NOT NULL,
	purpose   TEXT    NOT NULL,
	CONSTRAINT look_pk PRIMARY KEY (county, person, id)
);

-- only sqlite
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER look_no_update BEFORE UPDATE ON look BEGIN SELECT RAISE(ABORT, 'look is append-only'); END;
CREATE TRIGGER look_no_delete BEFORE DELETE ON look BEGIN SELECT RAISE(ABORT, 'look is append-only'); END;
-- end

-- only postgres
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_ARGV[0];
END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION append_only('audit');
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION append_only('audit');
CREATE TRIGGER look_no_change BEFORE UPDATE OR DELETE ON look FOR EACH ROW EXECUTE FUNCTION append_only('look');
CREATE TRIGGER look_no_truncate BEFORE TRUNCATE ON look FOR EACH STATEMENT EXECUTE FUNCTION append_only('look');
-- end
