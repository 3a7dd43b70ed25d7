// Package search finds documents by their words, for Danish: in a full-text index that lives in the database of a space
// and changes in the same transaction as the documents.
//
// # What it promises
//
//   - bjorn, bjoern and Bjørn find Bjørn; aarhus and århus find each other; a word typed with æ, ø or å means those
//     letters. See Canonical and Skeleton.
//   - Words, beginnings of words, letters inside words, phrases and exclusions, see Query. No query text is an error.
//   - The newest documents first, and exactly those that a reading of all documents would find, however many words a
//     beginning stands for. (One limit: of a phrase whose words are spelt in more than 64 ways, the most common 64.)
//   - Best first on demand, when at most MaxRanked documents match.
//   - A word leaves the vocabulary with the last document that holds it; after Purge no table holds a trace of it.
//   - The cost of one edit does not depend on the size of the index.
//
// # How it works
//
// The text of a document is cut into canonical words in Go and given to FTS5 as plain ASCII-like tokens; FTS5 keeps
// where they stand (table fts) but no text. Table word is the vocabulary: each word form with the number of documents
// that hold it and the newest of them. A query term is looked up in the vocabulary, and FTS5 is asked for the words it
// stands for, those seen last first; word.last tells when further words cannot change the answer. Letters inside words
// are found by trigrams of the vocabulary, which is small, not of the text.
//
// # How to use it
//
// Execute Schema once. In each transaction that changes documents, tell a Batch what was added, removed and replaced,
// with the old text, then Flush. Find and Snippet answer queries. Erasure ends with Purge. Check compares everything
// with the documents. Document numbers are positive, and larger for newer documents.
package search
