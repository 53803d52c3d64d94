CREATE TABLE people_group (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT,
	count INTEGER NOT NULL,
	school_id TEXT,
	partner_id TEXT,
	term TEXT,
	community_id TEXT,
	note TEXT,
	CONSTRAINT pk_people_group PRIMARY KEY (id),
	CONSTRAINT ck_people_group_count CHECK (count >= 0),
	CONSTRAINT fk_people_group_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_people_group_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_people_group_partner_id FOREIGN KEY(partner_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_people_group_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_people_group_community_id ON people_group (community_id);
