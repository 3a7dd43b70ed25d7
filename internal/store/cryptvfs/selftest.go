package cryptvfs

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
)

// SelfTest writes a small database in a new folder under dir, closes it, looks at its bytes and reads it back. It runs
// at every start: if the way the layer is called ever changes, nothing is written to a vault.
func SelfTest(dir string) error {
	tmp, err := os.MkdirTemp(dir, "selftest")
	if err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	defer os.RemoveAll(tmp)
	key := make([]byte, KeySize)
	if _, err := rand.Read(key); err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	v, err := Register(key)
	if err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	defer v.Close()
	path := filepath.Join(tmp, "self.db")
	const word = "selvtest-ærøskøbing"
	if err := selfWrite(v, path, word); err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	if len(raw) == 0 || bytes.Contains(raw, []byte(word)) || bytes.Contains(raw, []byte(plainHeader[:15])) {
		return fmt.Errorf("self-test: the encrypting layer wrote plain text; the vault is not opened")
	}
	db, err := v.Open(path, Config{Journal: Delete})
	if err != nil {
		return fmt.Errorf("self-test: %w", err)
	}
	defer db.Close()
	var got string
	if err := db.QueryRow("SELECT w FROM t").Scan(&got); err != nil || got != word {
		return fmt.Errorf("self-test: what was written does not come back (%q, %v)", got, err)
	}
	return nil
}

func selfWrite(v *VFS, path, word string) error {
	db, err := v.Open(path, Config{Journal: Delete, Create: true})
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE t(w TEXT)"); err != nil {
		return err
	}
	_, err = db.Exec("INSERT INTO t VALUES(?)", word)
	return err
}
