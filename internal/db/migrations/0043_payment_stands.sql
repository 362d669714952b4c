-- A payment that is ready goes its chunk's way: the chunk's step says whether its money is reserved (the bank has it) and whether it is paid.
-- So a run writes each payment once, and not once more for each step; what goes its own way (held, lapsed, returned) is said by the payment.

UPDATE payment SET state='ready' WHERE state IN ('pending', 'paid');
ALTER TABLE payment DROP CONSTRAINT payment_state;
ALTER TABLE payment ADD CONSTRAINT payment_state CHECK (state IN ('held', 'ready', 'returned', 'lapsed'));

-- stands is what has become of a payment: held, ready, pending, paid, returned, lapsed.
CREATE VIEW payment_now AS SELECT p.county, p.id, p.run, p.chunk, p.entitlement, p.person, p.bank_account, p.from_month, p.to_month, p.basic_fen, p.account_fen,
    p.total_fen, p.state, p.hold_code, p.hold_detail, p.released_by, p.release_reason, p.released_at, p.return_code,
    CASE WHEN p.state='ready' THEN coalesce((SELECT CASE c.step WHEN 'pended' THEN 'pending' WHEN 'settled' THEN 'paid' END FROM payment_chunk AS c
        WHERE c.county=p.county AND c.run=p.run AND c.chunk=p.chunk), 'ready') ELSE p.state END AS stands
    FROM payment AS p;
