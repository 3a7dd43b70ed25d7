package keys

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"

	"github.com/fxamacker/cbor/v2"
)

// cheap makes a passphrase cost microseconds; only tests may.
var cheap = Options{Cost: Cost{Time: 1, Memory: 64, Threads: 1}, Weak: true, Keyring: noKeyring{}}

const pass = "rødgrød med fløde"

var words = [16]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}

func vault(t *testing.T) (dir string, r *Ring) {
	t.Helper()
	dir = t.TempDir()
	r, err := Create(dir, pass, words, cheap)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return dir, r
}

func open(t *testing.T, dir string) *File {
	t.Helper()
	f, err := Open(dir, cheap)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func unlock(t *testing.T, dir, passphrase string) *Ring {
	t.Helper()
	r, err := open(t, dir).UnlockPassphrase(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wants checks code and key of an error, because the window's sentence hangs on the key.
func wants(t *testing.T, err error, code feltbog.Code, key string) {
	t.Helper()
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Code != code || e.Key != key {
		t.Fatalf("want %s %q, got %v", code, key, err)
	}
}

func key(t *testing.T, r *Ring, id feltbog.ID) []byte {
	t.Helper()
	k, err := r.SpaceKey(id)
	ok(t, err)
	if len(k) != keySize || bytes.Equal(k, make([]byte, keySize)) {
		t.Fatalf("no key: %x", k)
	}
	return k
}

func add(t *testing.T, r *Ring, kind feltbog.SpaceKind) feltbog.ID {
	t.Helper()
	id, err := r.AddSpace(feltbog.ID{}, kind)
	ok(t, err)
	return id
}

func fileOf(t *testing.T, dir string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, FileName))
	ok(t, err)
	return b
}

func put(t *testing.T, dir string, b []byte) {
	t.Helper()
	ok(t, os.WriteFile(filepath.Join(dir, FileName), b, 0o600))
}

// resum repairs the checksum, as somebody who tampers on purpose would.
func resum(b []byte) []byte {
	sum := sha256.Sum256(b[:len(b)-sumSize])
	return append(bytes.Clone(b[:len(b)-sumSize]), sum[:]...)
}

// rebuilt returns the file with its frame and body edited, and the checksum repaired. The MAC is repaired when key is
// given, as a newer version's writer would.
func rebuilt(t *testing.T, b, vaultKey []byte, edit func(minReader, writer *uint16, body fields)) []byte {
	t.Helper()
	minReader, writer := binary.BigEndian.Uint16(b[16:]), binary.BigEndian.Uint16(b[18:])
	end := len(b) - sumSize - macSize
	var body fields
	ok(t, decoding.Unmarshal(b[headerSize:end], &body))
	edit(&minReader, &writer, body)
	raw, err := encoding.Marshal(body)
	ok(t, err)
	out := []byte(magic)
	out = binary.BigEndian.AppendUint16(out, minReader)
	out = binary.BigEndian.AppendUint16(out, writer)
	out = binary.BigEndian.AppendUint32(out, uint32(len(raw)))
	out = append(out, raw...)
	if vaultKey != nil {
		out = append(out, mac(vaultKey, out)...)
	} else {
		out = append(out, b[end:end+macSize]...)
	}
	return resum(append(out, make([]byte, sumSize)...))
}

func slotsOf(t *testing.T, body fields) []cbor.RawMessage {
	t.Helper()
	var raws []cbor.RawMessage
	ok(t, body.get(bodySlots, &raws))
	return raws
}
