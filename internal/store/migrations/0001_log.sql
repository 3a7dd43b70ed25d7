-- The log and what is derived from it for every kind alike.
CREATE TABLE meta(
  key   TEXT PRIMARY KEY,
  value BLOB
) WITHOUT ROWID;

-- Devices whose sets are here. seq and hash are the end of the chain without gaps; top is the highest number seen.
CREATE TABLE device(
  n    INTEGER PRIMARY KEY,
  id   BLOB NOT NULL UNIQUE,
  seq  INTEGER NOT NULL DEFAULT 0,
  hash BLOB,
  top  INTEGER NOT NULL DEFAULT 0,
  sig  BLOB,
  sigseq INTEGER NOT NULL DEFAULT 0
);

-- Names of fields and kinds, numbered to keep records short.
CREATE TABLE name(
  n    INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- One row per sealed set; id = device.n << 40 | seq.
CREATE TABLE log(
  id       INTEGER PRIMARY KEY,
  clock    INTEGER NOT NULL,
  hash     BLOB NOT NULL,
  import   INTEGER,
  withheld INTEGER NOT NULL DEFAULT 0,
  body     BLOB NOT NULL
);
CREATE INDEX log_import ON log(import) WHERE import IS NOT NULL;

CREATE TABLE record(
  rid    INTEGER PRIMARY KEY,
  id     BLOB NOT NULL UNIQUE,
  kind   INTEGER NOT NULL,
  status INTEGER NOT NULL,
  state  BLOB NOT NULL
);
CREATE INDEX record_trash ON record(rid) WHERE status IN (1, 2);

CREATE TABLE touch(
  rid INTEGER NOT NULL,
  log INTEGER NOT NULL,
  PRIMARY KEY(rid, log)
) WITHOUT ROWID;

-- Live elements of set fields. Values are text, or 16 bytes for references.
CREATE TABLE element(
  rid   INTEGER NOT NULL,
  field INTEGER NOT NULL,
  value NOT NULL,
  PRIMARY KEY(rid, field, value)
) WITHOUT ROWID;
CREATE INDEX element_value ON element(value, field);

-- Which sets name which pictures and files, by hash. Withheld sets count: their files must stay.
CREATE TABLE blobref(
  hash BLOB NOT NULL,
  log  INTEGER NOT NULL,
  PRIMARY KEY(hash, log)
) WITHOUT ROWID;

-- Fields that show two versions.
CREATE TABLE conflict(
  rid   INTEGER NOT NULL,
  field INTEGER NOT NULL,
  PRIMARY KEY(rid, field)
) WITHOUT ROWID;

-- The one open draft.
CREATE TABLE draft(
  id    INTEGER PRIMARY KEY CHECK(id = 1),
  body  BLOB NOT NULL,
  saved INTEGER NOT NULL
);

CREATE TABLE import(
  n        INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  source   TEXT NOT NULL,
  sets     INTEGER NOT NULL DEFAULT 0,
  withheld INTEGER NOT NULL DEFAULT 0
);

-- Sets that came out of a backup without some of their values, whose key was erased since though nobody erased them.
-- They count as not received, so that another machine gives them again.
CREATE TABLE partial(
  log INTEGER PRIMARY KEY
);

-- Everything any known set erases, to check late arrivals against. kind: 1 record, 2 subject, 3 value.
CREATE TABLE erased(
  kind  INTEGER NOT NULL,
  id    BLOB NOT NULL,
  field TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(kind, id, field)
) WITHOUT ROWID;

-- The key that a record's values are sealed with when they leave the database; deleted with the record.
CREATE TABLE record_key(
  id  BLOB PRIMARY KEY,
  key BLOB NOT NULL
) WITHOUT ROWID;

-- Work that must be finished at the next open: the physical part of an erasure.
CREATE TABLE pending(
  job  TEXT PRIMARY KEY,
  data BLOB
) WITHOUT ROWID;

-- The next number to print, per series, and where this machine's block ends.
CREATE TABLE number(
  series TEXT PRIMARY KEY,
  next   INTEGER NOT NULL,
  last   INTEGER NOT NULL
) WITHOUT ROWID;
