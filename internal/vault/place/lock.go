package place

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"feltbog/internal/feltbog"
)

// LockName is the name of the lock file in a vault folder.
const LockName = "vault.lock"

// errHeld is what the platforms' tryLock returns when somebody else has the lock.
var errHeld = errors.New("held by another process")

// Holder tells who holds a lock. It is written into the lock file for people to read; nothing is decided by it.
type Holder struct {
	Host  string    `json:"host"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// Hold is a lock that this process has. It ends with Release or with the process, whichever comes first.
type Hold struct {
	file *os.File
	dir  *os.File // the locked folder itself, nil where a folder cannot be locked
}

// Lock takes the vault folder for this process until Release. When another process, or another part of this one, has
// it, Lock returns at once with the code EBusy, the key "vault.busy" and the arguments host, pid and since.
//
// On unix the folder is locked besides the file, because "delete the lock file" is advice that people give one
// another: a new file under the old name would have a lock of its own. Windows refuses to delete an open file.
func Lock(dir string) (*Hold, error) {
	path := filepath.Join(dir, LockName)
	h, err := LockFile(path)
	if err != nil {
		return nil, busyOr(path, err)
	}
	if h.dir, err = lockDir(dir); err != nil {
		_ = h.Release() // ours is a new file under the old name; emptied, it does not name us as the holder
		return nil, busyOr(path, err)
	}
	return h, nil
}

// LockFile takes an exclusive lock on the file at path, which it makes where needed and never deletes. When the lock
// is taken the error is recognised by IsHeld.
func LockFile(path string) (*Hold, error) {
	for range 10 {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		if err := tryLock(f); err != nil {
			f.Close()
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		if !stillAt(path, f) {
			f.Close() // the file was deleted or replaced between open and lock; this lock guards nothing
			continue
		}
		if err := sign(f); err != nil {
			f.Close()
			return nil, fullOr(path, err)
		}
		return &Hold{file: f}, nil
	}
	return nil, fmt.Errorf("lock %s: the file does not stay in place", path)
}

// IsHeld reports whether err says that somebody else has the lock.
func IsHeld(err error) bool { return errors.Is(err, errHeld) }

// Release gives the lock back. Releasing twice, or a nil Hold, does nothing.
func (h *Hold) Release() error {
	if h == nil || h.file == nil {
		return nil
	}
	_ = h.file.Truncate(0) // so that a free lock file does not name a holder; a failure here misleads nobody
	err := h.file.Close()  // closing ends the lock on every system
	if h.dir != nil {
		h.dir.Close()
	}
	h.file, h.dir = nil, nil
	return err
}

// sign writes who holds the lock into the file, in place: a rename would leave the lock on the old file.
func sign(f *os.File) error {
	host, _ := os.Hostname()
	b, err := json.Marshal(Holder{Host: host, PID: os.Getpid(), Since: time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err = f.WriteAt(append(b, '\n'), 0)
	return err
}

func stillAt(path string, f *os.File) bool {
	have, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(have, there)
}

// busyOr turns "held" into the sentence for the user.
func busyOr(path string, err error) error {
	if !IsHeld(err) {
		return err
	}
	who := readHolder(path)
	host, pid, since := "another program", "", ""
	if who.PID != 0 {
		host, pid = who.Host, strconv.Itoa(who.PID)
		since = who.Since.Format(time.RFC3339)
	}
	return feltbog.Errorf(feltbog.EBusy, "vault.busy",
		"the vault %s is open in another window or program (%s, process %s, since %s); close it there first: %w",
		filepath.Dir(path), host, orUnknown(pid), orUnknown(since), err).
		With("folder", filepath.Dir(path)).With("host", host).With("pid", pid).With("since", since)
}

// readHolder reads who holds the lock. The holder may be between locking and signing, so an empty file gets a moment.
func readHolder(path string) Holder {
	var who Holder
	for range 5 {
		if b, err := readSmall(path, 4096); err == nil && json.Unmarshal(b, &who) == nil {
			return who
		}
		time.Sleep(10 * time.Millisecond)
	}
	return Holder{}
}

// readSmall reads at most limit bytes of a file that others may have written.
func readSmall(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
