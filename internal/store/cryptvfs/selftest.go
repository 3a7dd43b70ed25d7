package cryptvfs

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// SelfTest proves, in a few milliseconds and on the machine at hand, that the layer encrypts and reads back: it makes a
// database with a random key in dir, writes, closes, opens again, compares, and looks for the plaintext on disk. Run
// it at start-up: the layer relies on a calling convention that modernc.org/sqlite does not promise.
func SelfTest(dir string) error {
	tmp, err := os.MkdirTemp(dir, "selftest-")
	if err != nil {
		return Classify(fmt.Errorf("self-test: %w", err), dir)
	}
	defer clearAway(tmp)
	v, err := Register(randomKey())
	if err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	defer v.Close()
	path := filepath.Join(tmp, "selftest.db")
	const marker = "Feltbog self-test marker. "
	want := strings.Repeat(marker, 400) // several blocks
	if err := v.exchange(path, "CREATE TABLE t(x); INSERT INTO t VALUES(?)", want, ""); err != nil {
		return fmt.Errorf("self-test: write: %w", err)
	}
	if err := v.exchange(path, "", "", want); err != nil {
		return fmt.Errorf("self-test: read: %w", err)
	}
	raw, err := os.ReadFile(path) // closed, so no lock can be dropped
	if err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	if len(raw) == 0 || len(raw)%blockSize != 0 || bytes.Contains(raw, []byte(marker)) || bytes.Contains(raw, []byte(plainMain)) {
		return errors.New("self-test: the file on disk is not encrypted")
	}
	return nil
}

// clearAway removes the folder of a self-test. What cannot be removed says nothing about the layer, and its key is gone.
// (File by file: os.RemoveAll asks for a way of deleting that Wine and old Windows do not have.)
func clearAway(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		os.Remove(filepath.Join(dir, e.Name()))
	}
	os.Remove(dir)
}

// exchange opens the database once, writes or compares, and closes it.
func (v *VFS) exchange(path, stmt, value, want string) error {
	db, err := v.Open(path, Config{Create: true})
	if err != nil {
		return err
	}
	defer db.Close()
	if stmt != "" {
		if _, err := db.Exec(stmt, value); err != nil {
			return err
		}
		return db.Close()
	}
	var got string
	if err := db.QueryRow("SELECT x FROM t").Scan(&got); err != nil {
		return err
	}
	if got != want {
		return errors.New("what was read differs from what was written")
	}
	return nil
}
