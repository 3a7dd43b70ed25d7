package cryptvfs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"lukechampine.com/adiantum"
)

// The first vector of every length pair in github.com/google/adiantum, Adiantum_XChaCha12_32_AES256.json.
func TestAdiantumAgreesWithThePublishedVectors(t *testing.T) {
	raw, err := os.ReadFile("testdata/adiantum_xchacha12_aes256.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct{ Key, Tweak, Plain, Cipher string }
	if err := json.Unmarshal(raw, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) < 18 {
		t.Fatalf("%d vectors", len(vectors))
	}
	unhex := func(s string) []byte {
		b, err := hex.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for i, v := range vectors {
		c := adiantum.New(unhex(v.Key))
		if got := c.Encrypt(unhex(v.Plain), unhex(v.Tweak)); !bytes.Equal(got, unhex(v.Cipher)) {
			t.Errorf("vector %d: encryption differs", i)
		}
		if got := c.Decrypt(unhex(v.Cipher), unhex(v.Tweak)); !bytes.Equal(got, unhex(v.Plain)) {
			t.Errorf("vector %d: decryption differs", i)
		}
	}
}

// Subkeys, tweaks and cipher are the file format: if one of these sums changes, old vaults no longer open.
func TestTheFormatOnDiskIsFrozen(t *testing.T) {
	want := map[kind]string{
		kindMain:    "d6f59bc5f40af689",
		kindWAL:     "62d4af0fb1c21ec4",
		kindJournal: "755dc5eceb549d41",
	}
	for k, sum := range want {
		key, err := subkey(bytes.Repeat([]byte{0x42}, 32), k)
		if err != nil {
			t.Fatal(err)
		}
		c := newBlockCipher(key, k)
		b := bytes.Repeat([]byte("feltbog "), 3*blockSize/8)
		c.encrypt(b, 1<<33)
		got := sha256.Sum256(b)
		if hex.EncodeToString(got[:8]) != sum {
			t.Errorf("kind %d: %x, want %s", k, got[:8], sum)
		}
		c.decrypt(b, 1<<33)
		if !bytes.Equal(b, bytes.Repeat([]byte("feltbog "), 3*blockSize/8)) {
			t.Errorf("kind %d does not come back", k)
		}
	}
}

func TestEqualBlocksLookDifferentByPlaceAndKind(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range []kind{kindMain, kindWAL, kindJournal} {
		key, err := subkey(make([]byte, 32), k)
		if err != nil {
			t.Fatal(err)
		}
		for block := range int64(3) {
			b := make([]byte, blockSize)
			newBlockCipher(key, k).encrypt(b, block)
			if seen[string(b)] {
				t.Errorf("kind %d block %d looks like another", k, block)
			}
			seen[string(b)] = true
		}
	}
}

func TestAHoleStaysZero(t *testing.T) {
	b := make([]byte, 2*blockSize)
	c := newBlockCipher(make([]byte, 32), kindMain)
	c.encrypt(b[:blockSize], 0)
	c.decrypt(b, 0)
	if !isZero(b) {
		t.Error("a hole became contents")
	}
}

func TestOneFlippedBitGarblesTheWholeBlock(t *testing.T) {
	c := newBlockCipher(make([]byte, 32), kindMain)
	plain := bytes.Repeat([]byte{0xaa}, blockSize)
	b := bytes.Clone(plain)
	c.encrypt(b, 5)
	b[4000] ^= 1
	c.decrypt(b, 5)
	same := 0
	for i := range b {
		if b[i] == plain[i] {
			same++
		}
	}
	if same > 64 {
		t.Errorf("%d of %d bytes survived", same, blockSize)
	}
}

func BenchmarkBlockCipher(b *testing.B) {
	for name, n := range map[string]int{"4KiB": 1, "64KiB": 16} {
		c := newBlockCipher(make([]byte, 32), kindMain)
		buf := make([]byte, n*blockSize)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(buf)))
			b.ReportAllocs()
			for b.Loop() {
				c.encrypt(buf, 7)
			}
		})
	}
}
