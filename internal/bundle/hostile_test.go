package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// forger is somebody who has the receiver's public key and a signing key, and no good will.
type forger struct {
	t    testing.TB
	to   Recipient
	key  Key
	sign ed25519.PrivateKey
}

// lock encrypts anything.
func (f *forger) lock(plain []byte) []byte {
	f.t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, f.to.to)
	if err == nil {
		if _, err = w.Write(plain); err == nil {
			err = w.Close()
		}
	}
	if err != nil {
		f.t.Fatal(err)
	}
	return out.Bytes()
}

// wrap signs a manifest and puts parts behind it.
func (f *forger) wrap(manifest []byte, parts ...[]byte) []byte {
	b := binary.BigEndian.AppendUint32([]byte(magic), uint32(len(manifest)))
	b = append(append(b, manifest...), ed25519.Sign(f.sign, signed(manifest))...)
	return append(b, bytes.Join(parts, nil)...)
}

// good is a pakke's manifest and parts as a writer makes them, to be spoiled.
func good(t testing.TB, m *team) (*forger, *team, *Manifest, [][]byte) {
	f := &forger{t, m.to(), m.key, m.sign}
	man := m.manifest(nil)
	man.Sender.Key = m.sign.Public().(ed25519.PublicKey)
	man.For = [][32]byte{m.key.print}
	var parts [][]byte
	z, _ := newEncoder()
	c := cutter{full: func(b []byte) error {
		man.Segments = append(man.Segments, Segment{uint64(len(b)), sha256.Sum256(b)})
		packed := pack(z, nil, b)
		parts = append(parts, binary.BigEndian.AppendUint32(nil, uint32(len(packed))), packed)
		return nil
	}}
	if err := m.since(nil)(c.add); err != nil {
		t.Fatal(err)
	}
	_ = c.flush()
	for _, b := range man.Blobs {
		parts = append(parts, m.files[b.Hash])
	}
	return f, m, &man, parts
}

