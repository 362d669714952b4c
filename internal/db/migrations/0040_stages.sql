-- Disputes go through stages with a clock each: complaints, mediations, arbitrations, petitions.

-- The stage that runs, or that ended the case; of no other matter.
ALTER TABLE service_case ADD COLUMN stage TEXT CONSTRAINT service_case_stage CHECK (stage IS NULL OR number IS NOT NULL);
-- Which of a case's clocks a row belongs to (STAGE or STAGE/TASK; none where there is one), and the start that it follows: a clock that
-- begins anew may be extended anew.
ALTER TABLE case_clock ADD COLUMN stage TEXT;
ALTER TABLE case_clock ADD COLUMN run BIGINT;
UPDATE case_clock SET run = (SELECT max(s.id) FROM case_clock s
    WHERE s.county=case_clock.county AND s.case_id=case_clock.case_id AND s.kind='start' AND s.id <= case_clock.id);
DROP INDEX case_clock_extended;
CREATE UNIQUE INDEX case_clock_extended ON case_clock (county, case_id, coalesce(run, 0)) WHERE kind = 'extend';
ALTER TABLE case_clock DROP CONSTRAINT case_clock_kind;
ALTER TABLE case_clock ADD CONSTRAINT case_clock_kind CHECK (kind IN ('start', 'pause', 'resume', 'extend', 'recount', 'end'));
-- A stage begins and ends, a task in it is done, a party asks for the next.
ALTER TABLE case_act DROP CONSTRAINT case_act_kind;
ALTER TABLE case_act ADD CONSTRAINT case_act_kind CHECK (kind IN ('returned', 'moved', 'transferred', 'reopened', 'corrected', 'delivered', 'archived', 'broken',
    'begun', 'ended', 'task', 'asked'));
ALTER TABLE case_event DROP CONSTRAINT case_event_kind;
ALTER TABLE case_event ADD CONSTRAINT case_event_kind CHECK (kind IN ('opened', 'incomplete', 'submitted', 'review', 'reassessed', 'referred', 'approved', 'refused',
    'done', 'answered', 'withdrawn', 'paused', 'resumed', 'extended', 'soon', 'overdue', 'recounted',
    'returned', 'moved', 'transferred', 'reopened', 'corrected', 'delivered', 'archived', 'reminded', 'met', 'verified', 'broken',
    'begun', 'ended', 'task', 'asked'));
