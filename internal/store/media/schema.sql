CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES('format', 1), ('sealed', 0), ('generation', 0);
-- hash is NULL while the file is being written.
CREATE TABLE blob(n INTEGER PRIMARY KEY, hash BLOB UNIQUE, size INTEGER NOT NULL DEFAULT 0);
-- id = blob.n << 20 | number of the chunk from 0
CREATE TABLE chunk(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
