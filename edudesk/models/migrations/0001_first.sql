CREATE TABLE archive_fact (
	name TEXT NOT NULL,
	value JSON NOT NULL,
	CONSTRAINT pk_archive_fact PRIMARY KEY (name)
);

CREATE TABLE change (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	subject TEXT,
	author TEXT,
	made_at DATETIME NOT NULL,
	undoes TEXT,
	CONSTRAINT pk_change PRIMARY KEY (id),
	CONSTRAINT fk_change_undoes FOREIGN KEY(undoes) REFERENCES change (id)
);

CREATE TABLE record (
	id TEXT NOT NULL,
	type TEXT NOT NULL,
	owner_id TEXT NOT NULL,
	revision_id TEXT NOT NULL,
	heads JSON NOT NULL,
	deleted BOOLEAN NOT NULL,
	late BOOLEAN NOT NULL,
	historical BOOLEAN NOT NULL,
	entered_by TEXT,
	entered_at DATETIME NOT NULL,
	changed_at DATETIME NOT NULL,
	CONSTRAINT pk_record PRIMARY KEY (id),
	CONSTRAINT fk_record_owner_id FOREIGN KEY(owner_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_record_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_record_owner_id ON record (owner_id);

CREATE INDEX ix_record_revision_id ON record (revision_id);

CREATE INDEX ix_record_type ON record (type);

CREATE TABLE stored_file (
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	media_type TEXT,
	taken_in_at DATETIME NOT NULL,
	CONSTRAINT pk_stored_file PRIMARY KEY (sha256)
);

CREATE TABLE writer (
	id TEXT NOT NULL,
	counter INTEGER NOT NULL,
	ours BOOLEAN NOT NULL,
	fingerprint TEXT,
	minted_at DATETIME,
	CONSTRAINT pk_writer PRIMARY KEY (id)
);

CREATE TABLE community (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	type TEXT,
	since DATE,
	until DATE,
	note TEXT,
	CONSTRAINT pk_community PRIMARY KEY (id),
	CONSTRAINT fk_community_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE evidence (
	id TEXT NOT NULL,
	about_id TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	media_type TEXT,
	size INTEGER NOT NULL,
	caption TEXT,
	taken_at DATETIME,
	taken_source TEXT,
	width INTEGER,
	height INTEGER,
	turned INTEGER,
	located BOOLEAN,
	likeness TEXT,
	place_in_list INTEGER,
	CONSTRAINT pk_evidence PRIMARY KEY (id),
	CONSTRAINT fk_evidence_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_evidence_about_id FOREIGN KEY(about_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_evidence_about_id ON evidence (about_id);

CREATE TABLE person (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	sex TEXT,
	birth_month TEXT,
	phone TEXT,
	id_number TEXT,
	teaching_since TEXT,
	note TEXT,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT fk_person_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE rendition (
	original TEXT NOT NULL,
	recipe TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	CONSTRAINT pk_rendition PRIMARY KEY (original, recipe),
	CONSTRAINT fk_rendition_original FOREIGN KEY(original) REFERENCES stored_file (sha256)
);

CREATE TABLE revision (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL,
	record_id TEXT NOT NULL,
	type TEXT NOT NULL,
	owner_id TEXT NOT NULL,
	writer_id TEXT NOT NULL,
	counter INTEGER NOT NULL,
	clock INTEGER NOT NULL,
	vector JSON NOT NULL,
	parents JSON NOT NULL,
	change_id TEXT,
	author TEXT,
	made_at DATETIME NOT NULL,
	deleted BOOLEAN NOT NULL,
	content JSON NOT NULL,
	extra JSON NOT NULL,
	withheld JSON NOT NULL,
	entered_by TEXT,
	entered_at DATETIME NOT NULL,
	late BOOLEAN NOT NULL,
	historical BOOLEAN NOT NULL,
	CONSTRAINT uq_revision_writer_id UNIQUE (writer_id, counter),
	CONSTRAINT ck_revision_counter CHECK (counter > 0),
	CONSTRAINT uq_revision_id UNIQUE (id),
	CONSTRAINT fk_revision_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_revision_writer_id FOREIGN KEY(writer_id) REFERENCES writer (id),
	CONSTRAINT fk_revision_change_id FOREIGN KEY(change_id) REFERENCES change (id)
);

CREATE INDEX ix_revision_change_id ON revision (change_id);

CREATE INDEX ix_revision_clock ON revision (clock);

CREATE INDEX ix_revision_record_id ON revision (record_id);

CREATE TABLE same_as (
	id TEXT NOT NULL,
	first_id TEXT NOT NULL,
	second_id TEXT NOT NULL,
	basis TEXT,
	CONSTRAINT pk_same_as PRIMARY KEY (id),
	CONSTRAINT fk_same_as_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_same_as_first_id FOREIGN KEY(first_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_same_as_second_id FOREIGN KEY(second_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_same_as_first_id ON same_as (first_id);

CREATE INDEX ix_same_as_second_id ON same_as (second_id);

CREATE TABLE school (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	short_name TEXT,
	kind TEXT,
	stage TEXT,
	location TEXT,
	code TEXT,
	province TEXT,
	city TEXT,
	county TEXT,
	address TEXT,
	principal TEXT,
	liaison TEXT,
	phone TEXT,
	CONSTRAINT pk_school PRIMARY KEY (id),
	CONSTRAINT fk_school_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE special_day (
	id TEXT NOT NULL,
	name TEXT,
	first DATE NOT NULL,
	last DATE NOT NULL,
	works BOOLEAN NOT NULL,
	CONSTRAINT pk_special_day PRIMARY KEY (id),
	CONSTRAINT ck_special_day_order CHECK (last >= first),
	CONSTRAINT fk_special_day_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE achievement (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	kind TEXT,
	level TEXT,
	dated DATE,
	issuer TEXT,
	community_id TEXT,
	school_id TEXT,
	CONSTRAINT pk_achievement PRIMARY KEY (id),
	CONSTRAINT fk_achievement_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_achievement_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_achievement_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_achievement_community_id ON achievement (community_id);

CREATE TABLE adoption (
	id TEXT NOT NULL,
	community_id TEXT NOT NULL,
	scheme_id TEXT NOT NULL,
	scheme_version TEXT,
	scheme_text TEXT NOT NULL,
	scheme_hash TEXT NOT NULL,
	since DATE,
	settings JSON NOT NULL,
	CONSTRAINT pk_adoption PRIMARY KEY (id),
	CONSTRAINT fk_adoption_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_adoption_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_adoption_community_id ON adoption (community_id);

CREATE TABLE agreement (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	community_id TEXT NOT NULL,
	number TEXT,
	basis TEXT,
	signed_on DATE,
	starts_on DATE,
	ends_on DATE,
	filed_on DATE,
	warn_days INTEGER,
	aims TEXT,
	content TEXT,
	rights TEXT,
	copies INTEGER,
	CONSTRAINT pk_agreement PRIMARY KEY (id),
	CONSTRAINT ck_agreement_order CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
	CONSTRAINT fk_agreement_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_agreement_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_agreement_community_id ON agreement (community_id);

CREATE TABLE community_domain (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	domain TEXT NOT NULL,
	value TEXT,
	about_id TEXT,
	since DATE,
	until DATE,
	CONSTRAINT pk_community_domain PRIMARY KEY (record_id, position),
	CONSTRAINT fk_community_domain_record_id FOREIGN KEY(record_id) REFERENCES community (id) ON DELETE CASCADE,
	CONSTRAINT fk_community_domain_about_id FOREIGN KEY(about_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE community_duty (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	duty TEXT NOT NULL,
	person_id TEXT,
	name TEXT,
	school_id TEXT,
	since DATE,
	until DATE,
	CONSTRAINT pk_community_duty PRIMARY KEY (record_id, position),
	CONSTRAINT fk_community_duty_record_id FOREIGN KEY(record_id) REFERENCES community (id) ON DELETE CASCADE,
	CONSTRAINT fk_community_duty_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_community_duty_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE community_member (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	school_id TEXT NOT NULL,
	role TEXT NOT NULL,
	since DATE,
	until DATE,
	CONSTRAINT pk_community_member PRIMARY KEY (record_id, position),
	CONSTRAINT fk_community_member_record_id FOREIGN KEY(record_id) REFERENCES community (id) ON DELETE CASCADE,
	CONSTRAINT fk_community_member_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_community_member_school_id ON community_member (school_id);

CREATE TABLE document (
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
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT fk_document_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_about_id FOREIGN KEY(about_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_document_about_id ON document (about_id);

CREATE INDEX ix_document_community_id ON document (community_id);

CREATE TABLE donation (
	id TEXT NOT NULL,
	purpose TEXT NOT NULL,
	community_id TEXT,
	dated DATE,
	from_id TEXT,
	from_name TEXT,
	to_id TEXT,
	receiver TEXT,
	handler TEXT,
	receipt TEXT,
	CONSTRAINT pk_donation PRIMARY KEY (id),
	CONSTRAINT fk_donation_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_donation_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_donation_from_id FOREIGN KEY(from_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_donation_to_id FOREIGN KEY(to_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_donation_community_id ON donation (community_id);

CREATE TABLE exchange (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	person_id TEXT,
	community_id TEXT,
	state TEXT NOT NULL,
	form TEXT,
	from_id TEXT,
	to_id TEXT,
	planned_from DATE,
	planned_until DATE,
	starts_on DATE,
	ends_on DATE,
	days_per_week BIGINT,
	post TEXT,
	subjects JSON NOT NULL,
	weekly_periods BIGINT,
	document_number TEXT,
	allowance BIGINT,
	CONSTRAINT pk_exchange PRIMARY KEY (id),
	CONSTRAINT ck_exchange_state CHECK (state IN ('planned', 'held', 'cancelled')),
	CONSTRAINT ck_exchange_order CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
	CONSTRAINT fk_exchange_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_exchange_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_exchange_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_exchange_from_id FOREIGN KEY(from_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_exchange_to_id FOREIGN KEY(to_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_exchange_community_id ON exchange (community_id);

CREATE INDEX ix_exchange_person_id ON exchange (person_id);

CREATE TABLE handover (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	community_id TEXT NOT NULL,
	term TEXT NOT NULL,
	edition TEXT NOT NULL,
	built_at DATETIME NOT NULL,
	handed_to TEXT,
	scheme_hash TEXT,
	manifest_hash TEXT,
	gaps INTEGER,
	results JSON NOT NULL,
	receipt TEXT,
	CONSTRAINT pk_handover PRIMARY KEY (id),
	CONSTRAINT fk_handover_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_handover_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_handover_community_id ON handover (community_id);

CREATE TABLE mentor_pair (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	community_id TEXT,
	kind TEXT,
	subject TEXT,
	signed_on DATE,
	starts_on DATE,
	ends_on DATE,
	goals TEXT,
	mentor_duties TEXT,
	apprentice_duties TEXT,
	completion TEXT,
	ended_early_on DATE,
	ended_because TEXT,
	CONSTRAINT pk_mentor_pair PRIMARY KEY (id),
	CONSTRAINT ck_mentor_pair_order CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
	CONSTRAINT fk_mentor_pair_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_mentor_pair_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_mentor_pair_community_id ON mentor_pair (community_id);

CREATE TABLE opinion (
	id TEXT NOT NULL,
	about_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	"by" TEXT,
	school_id TEXT,
	dated DATE,
	grade TEXT,
	score BIGINT,
	body TEXT,
	CONSTRAINT pk_opinion PRIMARY KEY (id),
	CONSTRAINT fk_opinion_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_opinion_about_id FOREIGN KEY(about_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_opinion_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_opinion_about_id ON opinion (about_id);

CREATE TABLE person_fact (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	fact TEXT NOT NULL,
	value TEXT,
	level TEXT,
	school_id TEXT,
	since DATE,
	until DATE,
	CONSTRAINT pk_person_fact PRIMARY KEY (record_id, position),
	CONSTRAINT fk_person_fact_record_id FOREIGN KEY(record_id) REFERENCES person (id) ON DELETE CASCADE,
	CONSTRAINT fk_person_fact_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE "plan" (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	community_id TEXT,
	school_id TEXT,
	level TEXT,
	school_year INTEGER,
	term TEXT,
	month TEXT,
	dated DATE,
	author TEXT,
	CONSTRAINT pk_plan PRIMARY KEY (id),
	CONSTRAINT fk_plan_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_plan_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_plan_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_plan_community_id ON "plan" (community_id);

CREATE TABLE request (
	id TEXT NOT NULL,
	topic TEXT NOT NULL,
	community_id TEXT,
	school_id TEXT,
	asked_on DATE,
	wanted_by DATE,
	form TEXT,
	kinds JSON NOT NULL,
	subjects JSON NOT NULL,
	state TEXT NOT NULL,
	note TEXT,
	CONSTRAINT pk_request PRIMARY KEY (id),
	CONSTRAINT fk_request_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_request_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_request_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_request_community_id ON request (community_id);

CREATE TABLE school_change (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	change TEXT NOT NULL,
	"on" DATE,
	name TEXT,
	other_id TEXT,
	CONSTRAINT pk_school_change PRIMARY KEY (record_id, position),
	CONSTRAINT fk_school_change_record_id FOREIGN KEY(record_id) REFERENCES school (id) ON DELETE CASCADE,
	CONSTRAINT fk_school_change_other_id FOREIGN KEY(other_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE summary (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	community_id TEXT,
	school_id TEXT,
	level TEXT,
	school_year INTEGER,
	term TEXT,
	month TEXT,
	dated DATE,
	author TEXT,
	CONSTRAINT pk_summary PRIMARY KEY (id),
	CONSTRAINT fk_summary_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_summary_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_summary_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_summary_community_id ON summary (community_id);

CREATE TABLE term (
	id TEXT NOT NULL,
	community_id TEXT NOT NULL,
	code TEXT NOT NULL,
	starts_on DATE NOT NULL,
	ends_on DATE NOT NULL,
	style TEXT,
	CONSTRAINT pk_term PRIMARY KEY (id),
	CONSTRAINT ck_term_order CHECK (ends_on >= starts_on),
	CONSTRAINT fk_term_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_term_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_term_community_id ON term (community_id);

CREATE TABLE achievement_person (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	person_id TEXT,
	name TEXT,
	CONSTRAINT pk_achievement_person PRIMARY KEY (record_id, position),
	CONSTRAINT fk_achievement_person_record_id FOREIGN KEY(record_id) REFERENCES achievement (id) ON DELETE CASCADE,
	CONSTRAINT fk_achievement_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_achievement_person_person_id ON achievement_person (person_id);

CREATE TABLE activity (
	id TEXT NOT NULL,
	topic TEXT NOT NULL,
	state TEXT NOT NULL,
	kinds JSON NOT NULL,
	starts_on DATE,
	ends_on DATE,
	starts_at TIME,
	ends_at TIME,
	term TEXT,
	community_id TEXT,
	plan_id TEXT,
	pair_id TEXT,
	exchange_id TEXT,
	request_id TEXT,
	form TEXT,
	host_id TEXT,
	place TEXT,
	subjects JSON NOT NULL,
	lines JSON NOT NULL,
	grade TEXT,
	expected INTEGER,
	actual INTEGER,
	pupils INTEGER,
	recorder TEXT,
	process TEXT,
	result TEXT,
	reflection TEXT,
	follow_up TEXT,
	link TEXT,
	responsible TEXT,
	planned_on DATE,
	cancelled_because TEXT,
	CONSTRAINT pk_activity PRIMARY KEY (id),
	CONSTRAINT ck_activity_state CHECK (state IN ('planned', 'held', 'cancelled')),
	CONSTRAINT ck_activity_order CHECK (ends_on IS NULL OR ends_on >= starts_on),
	CONSTRAINT fk_activity_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_community_id FOREIGN KEY(community_id) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_pair_id FOREIGN KEY(pair_id) REFERENCES mentor_pair (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_exchange_id FOREIGN KEY(exchange_id) REFERENCES exchange (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_request_id FOREIGN KEY(request_id) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_host_id FOREIGN KEY(host_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_activity_community_id ON activity (community_id);

CREATE INDEX ix_activity_exchange_id ON activity (exchange_id);

CREATE INDEX ix_activity_pair_id ON activity (pair_id);

CREATE INDEX ix_activity_plan_id ON activity (plan_id);

CREATE INDEX ix_activity_starts_on ON activity (starts_on);

CREATE TABLE agreement_party (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	school_id TEXT NOT NULL,
	party TEXT,
	signer TEXT,
	CONSTRAINT pk_agreement_party PRIMARY KEY (record_id, position),
	CONSTRAINT fk_agreement_party_record_id FOREIGN KEY(record_id) REFERENCES agreement (id) ON DELETE CASCADE,
	CONSTRAINT fk_agreement_party_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE donation_item (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	specification TEXT,
	quantity BIGINT,
	unit TEXT,
	unit_price BIGINT,
	value BIGINT,
	CONSTRAINT pk_donation_item PRIMARY KEY (record_id, position),
	CONSTRAINT fk_donation_item_record_id FOREIGN KEY(record_id) REFERENCES donation (id) ON DELETE CASCADE
);

CREATE TABLE exchange_month (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	month TEXT,
	days INTEGER,
	periods BIGINT,
	body TEXT,
	CONSTRAINT pk_exchange_month PRIMARY KEY (record_id, position),
	CONSTRAINT fk_exchange_month_record_id FOREIGN KEY(record_id) REFERENCES exchange (id) ON DELETE CASCADE
);

CREATE TABLE mentor_pair_person (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	part TEXT NOT NULL,
	person_id TEXT,
	name TEXT,
	since DATE,
	until DATE,
	CONSTRAINT pk_mentor_pair_person PRIMARY KEY (record_id, position),
	CONSTRAINT fk_mentor_pair_person_record_id FOREIGN KEY(record_id) REFERENCES mentor_pair (id) ON DELETE CASCADE,
	CONSTRAINT fk_mentor_pair_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_mentor_pair_person_person_id ON mentor_pair_person (person_id);

CREATE TABLE plan_section (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	heading TEXT,
	body TEXT,
	CONSTRAINT pk_plan_section PRIMARY KEY (record_id, position),
	CONSTRAINT fk_plan_section_record_id FOREIGN KEY(record_id) REFERENCES "plan" (id) ON DELETE CASCADE
);

CREATE TABLE summary_section (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	heading TEXT,
	body TEXT,
	CONSTRAINT pk_summary_section PRIMARY KEY (record_id, position),
	CONSTRAINT fk_summary_section_record_id FOREIGN KEY(record_id) REFERENCES summary (id) ON DELETE CASCADE
);

CREATE TABLE activity_person (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	person_id TEXT,
	name TEXT,
	count INTEGER,
	side TEXT,
	role TEXT,
	CONSTRAINT pk_activity_person PRIMARY KEY (record_id, position),
	CONSTRAINT fk_activity_person_record_id FOREIGN KEY(record_id) REFERENCES activity (id) ON DELETE CASCADE,
	CONSTRAINT fk_activity_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_activity_person_person_id ON activity_person (person_id);

CREATE TABLE activity_school (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	school_id TEXT NOT NULL,
	side TEXT,
	CONSTRAINT pk_activity_school PRIMARY KEY (record_id, position),
	CONSTRAINT fk_activity_school_record_id FOREIGN KEY(record_id) REFERENCES activity (id) ON DELETE CASCADE,
	CONSTRAINT fk_activity_school_school_id FOREIGN KEY(school_id) REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_activity_school_school_id ON activity_school (school_id);

CREATE TABLE activity_unit (
	record_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	unit TEXT NOT NULL,
	amount BIGINT NOT NULL,
	CONSTRAINT pk_activity_unit PRIMARY KEY (record_id, position),
	CONSTRAINT ck_activity_unit_amount CHECK (amount >= 0),
	CONSTRAINT fk_activity_unit_record_id FOREIGN KEY(record_id) REFERENCES activity (id) ON DELETE CASCADE
);

CREATE TABLE same_event (
	id TEXT NOT NULL,
	first_id TEXT NOT NULL,
	second_id TEXT NOT NULL,
	basis TEXT,
	CONSTRAINT pk_same_event PRIMARY KEY (id),
	CONSTRAINT fk_same_event_id FOREIGN KEY(id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_same_event_first_id FOREIGN KEY(first_id) REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_same_event_second_id FOREIGN KEY(second_id) REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_same_event_first_id ON same_event (first_id);

CREATE INDEX ix_same_event_second_id ON same_event (second_id);
