ALTER TABLE activity ADD COLUMN rating TEXT;

ALTER TABLE agreement ADD COLUMN approved_on DATE;

ALTER TABLE exchange ADD COLUMN grade TEXT;

-- Made anew: a column that is added cannot bring a foreign key with a name.
CREATE TABLE document_with_person (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	community_id TEXT,
	school_id TEXT,
	about_id TEXT,
	term TEXT,
	school_year INTEGER,
	dated DATE,
	author TEXT,
	handed_on DATE,
	handed_to TEXT,
	number TEXT,
	pages INTEGER,
	volume TEXT,
	retention TEXT,
	archive_number TEXT,
	person_id TEXT,
	characters INTEGER,
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT fk_document_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_about_id FOREIGN KEY(about_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO document_with_person (
	id,
	title,
	kind,
	community_id,
	school_id,
	about_id,
	term,
	school_year,
	dated,
	author,
	handed_on,
	handed_to,
	number,
	pages,
	volume,
	retention,
	archive_number
)
SELECT
	id,
	title,
	kind,
	community_id,
	school_id,
	about_id,
	term,
	school_year,
	dated,
	author,
	handed_on,
	handed_to,
	number,
	pages,
	volume,
	retention,
	archive_number
FROM document;

DROP TABLE document;

ALTER TABLE document_with_person RENAME TO document;

CREATE INDEX ix_document_about_id ON document (about_id);

CREATE INDEX ix_document_community_id ON document (community_id);

CREATE INDEX ix_document_person_id ON document (person_id);

CREATE TABLE scheme (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	scheme_id TEXT NOT NULL,
	scheme_version TEXT,
	based_on TEXT,
	text TEXT NOT NULL,
	CONSTRAINT pk_scheme PRIMARY KEY (id),
	CONSTRAINT fk_scheme_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE figure (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	code TEXT NOT NULL,
	community_id TEXT,
	school_id TEXT,
	school_year INTEGER,
	term TEXT,
	value BIGINT NOT NULL,
	source TEXT,
	CONSTRAINT pk_figure PRIMARY KEY (id),
	CONSTRAINT fk_figure_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_figure_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_figure_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_figure_community_id ON figure (community_id);

CREATE TABLE assessment (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	sheet TEXT NOT NULL,
	community_id TEXT NOT NULL,
	school_id TEXT,
	school_year INTEGER,
	term TEXT,
	part TEXT NOT NULL,
	"by" TEXT,
	dated DATE,
	CONSTRAINT pk_assessment PRIMARY KEY (id),
	CONSTRAINT fk_assessment_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assessment_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assessment_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_assessment_community_id ON assessment (community_id);

CREATE TABLE assessment_line (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	indicator TEXT NOT NULL,
	score BIGINT,
	count BIGINT,
	note TEXT,
	CONSTRAINT pk_assessment_line PRIMARY KEY (record_id, position),
	CONSTRAINT fk_assessment_line_record_id FOREIGN KEY(record_id) REFERENCES assessment (id) ON DELETE CASCADE
);

CREATE TABLE assessment_link (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	indicator TEXT NOT NULL,
	about_id TEXT NOT NULL,
	CONSTRAINT pk_assessment_link PRIMARY KEY (record_id, position),
	CONSTRAINT fk_assessment_link_record_id FOREIGN KEY(record_id) REFERENCES assessment (id) ON DELETE CASCADE,
	CONSTRAINT fk_assessment_link_about_id FOREIGN KEY(about_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_assessment_link_about_id ON assessment_link (about_id);
