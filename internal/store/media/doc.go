// Package media keeps pictures and files in volumes: SQLite databases behind the encrypting layer, made for large things
// that are written once.
//
// # The promise
//
// A file that Put has returned for is on the disk, whole, under the SHA-256 of its content; a Put that failed or was
// cancelled leaves nothing. Reading a file to its end checks it against that hash. A file that is there already is kept
// once. Files are never changed. Erase leaves nothing of a file in its volume.
//
// # How
//
// A volume has 64 KiB pages and a rollback journal, so that a picture goes to the disk once (a write-ahead log would
// write it twice). A file stands in chunk rows of 256 KiB. A small file is one transaction; a large one is several, so
// that readers never wait long, and counts only when the last one, which gives it its name, is committed. A volume that
// has reached its size is sealed: from then on only erasure changes it, so that a backup copies it once. Its generation
// grows with every change and tells a backup whether its copy is still the same.
//
// Readers hold a volume for one chunk at a time, so that a slow reader never holds up the writer's commit.
package media
