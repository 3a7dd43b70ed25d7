package cryptvfs

import (
	"context"
	"errors"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"feltbog/internal/feltbog"
)

// Classify turns errors of SQLite and of the system into the errors of the vocabulary, naming the file. Errors that are
// already of the vocabulary, and nil, pass through.
func Classify(err error, path string) error {
	if err == nil {
		return nil
	}
	var known *feltbog.Error
	if errors.As(err, &known) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return feltbog.Errorf(feltbog.ECancelled, "job.cancelled", "stopped; nothing is half done: %w", err)
	}
	if errors.Is(err, syscall.ENOSPC) {
		return full(err, path)
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return err
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return full(err, path)
	case sqlite3.SQLITE_NOTADB:
		return feltbog.Errorf(feltbog.EKey, "store.key", "%s cannot be opened with this key: %w", path, err).With("file", path)
	case sqlite3.SQLITE_CORRUPT:
		return feltbog.Errorf(feltbog.EDamaged, "store.damaged",
			"%s is damaged: %w. Take the vault from a backup, or begin with a colleague's bundle", path, err).With("file", path)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return feltbog.Errorf(feltbog.EBusy, "store.busy", "%s is in use elsewhere: %w", path, err).With("file", path)
	case sqlite3.SQLITE_READONLY:
		return feltbog.Errorf(feltbog.EUsage, "store.readonly", "%s cannot be written to: %w", path, err).With("file", path)
	}
	return err
}

func full(err error, path string) error {
	return feltbog.Errorf(feltbog.EFull, "store.full",
		"the disk is full, so the last step was not written to %s; nothing that was saved is lost. Make room and try again: %w", path, err).
		With("file", path)
}
