-- The index proper: one row a document, canonical tokens joined by spaces, a kind token first. It keeps no text.
CREATE VIRTUAL TABLE fts USING fts5(t, content='', tokenize="ascii tokenchars '_'");

-- The vocabulary: every word form of the documents. n = documents that hold it; last = the newest of them. The index
-- covers the whole row, because a short beginning reads thousands of them.
CREATE TABLE word (
	s    TEXT    NOT NULL,
	w    TEXT    NOT NULL,
	id   INTEGER PRIMARY KEY,
	n    INTEGER NOT NULL CHECK (n > 0),
	last INTEGER NOT NULL
);
CREATE UNIQUE INDEX word_by_skeleton ON word (s, w, last, n);

-- Trigrams of the vocabulary, for letters inside a word; the row number is word.id.
CREATE VIRTUAL TABLE word_gram USING fts5(g, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1');

-- What the two indexes hold, read back by Check. They store nothing.
CREATE VIRTUAL TABLE fts_term USING fts5vocab(fts, 'instance');
CREATE VIRTUAL TABLE word_gram_term USING fts5vocab(word_gram, 'instance');

-- Keep up to this many bytes of a transaction in memory before a segment is written.
INSERT INTO fts(fts, rank) VALUES ('hashsize', 8388608);
INSERT INTO word_gram(word_gram, rank) VALUES ('hashsize', 8388608);

-- Merging is done by Batch.Flush in small steps; see merge.go. crisismerge stays as the net under it.
INSERT INTO fts(fts, rank) VALUES ('automerge', 0);
INSERT INTO fts(fts, rank) VALUES ('usermerge', 3);
-- Raise the level at which a complete merge leaves its segment; see merge.go. A document of several pages is merged
-- with a tiny one again and again, which adds a level each time; then all are removed.
INSERT INTO fts(rowid, t) VALUES (0, (WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
	SELECT group_concat(9999991 * i, ' ') FROM n));
INSERT INTO fts(rowid, t) VALUES (1, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (2, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (3, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (4, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (5, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (6, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (7, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (8, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (9, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (10, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (11, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(rowid, t) VALUES (12, 'x'); INSERT INTO fts(fts) VALUES ('optimize');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 0, (WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
	SELECT group_concat(9999991 * i, ' ') FROM n));
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 1, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 2, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 3, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 4, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 5, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 6, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 7, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 8, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 9, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 10, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 11, 'x');
INSERT INTO fts(fts, rowid, t) VALUES ('delete', 12, 'x');
INSERT INTO fts(fts) VALUES ('optimize');
