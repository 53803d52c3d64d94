-- Packages that were taken in, with the revisions they brought, and the receipts of packages that left.

CREATE TABLE arrival (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	from_id TEXT NOT NULL,
	community_id TEXT,
	term TEXT,
	edition TEXT NOT NULL,
	made_at DATETIME NOT NULL,
	taken_at DATETIME NOT NULL,
	manifest_hash TEXT NOT NULL,
	signature TEXT NOT NULL,
	counts JSON NOT NULL,
	results JSON NOT NULL,
	CONSTRAINT pk_arrival PRIMARY KEY (id),
	CONSTRAINT fk_arrival_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_arrival_from_id FOREIGN KEY(from_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_arrival_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_arrival_from_id ON arrival (from_id);

CREATE TABLE arrival_revision (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	revision_id TEXT NOT NULL,
	CONSTRAINT pk_arrival_revision PRIMARY KEY (record_id, position),
	CONSTRAINT fk_arrival_revision_record_id FOREIGN KEY(record_id) REFERENCES arrival (id) ON DELETE CASCADE
);

CREATE INDEX ix_arrival_revision_revision_id ON arrival_revision (revision_id);

CREATE TABLE handover_receipt (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	receiver_id TEXT NOT NULL,
	receiver TEXT NOT NULL,
	received_at DATETIME NOT NULL,
	state TEXT NOT NULL,
	signature TEXT,
	CONSTRAINT pk_handover_receipt PRIMARY KEY (record_id, position),
	CONSTRAINT fk_handover_receipt_record_id FOREIGN KEY(record_id) REFERENCES handover (id) ON DELETE CASCADE
);

