package keys

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"feltbog/internal/feltbog"

	"filippo.io/age"
)

// FuzzOpenKeys feeds arbitrary bytes to everything that reads a key file. Whatever they are: no panic, no derivation
// outside the bounds, no memory out of proportion, and no vault that opens without its secret.
func FuzzOpenKeys(f *testing.F) {
	dir := f.TempDir()
	r, err := Create(dir, pass, words, cheap)
	if err != nil {
		f.Fatal(err)
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	reg, _ := r.AddSpace(feltbog.ID{}, feltbog.RegisterSpace)
	r.SetRegisterPassphrase(second, secondWords)
	r.AddCustodian("Ida", identity.Recipient().String(), 0)
	good, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[:len(good)-sumSize])
	f.Add(good[:headerSize])
	f.Add([]byte(magic))
	f.Add([]byte{})

	opt := cheap.filled()
	f.Fuzz(func(t *testing.T, b []byte) {
		opt := opt
		opt.derive = func(p, salt []byte, c Cost) []byte {
			if err := c.check(true); err != nil {
				t.Fatalf("about to run %v", err)
			}
			sum := sha256.Sum256(append(append([]byte{}, p...), salt...))
			return sum[:]
		}
		// The fuzzer cannot guess a checksum, so it is given one; the bare bytes are tried as well.
		sum := sha256.Sum256(b)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for _, file := range [][]byte{b, append(append([]byte{}, b...), sum[:]...)} {
			form, err := parse(file, true)
			if err != nil {
				continue
			}
			k := &File{form: form, dir: "x", opt: opt}
			if _, err := k.UnlockPassphrase("en vilkårlig sætning"); err == nil {
				t.Fatal("opened by a wrong passphrase")
			}
			if _, err := k.UnlockRecovery([16]byte{99}); err == nil {
				t.Fatal("opened by wrong words")
			}
			k.UnlockIdentity(identity)
			k.UnlockKeyring()
			if r, err := k.UnlockRecovery(words); err == nil {
				r.UnlockRegister(second)
				r.SpaceKey(reg)
				r.Close()
			}
		}
		if c, err := parseContents(b, true); err == nil { // what only a holder of K could prepare
			c.wipe()
		}
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 16<<20+64*uint64(len(b)) {
			t.Fatalf("%d bytes made %d bytes of garbage", len(b), grown)
		}
	})
}
