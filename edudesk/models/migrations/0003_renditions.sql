-- Made anew: a copy may be here whose original is not, and it lies in the store as an original does.
DROP TABLE rendition;

CREATE TABLE rendition (
	original TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	recipe TEXT NOT NULL,
	CONSTRAINT pk_rendition PRIMARY KEY (original, sha256),
	CONSTRAINT fk_rendition_sha256 FOREIGN KEY(sha256) REFERENCES stored_file (sha256)
);
