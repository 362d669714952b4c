-- Scans and photographs of papers (材料附件): sealed, in the database with the case; what is stored was drawn anew or looked into.
CREATE TABLE case_attachment (
    county INTEGER NOT NULL,
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    material TEXT NOT NULL,
    kind TEXT NOT NULL,
    name_sealed BYTEA NOT NULL,
    bytes INTEGER NOT NULL,
    body_sealed BYTEA NOT NULL,
    by_user BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT case_attachment_pk PRIMARY KEY (county, id),
    CONSTRAINT case_attachment_case FOREIGN KEY (county, case_id) REFERENCES service_case (county, id),
    CONSTRAINT case_attachment_kind CHECK (kind IN ('image/jpeg', 'application/pdf')),
    CONSTRAINT case_attachment_bytes CHECK (bytes > 0)
);
CREATE INDEX case_attachment_by_case ON case_attachment (county, case_id, id);
