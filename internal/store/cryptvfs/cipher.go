package cryptvfs

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"

	"lukechampine.com/adiantum"
	"lukechampine.com/adiantum/hbsh"
)

// blockSize is the unit of encryption and the sector size SQLite is told.
const blockSize = 4096

// kind says what a file is for. It selects the subkey and is part of every tweak; its values are part of the file
// format and never change.
type kind byte

const (
	kindMain    kind = 1
	kindWAL     kind = 2
	kindJournal kind = 3
	kindTemp    kind = 4
)

var kindInfo = map[kind]string{
	kindMain:    "feltbog cryptvfs 1 database",
	kindWAL:     "feltbog cryptvfs 1 wal",
	kindJournal: "feltbog cryptvfs 1 journal",
	kindTemp:    "feltbog cryptvfs 1 temp",
}

// subkey derives the key of one kind of file (HKDF-SHA-256, RFC 5869).
func subkey(key []byte, k kind) ([]byte, error) {
	return hkdf.Key(sha256.New, key, nil, kindInfo[k], 32)
}

// randomKey is the key of a temporary file; nothing outlives the handle that could read it.
func randomKey() []byte {
	k := make([]byte, 32)
	rand.Read(k)
	return k
}

// blockCipher ciphers the blocks of one open file. Not safe for concurrent use: Adiantum keeps scratch space.
type blockCipher struct {
	hbsh  *hbsh.HBSH
	key   []byte // Adiantum refers to it; wiped at close
	tweak [16]byte
}

func newBlockCipher(key []byte, k kind) *blockCipher {
	c := &blockCipher{hbsh: adiantum.New(key), key: key}
	c.tweak[0] = byte(k)
	return c
}

// encrypt ciphers whole blocks in place; first is the number of the first one.
func (c *blockCipher) encrypt(b []byte, first int64) {
	for ; len(b) > 0; b = b[blockSize:] {
		binary.LittleEndian.PutUint64(c.tweak[8:], uint64(first))
		c.hbsh.Encrypt(b[:blockSize], c.tweak[:])
		first++
	}
}

// decrypt is the inverse of encrypt. Blocks of zeros are holes and stay zeros.
func (c *blockCipher) decrypt(b []byte, first int64) {
	for ; len(b) > 0; b = b[blockSize:] {
		if !isZero(b[:blockSize]) {
			binary.LittleEndian.PutUint64(c.tweak[8:], uint64(first))
			c.hbsh.Decrypt(b[:blockSize], c.tweak[:])
		}
		first++
	}
}

func (c *blockCipher) wipe() { clear(c.key) }

// isZero looks at eight bytes at a time; ciphertext ends the loop at its first word.
func isZero(b []byte) bool {
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b) != 0 {
			return false
		}
		b = b[8:]
	}
	for _, x := range b {
		if x != 0 {
			return false
		}
	}
	return true
}
