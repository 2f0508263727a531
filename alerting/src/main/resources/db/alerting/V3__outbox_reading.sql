-- What people ask of the outbox: the latest notifications, those of an incident, those given up on.

CREATE INDEX outbox_created ON outbox (created, id);
CREATE INDEX outbox_incident ON outbox (incident, created);
CREATE INDEX outbox_dead ON outbox (created, id) WHERE state = 'dead';
