-- How far the reactor has come, and what it could not do yet. All of it can be lost:
-- what follows from an event has a command id made of it, and happens once.

CREATE TABLE reactor (
    position bigint  NOT NULL DEFAULT 0,
    one_row  boolean PRIMARY KEY DEFAULT true CHECK (one_row)
);
INSERT INTO reactor DEFAULT VALUES;
COMMENT ON COLUMN reactor.position IS 'of the last event that was followed up';

CREATE TABLE reaction_waiting (
    reaction text        NOT NULL,
    position bigint      NOT NULL,
    attempts integer     NOT NULL DEFAULT 0,
    again_at timestamptz NOT NULL,
    PRIMARY KEY (reaction, position)
);
CREATE INDEX reaction_waiting_again ON reaction_waiting (again_at);
COMMENT ON TABLE reaction_waiting IS
    'reactions that failed, or wait for their day; again_at says when they are tried';

GRANT SELECT, UPDATE ON reactor TO cases_follower;
GRANT SELECT, INSERT, UPDATE, DELETE ON reaction_waiting TO cases_follower;
GRANT SELECT ON reactor, reaction_waiting TO cases_application;
