column absence.county integer NOT NULL
column absence.id bigint NOT NULL
column absence.user_id bigint NOT NULL
column absence.kind text NOT NULL
column absence.from_on text NOT NULL
column absence.until_on text NOT NULL
column absence.by_user bigint NOT NULL
column absence.by_name text NOT NULL
column absence.at bigint NOT NULL
column absence.back_on text
constraint absence absence_days CHECK (((length(from_on) = 10) AND (length(until_on) = 10) AND (from_on <= until_on) AND ((back_on IS NULL) OR (length(back_on) = 10))))
constraint absence absence_kind CHECK ((kind = ANY (ARRAY['leave'::text, 'loan'::text, 'training'::text])))
constraint absence absence_pk PRIMARY KEY (county, id)
index CREATE INDEX absence_by_day ON public.absence USING btree (county, until_on, user_id)
index CREATE UNIQUE INDEX absence_pk ON public.absence USING btree (county, id)
column account.county integer NOT NULL
column account.id bigint NOT NULL
column account.seq bigint NOT NULL
column account.fund integer NOT NULL
column account.class integer NOT NULL
column account.owner text NOT NULL
column account.title_zh text NOT NULL
column account.title_en text NOT NULL
column account.no_overdraft boolean NOT NULL
column account.opened_by bigint NOT NULL
column account.opened_at bigint NOT NULL
column account.leaf bytea NOT NULL
column account.debits bigint NOT NULL
column account.credits bigint NOT NULL
column account.debits_reserved bigint NOT NULL
column account.debits_released bigint NOT NULL
column account.credits_reserved bigint NOT NULL
column account.credits_released bigint NOT NULL
column account.last_seq bigint NOT NULL
column account.checker bigint NOT NULL DEFAULT 0
constraint account account_class CHECK (((class >= 1) AND (class <= 5)))
constraint account account_counters CHECK (((debits >= 0) AND (credits >= 0) AND (debits_released >= 0) AND (credits_released >= 0) AND (debits_reserved >= debits_released) AND (credits_reserved >= credits_released)))
constraint account account_key PRIMARY KEY (county, id)
constraint account account_overdraft CHECK (((NOT no_overdraft) OR ((class = ANY (ARRAY[1, 5])) AND (((credits + credits_reserved) - credits_released) <= debits)) OR ((class = ANY (ARRAY[2, 3, 4])) AND (((debits + debits_reserved) - debits_released) <= credits))))
constraint account account_seq_once UNIQUE (county, seq)
constraint account account_two_persons CHECK (((checker = 0) OR ((opened_by > 0) AND (checker > 0) AND (opened_by <> checker))))
constraint account account_wall CHECK (((fund > 0) AND ((id >> 48) = fund)))
index CREATE UNIQUE INDEX account_key ON public.account USING btree (county, id)
index CREATE UNIQUE INDEX account_seq_once ON public.account USING btree (county, seq)
trigger CREATE TRIGGER account_by_two BEFORE INSERT ON public.account FOR EACH ROW EXECUTE FUNCTION ledger_by_two()
trigger CREATE TRIGGER account_no_delete BEFORE DELETE ON public.account FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER account_no_truncate BEFORE TRUNCATE ON public.account FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER account_only_grows BEFORE UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION ledger_account_only_grows()
trigger CREATE TRIGGER account_starts_empty BEFORE INSERT ON public.account FOR EACH ROW EXECUTE FUNCTION ledger_account_starts_empty()
column account_withdrawal.county integer NOT NULL
column account_withdrawal.id bigint NOT NULL
column account_withdrawal.person bigint NOT NULL
column account_withdrawal.kind text NOT NULL
column account_withdrawal.amount_fen bigint NOT NULL
column account_withdrawal.state text NOT NULL
column account_withdrawal.at bigint NOT NULL
constraint account_withdrawal account_withdrawal_account FOREIGN KEY (county, person) REFERENCES pension_account(county, person)
constraint account_withdrawal account_withdrawal_amount CHECK ((amount_fen > 0))
constraint account_withdrawal account_withdrawal_kind CHECK ((kind = ANY (ARRAY['lump-sum'::text, 'refund'::text])))
constraint account_withdrawal account_withdrawal_pk PRIMARY KEY (county, id)
constraint account_withdrawal account_withdrawal_state CHECK ((state = ANY (ARRAY['apart'::text, 'drawn'::text, 'released'::text])))
index CREATE INDEX account_withdrawal_by_person ON public.account_withdrawal USING btree (county, person, id)
index CREATE UNIQUE INDEX account_withdrawal_pk ON public.account_withdrawal USING btree (county, id)
column account_withdrawal_year.county integer NOT NULL
column account_withdrawal_year.withdrawal bigint NOT NULL
column account_withdrawal_year.year integer NOT NULL
column account_withdrawal_year.person bigint NOT NULL
column account_withdrawal_year.personal_fen bigint NOT NULL
column account_withdrawal_year.live boolean NOT NULL
constraint account_withdrawal_year account_withdrawal_year_amount CHECK ((personal_fen > 0))
constraint account_withdrawal_year account_withdrawal_year_of FOREIGN KEY (county, withdrawal) REFERENCES account_withdrawal(county, id)
constraint account_withdrawal_year account_withdrawal_year_pk PRIMARY KEY (county, withdrawal, year)
index CREATE UNIQUE INDEX account_withdrawal_year_once ON public.account_withdrawal_year USING btree (county, person, year) WHERE live
index CREATE UNIQUE INDEX account_withdrawal_year_pk ON public.account_withdrawal_year USING btree (county, withdrawal, year)
column api_token.county integer NOT NULL
column api_token.hash bytea NOT NULL
column api_token.id bigint NOT NULL
column api_token.login_id bigint NOT NULL
column api_token.title text NOT NULL
column api_token.created bigint NOT NULL
column api_token.expires bigint NOT NULL
column api_token.revoked bigint NOT NULL
constraint api_token api_token_pk PRIMARY KEY (county, hash)
constraint api_token api_token_user FOREIGN KEY (county, login_id) REFERENCES login_user(county, id)
index CREATE UNIQUE INDEX api_token_id ON public.api_token USING btree (county, id)
index CREATE UNIQUE INDEX api_token_pk ON public.api_token USING btree (county, hash)
column audit.county integer NOT NULL
column audit.id bigint NOT NULL
column audit.at bigint NOT NULL
column audit.login_id bigint NOT NULL
column audit.login text NOT NULL
column audit.role text NOT NULL
column audit.action text NOT NULL
column audit.subject text NOT NULL
column audit.detail text NOT NULL
constraint audit audit_pk PRIMARY KEY (county, id)
index CREATE INDEX audit_subject ON public.audit USING btree (county, subject, id)
index CREATE UNIQUE INDEX audit_pk ON public.audit USING btree (county, id)
trigger CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION append_only('audit')
trigger CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION append_only('audit')
column bank_account.county integer NOT NULL
column bank_account.id bigint NOT NULL
column bank_account.person bigint NOT NULL
column bank_account.bank text NOT NULL
column bank_account.number_sealed bytea NOT NULL
column bank_account.number_hash bigint NOT NULL
column bank_account.status text NOT NULL
column bank_account.since text NOT NULL
column bank_account.until text
column bank_account.by_user bigint NOT NULL
column bank_account.at bigint NOT NULL
constraint bank_account bank_account_bank CHECK ((length(bank) > 0))
constraint bank_account bank_account_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint bank_account bank_account_pk PRIMARY KEY (county, id)
constraint bank_account bank_account_since CHECK ((length(since) = 10))
constraint bank_account bank_account_status CHECK ((status = ANY (ARRAY['ok'::text, 'closed'::text])))
constraint bank_account bank_account_until CHECK (((until IS NULL) OR (until >= since)))
index CREATE INDEX bank_account_by_number ON public.bank_account USING btree (county, number_hash, person)
index CREATE INDEX bank_account_by_person ON public.bank_account USING btree (county, person, id)
index CREATE UNIQUE INDEX bank_account_current ON public.bank_account USING btree (county, person) WHERE (until IS NULL)
index CREATE UNIQUE INDEX bank_account_pk ON public.bank_account USING btree (county, id)
column bank_upload.county integer NOT NULL
column bank_upload.run bigint NOT NULL
column bank_upload.id bigint NOT NULL
column bank_upload.name text NOT NULL
column bank_upload.format text NOT NULL
column bank_upload.digest text NOT NULL
column bank_upload.bytes bigint NOT NULL
column bank_upload.content bytea NOT NULL
column bank_upload.by_user bigint NOT NULL
column bank_upload.by_name text NOT NULL
column bank_upload.at bigint NOT NULL
constraint bank_upload bank_upload_pk PRIMARY KEY (county, run, id)
constraint bank_upload bank_upload_run FOREIGN KEY (county, run) REFERENCES payment_run(county, id)
constraint bank_upload bank_upload_said CHECK (((length(name) > 0) AND (length(format) > 0) AND (bytes > 0)))
index CREATE UNIQUE INDEX bank_upload_once ON public.bank_upload USING btree (county, run, digest)
index CREATE UNIQUE INDEX bank_upload_pk ON public.bank_upload USING btree (county, run, id)
column batch.county integer NOT NULL
column batch.id bigint NOT NULL
column batch.seq bigint NOT NULL
column batch.first_seq bigint NOT NULL
column batch.fund integer NOT NULL
column batch.kind text NOT NULL
column batch.request_hash bytea NOT NULL
column batch.lines integer NOT NULL
column batch.total_fen bigint NOT NULL
column batch.maker bigint NOT NULL
column batch.checker bigint NOT NULL
column batch.cause text NOT NULL
column batch.period integer NOT NULL
column batch.posted_at bigint NOT NULL
column batch.leaf bytea NOT NULL
constraint batch batch_key PRIMARY KEY (county, id)
constraint batch batch_lines CHECK ((((lines >= 1) AND (lines <= 8190)) AND (seq = (first_seq + lines))))
constraint batch batch_seq_once UNIQUE (county, seq)
constraint batch batch_total CHECK ((total_fen > 0))
constraint batch batch_two_persons CHECK (((maker > 0) AND (checker > 0) AND (maker <> checker)))
index CREATE INDEX batch_by_month ON public.batch USING btree (county, fund, period, first_seq, seq)
index CREATE UNIQUE INDEX batch_key ON public.batch USING btree (county, id)
index CREATE UNIQUE INDEX batch_seq_once ON public.batch USING btree (county, seq)
trigger CREATE TRIGGER batch_moves AFTER INSERT ON public.batch FOR EACH ROW EXECUTE FUNCTION ledger_batch_moves()
trigger CREATE TRIGGER batch_no_delete BEFORE DELETE ON public.batch FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER batch_no_truncate BEFORE TRUNCATE ON public.batch FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER batch_no_update BEFORE UPDATE ON public.batch FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column case_act.county integer NOT NULL
column case_act.case_id bigint NOT NULL
column case_act.id bigint NOT NULL
column case_act.kind text NOT NULL
column case_act.on_day text NOT NULL
column case_act.code text NOT NULL
column case_act.says_sealed bytea NOT NULL
column case_act.by_user bigint NOT NULL
column case_act.by_name text NOT NULL
column case_act.at bigint NOT NULL
constraint case_act case_act_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint case_act case_act_kind CHECK ((kind = ANY (ARRAY['returned'::text, 'moved'::text, 'transferred'::text, 'reopened'::text, 'corrected'::text, 'delivered'::text, 'archived'::text, 'broken'::text, 'begun'::text, 'ended'::text, 'task'::text, 'asked'::text])))
constraint case_act case_act_pk PRIMARY KEY (county, case_id, id)
index CREATE UNIQUE INDEX case_act_pk ON public.case_act USING btree (county, case_id, id)
column case_assignment.county integer NOT NULL
column case_assignment.case_id bigint NOT NULL
column case_assignment.user_id bigint NOT NULL
column case_assignment.why text NOT NULL
column case_assignment.by_user bigint NOT NULL
column case_assignment.at bigint NOT NULL
constraint case_assignment case_assignment_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint case_assignment case_assignment_pk PRIMARY KEY (county, case_id)
constraint case_assignment case_assignment_why CHECK ((why = ANY (ARRAY['remit'::text, 'load'::text, 'taken'::text, 'handed'::text])))
index CREATE INDEX case_assignment_by_user ON public.case_assignment USING btree (county, user_id)
index CREATE UNIQUE INDEX case_assignment_pk ON public.case_assignment USING btree (county, case_id)
column case_attachment.county integer NOT NULL
column case_attachment.id bigint NOT NULL
column case_attachment.case_id bigint NOT NULL
column case_attachment.material text NOT NULL
column case_attachment.kind text NOT NULL
column case_attachment.name_sealed bytea NOT NULL
column case_attachment.bytes integer NOT NULL
column case_attachment.body_sealed bytea NOT NULL
column case_attachment.by_user bigint NOT NULL
column case_attachment.by_name text NOT NULL
column case_attachment.at bigint NOT NULL
constraint case_attachment case_attachment_bytes CHECK ((bytes > 0))
constraint case_attachment case_attachment_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint case_attachment case_attachment_kind CHECK ((kind = ANY (ARRAY['image/jpeg'::text, 'application/pdf'::text])))
constraint case_attachment case_attachment_pk PRIMARY KEY (county, id)
index CREATE INDEX case_attachment_by_case ON public.case_attachment USING btree (county, case_id, id)
index CREATE UNIQUE INDEX case_attachment_pk ON public.case_attachment USING btree (county, id)
column case_clock.county integer NOT NULL
column case_clock.case_id bigint NOT NULL
column case_clock.id bigint NOT NULL
column case_clock.kind text NOT NULL
column case_clock.on_day text NOT NULL
column case_clock.ground text
column case_clock.lawful boolean NOT NULL
column case_clock.days integer NOT NULL
column case_clock.rule text NOT NULL
column case_clock.due_on text
column case_clock.legal_due_on text
column case_clock.warn_on text
column case_clock.known_to text
column case_clock.standing_on text
column case_clock.days_left integer NOT NULL
column case_clock.by_user bigint NOT NULL
column case_clock.by_name text NOT NULL
column case_clock.at bigint NOT NULL
column case_clock.stage text
column case_clock.run bigint
constraint case_clock case_clock_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint case_clock case_clock_days CHECK ((((kind = 'extend'::text) = (days > 0)) AND (days >= 0) AND (days_left >= 0)))
constraint case_clock case_clock_ground CHECK (((kind = ANY (ARRAY['pause'::text, 'extend'::text])) = (ground IS NOT NULL)))
constraint case_clock case_clock_kind CHECK ((kind = ANY (ARRAY['start'::text, 'pause'::text, 'resume'::text, 'extend'::text, 'recount'::text, 'end'::text])))
constraint case_clock case_clock_pk PRIMARY KEY (county, case_id, id)
index CREATE UNIQUE INDEX case_clock_extended ON public.case_clock USING btree (county, case_id, COALESCE(run, (0)::bigint)) WHERE (kind = 'extend'::text)
index CREATE UNIQUE INDEX case_clock_pk ON public.case_clock USING btree (county, case_id, id)
column case_counter.county integer NOT NULL
column case_counter.kind text NOT NULL
column case_counter.year integer NOT NULL
column case_counter.last bigint NOT NULL
constraint case_counter case_counter_last CHECK ((last > 0))
constraint case_counter case_counter_pk PRIMARY KEY (county, kind, year)
index CREATE UNIQUE INDEX case_counter_pk ON public.case_counter USING btree (county, kind, year)
column case_debt.county integer NOT NULL
column case_debt.case_id bigint NOT NULL
column case_debt.id bigint NOT NULL
column case_debt.kind text NOT NULL
column case_debt.material text NOT NULL
column case_debt.due_on text NOT NULL
column case_debt.rule text NOT NULL
column case_debt.state text NOT NULL
column case_debt.reminded_on text
column case_debt.settled_on text
column case_debt.settled_by bigint
column case_debt.settled_name text
constraint case_debt case_debt_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint case_debt case_debt_kind CHECK ((kind = ANY (ARRAY['paper'::text, 'commitment'::text])))
constraint case_debt case_debt_once UNIQUE (county, case_id, material)
constraint case_debt case_debt_pk PRIMARY KEY (county, case_id, id)
constraint case_debt case_debt_settled CHECK ((((state = 'open'::text) = (settled_on IS NULL)) AND ((settled_on IS NULL) = (settled_by IS NULL)) AND ((settled_on IS NULL) = (settled_name IS NULL))))
constraint case_debt case_debt_state CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'verified'::text, 'broken'::text, 'void'::text])))
index CREATE INDEX case_debt_open ON public.case_debt USING btree (county, due_on, id) WHERE (state = 'open'::text)
index CREATE UNIQUE INDEX case_debt_once ON public.case_debt USING btree (county, case_id, material)
index CREATE UNIQUE INDEX case_debt_pk ON public.case_debt USING btree (county, case_id, id)
column case_event.county integer NOT NULL
column case_event.case_id bigint NOT NULL
column case_event.id bigint NOT NULL
column case_event.kind text NOT NULL
column case_event.at bigint NOT NULL
column case_event.day text NOT NULL
column case_event.by_user bigint NOT NULL
column case_event.by_name text NOT NULL
column case_event.by_role text NOT NULL
column case_event.station bigint NOT NULL
column case_event.detail text NOT NULL
constraint case_event case_event_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint case_event case_event_kind CHECK ((kind = ANY (ARRAY['opened'::text, 'incomplete'::text, 'submitted'::text, 'review'::text, 'reassessed'::text, 'referred'::text, 'approved'::text, 'refused'::text, 'done'::text, 'answered'::text, 'withdrawn'::text, 'paused'::text, 'resumed'::text, 'extended'::text, 'soon'::text, 'overdue'::text, 'recounted'::text, 'returned'::text, 'moved'::text, 'transferred'::text, 'reopened'::text, 'corrected'::text, 'delivered'::text, 'archived'::text, 'reminded'::text, 'met'::text, 'verified'::text, 'broken'::text, 'begun'::text, 'ended'::text, 'task'::text, 'asked'::text])))
constraint case_event case_event_pk PRIMARY KEY (county, case_id, id)
index CREATE INDEX case_event_by_day ON public.case_event USING btree (county, day, by_user, kind)
index CREATE UNIQUE INDEX case_event_pk ON public.case_event USING btree (county, case_id, id)
column case_text.county integer NOT NULL
column case_text.hash text NOT NULL
column case_text.kind text NOT NULL
column case_text.code text NOT NULL
column case_text.body text NOT NULL
column case_text.first_used bigint NOT NULL
constraint case_text case_text_kind CHECK ((kind = ANY (ARRAY['item'::text, 'letter'::text])))
constraint case_text case_text_pk PRIMARY KEY (county, hash)
index CREATE UNIQUE INDEX case_text_pk ON public.case_text USING btree (county, hash)
column checkpoint.county integer NOT NULL
column checkpoint.size bigint NOT NULL
column checkpoint.root bytea NOT NULL
column checkpoint.note text NOT NULL
column checkpoint.at bigint NOT NULL
constraint checkpoint checkpoint_key PRIMARY KEY (county, size)
index CREATE UNIQUE INDEX checkpoint_key ON public.checkpoint USING btree (county, size)
trigger CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON public.checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON public.checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column cosignature.county integer NOT NULL
column cosignature.size bigint NOT NULL
column cosignature.witness text NOT NULL
column cosignature.line text NOT NULL
column cosignature.at bigint NOT NULL
constraint cosignature cosignature_key PRIMARY KEY (county, size, witness)
index CREATE UNIQUE INDEX cosignature_key ON public.cosignature USING btree (county, size, witness)
trigger CREATE TRIGGER cosignature_no_delete BEFORE DELETE ON public.cosignature FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER cosignature_no_truncate BEFORE TRUNCATE ON public.cosignature FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER cosignature_no_update BEFORE UPDATE ON public.cosignature FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column day_closing.county integer NOT NULL
column day_closing.user_id bigint NOT NULL
column day_closing.day text NOT NULL
column day_closing.seq integer NOT NULL
column day_closing.station bigint NOT NULL
column day_closing.figures text NOT NULL
column day_closing.note_sealed bytea NOT NULL
column day_closing.closed_at bigint NOT NULL
column day_closing.taken_back_at bigint
constraint day_closing day_closing_day CHECK (((length(day) = 10) AND (seq > 0)))
constraint day_closing day_closing_pk PRIMARY KEY (county, user_id, day, seq)
index CREATE UNIQUE INDEX day_closing_one ON public.day_closing USING btree (county, user_id, day) WHERE (taken_back_at IS NULL)
index CREATE UNIQUE INDEX day_closing_pk ON public.day_closing USING btree (county, user_id, day, seq)
column document.county integer NOT NULL
column document.seq bigint NOT NULL
column document.fund integer NOT NULL
column document.kind text NOT NULL
column document.account bigint NOT NULL
column document.cause text NOT NULL
column document.digest bytea NOT NULL
column document.list bytea NOT NULL
column document.lines bigint NOT NULL
column document.total_fen bigint NOT NULL
column document.added_by bigint NOT NULL
column document.added_at bigint NOT NULL
column document.leaf bytea NOT NULL
constraint document document_key PRIMARY KEY (county, seq)
constraint document document_kind CHECK ((kind = ANY (ARRAY['payment-order'::text, 'bank-answer'::text, 'bank-statement'::text, 'proposal'::text])))
constraint document document_once UNIQUE (county, cause, kind, digest)
constraint document document_sums CHECK (((lines >= 0) AND (total_fen >= 0) AND (length(digest) = 32) AND (length(list) = 32)))
constraint document document_wall CHECK (((fund > 0) AND ((account >> 48) = fund)))
index CREATE UNIQUE INDEX document_key ON public.document USING btree (county, seq)
index CREATE UNIQUE INDEX document_once ON public.document USING btree (county, cause, kind, digest)
trigger CREATE TRIGGER document_no_delete BEFORE DELETE ON public.document FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER document_no_truncate BEFORE TRUNCATE ON public.document FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER document_no_update BEFORE UPDATE ON public.document FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column eligibility.county integer NOT NULL
column eligibility.entitlement bigint NOT NULL
column eligibility.on_date text NOT NULL
column eligibility.how text NOT NULL
column eligibility.by_user bigint NOT NULL
column eligibility.at bigint NOT NULL
constraint eligibility eligibility_how CHECK (((how = ANY (ARRAY['data'::text, 'self'::text, 'visit'::text, 'phone'::text, 'third-party'::text])) AND (length(on_date) = 10)))
constraint eligibility eligibility_of FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint eligibility eligibility_pk PRIMARY KEY (county, entitlement, on_date)
index CREATE UNIQUE INDEX eligibility_pk ON public.eligibility USING btree (county, entitlement, on_date)
column entitlement.county integer NOT NULL
column entitlement.id bigint NOT NULL
column entitlement.person bigint NOT NULL
column entitlement.kind text NOT NULL
column entitlement.start_month integer NOT NULL
column entitlement.stop_month integer
column entitlement.due_from integer NOT NULL
column entitlement.status text NOT NULL
column entitlement.reason text NOT NULL
column entitlement.account_fen bigint NOT NULL
column entitlement.as_of integer NOT NULL
column entitlement.known_on text NOT NULL
column entitlement.plan text NOT NULL
column entitlement.inputs text NOT NULL
column entitlement.case_id bigint NOT NULL
column entitlement.refused_account bigint NOT NULL
column entitlement.refused_code text NOT NULL
column entitlement.version integer NOT NULL
column entitlement.granted_by bigint NOT NULL
column entitlement.granted_at bigint NOT NULL
column entitlement.confirmed_on text NOT NULL DEFAULT ''::text
constraint entitlement entitlement_account CHECK ((account_fen >= 0))
constraint entitlement entitlement_due CHECK ((due_from >= start_month))
constraint entitlement entitlement_kind CHECK ((length(kind) > 0))
constraint entitlement entitlement_known CHECK ((length(known_on) = 10))
constraint entitlement entitlement_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint entitlement entitlement_pk PRIMARY KEY (county, id)
constraint entitlement entitlement_reason CHECK (((status = 'active'::text) OR (length(reason) > 0)))
constraint entitlement entitlement_status CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'stopped'::text])))
constraint entitlement entitlement_stop CHECK ((((status <> 'stopped'::text) OR (stop_month IS NOT NULL)) AND ((stop_month IS NULL) OR (stop_month >= start_month))))
constraint entitlement entitlement_version CHECK ((version > 0))
index CREATE INDEX entitlement_by_person ON public.entitlement USING btree (county, person, id)
index CREATE INDEX entitlement_refused ON public.entitlement USING btree (county, id) WHERE (refused_code <> ''::text)
index CREATE INDEX entitlement_unusual ON public.entitlement USING btree (county, status, id) WHERE (status <> 'active'::text)
index CREATE UNIQUE INDEX entitlement_living ON public.entitlement USING btree (county, person, kind) WHERE (stop_month IS NULL)
index CREATE UNIQUE INDEX entitlement_pk ON public.entitlement USING btree (county, id)
column entitlement_change.county integer NOT NULL
column entitlement_change.entitlement bigint NOT NULL
column entitlement_change.version integer NOT NULL
column entitlement_change.status text NOT NULL
column entitlement_change.month integer NOT NULL
column entitlement_change.reason text NOT NULL
column entitlement_change.by_user bigint NOT NULL
column entitlement_change.at bigint NOT NULL
constraint entitlement_change entitlement_change_of FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint entitlement_change entitlement_change_pk PRIMARY KEY (county, entitlement, version)
index CREATE UNIQUE INDEX entitlement_change_pk ON public.entitlement_change USING btree (county, entitlement, version)
column entitlement_deduction.county integer NOT NULL
column entitlement_deduction.entitlement bigint NOT NULL
column entitlement_deduction.month integer NOT NULL
column entitlement_deduction.why bigint NOT NULL
column entitlement_deduction.basic_fen bigint NOT NULL
constraint entitlement_deduction entitlement_deduction_amount CHECK ((basic_fen > 0))
constraint entitlement_deduction entitlement_deduction_of FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint entitlement_deduction entitlement_deduction_pk PRIMARY KEY (county, entitlement, month, why)
index CREATE UNIQUE INDEX entitlement_deduction_pk ON public.entitlement_deduction USING btree (county, entitlement, month, why)
column entitlement_gap.county integer NOT NULL
column entitlement_gap.entitlement bigint NOT NULL
column entitlement_gap.from_month integer NOT NULL
column entitlement_gap.to_month integer NOT NULL
column entitlement_gap.why bigint NOT NULL
constraint entitlement_gap entitlement_gap_months CHECK ((to_month >= from_month))
constraint entitlement_gap entitlement_gap_of FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint entitlement_gap entitlement_gap_pk PRIMARY KEY (county, entitlement, from_month)
index CREATE UNIQUE INDEX entitlement_gap_pk ON public.entitlement_gap USING btree (county, entitlement, from_month)
column entitlement_request.county integer NOT NULL
column entitlement_request.id bigint NOT NULL
column entitlement_request.entitlement bigint NOT NULL
column entitlement_request.action text NOT NULL
column entitlement_request.ground text NOT NULL
column entitlement_request.article text NOT NULL
column entitlement_request.reason text NOT NULL
column entitlement_request.month integer NOT NULL
column entitlement_request.state text NOT NULL
column entitlement_request.asked_by bigint NOT NULL
column entitlement_request.asked_name text NOT NULL
column entitlement_request.asked_at bigint NOT NULL
column entitlement_request.decided_by bigint
column entitlement_request.decided_name text
column entitlement_request.decided_at bigint
column entitlement_request.remark text NOT NULL
constraint entitlement_request entitlement_request_action CHECK ((action = ANY (ARRAY['suspend'::text, 'resume'::text, 'stop'::text])))
constraint entitlement_request entitlement_request_decided CHECK ((((decided_by IS NULL) = (decided_name IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL))))
constraint entitlement_request entitlement_request_of FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint entitlement_request entitlement_request_pk PRIMARY KEY (county, id)
constraint entitlement_request entitlement_request_said CHECK (((length(reason) > 0) AND (length(ground) > 0)))
constraint entitlement_request entitlement_request_state CHECK (((state = ANY (ARRAY['asked'::text, 'applied'::text, 'refused'::text])) AND ((state = 'asked'::text) = (decided_by IS NULL))))
constraint entitlement_request entitlement_request_two_persons CHECK ((decided_by <> asked_by))
index CREATE UNIQUE INDEX entitlement_request_open ON public.entitlement_request USING btree (county, entitlement) WHERE (state = 'asked'::text)
index CREATE UNIQUE INDEX entitlement_request_pk ON public.entitlement_request USING btree (county, id)
column finding.county integer NOT NULL
column finding.id bigint NOT NULL
column finding.person bigint NOT NULL
column finding.kind text NOT NULL
column finding.station bigint NOT NULL
column finding.village text NOT NULL
column finding.reach integer NOT NULL
column finding.start integer NOT NULL
column finding.paid_months integer NOT NULL
column finding.short_months integer NOT NULL
column finding.estimate_fen bigint NOT NULL
column finding.plan text NOT NULL
column finding.state text NOT NULL
column finding.why text NOT NULL
column finding.case_id bigint
column finding.month integer NOT NULL
column finding.version bigint NOT NULL
column finding.found_at bigint NOT NULL
column finding.changed_at bigint NOT NULL
column finding.changed_by bigint NOT NULL
constraint finding finding_case CHECK (((state <> 'in-progress'::text) OR (case_id IS NOT NULL)))
constraint finding finding_estimate CHECK ((estimate_fen >= 0))
constraint finding finding_kind CHECK ((kind = ANY (ARRAY['unclaimed'::text, 'short'::text, 'check'::text])))
constraint finding finding_once UNIQUE (county, person, kind)
constraint finding finding_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint finding finding_pk PRIMARY KEY (county, id)
constraint finding finding_short CHECK (((kind <> 'short'::text) OR (short_months > 0)))
constraint finding finding_state CHECK ((state = ANY (ARRAY['open'::text, 'in-progress'::text, 'done'::text, 'not-wanted'::text])))
constraint finding finding_version CHECK ((version > 0))
constraint finding finding_village CHECK ((length(village) = 12))
constraint finding finding_why CHECK (((state = ANY (ARRAY['done'::text, 'not-wanted'::text])) = (length(why) > 0)))
index CREATE INDEX finding_by_state ON public.finding USING btree (county, state, reach, id)
index CREATE INDEX finding_worklist ON public.finding USING btree (county, station, state, reach, id)
index CREATE UNIQUE INDEX finding_once ON public.finding USING btree (county, person, kind)
index CREATE UNIQUE INDEX finding_pk ON public.finding USING btree (county, id)
column gate_list.county integer NOT NULL
column gate_list.id bigint NOT NULL
column gate_list.kind text NOT NULL
column gate_list.source text NOT NULL
column gate_list.purpose text NOT NULL
column gate_list.as_of text NOT NULL
column gate_list.digest text NOT NULL
column gate_list.read_rows integer NOT NULL
column gate_list.matched integer NOT NULL
column gate_list.unknown integer NOT NULL
column gate_list.bad integer NOT NULL
column gate_list.by_user bigint NOT NULL
column gate_list.by_name text NOT NULL
column gate_list.at bigint NOT NULL
constraint gate_list gate_list_kind CHECK ((kind = ANY (ARRAY['dead'::text, 'custody'::text, 'duplicate'::text, 'unconfirmed'::text])))
constraint gate_list gate_list_pk PRIMARY KEY (county, id)
constraint gate_list gate_list_rows CHECK ((read_rows = ((matched + unknown) + bad)))
constraint gate_list gate_list_said CHECK (((length(source) > 0) AND (length(purpose) > 0) AND (length(as_of) = 10)))
index CREATE UNIQUE INDEX gate_list_once ON public.gate_list USING btree (county, kind, source, as_of, digest)
index CREATE UNIQUE INDEX gate_list_pk ON public.gate_list USING btree (county, id)
column gate_list_draft.county integer NOT NULL
column gate_list_draft.id bigint NOT NULL
column gate_list_draft.kind text NOT NULL
column gate_list_draft.source text NOT NULL
column gate_list_draft.purpose text NOT NULL
column gate_list_draft.as_of text NOT NULL
column gate_list_draft.content_sealed bytea NOT NULL
column gate_list_draft.by_user bigint NOT NULL
column gate_list_draft.at bigint NOT NULL
constraint gate_list_draft gate_list_draft_pk PRIMARY KEY (county, id)
index CREATE UNIQUE INDEX gate_list_draft_pk ON public.gate_list_draft USING btree (county, id)
column gate_list_row.county integer NOT NULL
column gate_list_row.list bigint NOT NULL
column gate_list_row.line integer NOT NULL
column gate_list_row.person bigint NOT NULL
column gate_list_row.since text NOT NULL
column gate_list_row.note text NOT NULL
constraint gate_list_row gate_list_row_of FOREIGN KEY (county, list) REFERENCES gate_list(county, id)
constraint gate_list_row gate_list_row_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint gate_list_row gate_list_row_pk PRIMARY KEY (county, list, line)
index CREATE UNIQUE INDEX gate_list_row_once ON public.gate_list_row USING btree (county, person, list)
index CREATE UNIQUE INDEX gate_list_row_pk ON public.gate_list_row USING btree (county, list, line)
column household.county integer NOT NULL
column household.id bigint NOT NULL
column household.village text NOT NULL
constraint household household_pk PRIMARY KEY (county, id)
constraint household household_village CHECK ((length(village) = 12))
index CREATE UNIQUE INDEX household_pk ON public.household USING btree (county, id)
column job.county integer NOT NULL
column job.id bigint NOT NULL
column job.kind text NOT NULL
column job.idem_key text NOT NULL
column job.args text NOT NULL
column job.state text NOT NULL
column job.tries integer NOT NULL
column job.due bigint NOT NULL
column job.lease bigint NOT NULL
column job.created bigint NOT NULL
column job.settled bigint NOT NULL
column job.problem text NOT NULL
constraint job job_pk PRIMARY KEY (county, id)
constraint job job_state CHECK ((state = ANY (ARRAY['ready'::text, 'running'::text, 'done'::text, 'dead'::text])))
index CREATE INDEX job_due ON public.job USING btree (county, state, due)
index CREATE UNIQUE INDEX job_idem ON public.job USING btree (county, kind, idem_key)
index CREATE UNIQUE INDEX job_pk ON public.job USING btree (county, id)
column late_fate.county integer NOT NULL
column late_fate.id bigint NOT NULL
column late_fate.payment bigint NOT NULL
column late_fate.fate text NOT NULL
column late_fate.reason text NOT NULL
column late_fate.state text NOT NULL
column late_fate.asked_by bigint NOT NULL
column late_fate.asked_name text NOT NULL
column late_fate.asked_at bigint NOT NULL
column late_fate.decided_by bigint
column late_fate.decided_name text
column late_fate.decided_at bigint
constraint late_fate late_fate_fate CHECK (((fate = ANY (ARRAY['again'::text, 'fund'::text])) AND (length(reason) > 0)))
constraint late_fate late_fate_payment FOREIGN KEY (county, payment) REFERENCES payment(county, id)
constraint late_fate late_fate_pk PRIMARY KEY (county, id)
constraint late_fate late_fate_state CHECK (((state = ANY (ARRAY['asked'::text, 'applied'::text, 'refused'::text])) AND ((state = 'asked'::text) = (decided_by IS NULL))))
constraint late_fate late_fate_two_persons CHECK ((decided_by <> asked_by))
index CREATE UNIQUE INDEX late_fate_open ON public.late_fate USING btree (county, payment) WHERE (state = 'asked'::text)
index CREATE UNIQUE INDEX late_fate_pk ON public.late_fate USING btree (county, id)
column late_notice.county integer NOT NULL
column late_notice.id bigint NOT NULL
column late_notice.account text NOT NULL
column late_notice.fund integer NOT NULL
column late_notice.notice text NOT NULL
column late_notice.value_date text NOT NULL
column late_notice.digest text NOT NULL
column late_notice.content bytea NOT NULL
column late_notice.lines bigint NOT NULL
column late_notice.total_fen bigint NOT NULL
column late_notice.state text NOT NULL
column late_notice.by_user bigint NOT NULL
column late_notice.by_name text NOT NULL
column late_notice.at bigint NOT NULL
column late_notice.decided_by bigint
column late_notice.decided_name text
column late_notice.decided_at bigint
constraint late_notice late_notice_decided CHECK ((((decided_by IS NULL) = (decided_name IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL))))
constraint late_notice late_notice_pk PRIMARY KEY (county, id)
constraint late_notice late_notice_said CHECK (((length(value_date) = 10) AND (lines > 0) AND (total_fen > 0)))
constraint late_notice late_notice_state CHECK (((state = ANY (ARRAY['entered'::text, 'booked'::text, 'refused'::text])) AND ((state = 'entered'::text) = (decided_by IS NULL))))
constraint late_notice late_notice_two_persons CHECK ((decided_by <> by_user))
index CREATE UNIQUE INDEX late_notice_once ON public.late_notice USING btree (county, digest) WHERE (state <> 'refused'::text)
index CREATE UNIQUE INDEX late_notice_pk ON public.late_notice USING btree (county, id)
column late_return.county integer NOT NULL
column late_return.notice bigint NOT NULL
column late_return.line bigint NOT NULL
column late_return.payment bigint NOT NULL
column late_return.entitlement bigint NOT NULL
column late_return.amount_fen bigint NOT NULL
column late_return.code text NOT NULL
column late_return.on_date text NOT NULL
column late_return.verdict text NOT NULL
column late_return.state text NOT NULL
column late_return.fate text NOT NULL
column late_return.cleared_by bigint
column late_return.cleared_name text
column late_return.cleared_at bigint
column late_return.remark text NOT NULL
constraint late_return late_return_amount CHECK (((amount_fen > 0) AND (length(on_date) = 10) AND (length(code) > 0)))
constraint late_return late_return_cleared CHECK ((((cleared_by IS NULL) = (cleared_at IS NULL)) AND ((cleared_by IS NULL) = (remark = ''::text)) AND ((cleared_by IS NULL) = (cleared_name IS NULL))))
constraint late_return late_return_fate CHECK ((fate = ANY (ARRAY['again'::text, 'fund'::text])))
constraint late_return late_return_of FOREIGN KEY (county, notice) REFERENCES late_notice(county, id)
constraint late_return late_return_pk PRIMARY KEY (county, notice, line)
constraint late_return late_return_state CHECK (((state = ANY (ARRAY['listed'::text, 'entered'::text, 'booked'::text, 'refused'::text])) AND ((verdict <> 'fits'::text) = (state = 'listed'::text))))
index CREATE INDEX late_return_again ON public.late_return USING btree (county, entitlement) WHERE ((state = 'booked'::text) AND (fate = 'again'::text))
index CREATE UNIQUE INDEX late_return_once ON public.late_return USING btree (county, payment) WHERE (state = ANY (ARRAY['entered'::text, 'booked'::text]))
index CREATE UNIQUE INDEX late_return_pk ON public.late_return USING btree (county, notice, line)
column letter.county integer NOT NULL
column letter.id bigint NOT NULL
column letter.template text NOT NULL
column letter.template_hash text NOT NULL
column letter.number text NOT NULL
column letter.code text NOT NULL
column letter.case_id bigint
column letter.person bigint NOT NULL
column letter.issued_by bigint NOT NULL
column letter.issued_at bigint NOT NULL
column letter.state text NOT NULL
column letter.revoked_at bigint
column letter.revoked_why text
column letter.body_sealed bytea NOT NULL
column letter.subject text NOT NULL DEFAULT ''::text
constraint letter letter_about CHECK (((case_id IS NULL) = (length(subject) > 0)))
constraint letter letter_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint letter letter_code UNIQUE (county, code)
constraint letter letter_number UNIQUE (county, number)
constraint letter letter_pk PRIMARY KEY (county, id)
constraint letter letter_revoked CHECK ((((state = 'revoked'::text) = (revoked_at IS NOT NULL)) AND ((revoked_at IS NULL) = (revoked_why IS NULL))))
constraint letter letter_state CHECK ((state = ANY (ARRAY['valid'::text, 'revoked'::text])))
constraint letter letter_template FOREIGN KEY (county, template_hash) REFERENCES case_text(county, hash)
index CREATE INDEX letter_by_case ON public.letter USING btree (county, case_id, id)
index CREATE INDEX letter_by_issuer ON public.letter USING btree (county, issued_by, issued_at, id)
index CREATE INDEX letter_by_subject ON public.letter USING btree (county, subject, id) WHERE (subject <> ''::text)
index CREATE UNIQUE INDEX letter_code ON public.letter USING btree (county, code)
index CREATE UNIQUE INDEX letter_number ON public.letter USING btree (county, number)
index CREATE UNIQUE INDEX letter_pk ON public.letter USING btree (county, id)
column log_head.county integer NOT NULL
column log_head.size bigint NOT NULL
column log_head.frontier bytea NOT NULL
column log_head.at bigint NOT NULL
constraint log_head log_head_key PRIMARY KEY (county)
index CREATE UNIQUE INDEX log_head_key ON public.log_head USING btree (county)
trigger CREATE TRIGGER log_head_no_delete BEFORE DELETE ON public.log_head FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER log_head_no_truncate BEFORE TRUNCATE ON public.log_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER log_head_only_grows BEFORE UPDATE ON public.log_head FOR EACH ROW EXECUTE FUNCTION ledger_log_only_grows()
column log_node.county integer NOT NULL
column log_node.level integer NOT NULL
column log_node.place bigint NOT NULL
column log_node.hash bytea NOT NULL
constraint log_node log_node_key PRIMARY KEY (county, level, place)
constraint log_node log_node_level CHECK ((level = ANY (ARRAY[8, 16])))
index CREATE UNIQUE INDEX log_node_key ON public.log_node USING btree (county, level, place)
column login_user.county integer NOT NULL
column login_user.id bigint NOT NULL
column login_user.login text NOT NULL
column login_user.name text NOT NULL
column login_user.role text NOT NULL
column login_user.station bigint NOT NULL
column login_user.person bigint NOT NULL
column login_user.password text NOT NULL
column login_user.lang text NOT NULL
column login_user.disabled boolean NOT NULL
column login_user.created bigint NOT NULL
column login_user.version bigint NOT NULL
constraint login_user login_user_pk PRIMARY KEY (county, id)
constraint login_user login_user_tenant FOREIGN KEY (county) REFERENCES tenant(county)
index CREATE INDEX login_user_person ON public.login_user USING btree (county, person)
index CREATE UNIQUE INDEX login_user_login ON public.login_user USING btree (county, login)
index CREATE UNIQUE INDEX login_user_pk ON public.login_user USING btree (county, id)
column look.county integer NOT NULL
column look.person bigint NOT NULL
column look.id bigint NOT NULL
column look.at bigint NOT NULL
column look.login_id bigint NOT NULL
column look.name text NOT NULL
column look.role text NOT NULL
column look.station bigint NOT NULL
column look.purpose text NOT NULL
constraint look look_pk PRIMARY KEY (county, person, id)
index CREATE UNIQUE INDEX look_pk ON public.look USING btree (county, person, id)
trigger CREATE TRIGGER look_no_change BEFORE DELETE OR UPDATE ON public.look FOR EACH ROW EXECUTE FUNCTION append_only('look')
trigger CREATE TRIGGER look_no_truncate BEFORE TRUNCATE ON public.look FOR EACH STATEMENT EXECUTE FUNCTION append_only('look')
column one_time_code.county integer NOT NULL
column one_time_code.person bigint NOT NULL
column one_time_code.purpose text NOT NULL
column one_time_code.hash bytea NOT NULL
column one_time_code.tries integer NOT NULL
column one_time_code.expires bigint NOT NULL
column one_time_code.opened bigint NOT NULL
column one_time_code.issued integer NOT NULL
constraint one_time_code one_time_code_pk PRIMARY KEY (county, person, purpose)
index CREATE UNIQUE INDEX one_time_code_pk ON public.one_time_code USING btree (county, person, purpose)
column outbox.county integer NOT NULL
column outbox.id bigint NOT NULL
column outbox.person bigint NOT NULL
column outbox.channel text NOT NULL
column outbox.idem_key text NOT NULL
column outbox.recipient bytea NOT NULL
column outbox.body bytea NOT NULL
column outbox.state text NOT NULL
column outbox.tries integer NOT NULL
column outbox.due bigint NOT NULL
column outbox.created bigint NOT NULL
column outbox.settled bigint NOT NULL
column outbox.problem text NOT NULL
constraint outbox outbox_pk PRIMARY KEY (county, id)
constraint outbox outbox_state CHECK ((state = ANY (ARRAY['ready'::text, 'sending'::text, 'sent'::text, 'dead'::text])))
index CREATE INDEX outbox_due ON public.outbox USING btree (county, state, due)
index CREATE INDEX outbox_person ON public.outbox USING btree (county, person, id)
index CREATE UNIQUE INDEX outbox_idem ON public.outbox USING btree (county, idem_key)
index CREATE UNIQUE INDEX outbox_pk ON public.outbox USING btree (county, id)
column overpayment.county integer NOT NULL
column overpayment.id bigint NOT NULL
column overpayment.entitlement bigint NOT NULL
column overpayment.person bigint NOT NULL
column overpayment.kind text NOT NULL
column overpayment.cause text NOT NULL
column overpayment.reason text NOT NULL
column overpayment.amount_fen bigint NOT NULL
column overpayment.recompute bigint NOT NULL
column overpayment.state text NOT NULL
column overpayment.found_by bigint NOT NULL
column overpayment.found_name text NOT NULL
column overpayment.found_at bigint NOT NULL
column overpayment.decided_by bigint
column overpayment.decided_name text
column overpayment.decided_at bigint
constraint overpayment overpayment_amount CHECK ((amount_fen > 0))
constraint overpayment overpayment_cause CHECK (((cause = ANY (ARRAY['death'::text, 'double'::text, 'recompute'::text, 'error'::text])) AND ((cause = 'recompute'::text) = (recompute > 0))))
constraint overpayment overpayment_of FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint overpayment overpayment_pk PRIMARY KEY (county, id)
constraint overpayment overpayment_state CHECK (((state = ANY (ARRAY['found'::text, 'open'::text, 'settled'::text, 'dropped'::text])) AND ((state = 'found'::text) = (decided_by IS NULL))))
constraint overpayment overpayment_two_persons CHECK ((decided_by <> found_by))
index CREATE INDEX overpayment_by_person ON public.overpayment USING btree (county, person, id)
index CREATE UNIQUE INDEX overpayment_pk ON public.overpayment USING btree (county, id)
column overpayment_agreement.county integer NOT NULL
column overpayment_agreement.id bigint NOT NULL
column overpayment_agreement.overpayment bigint NOT NULL
column overpayment_agreement.parts text NOT NULL
column overpayment_agreement.reason text NOT NULL
column overpayment_agreement.state text NOT NULL
column overpayment_agreement.asked_by bigint NOT NULL
column overpayment_agreement.asked_name text NOT NULL
column overpayment_agreement.asked_at bigint NOT NULL
column overpayment_agreement.decided_by bigint
column overpayment_agreement.decided_name text
column overpayment_agreement.decided_at bigint
constraint overpayment_agreement overpayment_agreement_decided CHECK ((((decided_by IS NULL) = (decided_name IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL))))
constraint overpayment_agreement overpayment_agreement_of FOREIGN KEY (county, overpayment) REFERENCES overpayment(county, id)
constraint overpayment_agreement overpayment_agreement_pk PRIMARY KEY (county, id)
constraint overpayment_agreement overpayment_agreement_said CHECK (((length(reason) > 0) AND (length(parts) > 2)))
constraint overpayment_agreement overpayment_agreement_state CHECK (((state = ANY (ARRAY['asked'::text, 'applied'::text, 'refused'::text])) AND ((state = 'asked'::text) = (decided_by IS NULL))))
constraint overpayment_agreement overpayment_agreement_two_persons CHECK ((decided_by <> asked_by))
index CREATE UNIQUE INDEX overpayment_agreement_open ON public.overpayment_agreement USING btree (county, overpayment) WHERE (state = 'asked'::text)
index CREATE UNIQUE INDEX overpayment_agreement_pk ON public.overpayment_agreement USING btree (county, id)
column overpayment_instalment.county integer NOT NULL
column overpayment_instalment.overpayment bigint NOT NULL
column overpayment_instalment.due_on text NOT NULL
column overpayment_instalment.amount_fen bigint NOT NULL
column overpayment_instalment.by_user bigint NOT NULL
column overpayment_instalment.at bigint NOT NULL
constraint overpayment_instalment overpayment_instalment_amount CHECK (((amount_fen > 0) AND (length(due_on) = 10)))
constraint overpayment_instalment overpayment_instalment_of FOREIGN KEY (county, overpayment) REFERENCES overpayment(county, id)
constraint overpayment_instalment overpayment_instalment_pk PRIMARY KEY (county, overpayment, due_on)
index CREATE UNIQUE INDEX overpayment_instalment_pk ON public.overpayment_instalment USING btree (county, overpayment, due_on)
column overpayment_line.county integer NOT NULL
column overpayment_line.overpayment bigint NOT NULL
column overpayment_line.month integer NOT NULL
column overpayment_line.entitlement bigint NOT NULL
column overpayment_line.basic_fen bigint NOT NULL
column overpayment_line.account_fen bigint NOT NULL
column overpayment_line.whole boolean NOT NULL
constraint overpayment_line overpayment_line_of FOREIGN KEY (county, overpayment) REFERENCES overpayment(county, id)
constraint overpayment_line overpayment_line_pk PRIMARY KEY (county, overpayment, month)
index CREATE UNIQUE INDEX overpayment_line_once ON public.overpayment_line USING btree (county, entitlement, month) WHERE whole
index CREATE UNIQUE INDEX overpayment_line_pk ON public.overpayment_line USING btree (county, overpayment, month)
column overpayment_move.county integer NOT NULL
column overpayment_move.id bigint NOT NULL
column overpayment_move.overpayment bigint NOT NULL
column overpayment_move.kind text NOT NULL
column overpayment_move.amount_fen bigint NOT NULL
column overpayment_move.on_date text NOT NULL
column overpayment_move.month integer NOT NULL
column overpayment_move.reason text NOT NULL
column overpayment_move.state text NOT NULL
column overpayment_move.by_user bigint NOT NULL
column overpayment_move.by_name text NOT NULL
column overpayment_move.at bigint NOT NULL
column overpayment_move.decided_by bigint
column overpayment_move.decided_name text
column overpayment_move.decided_at bigint
constraint overpayment_move overpayment_move_kind CHECK (((kind = ANY (ARRAY['refund'::text, 'offset'::text])) AND (amount_fen > 0) AND ((kind = 'offset'::text) = (month > 0))))
constraint overpayment_move overpayment_move_of FOREIGN KEY (county, overpayment) REFERENCES overpayment(county, id)
constraint overpayment_move overpayment_move_pk PRIMARY KEY (county, id)
constraint overpayment_move overpayment_move_state CHECK (((state = ANY (ARRAY['entered'::text, 'booked'::text, 'refused'::text])) AND ((state = 'entered'::text) = (decided_by IS NULL))))
constraint overpayment_move overpayment_move_two_persons CHECK ((decided_by <> by_user))
index CREATE INDEX overpayment_move_by_overpayment ON public.overpayment_move USING btree (county, overpayment, id)
index CREATE UNIQUE INDEX overpayment_move_pk ON public.overpayment_move USING btree (county, id)
column payment.county integer NOT NULL
column payment.id bigint NOT NULL
column payment.run bigint NOT NULL
column payment.chunk integer NOT NULL
column payment.entitlement bigint NOT NULL
column payment.person bigint NOT NULL
column payment.bank_account bigint NOT NULL
column payment.from_month integer NOT NULL
column payment.to_month integer NOT NULL
column payment.basic_fen bigint NOT NULL
column payment.account_fen bigint NOT NULL
column payment.total_fen bigint NOT NULL
column payment.state text NOT NULL
column payment.hold_code text NOT NULL
column payment.hold_detail text NOT NULL
column payment.released_by bigint
column payment.release_reason text
column payment.released_at bigint
column payment.return_code text NOT NULL
constraint payment payment_hold CHECK (((state <> ALL (ARRAY['held'::text, 'lapsed'::text])) OR (hold_code <> ''::text)))
constraint payment payment_of_entitlement FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint payment payment_of_run FOREIGN KEY (county, run) REFERENCES payment_run(county, id)
constraint payment payment_payable CHECK (((state = ANY (ARRAY['held'::text, 'lapsed'::text])) OR ((bank_account > 0) AND (total_fen > 0))))
constraint payment payment_pk PRIMARY KEY (county, id)
constraint payment payment_released CHECK ((((released_by IS NULL) = (release_reason IS NULL)) AND ((released_by IS NULL) = (released_at IS NULL))))
constraint payment payment_returned CHECK (((state = 'returned'::text) = (return_code <> ''::text)))
constraint payment payment_state CHECK ((state = ANY (ARRAY['held'::text, 'ready'::text, 'returned'::text, 'lapsed'::text])))
constraint payment payment_sum CHECK (((total_fen = (basic_fen + account_fen)) AND (basic_fen >= 0) AND (account_fen >= 0)))
index CREATE INDEX payment_by_chunk ON public.payment USING btree (county, run, chunk, id)
index CREATE INDEX payment_by_person ON public.payment USING btree (county, person, id)
index CREATE INDEX payment_unusual ON public.payment USING btree (county, run, state, id) WHERE (state = ANY (ARRAY['held'::text, 'lapsed'::text, 'returned'::text]))
index CREATE UNIQUE INDEX payment_once ON public.payment USING btree (county, run, entitlement)
index CREATE UNIQUE INDEX payment_pk ON public.payment USING btree (county, id)
column payment_chunk.county integer NOT NULL
column payment_chunk.run bigint NOT NULL
column payment_chunk.chunk integer NOT NULL
column payment_chunk.step text NOT NULL
constraint payment_chunk payment_chunk_pk PRIMARY KEY (county, run, chunk)
constraint payment_chunk payment_chunk_run FOREIGN KEY (county, run) REFERENCES payment_run(county, id)
constraint payment_chunk payment_chunk_step CHECK ((step = ANY (ARRAY['prepared'::text, 'pended'::text, 'settled'::text])))
index CREATE UNIQUE INDEX payment_chunk_pk ON public.payment_chunk USING btree (county, run, chunk)
column payment_confirmation.county integer NOT NULL
column payment_confirmation.payment bigint NOT NULL
column payment_confirmation.about text NOT NULL
column payment_confirmation.by_user bigint NOT NULL
column payment_confirmation.by_name text NOT NULL
column payment_confirmation.reason text NOT NULL
column payment_confirmation.at bigint NOT NULL
constraint payment_confirmation payment_confirmation_of FOREIGN KEY (county, payment) REFERENCES payment(county, id)
constraint payment_confirmation payment_confirmation_pk PRIMARY KEY (county, payment, about, by_user)
constraint payment_confirmation payment_confirmation_said CHECK (((length(reason) > 0) AND (by_user > 0)))
index CREATE UNIQUE INDEX payment_confirmation_pk ON public.payment_confirmation USING btree (county, payment, about, by_user)
column payment_file.county integer NOT NULL
column payment_file.run bigint NOT NULL
column payment_file.direction text NOT NULL
column payment_file.name text NOT NULL
column payment_file.digest text NOT NULL
column payment_file.content bytea NOT NULL
column payment_file.orders bigint NOT NULL
column payment_file.total_fen bigint NOT NULL
column payment_file.paid bigint NOT NULL
column payment_file.paid_fen bigint NOT NULL
column payment_file.returned bigint NOT NULL
column payment_file.returned_fen bigint NOT NULL
column payment_file.statement text NOT NULL
column payment_file.value_date text NOT NULL
column payment_file.opening_fen bigint NOT NULL
column payment_file.credits_fen bigint NOT NULL
column payment_file.debits_fen bigint NOT NULL
column payment_file.closing_fen bigint NOT NULL
column payment_file.book_fen bigint NOT NULL
column payment_file.book_seq bigint NOT NULL
column payment_file.by_user bigint NOT NULL
column payment_file.at bigint NOT NULL
constraint payment_file payment_file_direction CHECK ((direction = ANY (ARRAY['order'::text, 'answer'::text])))
constraint payment_file payment_file_pk PRIMARY KEY (county, run, direction)
constraint payment_file payment_file_run FOREIGN KEY (county, run) REFERENCES payment_run(county, id)
constraint payment_file payment_file_totals CHECK (((direction = 'order'::text) OR ((orders = (paid + returned)) AND (total_fen = (paid_fen + returned_fen)) AND (closing_fen = ((opening_fen + credits_fen) - debits_fen)))))
index CREATE UNIQUE INDEX payment_file_pk ON public.payment_file USING btree (county, run, direction)
column payment_line.county integer NOT NULL
column payment_line.payment bigint NOT NULL
column payment_line.month integer NOT NULL
column payment_line.person bigint NOT NULL
column payment_line.kind text NOT NULL
column payment_line.basic_fen bigint NOT NULL
column payment_line.account_fen bigint NOT NULL
column payment_line.plan text NOT NULL
column payment_line.inputs text NOT NULL
column payment_line.live boolean NOT NULL
constraint payment_line payment_line_amount CHECK (((basic_fen >= 0) AND (account_fen >= 0)))
constraint payment_line payment_line_of FOREIGN KEY (county, payment) REFERENCES payment(county, id)
constraint payment_line payment_line_pk PRIMARY KEY (county, payment, month)
index CREATE UNIQUE INDEX payment_line_live ON public.payment_line USING btree (county, person, kind, month) WHERE live
index CREATE UNIQUE INDEX payment_line_pk ON public.payment_line USING btree (county, payment, month)
column payment_run.county integer NOT NULL
column payment_run.id bigint NOT NULL
column payment_run.kind text NOT NULL
column payment_run.month integer NOT NULL
column payment_run.state text NOT NULL
column payment_run.known_on text NOT NULL
column payment_run.prepared_to bigint NOT NULL
column payment_run.chunks integer NOT NULL
column payment_run.maker bigint NOT NULL
column payment_run.maker_name text NOT NULL
column payment_run.opened_at bigint NOT NULL
column payment_run.checker bigint
column payment_run.checker_name text
column payment_run.approved_at bigint
column payment_run.finished_at bigint
column payment_run.serial integer NOT NULL DEFAULT 0
column payment_run.purpose text NOT NULL DEFAULT ''::text
column payment_run.cause text NOT NULL DEFAULT ''::text
column payment_run.fund integer NOT NULL DEFAULT 0
constraint payment_run payment_run_approved CHECK ((((state = ANY (ARRAY['preparing'::text, 'prepared'::text, 'withdrawn'::text])) = (checker IS NULL)) AND ((checker IS NULL) = (approved_at IS NULL)) AND ((checker IS NULL) = (checker_name IS NULL))))
constraint payment_run payment_run_extra CHECK (((serial >= 0) AND ((serial = 0) = (purpose = ''::text)) AND ((serial = 0) = (cause = ''::text)) AND (purpose = ANY (ARRAY[''::text, 'arrears'::text, 'repay'::text]))))
constraint payment_run payment_run_finished CHECK (((state = ANY (ARRAY['reconciled'::text, 'withdrawn'::text])) = (finished_at IS NOT NULL)))
constraint payment_run payment_run_kind CHECK ((length(kind) > 0))
constraint payment_run payment_run_known CHECK ((length(known_on) = 10))
constraint payment_run payment_run_pk PRIMARY KEY (county, id)
constraint payment_run payment_run_state CHECK (((state = ANY (ARRAY['preparing'::text, 'prepared'::text, 'approved'::text, 'pended'::text, 'filed'::text, 'answered'::text, 'settled'::text, 'reconciled'::text])) OR ((state = 'withdrawn'::text) AND (serial > 0))))
constraint payment_run payment_run_two_persons CHECK ((checker <> maker))
index CREATE UNIQUE INDEX payment_run_account ON public.payment_run USING btree (county, fund) WHERE (state = ANY (ARRAY['filed'::text, 'answered'::text, 'settled'::text]))
index CREATE UNIQUE INDEX payment_run_month ON public.payment_run USING btree (county, kind, month, serial)
index CREATE UNIQUE INDEX payment_run_open ON public.payment_run USING btree (county, kind) WHERE (finished_at IS NULL)
index CREATE UNIQUE INDEX payment_run_pk ON public.payment_run USING btree (county, id)
column pension_account.county integer NOT NULL
column pension_account.person bigint NOT NULL
column pension_account.personal_fen bigint NOT NULL
column pension_account.collective_fen bigint NOT NULL
column pension_account.subsidy_fen bigint NOT NULL
column pension_account.interest_fen bigint NOT NULL
column pension_account.paid_fen bigint NOT NULL
column pension_account.balance_fen bigint NOT NULL
column pension_account.paid_months integer NOT NULL
constraint pension_account pension_account_balance CHECK ((balance_fen >= 0))
constraint pension_account pension_account_months CHECK ((paid_months >= 0))
constraint pension_account pension_account_parts CHECK (((personal_fen >= 0) AND (collective_fen >= 0) AND (subsidy_fen >= 0) AND (interest_fen >= 0) AND (paid_fen >= 0)))
constraint pension_account pension_account_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint pension_account pension_account_pk PRIMARY KEY (county, person)
constraint pension_account pension_account_sum CHECK ((balance_fen = ((((personal_fen + collective_fen) + subsidy_fen) + interest_fen) - paid_fen)))
index CREATE UNIQUE INDEX pension_account_pk ON public.pension_account USING btree (county, person)
column pension_entry.county integer NOT NULL
column pension_entry.person bigint NOT NULL
column pension_entry.period integer NOT NULL
column pension_entry.kind text NOT NULL
column pension_entry.part integer NOT NULL
column pension_entry.grade_fen bigint NOT NULL
column pension_entry.personal_fen bigint NOT NULL
column pension_entry.collective_fen bigint NOT NULL
column pension_entry.subsidy_fen bigint NOT NULL
column pension_entry.interest_fen bigint NOT NULL
column pension_entry.paid_fen bigint NOT NULL
column pension_entry.months integer NOT NULL
column pension_entry.on_date text NOT NULL
column pension_entry.cause bigint NOT NULL
constraint pension_entry pension_entry_account FOREIGN KEY (county, person) REFERENCES pension_account(county, person)
constraint pension_entry pension_entry_contribution CHECK (((kind <> 'contribution'::text) OR ((grade_fen > 0) AND (paid_fen = 0) AND (interest_fen = 0))))
constraint pension_entry pension_entry_date CHECK ((length(on_date) = 10))
constraint pension_entry pension_entry_kind CHECK ((kind = ANY (ARRAY['contribution'::text, 'interest'::text, 'carried'::text, 'payout'::text, 'reversal'::text, 'moved-out'::text, 'moved-back'::text, 'moved-in'::text, 'lump-sum'::text, 'refund'::text, 'restored'::text])))
constraint pension_entry pension_entry_months CHECK (((months >= '-12'::integer) AND (months <= 12)))
constraint pension_entry pension_entry_part CHECK ((part >= 0))
constraint pension_entry pension_entry_payout CHECK (((kind <> ALL (ARRAY['payout'::text, 'carried'::text, 'lump-sum'::text, 'refund'::text, 'restored'::text])) OR ((personal_fen = 0) AND (collective_fen = 0) AND (subsidy_fen = 0) AND (interest_fen = 0))))
constraint pension_entry pension_entry_pk PRIMARY KEY (county, person, period, kind, part)
constraint pension_entry pension_entry_sign CHECK (((kind = ANY (ARRAY['reversal'::text, 'moved-out'::text, 'moved-back'::text, 'restored'::text])) OR ((personal_fen >= 0) AND (collective_fen >= 0) AND (subsidy_fen >= 0) AND (interest_fen >= 0) AND (paid_fen >= 0))))
index CREATE INDEX pension_entry_moved ON public.pension_entry USING btree (county, cause) WHERE (kind = ANY (ARRAY['moved-out'::text, 'moved-back'::text, 'moved-in'::text]))
index CREATE UNIQUE INDEX pension_entry_pk ON public.pension_entry USING btree (county, person, period, kind, part)
column period.county integer NOT NULL
column period.fund integer NOT NULL
column period.month integer NOT NULL
column period.seq bigint NOT NULL
column period.accounts bigint NOT NULL
column period.debits bigint NOT NULL
column period.credits bigint NOT NULL
column period.root bytea NOT NULL
column period.closed_by bigint NOT NULL
column period.closed_at bigint NOT NULL
column period.leaf bytea NOT NULL
column period.checker bigint NOT NULL DEFAULT 0
constraint period period_balances CHECK ((debits = credits))
constraint period period_key PRIMARY KEY (county, fund, month)
constraint period period_seq_once UNIQUE (county, seq)
constraint period period_two_persons CHECK (((checker = 0) OR ((closed_by > 0) AND (checker > 0) AND (closed_by <> checker))))
index CREATE UNIQUE INDEX period_key ON public.period USING btree (county, fund, month)
index CREATE UNIQUE INDEX period_seq_once ON public.period USING btree (county, seq)
trigger CREATE TRIGGER period_by_two BEFORE INSERT ON public.period FOR EACH ROW EXECUTE FUNCTION ledger_by_two()
trigger CREATE TRIGGER period_no_delete BEFORE DELETE ON public.period FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER period_no_truncate BEFORE TRUNCATE ON public.period FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER period_no_update BEFORE UPDATE ON public.period FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column person.county integer NOT NULL
column person.id bigint NOT NULL
column person.name text NOT NULL
column person.pinyin text NOT NULL
column person.initials text NOT NULL
column person.sex text NOT NULL
column person.birth text NOT NULL
column person.citizen_sealed bytea NOT NULL
column person.citizen_tail bigint NOT NULL
column person.phone_sealed bytea
column person.phone_tail bigint
column person.phone_hash bigint
column person.village text NOT NULL
column person.household bigint
column person.kin text NOT NULL
column person.died text
column person.version integer NOT NULL
column person.registered_at bigint NOT NULL
constraint person person_birth CHECK ((length(birth) = 10))
constraint person person_died CHECK (((died IS NULL) OR ((length(died) = 10) AND (died >= birth))))
constraint person person_household FOREIGN KEY (county, household) REFERENCES household(county, id)
constraint person person_kin CHECK ((kin = ANY (ARRAY['head'::text, 'spouse'::text, 'child'::text, 'parent'::text, 'grandchild'::text, 'other'::text])))
constraint person person_name CHECK ((length(name) > 0))
constraint person person_phone CHECK ((((phone_sealed IS NULL) = (phone_tail IS NULL)) AND ((phone_sealed IS NULL) = (phone_hash IS NULL))))
constraint person person_pk PRIMARY KEY (county, id)
constraint person person_sex CHECK ((sex = ANY (ARRAY['M'::text, 'F'::text])))
constraint person person_version CHECK ((version > 0))
constraint person person_village CHECK ((length(village) = 12))
index CREATE INDEX person_by_birth ON public.person USING btree (county, birth, id)
index CREATE INDEX person_by_citizen_tail ON public.person USING btree (county, citizen_tail, id)
index CREATE INDEX person_by_household ON public.person USING btree (county, household, id)
index CREATE INDEX person_by_initials ON public.person USING btree (county, initials, id)
index CREATE INDEX person_by_name ON public.person USING btree (county, name, id)
index CREATE INDEX person_by_phone_tail ON public.person USING btree (county, phone_tail, id)
index CREATE INDEX person_by_pinyin ON public.person USING btree (county, pinyin, id)
index CREATE INDEX person_by_village ON public.person USING btree (county, village, name, id)
index CREATE INDEX person_by_village_initials ON public.person USING btree (county, village, initials, id)
index CREATE INDEX person_by_village_pinyin ON public.person USING btree (county, village, pinyin, id)
index CREATE INDEX person_died ON public.person USING btree (county, died) WHERE (died IS NOT NULL)
index CREATE UNIQUE INDEX person_pk ON public.person USING btree (county, id)
column person_change.county integer NOT NULL
column person_change.person bigint NOT NULL
column person_change.version integer NOT NULL
column person_change.field text NOT NULL
column person_change.was text NOT NULL
column person_change.became text NOT NULL
column person_change.reason text NOT NULL
column person_change.by_user bigint NOT NULL
column person_change.at bigint NOT NULL
constraint person_change person_change_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint person_change person_change_pk PRIMARY KEY (county, person, version, field)
constraint person_change person_change_reason CHECK ((length(reason) > 0))
index CREATE UNIQUE INDEX person_change_pk ON public.person_change USING btree (county, person, version, field)
column person_key.lookup bytea NOT NULL
column person_key.county integer NOT NULL
column person_key.person bigint NOT NULL
constraint person_key person_key_pk PRIMARY KEY (lookup)
index CREATE UNIQUE INDEX person_key_pk ON public.person_key USING btree (lookup)
column proposal.county integer NOT NULL
column proposal.id bigint NOT NULL
column proposal.act text NOT NULL
column proposal.fund integer NOT NULL
column proposal.subject bigint NOT NULL
column proposal.content text NOT NULL
column proposal.reason text NOT NULL
column proposal.total_fen bigint NOT NULL
column proposal.needs integer NOT NULL
column proposal.voices integer NOT NULL
column proposal.state text NOT NULL
column proposal.maker bigint NOT NULL
column proposal.maker_name text NOT NULL
column proposal.made_at bigint NOT NULL
column proposal.decided_by bigint
column proposal.decided_name text
column proposal.decided_at bigint
column proposal.remark text NOT NULL
column proposal.seq bigint
constraint proposal proposal_act CHECK ((act = ANY (ARRAY['close'::text, 'open'::text, 'post'::text, 'opening'::text, 'reverse'::text, 'correct'::text, 'move'::text])))
constraint proposal proposal_key PRIMARY KEY (county, id)
constraint proposal proposal_needs CHECK (((needs > 0) AND (voices >= 0)))
constraint proposal proposal_state CHECK (((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'refused'::text])) AND ((state = 'proposed'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_name IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL))))
constraint proposal proposal_two_persons CHECK (((maker > 0) AND ((state <> 'confirmed'::text) OR ((decided_by <> maker) AND (voices >= needs) AND (seq IS NOT NULL)))))
index CREATE UNIQUE INDEX proposal_key ON public.proposal USING btree (county, id)
index CREATE UNIQUE INDEX proposal_open ON public.proposal USING btree (county, act, fund, subject) WHERE (state = 'proposed'::text)
trigger CREATE TRIGGER proposal_no_delete BEFORE DELETE ON public.proposal FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER proposal_no_truncate BEFORE TRUNCATE ON public.proposal FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER proposal_only_decided BEFORE UPDATE ON public.proposal FOR EACH ROW EXECUTE FUNCTION ledger_proposal_only_decided()
column proposal_voice.county integer NOT NULL
column proposal_voice.proposal bigint NOT NULL
column proposal_voice.maker bigint NOT NULL
column proposal_voice.by_user bigint NOT NULL
column proposal_voice.by_name text NOT NULL
column proposal_voice.at bigint NOT NULL
constraint proposal_voice proposal_voice_key PRIMARY KEY (county, proposal, by_user)
constraint proposal_voice proposal_voice_two_persons CHECK (((by_user > 0) AND (by_user <> maker)))
index CREATE UNIQUE INDEX proposal_voice_key ON public.proposal_voice USING btree (county, proposal, by_user)
trigger CREATE TRIGGER proposal_voice_no_delete BEFORE DELETE ON public.proposal_voice FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER proposal_voice_no_truncate BEFORE TRUNCATE ON public.proposal_voice FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER proposal_voice_no_update BEFORE UPDATE ON public.proposal_voice FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column rating.county integer NOT NULL
column rating.id bigint NOT NULL
column rating.case_id bigint NOT NULL
column rating.station bigint NOT NULL
column rating.item text NOT NULL
column rating.area text NOT NULL
column rating.level integer NOT NULL
column rating.reason text
column rating.words_sealed bytea NOT NULL
column rating.day text NOT NULL
column rating.at bigint NOT NULL
constraint rating rating_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint rating rating_level CHECK ((((level >= 1) AND (level <= 5)) AND ((level <= 2) = (reason IS NOT NULL))))
constraint rating rating_once UNIQUE (county, case_id)
constraint rating rating_pk PRIMARY KEY (county, id)
index CREATE INDEX rating_by_day ON public.rating USING btree (county, day, station)
index CREATE UNIQUE INDEX rating_once ON public.rating USING btree (county, case_id)
index CREATE UNIQUE INDEX rating_pk ON public.rating USING btree (county, id)
column rating_call_back.county integer NOT NULL
column rating_call_back.rating_id bigint NOT NULL
column rating_call_back.due_on text
column rating_call_back.outcome text
column rating_call_back.said_sealed bytea
column rating_call_back.by_user bigint
column rating_call_back.by_name text
column rating_call_back.closed_at bigint
constraint rating_call_back rating_call_back_closed CHECK ((((outcome IS NULL) = (closed_at IS NULL)) AND ((outcome IS NULL) = (said_sealed IS NULL)) AND ((outcome IS NULL) = (by_user IS NULL)) AND ((outcome IS NULL) = (by_name IS NULL))))
constraint rating_call_back rating_call_back_outcome CHECK (((outcome IS NULL) OR (outcome = ANY (ARRAY['put-right'::text, 'explained'::text, 'not-reached'::text, 'no-wish'::text]))))
constraint rating_call_back rating_call_back_pk PRIMARY KEY (county, rating_id)
constraint rating_call_back rating_call_back_rating FOREIGN KEY (county, rating_id) REFERENCES rating(county, id)
index CREATE INDEX rating_call_back_open ON public.rating_call_back USING btree (county, due_on) WHERE (closed_at IS NULL)
index CREATE UNIQUE INDEX rating_call_back_pk ON public.rating_call_back USING btree (county, rating_id)
column reception_call.county integer NOT NULL
column reception_call.id bigint NOT NULL
column reception_call.version bigint NOT NULL
column reception_call.station bigint NOT NULL
column reception_call.user_id bigint NOT NULL
column reception_call.person bigint
column reception_call.item text
column reception_call.area text
column reception_call.channel text NOT NULL
column reception_call.day text NOT NULL
column reception_call.began_at bigint NOT NULL
column reception_call.last_at bigint NOT NULL
column reception_call.ended_at bigint
column reception_call.minutes integer NOT NULL
column reception_call.minutes_by text NOT NULL
column reception_call.taken_back_at bigint
constraint reception_call reception_call_back CHECK (((taken_back_at IS NULL) OR (ended_at IS NOT NULL)))
constraint reception_call reception_call_channel CHECK ((channel = ANY (ARRAY['window'::text, 'telephone'::text, 'home'::text, 'village'::text])))
constraint reception_call reception_call_minutes CHECK ((((ended_at IS NULL) = (minutes = 0)) AND ((minutes >= 0) AND (minutes <= 600)) AND (minutes_by = ANY (ARRAY['flow'::text, 'guess'::text, 'said'::text]))))
constraint reception_call reception_call_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint reception_call reception_call_pk PRIMARY KEY (county, id)
constraint reception_call reception_call_times CHECK (((began_at <= last_at) AND ((ended_at IS NULL) OR (ended_at >= began_at))))
index CREATE INDEX reception_call_by_day ON public.reception_call USING btree (county, user_id, day)
index CREATE INDEX reception_call_workload ON public.reception_call USING btree (county, day, station)
index CREATE UNIQUE INDEX reception_call_pk ON public.reception_call USING btree (county, id)
index CREATE UNIQUE INDEX reception_call_under_way ON public.reception_call USING btree (county, user_id) WHERE (ended_at IS NULL)
column reception_call_case.county integer NOT NULL
column reception_call_case.call_id bigint NOT NULL
column reception_call_case.case_id bigint NOT NULL
constraint reception_call_case reception_call_case_call FOREIGN KEY (county, call_id) REFERENCES reception_call(county, id)
constraint reception_call_case reception_call_case_case FOREIGN KEY (county, case_id) REFERENCES service_case(county, id)
constraint reception_call_case reception_call_case_pk PRIMARY KEY (county, call_id, case_id)
index CREATE INDEX reception_call_case_by_case ON public.reception_call_case USING btree (county, case_id)
index CREATE UNIQUE INDEX reception_call_case_pk ON public.reception_call_case USING btree (county, call_id, case_id)
column recompute.county integer NOT NULL
column recompute.id bigint NOT NULL
column recompute.kind text NOT NULL
column recompute.known_on text NOT NULL
column recompute.reason text NOT NULL
column recompute.people integer NOT NULL
column recompute.months integer NOT NULL
column recompute.up_fen bigint NOT NULL
column recompute.down_fen bigint NOT NULL
column recompute.state text NOT NULL
column recompute.asked_by bigint NOT NULL
column recompute.asked_name text NOT NULL
column recompute.asked_at bigint NOT NULL
column recompute.decided_by bigint
column recompute.decided_name text
column recompute.decided_at bigint
constraint recompute recompute_known CHECK (((length(known_on) = 10) AND (length(reason) > 0) AND (up_fen >= 0) AND (down_fen >= 0)))
constraint recompute recompute_pk PRIMARY KEY (county, id)
constraint recompute recompute_state CHECK (((state = ANY (ARRAY['proposed'::text, 'applied'::text, 'refused'::text])) AND ((state = 'proposed'::text) = (decided_by IS NULL))))
constraint recompute recompute_two_persons CHECK ((decided_by <> asked_by))
index CREATE UNIQUE INDEX recompute_open ON public.recompute USING btree (county, kind) WHERE (state = 'proposed'::text)
index CREATE UNIQUE INDEX recompute_pk ON public.recompute USING btree (county, id)
column recompute_line.county integer NOT NULL
column recompute_line.recompute bigint NOT NULL
column recompute_line.entitlement bigint NOT NULL
column recompute_line.month integer NOT NULL
column recompute_line.before_fen bigint NOT NULL
column recompute_line.after_fen bigint NOT NULL
column recompute_line.plan text NOT NULL
column recompute_line.inputs text NOT NULL
constraint recompute_line recompute_line_amount CHECK (((before_fen >= 0) AND (after_fen >= 0) AND (before_fen <> after_fen)))
constraint recompute_line recompute_line_entitlement FOREIGN KEY (county, entitlement) REFERENCES entitlement(county, id)
constraint recompute_line recompute_line_of FOREIGN KEY (county, recompute) REFERENCES recompute(county, id)
constraint recompute_line recompute_line_pk PRIMARY KEY (county, recompute, entitlement, month)
index CREATE INDEX recompute_line_by_entitlement ON public.recompute_line USING btree (county, entitlement, month)
index CREATE UNIQUE INDEX recompute_line_pk ON public.recompute_line USING btree (county, recompute, entitlement, month)
column reconcile_account.county integer NOT NULL
column reconcile_account.account bigint NOT NULL
column reconcile_account.holder text NOT NULL
column reconcile_account.number text NOT NULL
column reconcile_account.from_day text NOT NULL
column reconcile_account.from_size bigint NOT NULL
column reconcile_account.book_fen bigint NOT NULL
column reconcile_account.seen_seq bigint NOT NULL
column reconcile_account.by_user bigint NOT NULL
column reconcile_account.at bigint NOT NULL
constraint reconcile_account reconcile_account_from CHECK (((length(from_day) = 10) AND (from_size >= 0) AND (seen_seq >= 0) AND (length(number) > 0)))
constraint reconcile_account reconcile_account_holder CHECK ((holder = ANY (ARRAY['bank'::text, 'treasury'::text])))
constraint reconcile_account reconcile_account_number UNIQUE (county, number)
constraint reconcile_account reconcile_account_pk PRIMARY KEY (county, account)
index CREATE UNIQUE INDEX reconcile_account_number ON public.reconcile_account USING btree (county, number)
index CREATE UNIQUE INDEX reconcile_account_pk ON public.reconcile_account USING btree (county, account)
column reconcile_line.county integer NOT NULL
column reconcile_line.id bigint NOT NULL
column reconcile_line.account bigint NOT NULL
column reconcile_line.statement bigint NOT NULL
column reconcile_line.line bigint NOT NULL
column reconcile_line.day text NOT NULL
column reconcile_line.amount_fen bigint NOT NULL
column reconcile_line.order_ref text NOT NULL
column reconcile_line.voucher_ref text NOT NULL
column reconcile_line.batch_ref text NOT NULL
column reconcile_line.their_ref text NOT NULL
column reconcile_line.purpose text NOT NULL
column reconcile_line.undoes bigint NOT NULL
constraint reconcile_line reconcile_line_amount CHECK (((amount_fen <> 0) AND (length(day) = 10)))
constraint reconcile_line reconcile_line_of FOREIGN KEY (county, statement) REFERENCES reconcile_statement(county, id)
constraint reconcile_line reconcile_line_once UNIQUE (county, statement, line)
constraint reconcile_line reconcile_line_pk PRIMARY KEY (county, id)
index CREATE INDEX reconcile_line_day ON public.reconcile_line USING btree (county, account, day)
index CREATE UNIQUE INDEX reconcile_line_once ON public.reconcile_line USING btree (county, statement, line)
index CREATE UNIQUE INDEX reconcile_line_pk ON public.reconcile_line USING btree (county, id)
column reconcile_match.county integer NOT NULL
column reconcile_match.id bigint NOT NULL
column reconcile_match.account bigint NOT NULL
column reconcile_match.how integer NOT NULL
column reconcile_match.lines bigint NOT NULL
column reconcile_match.sum_fen bigint NOT NULL
column reconcile_match.first_day text NOT NULL
column reconcile_match.last_day text NOT NULL
column reconcile_match.request bigint NOT NULL
column reconcile_match.by_user bigint NOT NULL
column reconcile_match.checked_by bigint
column reconcile_match.at bigint NOT NULL
constraint reconcile_match reconcile_match_days CHECK (((first_day <= last_day) AND (lines >= 2)))
constraint reconcile_match reconcile_match_how CHECK ((((how >= 1) AND (how <= 8)) AND ((how = 8) = (checked_by IS NOT NULL)) AND ((how = 8) = (request > 0))))
constraint reconcile_match reconcile_match_of FOREIGN KEY (county, account) REFERENCES reconcile_account(county, account)
constraint reconcile_match reconcile_match_pk PRIMARY KEY (county, id)
constraint reconcile_match reconcile_match_two_persons CHECK ((checked_by <> by_user))
index CREATE INDEX reconcile_match_straddles ON public.reconcile_match USING btree (county, account, last_day, first_day)
index CREATE UNIQUE INDEX reconcile_match_pk ON public.reconcile_match USING btree (county, id)
column reconcile_member.county integer NOT NULL
column reconcile_member.account bigint NOT NULL
column reconcile_member.side integer NOT NULL
column reconcile_member.line bigint NOT NULL
column reconcile_member.match_id bigint NOT NULL
column reconcile_member.day text NOT NULL
column reconcile_member.amount_fen bigint NOT NULL
constraint reconcile_member reconcile_member_of FOREIGN KEY (county, match_id) REFERENCES reconcile_match(county, id)
constraint reconcile_member reconcile_member_pk PRIMARY KEY (county, account, side, line)
constraint reconcile_member reconcile_member_side CHECK ((side = ANY (ARRAY[1, 2])))
index CREATE INDEX reconcile_member_match ON public.reconcile_member USING btree (county, match_id)
index CREATE UNIQUE INDEX reconcile_member_pk ON public.reconcile_member USING btree (county, account, side, line)
column reconcile_open.county integer NOT NULL
column reconcile_open.account bigint NOT NULL
column reconcile_open.side integer NOT NULL
column reconcile_open.line bigint NOT NULL
column reconcile_open.day text NOT NULL
column reconcile_open.amount_fen bigint NOT NULL
column reconcile_open.order_ref text NOT NULL
column reconcile_open.voucher_ref text NOT NULL
column reconcile_open.batch_ref text NOT NULL
column reconcile_open.undoes bigint NOT NULL
column reconcile_open.cause text NOT NULL
constraint reconcile_open reconcile_open_pk PRIMARY KEY (county, account, side, line)
constraint reconcile_open reconcile_open_side CHECK (((side = ANY (ARRAY[1, 2])) AND (amount_fen <> 0)))
index CREATE UNIQUE INDEX reconcile_open_pk ON public.reconcile_open USING btree (county, account, side, line)
column reconcile_request.county integer NOT NULL
column reconcile_request.id bigint NOT NULL
column reconcile_request.account bigint NOT NULL
column reconcile_request.action text NOT NULL
column reconcile_request.match_id bigint NOT NULL
column reconcile_request.reason text NOT NULL
column reconcile_request.state text NOT NULL
column reconcile_request.asked_by bigint NOT NULL
column reconcile_request.asked_name text NOT NULL
column reconcile_request.asked_at bigint NOT NULL
column reconcile_request.decided_by bigint
column reconcile_request.decided_name text
column reconcile_request.decided_at bigint
column reconcile_request.remark text NOT NULL
constraint reconcile_request reconcile_request_action CHECK (((action = ANY (ARRAY['match'::text, 'unmatch'::text])) AND (((action = 'unmatch'::text) OR (state = 'applied'::text)) = (match_id > 0))))
constraint reconcile_request reconcile_request_of FOREIGN KEY (county, account) REFERENCES reconcile_account(county, account)
constraint reconcile_request reconcile_request_pk PRIMARY KEY (county, id)
constraint reconcile_request reconcile_request_said CHECK ((length(reason) > 0))
constraint reconcile_request reconcile_request_state CHECK (((state = ANY (ARRAY['asked'::text, 'applied'::text, 'refused'::text])) AND ((state = 'asked'::text) = (decided_by IS NULL))))
constraint reconcile_request reconcile_request_two_persons CHECK ((decided_by <> asked_by))
index CREATE UNIQUE INDEX reconcile_request_pk ON public.reconcile_request USING btree (county, id)
column reconcile_request_line.county integer NOT NULL
column reconcile_request_line.request bigint NOT NULL
column reconcile_request_line.side integer NOT NULL
column reconcile_request_line.line bigint NOT NULL
constraint reconcile_request_line reconcile_request_line_of FOREIGN KEY (county, request) REFERENCES reconcile_request(county, id)
constraint reconcile_request_line reconcile_request_line_pk PRIMARY KEY (county, request, side, line)
constraint reconcile_request_line reconcile_request_line_side CHECK ((side = ANY (ARRAY[1, 2])))
index CREATE UNIQUE INDEX reconcile_request_line_pk ON public.reconcile_request_line USING btree (county, request, side, line)
column reconcile_statement.county integer NOT NULL
column reconcile_statement.id bigint NOT NULL
column reconcile_statement.account bigint NOT NULL
column reconcile_statement.n integer NOT NULL
column reconcile_statement.number text NOT NULL
column reconcile_statement.format text NOT NULL
column reconcile_statement.digest text NOT NULL
column reconcile_statement.content bytea NOT NULL
column reconcile_statement.from_day text NOT NULL
column reconcile_statement.to_day text NOT NULL
column reconcile_statement.opening_fen bigint NOT NULL
column reconcile_statement.credits_fen bigint NOT NULL
column reconcile_statement.debits_fen bigint NOT NULL
column reconcile_statement.closing_fen bigint NOT NULL
column reconcile_statement.lines bigint NOT NULL
column reconcile_statement.by_user bigint NOT NULL
column reconcile_statement.by_name text NOT NULL
column reconcile_statement.at bigint NOT NULL
constraint reconcile_statement reconcile_statement_adds CHECK (((((opening_fen + credits_fen) - debits_fen) = closing_fen) AND (n >= 0)))
constraint reconcile_statement reconcile_statement_days CHECK (((length(from_day) = 10) AND (length(to_day) = 10) AND (from_day <= to_day)))
constraint reconcile_statement reconcile_statement_digest UNIQUE (county, digest)
constraint reconcile_statement reconcile_statement_of FOREIGN KEY (county, account) REFERENCES reconcile_account(county, account)
constraint reconcile_statement reconcile_statement_pk PRIMARY KEY (county, id)
index CREATE UNIQUE INDEX reconcile_statement_chain ON public.reconcile_statement USING btree (county, account, n) WHERE (n > 0)
index CREATE UNIQUE INDEX reconcile_statement_digest ON public.reconcile_statement USING btree (county, digest)
index CREATE UNIQUE INDEX reconcile_statement_pk ON public.reconcile_statement USING btree (county, id)
column reconcile_table.county integer NOT NULL
column reconcile_table.id bigint NOT NULL
column reconcile_table.account bigint NOT NULL
column reconcile_table.day text NOT NULL
column reconcile_table.log_size bigint NOT NULL
column reconcile_table.book_fen bigint NOT NULL
column reconcile_table.bank_fen bigint NOT NULL
column reconcile_table.book_in_fen bigint NOT NULL
column reconcile_table.book_out_fen bigint NOT NULL
column reconcile_table.bank_in_fen bigint NOT NULL
column reconcile_table.bank_out_fen bigint NOT NULL
column reconcile_table.difference_fen bigint NOT NULL
column reconcile_table.items bigint NOT NULL
column reconcile_table.explanation text NOT NULL
column reconcile_table.made_by bigint NOT NULL
column reconcile_table.made_name text NOT NULL
column reconcile_table.made_at bigint NOT NULL
column reconcile_table.made_seal bytea NOT NULL
column reconcile_table.signed_by bigint
column reconcile_table.signed_name text
column reconcile_table.signed_at bigint
column reconcile_table.signed_seal bytea
constraint reconcile_table reconcile_table_adds CHECK (((((bank_fen + book_in_fen) - book_out_fen) - ((book_fen + bank_in_fen) - bank_out_fen)) = difference_fen))
constraint reconcile_table reconcile_table_of FOREIGN KEY (county, account) REFERENCES reconcile_account(county, account)
constraint reconcile_table reconcile_table_pk PRIMARY KEY (county, id)
constraint reconcile_table reconcile_table_sides CHECK (((book_in_fen >= 0) AND (book_out_fen >= 0) AND (bank_in_fen >= 0) AND (bank_out_fen >= 0) AND (items >= 0)))
constraint reconcile_table reconcile_table_signed CHECK ((((signed_by IS NULL) = (signed_name IS NULL)) AND ((signed_by IS NULL) = (signed_at IS NULL)) AND ((signed_by IS NULL) = (signed_seal IS NULL))))
constraint reconcile_table reconcile_table_two_persons CHECK ((signed_by <> made_by))
index CREATE INDEX reconcile_table_day ON public.reconcile_table USING btree (county, account, day, id)
index CREATE UNIQUE INDEX reconcile_table_pk ON public.reconcile_table USING btree (county, id)
column reconcile_table_item.county integer NOT NULL
column reconcile_table_item.sheet bigint NOT NULL
column reconcile_table_item.side integer NOT NULL
column reconcile_table_item.line bigint NOT NULL
column reconcile_table_item.day text NOT NULL
column reconcile_table_item.amount_fen bigint NOT NULL
column reconcile_table_item.cause text NOT NULL
constraint reconcile_table_item reconcile_table_item_of FOREIGN KEY (county, sheet) REFERENCES reconcile_table(county, id)
constraint reconcile_table_item reconcile_table_item_pk PRIMARY KEY (county, sheet, side, line)
constraint reconcile_table_item reconcile_table_item_side CHECK ((side = ANY (ARRAY[1, 2])))
index CREATE UNIQUE INDEX reconcile_table_item_pk ON public.reconcile_table_item USING btree (county, sheet, side, line)
column reconciliation.county integer NOT NULL
column reconciliation.run bigint NOT NULL
column reconciliation.attempt integer NOT NULL
column reconciliation.value_date text NOT NULL
column reconciliation.book_fen bigint NOT NULL
column reconciliation.pending_fen bigint NOT NULL
column reconciliation.bank_fen bigint NOT NULL
column reconciliation.difference_fen bigint NOT NULL
column reconciliation.detail text NOT NULL
column reconciliation.by_user bigint NOT NULL
column reconciliation.by_name text NOT NULL
column reconciliation.at bigint NOT NULL
constraint reconciliation reconciliation_pk PRIMARY KEY (county, run, attempt)
constraint reconciliation reconciliation_run FOREIGN KEY (county, run) REFERENCES payment_run(county, id)
index CREATE UNIQUE INDEX reconciliation_pk ON public.reconciliation USING btree (county, run, attempt)
column registration.county integer NOT NULL
column registration.id bigint NOT NULL
column registration.person bigint NOT NULL
column registration.kind text NOT NULL
column registration.from_on text NOT NULL
column registration.until_on text
column registration.case_id bigint
column registration.attributes_sealed bytea NOT NULL
column registration.by_user bigint NOT NULL
column registration.by_name text NOT NULL
column registration.at bigint NOT NULL
column registration.ended_on text
column registration.ended_why text
column registration.ended_by bigint
column registration.ended_name text
column registration.ended_at bigint
constraint registration registration_days CHECK (((length(from_on) = 10) AND ((until_on IS NULL) OR (until_on >= from_on)) AND ((ended_on IS NULL) OR (ended_on >= from_on))))
constraint registration registration_ended CHECK ((((ended_on IS NULL) = (ended_why IS NULL)) AND ((ended_on IS NULL) = (ended_by IS NULL)) AND ((ended_on IS NULL) = (ended_name IS NULL)) AND ((ended_on IS NULL) = (ended_at IS NULL))))
constraint registration registration_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint registration registration_pk PRIMARY KEY (county, id)
constraint registration registration_why CHECK (((ended_why IS NULL) OR (ended_why = ANY (ARRAY['over'::text, 'expired'::text, 'replaced'::text, 'mistaken'::text]))))
index CREATE INDEX registration_by_kind ON public.registration USING btree (county, kind, from_on)
index CREATE INDEX registration_by_person ON public.registration USING btree (county, person, id)
index CREATE UNIQUE INDEX registration_living ON public.registration USING btree (county, person, kind) WHERE (ended_on IS NULL)
index CREATE UNIQUE INDEX registration_pk ON public.registration USING btree (county, id)
column relation.county integer NOT NULL
column relation.id bigint NOT NULL
column relation.person bigint NOT NULL
column relation.scheme text NOT NULL
column relation.state text NOT NULL
column relation.joined integer NOT NULL
column relation.ended integer
constraint relation relation_ended CHECK ((((state = 'ended'::text) = (ended IS NOT NULL)) AND ((ended IS NULL) OR (ended >= joined))))
constraint relation relation_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint relation relation_pk PRIMARY KEY (county, id)
constraint relation relation_scheme CHECK ((scheme = ANY (ARRAY['resident-pension'::text, 'employee-pension'::text])))
constraint relation relation_state CHECK ((state = ANY (ARRAY['paying'::text, 'suspended'::text, 'receiving'::text, 'ended'::text])))
index CREATE INDEX relation_by_person ON public.relation USING btree (county, person, id)
index CREATE UNIQUE INDEX relation_living ON public.relation USING btree (county, person, scheme) WHERE (ended IS NULL)
index CREATE UNIQUE INDEX relation_pk ON public.relation USING btree (county, id)
column relation_transfer.county integer NOT NULL
column relation_transfer.id bigint NOT NULL
column relation_transfer.person bigint NOT NULL
column relation_transfer.direction text NOT NULL
column relation_transfer.route text NOT NULL
column relation_transfer.case_id bigint NOT NULL
column relation_transfer.relation bigint
column relation_transfer.was_state text
column relation_transfer.state text NOT NULL
column relation_transfer.version bigint NOT NULL
column relation_transfer.agency text NOT NULL
column relation_transfer.place text NOT NULL
column relation_transfer.account_sealed bytea
column relation_transfer.revision integer NOT NULL
column relation_transfer.joined integer
column relation_transfer.personal_fen bigint NOT NULL
column relation_transfer.collective_fen bigint NOT NULL
column relation_transfer.subsidy_fen bigint NOT NULL
column relation_transfer.interest_fen bigint NOT NULL
column relation_transfer.drawn_fen bigint NOT NULL
column relation_transfer.balance_fen bigint NOT NULL
column relation_transfer.months integer NOT NULL
column relation_transfer.digest text NOT NULL
column relation_transfer.arrived_fen bigint NOT NULL
column relation_transfer.step text NOT NULL
column relation_transfer.proposal bigint
column relation_transfer.chain bytea NOT NULL
column relation_transfer.asked_at bigint NOT NULL
constraint relation_transfer relation_transfer_agency CHECK (((length(agency) > 0) AND (length(place) > 0)))
constraint relation_transfer relation_transfer_direction CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text])))
constraint relation_transfer relation_transfer_parts CHECK (((personal_fen >= 0) AND (collective_fen >= 0) AND (subsidy_fen >= 0) AND (interest_fen >= 0) AND (drawn_fen >= 0) AND (months >= 0) AND (arrived_fen >= 0)))
constraint relation_transfer relation_transfer_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint relation_transfer relation_transfer_pk PRIMARY KEY (county, id)
constraint relation_transfer relation_transfer_relation FOREIGN KEY (county, relation) REFERENCES relation(county, id)
constraint relation_transfer relation_transfer_route CHECK ((route = ANY (ARRAY['place'::text, 'employee'::text])))
constraint relation_transfer relation_transfer_state CHECK ((state = ANY (ARRAY['asked'::text, 'told'::text, 'ordered'::text, 'paid'::text, 'announced'::text, 'arrived'::text, 'credited'::text, 'cancelled'::text])))
constraint relation_transfer relation_transfer_step CHECK (((step = ''::text) = (proposal IS NULL)))
constraint relation_transfer relation_transfer_sum CHECK (((balance_fen = ((((personal_fen + collective_fen) + subsidy_fen) + interest_fen) - drawn_fen)) AND (balance_fen >= 0)))
constraint relation_transfer relation_transfer_way CHECK ( CASE direction WHEN 'out'::text THEN (state = ANY (ARRAY['asked'::text, 'told'::text, 'ordered'::text, 'paid'::text, 'cancelled'::text])) ELSE (state = ANY (ARRAY['asked'::text, 'announced'::text, 'arrived'::text, 'credited'::text, 'cancelled'::text])) END)
index CREATE INDEX relation_transfer_by_case ON public.relation_transfer USING btree (county, case_id)
index CREATE INDEX relation_transfer_by_person ON public.relation_transfer USING btree (county, person, id)
index CREATE UNIQUE INDEX relation_transfer_open ON public.relation_transfer USING btree (county, person) WHERE (state <> ALL (ARRAY['paid'::text, 'credited'::text, 'cancelled'::text]))
index CREATE UNIQUE INDEX relation_transfer_pk ON public.relation_transfer USING btree (county, id)
column relation_transfer_act.county integer NOT NULL
column relation_transfer_act.transfer bigint NOT NULL
column relation_transfer_act.id bigint NOT NULL
column relation_transfer_act.kind text NOT NULL
column relation_transfer_act.step text NOT NULL
column relation_transfer_act.batch bigint NOT NULL
column relation_transfer_act.amount_fen bigint NOT NULL
column relation_transfer_act.paper text NOT NULL
column relation_transfer_act.on_day text NOT NULL
column relation_transfer_act.says text NOT NULL
column relation_transfer_act.digest text NOT NULL
column relation_transfer_act.account text NOT NULL
column relation_transfer_act.by_user bigint NOT NULL
column relation_transfer_act.by_name text NOT NULL
column relation_transfer_act.at bigint NOT NULL
column relation_transfer_act.chain bytea NOT NULL
constraint relation_transfer_act relation_transfer_act_day CHECK (((on_day = ''::text) OR (length(on_day) = 10)))
constraint relation_transfer_act relation_transfer_act_of FOREIGN KEY (county, transfer) REFERENCES relation_transfer(county, id)
constraint relation_transfer_act relation_transfer_act_pk PRIMARY KEY (county, transfer, id)
index CREATE UNIQUE INDEX relation_transfer_act_pk ON public.relation_transfer_act USING btree (county, transfer, id)
column relation_transfer_line.county integer NOT NULL
column relation_transfer_line.transfer bigint NOT NULL
column relation_transfer_line.revision integer NOT NULL
column relation_transfer_line.year integer NOT NULL
column relation_transfer_line.grade_fen bigint NOT NULL
column relation_transfer_line.personal_fen bigint NOT NULL
column relation_transfer_line.collective_fen bigint NOT NULL
column relation_transfer_line.subsidy_fen bigint NOT NULL
column relation_transfer_line.months integer NOT NULL
constraint relation_transfer_line relation_transfer_line_of FOREIGN KEY (county, transfer) REFERENCES relation_transfer(county, id)
constraint relation_transfer_line relation_transfer_line_parts CHECK (((grade_fen >= 0) AND (personal_fen >= 0) AND (collective_fen >= 0) AND (subsidy_fen >= 0) AND ((months >= 1) AND (months <= 12))))
constraint relation_transfer_line relation_transfer_line_pk PRIMARY KEY (county, transfer, revision, year)
index CREATE UNIQUE INDEX relation_transfer_line_pk ON public.relation_transfer_line USING btree (county, transfer, revision, year)
column remit.county integer NOT NULL
column remit.id bigint NOT NULL
column remit.user_id bigint NOT NULL
column remit.township text NOT NULL
column remit.skilled boolean NOT NULL
column remit.from_on text NOT NULL
column remit.until_on text
column remit.by_user bigint NOT NULL
column remit.at bigint NOT NULL
constraint remit remit_days CHECK (((length(from_on) = 10) AND ((until_on IS NULL) OR (length(until_on) = 10))))
constraint remit remit_pk PRIMARY KEY (county, id)
index CREATE INDEX remit_living ON public.remit USING btree (county, user_id) WHERE (until_on IS NULL)
index CREATE UNIQUE INDEX remit_pk ON public.remit USING btree (county, id)
column service_case.county integer NOT NULL
column service_case.id bigint NOT NULL
column service_case.item text NOT NULL
column service_case.item_hash text NOT NULL
column service_case.person bigint NOT NULL
column service_case.station bigint NOT NULL
column service_case.state text NOT NULL
column service_case.version bigint NOT NULL
column service_case.number text
column service_case.opened_by bigint NOT NULL
column service_case.opened_at bigint NOT NULL
column service_case.form_sealed bytea NOT NULL
column service_case.saved_by bigint NOT NULL
column service_case.saved_at bigint NOT NULL
column service_case.taken_by bigint
column service_case.accepted_at bigint
column service_case.accepted_on text
column service_case.due_on text
column service_case.legal_due_on text
column service_case.reviewer bigint
column service_case.assessment text
column service_case.decided_by bigint
column service_case.decided_at bigint
column service_case.ground text
column service_case.effect bigint
column service_case.changed_name text NOT NULL
column service_case.changed_at bigint NOT NULL
column service_case.apart bigint NOT NULL DEFAULT 0
column service_case.warn_on text
column service_case.known_to text
column service_case.standing_on text
column service_case.alarm text
column service_case.delivered_on text
column service_case.archived_on text
column service_case.stage text
constraint service_case service_case_accepted CHECK ((((number IS NULL) = (accepted_at IS NULL)) AND ((number IS NULL) = (accepted_on IS NULL)) AND ((number IS NULL) = (taken_by IS NULL)) AND ((due_on IS NULL) OR (number IS NOT NULL)) AND ((legal_due_on IS NULL) OR (due_on IS NOT NULL))))
constraint service_case service_case_alarm CHECK (((alarm IS NULL) OR (alarm = ANY (ARRAY['soon'::text, 'overdue'::text]))))
constraint service_case service_case_archived CHECK (((archived_on IS NULL) OR (state = ANY (ARRAY['approved'::text, 'refused'::text, 'done'::text, 'answered'::text, 'withdrawn'::text, 'transferred'::text]))))
constraint service_case service_case_decided CHECK ((((state = ANY (ARRAY['approved'::text, 'refused'::text, 'done'::text, 'answered'::text])) = (decided_by IS NOT NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL))))
constraint service_case service_case_delivered CHECK (((delivered_on IS NULL) OR (decided_by IS NOT NULL)))
constraint service_case service_case_ground CHECK (((state = 'refused'::text) = (ground IS NOT NULL)))
constraint service_case service_case_item FOREIGN KEY (county, item_hash) REFERENCES case_text(county, hash)
constraint service_case service_case_numbered CHECK (((state <> ALL (ARRAY['returned'::text, 'submitted'::text, 'review'::text, 'referred'::text, 'approved'::text, 'refused'::text, 'done'::text, 'answered'::text, 'transferred'::text])) OR (number IS NOT NULL)))
constraint service_case service_case_person FOREIGN KEY (county, person) REFERENCES person(county, id)
constraint service_case service_case_pk PRIMARY KEY (county, id)
constraint service_case service_case_stage CHECK (((stage IS NULL) OR (number IS NOT NULL)))
constraint service_case service_case_state CHECK ((state = ANY (ARRAY['draft'::text, 'incomplete'::text, 'returned'::text, 'submitted'::text, 'review'::text, 'referred'::text, 'approved'::text, 'refused'::text, 'done'::text, 'answered'::text, 'withdrawn'::text, 'transferred'::text])))
constraint service_case service_case_two_persons CHECK (((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR ((decided_by <> taken_by) AND (decided_by <> opened_by) AND (decided_by <> saved_by))))
constraint service_case service_case_version CHECK ((version > 0))
index CREATE INDEX service_case_at_station ON public.service_case USING btree (county, station, id) WHERE (state = ANY (ARRAY['draft'::text, 'incomplete'::text, 'returned'::text, 'submitted'::text, 'review'::text, 'referred'::text]))
index CREATE INDEX service_case_by_person ON public.service_case USING btree (county, person, id)
index CREATE INDEX service_case_decided_at ON public.service_case USING btree (county, decided_at) WHERE (decided_at IS NOT NULL)
index CREATE INDEX service_case_drafts ON public.service_case USING btree (county, saved_by, id) WHERE (state = ANY (ARRAY['draft'::text, 'incomplete'::text, 'returned'::text]))
index CREATE INDEX service_case_pressing ON public.service_case USING btree (county, warn_on, id) WHERE ((warn_on IS NOT NULL) AND (state = ANY (ARRAY['returned'::text, 'submitted'::text, 'review'::text, 'referred'::text])))
index CREATE INDEX service_case_waiting ON public.service_case USING btree (county, COALESCE(due_on, '9999-12-31'::text), id) WHERE (state = ANY (ARRAY['submitted'::text, 'review'::text]))
index CREATE UNIQUE INDEX service_case_living ON public.service_case USING btree (county, person, item, apart) WHERE (state = ANY (ARRAY['draft'::text, 'incomplete'::text, 'returned'::text, 'submitted'::text, 'review'::text, 'referred'::text]))
index CREATE UNIQUE INDEX service_case_number ON public.service_case USING btree (county, number) WHERE (number IS NOT NULL)
index CREATE UNIQUE INDEX service_case_pk ON public.service_case USING btree (county, id)
column session.token bytea NOT NULL
column session.data bytea NOT NULL
column session.expires bigint NOT NULL
constraint session session_pk PRIMARY KEY (token)
index CREATE INDEX session_expires ON public.session USING btree (expires)
index CREATE UNIQUE INDEX session_pk ON public.session USING btree (token)
column sign_in_try.county integer NOT NULL
column sign_in_try.login text NOT NULL
column sign_in_try.source text NOT NULL
column sign_in_try.failed integer NOT NULL
column sign_in_try.last bigint NOT NULL
constraint sign_in_try sign_in_try_pk PRIMARY KEY (county, login, source)
index CREATE INDEX sign_in_try_last ON public.sign_in_try USING btree (county, last)
index CREATE UNIQUE INDEX sign_in_try_pk ON public.sign_in_try USING btree (county, login, source)
column slip_code.lookup bytea NOT NULL
column slip_code.county integer NOT NULL
column slip_code.payment bigint NOT NULL
column slip_code.issued_at bigint NOT NULL
constraint slip_code slip_code_pk PRIMARY KEY (lookup)
index CREATE UNIQUE INDEX slip_code_pk ON public.slip_code USING btree (lookup)
column sm_checkpoint.county integer NOT NULL
column sm_checkpoint.size bigint NOT NULL
column sm_checkpoint.root bytea NOT NULL
column sm_checkpoint.note text NOT NULL
constraint sm_checkpoint sm_checkpoint_key PRIMARY KEY (county, size)
index CREATE UNIQUE INDEX sm_checkpoint_key ON public.sm_checkpoint USING btree (county, size)
trigger CREATE TRIGGER sm_checkpoint_no_delete BEFORE DELETE ON public.sm_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER sm_checkpoint_no_truncate BEFORE TRUNCATE ON public.sm_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER sm_checkpoint_no_update BEFORE UPDATE ON public.sm_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column sm_head.county integer NOT NULL
column sm_head.size bigint NOT NULL
column sm_head.frontier bytea NOT NULL
constraint sm_head sm_head_key PRIMARY KEY (county)
index CREATE UNIQUE INDEX sm_head_key ON public.sm_head USING btree (county)
trigger CREATE TRIGGER sm_head_no_delete BEFORE DELETE ON public.sm_head FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER sm_head_no_truncate BEFORE TRUNCATE ON public.sm_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER sm_head_only_grows BEFORE UPDATE ON public.sm_head FOR EACH ROW EXECUTE FUNCTION ledger_sm_only_grows()
column sm_node.county integer NOT NULL
column sm_node.level integer NOT NULL
column sm_node.place bigint NOT NULL
column sm_node.hash bytea NOT NULL
constraint sm_node sm_node_key PRIMARY KEY (county, level, place)
constraint sm_node sm_node_level CHECK ((level = ANY (ARRAY[8, 16])))
index CREATE UNIQUE INDEX sm_node_key ON public.sm_node USING btree (county, level, place)
column snapshot.county integer NOT NULL
column snapshot.fund integer NOT NULL
column snapshot.month integer NOT NULL
column snapshot.account bigint NOT NULL
column snapshot.debits bigint NOT NULL
column snapshot.credits bigint NOT NULL
constraint snapshot snapshot_key PRIMARY KEY (county, fund, month, account)
constraint snapshot snapshot_sums CHECK (((debits >= 0) AND (credits >= 0)))
constraint snapshot snapshot_wall CHECK (((fund > 0) AND ((account >> 48) = fund)))
index CREATE UNIQUE INDEX snapshot_key ON public.snapshot USING btree (county, fund, month, account)
trigger CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON public.snapshot FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER snapshot_no_truncate BEFORE TRUNCATE ON public.snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON public.snapshot FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column staff.county integer NOT NULL
column staff.id bigint NOT NULL
column staff.station bigint NOT NULL
column staff.name text NOT NULL
column staff.sex text NOT NULL
column staff.birth text NOT NULL
column staff.education text NOT NULL
column staff.earned_in_service boolean NOT NULL
column staff.at_ease_with_computer boolean NOT NULL
column staff.other_duties boolean NOT NULL
column staff.since text NOT NULL
column staff.left_on text
column staff.access_user bigint
constraint staff staff_birth CHECK ((length(birth) = 10))
constraint staff staff_education CHECK ((education = ANY (ARRAY['secondary'::text, 'college'::text, 'bachelor'::text, 'master'::text])))
constraint staff staff_left CHECK (((left_on IS NULL) OR (left_on >= since)))
constraint staff staff_name CHECK ((length(name) > 0))
constraint staff staff_pk PRIMARY KEY (county, id)
constraint staff staff_sex CHECK ((sex = ANY (ARRAY['M'::text, 'F'::text])))
constraint staff staff_since CHECK (((length(since) = 10) AND (since > birth)))
constraint staff staff_station FOREIGN KEY (county, station) REFERENCES station(county, id)
index CREATE INDEX staff_by_station ON public.staff USING btree (county, station, id)
index CREATE UNIQUE INDEX staff_pk ON public.staff USING btree (county, id)
column station.county integer NOT NULL
column station.id bigint NOT NULL
column station.code text NOT NULL
column station.kind text NOT NULL
column station.name text NOT NULL
column station.township text NOT NULL
column station.own_office boolean NOT NULL
column station.budget_fen bigint NOT NULL
constraint station station_budget CHECK ((budget_fen >= 0))
constraint station station_code UNIQUE (county, code)
constraint station station_kind CHECK ((kind = ANY (ARRAY['township'::text, 'point'::text, 'community'::text, 'hall'::text])))
constraint station station_name CHECK ((length(name) > 0))
constraint station station_pk PRIMARY KEY (county, id)
constraint station station_township CHECK ((length(township) = 9))
index CREATE UNIQUE INDEX station_code ON public.station USING btree (county, code)
index CREATE UNIQUE INDEX station_pk ON public.station USING btree (county, id)
column station_village.county integer NOT NULL
column station_village.village text NOT NULL
column station_village.station bigint NOT NULL
constraint station_village station_village_code CHECK ((length(village) = 12))
constraint station_village station_village_pk PRIMARY KEY (county, village)
constraint station_village station_village_station FOREIGN KEY (county, station) REFERENCES station(county, id)
index CREATE INDEX station_village_by_station ON public.station_village USING btree (county, station, village)
index CREATE UNIQUE INDEX station_village_pk ON public.station_village USING btree (county, village)
column tenant.county integer NOT NULL
column tenant.name text NOT NULL
column tenant.opened bigint NOT NULL
column tenant.demo boolean NOT NULL
constraint tenant tenant_pk PRIMARY KEY (county)
index CREATE UNIQUE INDEX tenant_pk ON public.tenant USING btree (county)
column tenant_setting.county integer NOT NULL
column tenant_setting.name text NOT NULL
column tenant_setting.value text NOT NULL
column tenant_setting.changed bigint NOT NULL
constraint tenant_setting tenant_setting_pk PRIMARY KEY (county, name)
constraint tenant_setting tenant_setting_tenant FOREIGN KEY (county) REFERENCES tenant(county)
index CREATE UNIQUE INDEX tenant_setting_pk ON public.tenant_setting USING btree (county, name)
column transfer.county integer NOT NULL
column transfer.seq bigint NOT NULL
column transfer.batch bigint NOT NULL
column transfer.line integer NOT NULL
column transfer.fund integer NOT NULL
column transfer.debit bigint NOT NULL
column transfer.credit bigint NOT NULL
column transfer.amount_fen bigint NOT NULL
column transfer.released_fen bigint NOT NULL
column transfer.kind integer NOT NULL
column transfer.ref_seq bigint NOT NULL
column transfer.code text NOT NULL
column transfer.cause text NOT NULL
column transfer.plan text NOT NULL
column transfer.inputs text NOT NULL
column transfer.period integer NOT NULL
column transfer.value_date text NOT NULL
column transfer.posted_at bigint NOT NULL
column transfer.debit_after bigint NOT NULL
column transfer.credit_after bigint NOT NULL
column transfer.leaf bytea NOT NULL
constraint transfer transfer_amount CHECK ((amount_fen > 0))
constraint transfer transfer_key PRIMARY KEY (county, seq)
constraint transfer transfer_kind CHECK ((((kind = 1) AND (ref_seq >= 0) AND (ref_seq < seq) AND (released_fen = 0)) OR ((kind = 2) AND (ref_seq = 0) AND (released_fen = 0)) OR ((kind = 3) AND (ref_seq > 0) AND (ref_seq < seq) AND (released_fen >= amount_fen)) OR ((kind = ANY (ARRAY[4, 5])) AND (ref_seq > 0) AND (ref_seq < seq) AND (released_fen = amount_fen)) OR ((kind = 6) AND (ref_seq > 0) AND (ref_seq < seq) AND (released_fen = 0)) OR ((kind = 7) AND (ref_seq > 0) AND (ref_seq < seq) AND (released_fen > amount_fen))))
constraint transfer transfer_line_once UNIQUE (county, batch, line)
constraint transfer transfer_two_sides CHECK ((debit <> credit))
constraint transfer transfer_wall CHECK (((fund > 0) AND ((debit >> 48) = fund) AND ((credit >> 48) = fund)))
index CREATE INDEX transfer_corrected ON public.transfer USING btree (county, ref_seq) WHERE ((kind = 1) AND (ref_seq > 0))
index CREATE INDEX transfer_credit ON public.transfer USING btree (county, credit, seq)
index CREATE INDEX transfer_debit ON public.transfer USING btree (county, debit, seq)
index CREATE UNIQUE INDEX transfer_key ON public.transfer USING btree (county, seq)
index CREATE UNIQUE INDEX transfer_line_once ON public.transfer USING btree (county, batch, line)
index CREATE UNIQUE INDEX transfer_reversed_once ON public.transfer USING btree (county, ref_seq) WHERE (kind = 6)
index CREATE UNIQUE INDEX transfer_settled_once ON public.transfer USING btree (county, ref_seq) WHERE (kind = ANY (ARRAY[3, 4, 5, 7]))
trigger CREATE TRIGGER transfer_no_delete BEFORE DELETE ON public.transfer FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER transfer_no_truncate BEFORE TRUNCATE ON public.transfer FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER transfer_no_update BEFORE UPDATE ON public.transfer FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
column turnover.county integer NOT NULL
column turnover.account bigint NOT NULL
column turnover.period integer NOT NULL
column turnover.value_date text NOT NULL
column turnover.debits bigint NOT NULL
column turnover.credits bigint NOT NULL
constraint turnover turnover_key PRIMARY KEY (county, account, period, value_date)
constraint turnover turnover_sums CHECK (((debits >= 0) AND (credits >= 0) AND ((debits + credits) > 0)))
index CREATE UNIQUE INDEX turnover_key ON public.turnover USING btree (county, account, period, value_date)
trigger CREATE TRIGGER turnover_no_delete BEFORE DELETE ON public.turnover FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER turnover_no_truncate BEFORE TRUNCATE ON public.turnover FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
trigger CREATE TRIGGER turnover_only_grows BEFORE UPDATE ON public.turnover FOR EACH ROW EXECUTE FUNCTION ledger_turnover_only_grows()
column witness.county integer NOT NULL
column witness.name text NOT NULL
column witness.url text NOT NULL
column witness.key text NOT NULL
column witness.size bigint NOT NULL
column witness.asked_at bigint NOT NULL
column witness.problem text NOT NULL
column witness.answered_at bigint NOT NULL DEFAULT 0
constraint witness witness_key PRIMARY KEY (county, name)
index CREATE UNIQUE INDEX witness_key ON public.witness USING btree (county, name)
function append_only BEGIN RAISE EXCEPTION '% is append-only', TG_ARGV[0]; END
function ledger_account_only_grows BEGIN IF NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.fund <> OLD.fund OR NEW.class <> OLD.class OR NEW.owner <> OLD.owner OR NEW.title_zh <> OLD.title_zh OR NEW.title_en <> OLD.title_en OR NEW.no_overdraft <> OLD.no_overdraft OR NEW.opened_by <> OLD.opened_by OR NEW.checker <> OLD.checker OR NEW.opened_at <> OLD.opened_at OR NEW.leaf <> OLD.leaf OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits OR NEW.debits_reserved < OLD.debits_reserved OR NEW.debits_released < OLD.debits_released OR NEW.credits_reserved < OLD.credits_reserved OR NEW.credits_released < OLD.credits_released OR NEW.last_seq <= OLD.last_seq THEN RAISE EXCEPTION 'ledger: an account only grows'; END IF; RETURN NEW; END
function ledger_account_starts_empty BEGIN IF NEW.debits <> 0 OR NEW.credits <> 0 OR NEW.debits_reserved <> 0 OR NEW.debits_released <> 0 OR NEW.credits_reserved <> 0 OR NEW.credits_released <> 0 OR NEW.last_seq <> NEW.seq THEN RAISE EXCEPTION 'ledger: an account starts empty'; END IF; RETURN NEW; END
function ledger_batch_moves DECLARE counted BIGINT; total NUMERIC; highest INTEGER; referred BIGINT; touched BIGINT; moved BIGINT; BEGIN IF EXISTS (SELECT 1 FROM period WHERE county = NEW.county AND fund = NEW.fund AND month >= NEW.period) THEN RAISE EXCEPTION 'ledger: the period is closed'; END IF; IF NEW.kind = 'opening' AND EXISTS (SELECT 1 FROM batch WHERE county = NEW.county AND fund = NEW.fund AND kind <> 'opening') THEN RAISE EXCEPTION 'ledger: opening balances come first'; END IF; IF (SELECT count(*) FROM batch AS o WHERE o.county = NEW.county AND o.seq = NEW.first_seq - 1 AND o.kind = 'move-out' AND (NEW.kind <> 'move-in' OR (o.cause = NEW.cause AND o.total_fen = NEW.total_fen AND o.fund <> NEW.fund))) <> (CASE NEW.kind WHEN 'move-in' THEN 1 ELSE 0 END) THEN RAISE EXCEPTION 'ledger: a movement between funds has two halves'; END IF; IF NEW.kind IN ('move-out', 'move-in') AND EXISTS (SELECT 1 FROM transfer AS t WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND NOT EXISTS ( SELECT 1 FROM account AS a WHERE a.county = t.county AND a.id = CASE NEW.kind WHEN 'move-out' THEN t.credit ELSE t.debit END AND (a.owner = 'clearing' OR a.owner LIKE 'clearing:%'))) THEN RAISE EXCEPTION 'ledger: a movement between funds goes through a clearing account'; END IF; SELECT count(*), sum(amount_fen), max(kind), max(ref_seq) INTO counted, total, highest, referred FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND batch = NEW.id AND fund = NEW.fund AND period = NEW.period AND posted_at = NEW.posted_at; IF counted <> NEW.lines OR total <> NEW.total_fen OR (NEW.kind IN ('opening', 'move-out', 'move-in') AND (highest > 1 OR referred > 0)) THEN RAISE EXCEPTION 'ledger: the batch and its lines differ'; END IF; IF referred > 0 AND EXISTS (SELECT 1 FROM transfer AS t WHERE t.county = NEW.county AND t.seq >= NEW.first_seq AND t.seq < NEW.seq AND t.ref_seq > 0 AND NOT coalesce((SELECT (t.kind IN (3, 4, 5, 7) AND r.debit = t.debit AND r.credit = t.credit AND t.released_fen = CASE r.kind WHEN 2 THEN r.amount_fen WHEN 7 THEN r.released_fen - r.amount_fen END) OR (t.kind = 6 AND r.kind IN (1, 3, 6, 7) AND r.debit = t.credit AND r.credit = t.debit AND r.amount_fen = t.amount_fen) OR (t.kind = 1 AND r.kind IN (1, 3, 6, 7) AND (t.debit IN (r.debit, r.credit) OR t.credit IN (r.debit, r.credit)) AND EXISTS (SELECT 1 FROM period AS p WHERE p.county = t.county AND p.fund = t.fund AND p.month >= r.period)) FROM transfer AS r WHERE r.county = t.county AND r.seq = t.ref_seq AND r.fund = t.fund), false)) THEN RAISE EXCEPTION 'ledger: a line refers to a transfer that it does not fit'; END IF; SELECT count(*) INTO touched FROM ( SELECT debit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq UNION SELECT credit FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq) AS u; UPDATE account SET debits = account.debits + s.debits, credits = account.credits + s.credits, debits_reserved = account.debits_reserved + s.debits_reserved, debits_released = account.debits_released + s.debits_released, credits_reserved = account.credits_reserved + s.credits_reserved, credits_released = account.credits_released + s.credits_released, last_seq = s.last_seq FROM (SELECT id, sum(debits) AS debits, sum(credits) AS credits, sum(debits_reserved) AS debits_reserved, sum(debits_released) AS debits_released, sum(credits_reserved) AS credits_reserved, sum(credits_released) AS credits_released, max(last_seq) AS last_seq FROM (SELECT debit AS id, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END) AS debits, 0 AS credits, sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN released_fen - amount_fen ELSE 0 END) AS debits_reserved, sum(released_fen) AS debits_released, 0 AS credits_reserved, 0 AS credits_released, max(seq) AS last_seq FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY debit UNION ALL SELECT credit, 0, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END), 0, 0, sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN released_fen - amount_fen ELSE 0 END), sum(released_fen), max(seq) FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq GROUP BY credit) AS u GROUP BY id) AS s WHERE account.county = NEW.county AND account.id = s.id; GET DIAGNOSTICS moved = ROW_COUNT; IF moved <> touched THEN RAISE EXCEPTION 'ledger: a line names an account that is not there'; END IF; INSERT INTO turnover (county, account, period, value_date, debits, credits) SELECT NEW.county, u.account, NEW.period, u.value_date, sum(u.debits), sum(u.credits) FROM (SELECT debit AS account, value_date, sum(amount_fen) AS debits, 0 AS credits FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND kind IN (1, 3, 6, 7) GROUP BY debit, value_date UNION ALL SELECT credit, value_date, 0, sum(amount_fen) FROM transfer WHERE county = NEW.county AND seq >= NEW.first_seq AND seq < NEW.seq AND kind IN (1, 3, 6, 7) GROUP BY credit, value_date) AS u WHERE true GROUP BY u.account, u.value_date ON CONFLICT (county, account, period, value_date) DO UPDATE SET debits = turnover.debits + excluded.debits, credits = turnover.credits + excluded.credits; RETURN NULL; END
function ledger_by_two BEGIN IF NEW.checker = 0 THEN RAISE EXCEPTION 'ledger: it takes two persons'; END IF; RETURN NEW; END
function ledger_log_only_grows BEGIN IF NEW.county <> OLD.county OR NEW.size <= OLD.size OR NEW.at < OLD.at THEN RAISE EXCEPTION 'ledger: the log only grows'; END IF; RETURN NEW; END
function ledger_proposal_only_decided BEGIN IF OLD.state <> 'proposed' OR NEW.county <> OLD.county OR NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.fund <> OLD.fund OR NEW.subject <> OLD.subject OR NEW.content <> OLD.content OR NEW.reason <> OLD.reason OR NEW.total_fen <> OLD.total_fen OR NEW.needs <> OLD.needs OR NEW.voices < OLD.voices OR NEW.maker <> OLD.maker OR NEW.maker_name <> OLD.maker_name OR NEW.made_at <> OLD.made_at THEN RAISE EXCEPTION 'ledger: a proposal is decided, never changed'; END IF; RETURN NEW; END
function ledger_refuse BEGIN RAISE EXCEPTION 'ledger: % of % is refused', TG_OP, TG_TABLE_NAME; END
function ledger_sm_only_grows BEGIN IF NEW.county <> OLD.county OR NEW.size <= OLD.size THEN RAISE EXCEPTION 'ledger: the log only grows'; END IF; RETURN NEW; END
function ledger_turnover_only_grows BEGIN IF NEW.county <> OLD.county OR NEW.account <> OLD.account OR NEW.period <> OLD.period OR NEW.value_date <> OLD.value_date OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits THEN RAISE EXCEPTION 'ledger: a turnover only grows'; END IF; RETURN NEW; END
