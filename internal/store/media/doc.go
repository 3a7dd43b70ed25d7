// Package media keeps photos, recordings and other files of one space: content by its SHA-256, in encrypted SQLite
// volumes that are only appended to.
//
// Use [Open], then [Store.Put] or [Store.PutMany], [Store.Get], [Store.Erase]; [Store.Verify] re-reads everything.
// Thumbnails live in a volume of their own ([OpenThumbs]) that may be thrown away at any time.
//
// # What is promised
//
//   - When Put returns, the contents are on disk and survive a power cut. When it returns an error, or ctx is
//     cancelled, or the machine dies meanwhile, nothing of them is kept.
//   - Contents that are there already are not stored again.
//   - A full read checks the hash. Contents that do not match are an error naming the volume, never silently wrong.
//   - Erase leaves nothing in the volume: freed pages are overwritten with zeros and given back to the file system.
//   - Memory is bounded: a blob of any size passes through in pieces.
//
// # How
//
// A volume is `<space>-media-0001.db`: pages of 64 KiB, rows of 256 KiB, rollback journal. Photos are large and written
// once; a write-ahead log would write everything twice, small pages would cost a call and a tweak each. A volume that
// has reached its size is sealed: it then changes only by erasure, which raises its generation, so that a backup
// copies it once. A blob lies in one volume.
//
// Blobs of more than one segment (8 MiB) are committed in several transactions, so that readers are not shut out
// while a film comes in from a slow stick. Until the last one the blob has no hash and nobody can see it; Open removes
// what a crash left of it.
//
// Which blob is where is kept in memory (some 100 bytes per blob), read from the volumes at first use.
package media
