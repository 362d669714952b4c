-- What the pages of the funds' books walk: the batches of a fund by month, and what corrects a transfer. Both are small beside the transfers:
-- one entry a batch, one a correction.
CREATE INDEX batch_by_month ON batch (county, fund, period, first_seq, seq);
CREATE INDEX transfer_corrected ON transfer (county, ref_seq) WHERE kind = 1 AND ref_seq > 0;