func encoded(t testing.TB, m *Manifest) []byte {
	b, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// segments makes manifest and part of segments of one's own.
func withSegment(m *Manifest, raw []byte) (*Manifest, []byte) {
	c := *m
	c.Segments = []Segment{{uint64(len(raw)), sha256.Sum256(raw)}}
	return &c, append(binary.BigEndian.AppendUint32(nil, uint32(len(raw))), raw...)
}

func TestWhatAForgerTriesIsRefusedWithItsReason(t *testing.T) {
	f, m, man, parts := good(t, small(t))
	if _, _, err := read(f.lock(f.wrap(encoded(t, man), parts...)), f.key); err != nil {
		t.Fatalf("the pakke to be spoiled is not good: %v", err)
	}
	spoil := func(alter func(*Manifest)) []byte {
		c := *man
		c.Heads, c.Blobs, c.Segments = append([]End{}, man.Heads...), append([]Blob{}, man.Blobs...), append([]Segment{}, man.Segments...)
		alter(&c)
		return f.wrap(encoded(t, &c), parts...)
	}
	bodies := func(sets ...[]byte) []byte {
		var raw []byte
		for _, s := range sets {
			raw = append(appendHead(raw, len(s)), s...)
		}
		c, part := withSegment(man, raw)
		return f.wrap(encoded(t, c), append([][]byte{part}, parts[2:]...)...)
	}
	var all [][]byte
	for _, id := range m.order {
		all = append(all, m.sets[id]...)
	}
	other := newTeam(t)
	o := other.machine()
	other.writes(o, "et andet projekt")
	stranger := &forger{t, f.to, f.key, other.sign}
	deep := bytes.Repeat([]byte{0x81}, 100_000)
	long := func(n uint32, rest ...[]byte) []byte {
		return append(binary.BigEndian.AppendUint32([]byte(magic), n), bytes.Join(rest, nil)...)
	}
	for name, c := range map[string]struct {
		want  string
		plain []byte
	}{
		"nothing":                             {"bundle.cut", nil},
		"something else":                      {"bundle.not", []byte(strings.Repeat("PK\x03\x04", 100))},
		"a manifest of four gigabytes":        {"bundle.limit", long(1<<32 - 1)},
		"a manifest that is not there":        {"bundle.cut", long(maxManifest, make([]byte, 100))},
		"a manifest that is no map":           {"bundle.manifest", f.wrap([]byte{0x01}, parts...)},
		"lists in lists in lists":             {"bundle.manifest", f.wrap(append(deep, 0xf6), parts...)},
		"maps in maps":                        {"bundle.manifest", f.wrap(bytes.Repeat([]byte{0xa1, 0x61, 'x'}, 50_000), parts...)},
		"a list that claims four billion":     {"bundle.manifest", f.wrap([]byte{0xa1, 0x64, 'b', 'a', 's', 'e', 0x9a, 0xff, 0xff, 0xff, 0xff}, parts...)},
		"a field twice":                       {"bundle.manifest", f.wrap([]byte{0xa2, 0x62, 'i', 'd', 0x41, 1, 0x62, 'i', 'd', 0x41, 2}, parts...)},
		"a manifest of another key":           {"bundle.signature", spoilSignature(f.wrap(encoded(t, man), parts...), len(encoded(t, man)))},
		"signed by a stranger":                {"bundle.signature", stranger.wrap(encoded(t, man), parts...)},
		"a newer format":                      {"bundle.newer", f.wrap([]byte{0xa1, 0x66, 'f', 'o', 'r', 'm', 'a', 't', 0x18, 99}, parts...)},
		"for somebody else":                   {"bundle.forwarded", spoil(func(m *Manifest) { m.For = [][32]byte{{1}} })},
		"for a passphrase":                    {"bundle.forwarded", spoil(func(m *Manifest) { m.For = nil })},
		"no project":                          {"bundle.manifest", spoil(func(m *Manifest) { m.Project = feltbog.ID{} })},
		"an unknown kind of space":            {"bundle.manifest", spoil(func(m *Manifest) { m.Kind = "world" })},
		"a name of a megabyte":                {"bundle.manifest", spoil(func(m *Manifest) { m.Name = strings.Repeat("x", 1<<20) })},
		"a name with a line in it":            {"bundle.manifest", spoil(func(m *Manifest) { m.Title = "x\ny" })},
		"heads out of order":                  {"bundle.manifest", spoil(func(m *Manifest) { m.Heads[0], m.Heads[1] = m.Heads[1], m.Heads[0] })},
		"a machine twice":                     {"bundle.manifest", spoil(func(m *Manifest) { m.Heads[1] = m.Heads[0] })},
		"a number beyond all":                 {"bundle.manifest", spoil(func(m *Manifest) { m.Heads[0].Seq = 1 << 63 })},
		"an end before its beginning":         {"bundle.manifest", spoil(func(m *Manifest) { m.Base = []End{{Device: m.Heads[0].Device, Seq: 99}} })},
		"a beginning without an end":          {"bundle.manifest", spoil(func(m *Manifest) { m.Base = []End{{Device: feltbog.ID{0xff, 9}, Seq: 1}} })},
		"more sets than it says":              {"bundle.manifest", spoil(func(m *Manifest) { m.Sets++ })},
		"a sender who wrote nothing":          {"bundle.manifest", spoil(func(m *Manifest) { m.Sender.Device = feltbog.ID{1} })},
		"more changes than there are":         {"bundle.part", spoil(func(m *Manifest) { m.Changes++ })},
		"a segment of a terabyte":             {"bundle.limit", spoil(func(m *Manifest) { m.Segments[0].Size = 1 << 40 })},
		"an empty segment":                    {"bundle.limit", spoil(func(m *Manifest) { m.Segments = append(m.Segments, Segment{}) })},
		"a file of an exabyte":                {"bundle.limit", spoil(func(m *Manifest) { m.Blobs[3].Size = 1 << 60 })},
		"a file of less than nothing":         {"bundle.limit", spoil(func(m *Manifest) { m.Blobs[3].Size = -1 })},
		"a file twice":                        {"bundle.manifest", spoil(func(m *Manifest) { m.Blobs[3] = m.Blobs[2] })},
		"a file that is another":              {"bundle.part", spoil(func(m *Manifest) { m.Blobs[2].Hash[5] ^= 1 })},
		"a file that is longer than it says":  {"bundle.part", spoil(func(m *Manifest) { m.Blobs[3].Size-- })},
		"a file that is shorter than it says": {"bundle.cut", spoil(func(m *Manifest) { m.Blobs[3].Size++ })},
		"a file too many":                     {"bundle.part", spoil(func(m *Manifest) { m.Blobs = m.Blobs[:3] })},
		"a segment that is another":           {"bundle.part", spoil(func(m *Manifest) { m.Segments[0].Hash[0] ^= 1 })},
		"a segment of another size":           {"bundle.part", spoil(func(m *Manifest) { m.Segments[0].Size++ })},
		"another end":                         {"bundle.part", spoil(func(m *Manifest) { m.Heads[1].Hash[7] ^= 1 })},
		"another space":                       {"bundle.part", spoil(func(m *Manifest) { m.Space[3] ^= 1 })},
		"the first set is missing":            {"change.chain", bodies(all[1:]...)},
		"the last set is missing":             {"bundle.part", bodies(all[:len(all)-1]...)},
		"a set in the middle is missing":      {"change.chain", bodies(append(append([][]byte{}, all[:7]...), all[8:]...)...)},
		"two sets change places":              {"change.chain", bodies(append([][]byte{all[0], all[2], all[1]}, all[3:]...)...)},
		"a set twice":                         {"change.chain", bodies(append([][]byte{all[0], all[0]}, all[1:]...)...)},
		"the machines in turns":               {"bundle.part", bodies(append([][]byte{all[0], all[30]}, all[1:]...)...)},
		"a set too many":                      {"bundle.part", bodies(append(append([][]byte{}, all...), all[0])...)},
		"a set of another project":            {"bundle.part", bodies(append([][]byte{other.sets[o][0]}, all...)...)},
		"a set that is none":                  {"change.wire", bodies(append([][]byte{{0xf6}}, all...)...)},
		"a set of holes":                      {"change.wire", bodies(append([][]byte{deep}, all...)...)},
		"no byte strings":                     {"bundle.part", func() []byte { c, p := withSegment(man, []byte{0x01, 0x02}); return f.wrap(encoded(t, c), p) }()},
		"a byte string beyond the segment": {"bundle.part", func() []byte {
			c, p := withSegment(man, []byte{0x5a, 0xff, 0xff, 0xff, 0xff})
			return f.wrap(encoded(t, c), p)
		}()},
		"a longer head than needed":          {"bundle.part", func() []byte { c, p := withSegment(man, []byte{0x58, 0x01, 0xf6}); return f.wrap(encoded(t, c), p) }()},
		"a segment that lies about its size": {"bundle.part", f.wrap(encoded(t, man), binary.BigEndian.AppendUint32(nil, 1<<31), parts[1])},
		"a segment of no bytes":              {"bundle.part", f.wrap(encoded(t, man), make([]byte, 4))},
		"a segment that ends early":          {"bundle.cut", f.wrap(encoded(t, man), parts[0], parts[1][:10])},
		"nothing behind the manifest":        {"bundle.cut", f.wrap(encoded(t, man))},
		"a byte behind the end":              {"bundle.part", f.wrap(encoded(t, man), append(append([][]byte{}, parts...), []byte{0})...)},
	} {
		var before, after runtime.MemStats
		b := f.lock(c.plain)
		runtime.ReadMemStats(&before)
		_, _, err := read(b, f.key)
		runtime.ReadMemStats(&after)
		if keyOf(err) != c.want || feltbog.ErrorCode(err) != feltbog.EDamaged {
			t.Errorf("%s: %s, want %s (%v)", name, keyOf(err), c.want, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 24<<20 {
			t.Errorf("%s: refusing it took %d MB", name, used>>20)
		}
	}
}

func spoilSignature(b []byte, manifest int) []byte {
	b[len(magic)+4+manifest+10] ^= 1
	return b
}

// A bomb is a few kilobytes that claim to be, or are, gigabytes.
func TestABombIsRefusedBeforeItIsUnpacked(t *testing.T) {
	f, _, man, _ := good(t, small(t))
	z, _ := zstd.NewWriter(nil)
	zeros := z.EncodeAll(make([]byte, 32<<20), nil)
	one := func(size uint64, packed []byte) []byte {
		c := *man
		c.Segments = []Segment{{size, [32]byte{}}}
		return f.wrap(encoded(t, &c), binary.BigEndian.AppendUint32(nil, uint32(len(packed))), packed)
	}
	for name, plain := range map[string][]byte{
		"32 MB of nothing in 1 KB":    one(32<<20, zeros),
		"another size in the frame":   one(1<<20, zeros),
		"a second frame behind it":    one(1<<10, append(z.EncodeAll(bytes.Repeat([]byte("ab"), 512), nil), zeros...)),
		"a frame that may be skipped": one(1<<20, append([]byte{0x50, 0x2a, 0x4d, 0x18, 0xff, 0xff, 0xff, 0x7f}, make([]byte, 4000)...)),
		"no frame at all":             one(1<<20, bytes.Repeat([]byte{0x28, 0xb5, 0x2f, 0xfd}, 1000)),
	} {
		b := f.lock(plain)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := read(b, f.key)
		runtime.ReadMemStats(&after)
		if keyOf(err) != "bundle.part" {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
			t.Errorf("%s: refusing it took %d MB", name, used>>20)
		}
	}
}

func TestAPassphraseThatWouldCostTheMachineIsRefused(t *testing.T) {
	id, err := PhraseKey("x")
	if err != nil {
		t.Fatal(err)
	}
	for _, work := range []int{maxPhraseWork + 1, 22, 30} {
		b := fmt.Appendf(nil, "%s-> scrypt %s %d\n%s\n--- %s\n", ageIntro, strings.Repeat("A", 22), work, strings.Repeat("A", 43), strings.Repeat("A", 43))
		if _, err := Open(bytes.NewReader(b), id); keyOf(err) != "bundle.header" {
			t.Errorf("%d: %v", work, err)
		}
	}
}

func TestAHeaderWithoutEndIsRefused(t *testing.T) {
	id, _ := PhraseKey("x")
	endless := io.MultiReader(strings.NewReader(ageIntro+"-> X25519 "), &letters{n: 1 << 30})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Open(endless, id)
	runtime.ReadMemStats(&after)
	if keyOf(err) != "bundle.header" {
		t.Error(err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
		t.Errorf("refusing it took %d MB", used>>20)
	}
}

type letters struct{ n int }

func (l *letters) Read(b []byte) (int, error) {
	if l.n -= len(b); l.n < 0 {
		return 0, io.EOF
	}
	for i := range b {
		b[i] = 'A'
	}
	return len(b), nil
}

// FuzzReadPakke reads what lies under the encryption, whatever it is: the signature does not protect from its own signer.
func FuzzReadPakke(f *testing.F) {
	m := newTeam(f)
	a := m.machine()
	m.writes(a, "Bussen kom ikke")
	m.writes(a, "")
	m.file([]byte("en fil"))
	_, _, man, parts := good(f, m)
	b := encoded(f, man)
	f.Add(b, bytes.Join(parts, nil))
	f.Add(b, []byte{})
	f.Add([]byte{0xa0}, []byte{0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, manifest, rest []byte) {
		m, err := decodeManifest(manifest)
		if err != nil {
			if c := feltbog.ErrorCode(err); c != feltbog.EDamaged {
				t.Fatal(err)
			}
			return
		}
		if again, err := m.encode(); err != nil {
			t.Fatal(err)
		} else if n, err := decodeManifest(again); err != nil || n.ID != m.ID || len(n.Blobs) != len(m.Blobs) {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		r := &Reader{m: *m, src: &watch{r: bytes.NewReader(nil)}, in: bytes.NewReader(rest)}
		err = r.Sets(ctx, func(s *change.Set, _ []byte) error {
			if s.Space != m.Space {
				t.Fatal("a set of another space was handed out")
			}
			return nil
		})
		if err == nil {
			err = r.Blobs(ctx, func(b Blob, in io.Reader) error {
				c, err := io.ReadAll(in)
				if err == nil && sha256.Sum256(c) != b.Hash {
					t.Fatal("a file was handed out that is another")
				}
				return err
			})
		}
		if c := feltbog.ErrorCode(err); err != nil && c != feltbog.EDamaged {
			t.Fatal(err)
		}
	})
}
