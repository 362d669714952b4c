-- When a witness last cosigned well: what it was asked in vain since then does not count.
ALTER TABLE witness ADD COLUMN answered_at BIGINT NOT NULL DEFAULT 0;
UPDATE witness SET answered_at = asked_at WHERE problem = '' AND size > 0;
