-- What a transfer gives back to an account may lower its interest: what had been drawn there stays drawn.
ALTER TABLE pension_entry DROP CONSTRAINT pension_entry_sign;
ALTER TABLE pension_entry ADD CONSTRAINT pension_entry_sign CHECK (kind IN ('reversal', 'moved-out', 'moved-back', 'restored')
    OR (personal_fen >= 0 AND collective_fen >= 0 AND subsidy_fen >= 0 AND interest_fen >= 0 AND paid_fen >= 0));
