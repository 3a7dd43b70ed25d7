// Package cryptvfs is the encrypting file layer under every Feltbog database.
//
// It is a SQLite VFS that sits between SQLite and the operating system's own VFS. Everything SQLite writes (database,
// write-ahead log, rollback journal, temporary files) passes through it and reaches the disk encrypted. Crash safety
// stays SQLite's own: this layer only has to tell SQLite the truth about what the disk does.
//
// Use [Register] for one 32-byte key, [VFS.Open] for each database, [VFS.Close] at the end. VFS.Open is the only way
// to get a database in this program, so that a database without encryption cannot be made by mistake.
//
// # Invariants, and the failure each prevents
//
//   - Files are ciphered in blocks of 4096 bytes and SQLite is told that a sector has 4096 bytes and that overwriting
//     is not power-safe. A small write rewrites its whole block; were SQLite told otherwise, it would append to the
//     block that holds the tail of the last commit, and a power cut in that moment would destroy a commit that was
//     acknowledged (43 of 150 simulated cuts in the spike).
//   - WAL with synchronous=FULL, rollback journals with synchronous=EXTRA: without them an acknowledged commit may
//     still be in the operating system's memory. EXTRA also makes the removal of the journal durable, which is
//     what commits.
//   - io_methods version 2, no memory map: mapped pages would show ciphertext.
//     (SUBPAGE_READ stays: it concerns reading only, and lets SQLite read long rows past its page cache.)
//   - A database is written in whole blocks only, so page sizes below 4096 are refused. Two pages in one block would
//     let a reader see a half-written neighbour.
//   - Reads and writes of one write-ahead log exclude each other (one RWMutex per log), for the same reason.
//   - Database, log and journal have separate subkeys, temporary files a random key each that dies with the handle.
//     The same plaintext therefore never looks the same in two kinds of file.
//   - A block of zeros on disk is a hole and reads as zeros. SQLite and the file system make holes when files grow.
//   - A super-journal (a transaction over several attached databases) is refused: its name lies at the exact end of
//     the journal, and the exact end is lost when sizes are rounded to blocks. It would fail silently after a crash.
//   - At open, a file that starts like a plaintext database, log or journal is refused. The check reads through the
//     parent's handle: opening and closing a live database file beside SQLite would drop SQLite's POSIX locks.
//   - Linux uses OFD locks, which survive such a close anyway.
//   - PRAGMAs that would weaken a connection afterwards (journal_mode, synchronous, temp_store, secure_delete) fail.
//
// # What it does not do
//
// The cipher (Adiantum: XChaCha12, AES-256, NH, Poly1305) is length-preserving: it hides contents and garbles a whole
// block when one bit is changed, but it is not a signature. Who can write the files can put an older block back; who
// sees two states of a file sees which blocks changed. The change log above carries hashes against the first; keep
// vaults out of synced folders against the second. The shared-memory file (-shm) holds page numbers and checksums
// only and stays plain. Keys and plaintext exist in RAM while a database is open.
package cryptvfs
