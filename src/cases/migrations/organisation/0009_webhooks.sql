-- How far each webhook has come, and what became of what was sent. No projection: made
-- anew from the log, everything would be sent again.

CREATE TABLE webhook_place (
    webhook       uuid        PRIMARY KEY,
    position      bigint      NOT NULL,
    attempts      integer     NOT NULL DEFAULT 0,
    failing_since timestamptz,
    again_at      timestamptz,
    given_up      boolean     NOT NULL DEFAULT false
);
COMMENT ON COLUMN webhook_place.position IS
    'of the last event that was taken, or that was not to be told';
COMMENT ON COLUMN webhook_place.attempts IS 'of the event after it, none of which was taken';
COMMENT ON COLUMN webhook_place.given_up IS 'nothing more is sent';

CREATE TABLE webhook_delivery (
    webhook  uuid    NOT NULL,
    position bigint  NOT NULL,
    state    text    NOT NULL CHECK (state IN ('taken', 'waiting', 'given_up')),
    attempts integer NOT NULL,
    status   text    NOT NULL,
    day      date    NOT NULL,
    again_at timestamptz,
    PRIMARY KEY (webhook, position)
);
CREATE INDEX webhook_delivery_day ON webhook_delivery (day) WHERE state = 'taken';
COMMENT ON COLUMN webhook_delivery.status IS
    'of the last answer, or why there was none: never a word of it';
-- When it was sent is not kept: of what a reporter does only the day is.
COMMENT ON COLUMN webhook_delivery.day IS 'of the last attempt';

GRANT SELECT, INSERT, UPDATE ON webhook_place TO cases_follower;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_delivery TO cases_follower;
GRANT SELECT ON webhook_place, webhook_delivery TO cases_application;
