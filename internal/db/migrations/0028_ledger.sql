-- Every step of a proposal (待复核事项) is a document of the log: as it was proposed, confirmed by one of several, confirmed or sent back.
ALTER TABLE document DROP CONSTRAINT document_kind;
ALTER TABLE document ADD CONSTRAINT document_kind CHECK (kind IN ('payment-order', 'bank-answer', 'bank-statement', 'proposal'));
