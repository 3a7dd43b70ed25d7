package testkit

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lukechampine.com/adiantum"
)

const block = 4096

// Decrypted returns the plaintext of every whole block of a database file, its log or its journal as it lies on disk:
// free pages, old frames and all. It is written from the format's description, not with the layer's code, so that it
// also checks the description.
func Decrypted(t testing.TB, key []byte, path string) []byte {
	t.Helper()
	kind, info := byte(1), "feltbog cryptvfs 1 database"
	switch name := filepath.Base(path); {
	case strings.HasSuffix(name, "-wal"):
		kind, info = 2, "feltbog cryptvfs 1 wal"
	case strings.HasSuffix(name, "-journal"):
		kind, info = 3, "feltbog cryptvfs 1 journal"
	}
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	sub, err := hkdf.Key(sha256.New, key, nil, info, 32)
	if err != nil {
		t.Fatal(err)
	}
	c := adiantum.New(sub)
	data = data[:len(data)&^(block-1)]
	hole := make([]byte, block)
	for n := 0; n < len(data); n += block {
		b := data[n : n+block]
		if bytes.Equal(b, hole) {
			continue
		}
		tweak := make([]byte, 16)
		tweak[0] = kind
		binary.LittleEndian.PutUint64(tweak[8:], uint64(n/block))
		copy(b, c.Decrypt(b, tweak))
	}
	return data
}

// Database returns the plaintext of a database file, its log and its journal.
func Database(t testing.TB, key []byte, path string) []byte {
	t.Helper()
	return bytes.Join([][]byte{Decrypted(t, key, path), Decrypted(t, key, path+"-wal"), Decrypted(t, key, path+"-journal")}, nil)
}

// CopyTree copies a folder as it lies on disk at this moment: what a machine that is switched off now would find.
func CopyTree(t testing.TB, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
