CREATE TABLE redaction_wanted (
    case_id    uuid    NOT NULL,
    item       uuid    NOT NULL,
    party      integer NOT NULL,
    ordered_by uuid    NOT NULL,
    PRIMARY KEY (case_id, item, party, ordered_by)
);

COMMENT ON TABLE redaction_wanted IS 'texts that are to lose a party, and stay for others';

CREATE TABLE text_successor (
    item      uuid PRIMARY KEY,
    case_id   uuid    NOT NULL,
    party     integer NOT NULL,
    successor uuid    NOT NULL
);

COMMENT ON TABLE text_successor IS 'what stands in the place of a text without a party';

GRANT SELECT ON redaction_wanted, text_successor TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON redaction_wanted, text_successor
   TO cases_follower;
