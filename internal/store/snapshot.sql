-- A backup of one space: the log and what cannot be derived from it. Values are moved to sealed:
-- XChaCha20-Poly1305 under the key of their record, nonce first, the value's commitment as associated data.
CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE device(n INTEGER PRIMARY KEY, id BLOB, seq INTEGER, hash BLOB, top INTEGER, sig BLOB, sigseq INTEGER);
CREATE TABLE import(n INTEGER PRIMARY KEY, at INTEGER, source TEXT, sets INTEGER, withheld INTEGER);
CREATE TABLE erased(kind INTEGER, id BLOB, field TEXT, PRIMARY KEY(kind, id, field)) WITHOUT ROWID;
CREATE TABLE partial(log INTEGER PRIMARY KEY);
CREATE TABLE log(id INTEGER PRIMARY KEY, clock INTEGER, hash BLOB, import INTEGER, withheld INTEGER, body BLOB);
CREATE TABLE sealed(log INTEGER, change INTEGER, field TEXT, elem INTEGER, data BLOB, PRIMARY KEY(log, change, field, elem)) WITHOUT ROWID;
