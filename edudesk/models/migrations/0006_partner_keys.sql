-- Each partner's key in a row of its own: one is found, and added, without reading all the others.

CREATE TABLE partner_key (
	number INTEGER NOT NULL,
	archive_id TEXT NOT NULL,
	holder_id TEXT NOT NULL,
	pinned JSON NOT NULL,
	CONSTRAINT pk_partner_key PRIMARY KEY (number),
	CONSTRAINT uq_partner_key_archive_id UNIQUE (archive_id)
);

CREATE INDEX ix_partner_key_holder_id ON partner_key (holder_id);

INSERT INTO partner_key (archive_id, holder_id, pinned)
SELECT kept.key, json_extract(kept.value, '$.holder'), kept.value
FROM archive_fact, json_each(archive_fact.value, '$.value') AS kept
WHERE archive_fact.name = 'partner-keys'
ORDER BY kept.id;

DELETE FROM archive_fact WHERE name = 'partner-keys';

-- Whether a package was taken in before is asked for each one that comes.
CREATE INDEX ix_arrival_manifest_hash ON arrival (manifest_hash);
