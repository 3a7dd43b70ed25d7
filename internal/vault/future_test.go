package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/vault/keys"
)

// files returns the bytes of every file of a vault but the lock.
func files(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() || e.Name() == "vault.lock" {
			continue
		}
		if out[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// refused opens a vault that a newer version made and checks that it stays as it is.
func refused(t testing.TB, dir string, opt Options) {
	t.Helper()
	before := files(t, dir)
	v, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	if err == nil {
		v.Close()
		t.Fatal("a vault of a newer version was opened")
	}
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Key != "vault.newer" {
		t.Errorf("refused with %v", err)
	}
	after := files(t, dir)
	for name, b := range before {
		if !bytes.Equal(b, after[name]) {
			t.Errorf("%s was changed", name)
		}
		delete(after, name)
	}
	for name := range after {
		t.Errorf("%s was made", name)
	}
}

func TestAVaultOfANewerVersionIsRefusedUnchanged(t *testing.T) {
	for _, file := range []string{"team.db", "register.db"} {
		opt := testOptions(t)
		v := newVault(t, opt)
		note(t, v, "et notat")
		var key []byte
		for _, s := range v.Spaces() {
			if filepath.Base(s.Path()) == file {
				var err error
				if key, err = v.ring.SpaceKey(s.Space()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		layer, err := cryptvfs.Register(key)
		if err != nil {
			t.Fatal(err)
		}
		db, err := layer.Open(filepath.Join(v.Dir(), file), cryptvfs.Config{})
		if err == nil {
			_, err = db.Exec("PRAGMA user_version=99")
		}
		if err == nil {
			err = db.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		layer.Close()
		refused(t, v.Dir(), opt)
	}
}

// The frame of the key file is fixed for all versions: magic, minReader, writer, length, body, MAC, checksum.
func TestAKeyFileOfANewerVersionIsRefusedUnchanged(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(v.Dir(), keys.FileName)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.BigEndian.PutUint16(b[16:], 9)
	binary.BigEndian.PutUint16(b[18:], 9)
	sum := sha256.Sum256(b[:len(b)-sha256.Size])
	copy(b[len(b)-sha256.Size:], sum[:])
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, v.Dir(), opt)
}
