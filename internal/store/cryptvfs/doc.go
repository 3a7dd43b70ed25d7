// Package cryptvfs lets SQLite write nothing but ciphertext.
//
// It is a file layer (a VFS in SQLite's words) over the operating system's own: every block of 4096 bytes of a database,
// a write-ahead log, a rollback journal or a temporary file is enciphered with Adiantum, a wide-block cipher that keeps
// lengths, before it reaches the disk. SQLite's own crash safety stays as it is, and so does everything built on it.
//
// # The promise
//
// What SQLite has reported as committed survives a kill and a power cut, and no byte of a page, of a search index or of a
// temporary table stands readable on the disk. There is one constructor, [VFS.Open]; it cannot make a plaintext
// database and refuses to open one.
//
// # The rules that keep it, each with the failure it prevents
//
//   - The layer reports a sector size of 4096 and no powersafe overwrite. Writing part of a block means rewriting the
//     whole block, so a power cut can spoil bytes that SQLite did not write; told the truth, SQLite pads its log so
//     that this never hits a commit it has acknowledged. (A layer that passes the system's answers through loses the
//     last commit in about a third of simulated cuts; a test keeps that variant failing.)
//   - synchronous=FULL always: with NORMAL a commit that was acknowledged can be lost.
//   - Database, log and journal have keys of their own; temporary files get a random one that nobody keeps.
//   - The tweak of a block is its kind and number, so equal pages at different places differ.
//   - A block of zero bytes is a hole and reads as zeros.
//   - No memory mapping: the pages would be ciphertext.
//   - A lock per write-ahead log, because rewriting a block must not be read half done.
//   - No file of an open database is ever opened and closed behind SQLite's back: on POSIX systems that would drop
//     SQLite's locks.
//
// What it does not do: it does not authenticate. Somebody who can write to the disk can put an older file back; the
// hash chain of the log notices what was changed inside. Somebody with two copies of a file can see which blocks differ.
//
// The layer relies on how modernc.org/sqlite calls functions. Its version and its libc's are pinned together (a test
// fails when they drift apart), and [SelfTest] runs at every start.
package cryptvfs
