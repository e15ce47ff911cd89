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

CREATE TABLE disposal_request (
    disposal uuid NOT NULL,
    request  uuid NOT NULL,
    PRIMARY KEY (disposal, request)
);

COMMENT ON TABLE disposal_request IS 'in which request it was decided what is on a list';

CREATE TABLE disposal_recipient (
    disposal uuid    NOT NULL,
    number   integer NOT NULL,
    noticed  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (disposal, number)
);

COMMENT ON COLUMN disposal_recipient.noticed IS
    'they were told that the texts are gone, or it is said why not';

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

CREATE TABLE disposal_list (
    disposal       uuid PRIMARY KEY,
    ground         text    NOT NULL,
    started_at     timestamptz,
    meant          integer NOT NULL DEFAULT 0,
    erased         integer NOT NULL DEFAULT 0,
    final          integer NOT NULL DEFAULT 0,
    final_at       timestamptz,
    root_version   integer,
    sought_at      timestamptz,
    backups_until  date,
    failed_stage   text,
    failed_because text,
    failed_at      timestamptz,
    outcome        text
);

COMMENT ON COLUMN disposal_list.meant IS 'texts that it meant when it began';
COMMENT ON COLUMN disposal_list.final IS 'texts of which no key can be had any more';
COMMENT ON COLUMN disposal_list.sought_at IS 'when it was looked for what is left';
COMMENT ON COLUMN disposal_list.backups_until IS
    'first day on which no backup is left from before the erasure';

GRANT SELECT ON disposal_entry, disposal_request, disposal_recipient, erased_text,
                disposal_list
   TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE
   ON disposal_entry, disposal_request, disposal_recipient, erased_text, disposal_list
   TO cases_follower;
