-- Short codes of payment slips (支付凭条的核验码): by which code which payment is asked for. lookup is a keyed hash of the code, which itself is
-- computed from the payment with a key: whoever reads this table learns no code.
CREATE TABLE slip_code (
	lookup BYTEA NOT NULL,
	county INTEGER NOT NULL,
	payment BIGINT NOT NULL,
	issued_at BIGINT NOT NULL,
	CONSTRAINT slip_code_pk PRIMARY KEY (lookup)
);
