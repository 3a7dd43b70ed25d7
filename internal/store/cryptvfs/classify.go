package cryptvfs

import (
	"errors"
	"path/filepath"
	"syscall"

	"feltbog/internal/feltbog"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Classify gives an error of SQLite or of the file system the code a caller can branch on and a sentence a person can
// read, naming the file at path. Errors that are coded already, or that nobody can do anything about, come back
// unchanged; nil stays nil.
//
//	store.full      EFull     the disk (or quota) is full; earlier data is safe. The transaction is undone in this
//	                          session; after a restart it may be found whole, never half
//	store.damaged   EDamaged  the file contradicts itself
//	store.key       EKey      the file cannot be read with this key
//	store.busy      EBusy     another program or connection holds the file
//	store.readonly  EMissing  the file or its folder is write-protected
func Classify(err error, path string) error {
	var coded *feltbog.Error
	if err == nil || errors.As(err, &coded) {
		return err
	}
	name := filepath.Base(path)
	report := func(code feltbog.Code, key, text string) error {
		return (&feltbog.Error{Code: code, Key: key, Text: text, Err: err}).With("file", name)
	}
	var errno syscall.Errno
	if errors.As(err, &errno) && isFull(int(errno)) || errors.Is(err, ErrDiskFull) {
		return report(feltbog.EFull, "store.full", fullText)
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return err
	}
	switch code := se.Code(); code & 0xff {
	case sqlite3.SQLITE_FULL:
		return report(feltbog.EFull, "store.full", fullText)
	case sqlite3.SQLITE_NOTADB:
		return report(feltbog.EKey, "store.key", name+" cannot be read with this key.")
	case sqlite3.SQLITE_CORRUPT:
		return report(feltbog.EDamaged, "store.damaged", name+" is damaged.")
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return report(feltbog.EBusy, "store.busy", name+" is in use elsewhere.")
	case sqlite3.SQLITE_READONLY:
		return report(feltbog.EMissing, "store.readonly", name+" is write-protected.")
	case sqlite3.SQLITE_IOERR:
		if code == sqlite3.SQLITE_IOERR_CORRUPTFS {
			return report(feltbog.EDamaged, "store.damaged", name+" is damaged.")
		}
	}
	return err
}

const fullText = "The disk is full. Nothing that was saved is lost; free some space and try again."

// notEncrypted is the answer to a plaintext file where an encrypted one belongs.
func notEncrypted(path string) error {
	name := filepath.Base(path)
	return (&feltbog.Error{Code: feltbog.EDamaged, Key: "store.damaged",
		Text: name + " is not encrypted, so it is not a Feltbog file."}).With("file", name)
}
