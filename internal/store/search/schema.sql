-- The index proper: one row a document, canonical tokens joined by spaces, a kind token first. It keeps no text.
CREATE VIRTUAL TABLE fts USING fts5(t, content='', tokenize="ascii tokenchars '_'");

-- The vocabulary: every word form of the documents, by skeleton. n = documents that hold it; last = the newest of them.
CREATE TABLE word (
	s    TEXT    NOT NULL,
	w    TEXT    NOT NULL,
	id   INTEGER NOT NULL UNIQUE,
	n    INTEGER NOT NULL CHECK (n > 0),
	last INTEGER NOT NULL,
	PRIMARY KEY (s, w)
) WITHOUT ROWID;

-- Trigrams of the vocabulary, for letters inside a word; the row number is word.id.
CREATE VIRTUAL TABLE word_gram USING fts5(g, content='', columnsize=0, detail=none, tokenize='trigram');

-- What the index holds, read back by Check. A view; stores nothing.
CREATE VIRTUAL TABLE fts_term USING fts5vocab(fts, 'instance');

-- Keep up to this many bytes of a transaction in memory before a segment is written.
INSERT INTO fts(fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO word_gram(word_gram, rank) VALUES ('hashsize', 16777216);
