CREATE TABLE disposal_entry (
    disposal uuid    NOT NULL,
    entry    integer NOT NULL,
    case_id  uuid    NOT NULL,
    what     text    NOT NULL,
    state    text    NOT NULL DEFAULT 'listed'
             CHECK (state IN ('listed', 'stays', 'erased')),
    because  text,
    items    integer NOT NULL DEFAULT 0,
    PRIMARY KEY (disposal, entry)
);
CREATE INDEX disposal_entry_case ON disposal_entry (case_id);

COMMENT ON COLUMN disposal_entry.disposal IS 'the list, a case of its own';
COMMENT ON COLUMN disposal_entry.because IS 'why it stays';
COMMENT ON COLUMN disposal_entry.items IS 'texts made unreadable so far';

CREATE TABLE erased_text (
    item      uuid PRIMARY KEY,
    case_id   uuid        NOT NULL,
    what      text        NOT NULL,
    disposal  uuid        NOT NULL,
    rule      text        NOT NULL,
    clause    text        NOT NULL,
    erased_at timestamptz NOT NULL
);
CREATE INDEX erased_text_disposal ON erased_text (disposal);

CREATE TABLE disposal_finality (
    disposal     uuid PRIMARY KEY,
    items        integer     NOT NULL,
    root_version integer     NOT NULL,
    reached_at   timestamptz NOT NULL
);

COMMENT ON TABLE disposal_finality IS
    'of how many texts no key can be had any more, since when';

GRANT SELECT ON disposal_entry, erased_text, disposal_finality
   TO cases_application, cases_reporting;
GRANT SELECT, INSERT, UPDATE, DELETE ON disposal_entry, erased_text, disposal_finality
   TO cases_follower;
