package bundle

import (
	"crypto/ed25519"
	"crypto/sha256"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Format is the version of the pakke that this program writes and the newest it reads.
const Format = 1

// Limits. A file beyond them is refused before anything is built from it.
const (
	maxManifest = 32 << 20                // bytes; some 700 000 files
	maxSegment  = change.MaxSetBytes + 16 // bytes of a segment unpacked: one set of the largest size
	maxRatio    = 500                     // how much a segment may grow when it is unpacked
	maxFor      = 100                     // receivers
	maxText     = 1000                    // bytes of a name
)

// Manifest says what a pakke is. It is signed by the machine that made the pakke.
type Manifest struct {
	ID      feltbog.ID // of the pakke
	Name    string     // what people call it
	Created feltbog.Instant
	Expires feltbog.Instant // after it the pakke is not taken in; zero: never

	Project  feltbog.ID
	Title    string // of the project
	Kind     feltbog.SpaceKind
	Space    feltbog.ID
	Register feltbog.ID // the space of the register that belongs to the team's, so that a new vault makes the same one

	Sender    Sender
	For       [][32]byte // fingerprints of the keys it is made for; none: a passphrase
	Base      []End      // what the receiver must have; none: the pakke is whole
	Heads     []End      // what the receiver has afterwards, with hashes
	Follows   *Earlier   // the pakke that Base comes from
	Originals bool       // untouched pictures are in it

	Sets     uint64 // change sets in the segments
	Changes  uint64 // and changes in them
	Segments []Segment
	Blobs    []Blob
}

// Sender is the machine that made the pakke, and who sat at it.
type Sender struct {
	Device  feltbog.ID
	Key     ed25519.PublicKey
	Machine string
	Member  feltbog.ID
	Name    string
}

// Earlier names a pakke that came before.
type Earlier struct {
	ID      feltbog.ID
	Name    string
	Created feltbog.Instant
}

// End is how far a machine's chain is known: the number of its last set and, in Heads, that set's hash.
type End struct {
	Device feltbog.ID
	Seq    uint64
	Hash   [32]byte
}

// Segment is a piece of the change sets: its bytes when unpacked, and their SHA-256.
type Segment struct {
	Size uint64
	Hash [32]byte
}

// Blob is one picture or file: the SHA-256 of its contents, and their size.
type Blob struct {
	Hash [32]byte
	Size int64
}

// Whole reports whether the pakke can be taken in by somebody who has nothing.
func (m *Manifest) Whole() bool { return len(m.Base) == 0 }

// Bytes is the size of everything in the pakke, unpacked.
func (m *Manifest) Bytes() int64 {
	var n int64
	for _, s := range m.Segments {
		n += int64(s.Size)
	}
	for _, b := range m.Blobs {
		n += b.Size
	}
	return n
}

// Lacks returns the machines of which the receiver, who has what have says, misses something before this pakke.
func (m *Manifest) Lacks(have map[feltbog.ID]uint64) []feltbog.ID {
	var out []feltbog.ID
	for _, b := range m.Base {
		if have[b.Device] < b.Seq {
			out = append(out, b.Device)
		}
	}
	return out
}

// Vector is what the receiver has afterwards.
func (m *Manifest) Vector() map[feltbog.ID]uint64 {
	v := map[feltbog.ID]uint64{}
	for _, h := range m.Heads {
		v[h.Device] = h.Seq
	}
	return v
}

// form is the manifest on the wire: a CBOR map with text keys, in the deterministic encoding of RFC 8949, section 4.2.
type form struct {
	Format    uint          `cbor:"format"`
	Writer    uint          `cbor:"writer"`
	ID        []byte        `cbor:"id"`
	Name      string        `cbor:"name"`
	Created   int64         `cbor:"created"`
	Expires   int64         `cbor:"expires,omitempty"`
	Project   []byte        `cbor:"project"`
	Title     string        `cbor:"title"`
	Kind      string        `cbor:"kind"`
	Space     []byte        `cbor:"space"`
	Register  []byte        `cbor:"register,omitempty"`
	Sender    senderForm    `cbor:"sender"`
	For       [][]byte      `cbor:"for"`
	Base      []baseForm    `cbor:"base"`
	Heads     []headForm    `cbor:"heads"`
	Follows   *followsForm  `cbor:"follows,omitempty"`
	Originals bool          `cbor:"originals,omitempty"`
	Sets      uint64        `cbor:"sets"`
	Changes   uint64        `cbor:"changes"`
	Segments  []segmentForm `cbor:"segments"`
	Blobs     []blobForm    `cbor:"blobs"`
}

type senderForm struct {
	Device  []byte `cbor:"device"`
	Key     []byte `cbor:"key"`
	Machine string `cbor:"machine"`
	Member  []byte `cbor:"member,omitempty"`
	Name    string `cbor:"name"`
}

type followsForm struct {
	ID      []byte `cbor:"id"`
	Name    string `cbor:"name"`
	Created int64  `cbor:"created"`
}

type baseForm struct {
	_      struct{} `cbor:",toarray"`
	Device []byte
	Seq    uint64
}

type headForm struct {
	_      struct{} `cbor:",toarray"`
	Device []byte
	Seq    uint64
	Hash   []byte
}

type segmentForm struct {
	_    struct{} `cbor:",toarray"`
	Size uint64
	Hash []byte
}

type blobForm struct {
	_    struct{} `cbor:",toarray"`
	Hash []byte
	Size uint64
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var encMode = must(cbor.EncOptions{
	Sort: cbor.SortCoreDeterministic, IndefLength: cbor.IndefLengthForbidden, NilContainers: cbor.NilContainerAsEmpty,
}.EncMode())

var decMode = must(cbor.DecOptions{
	DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, MaxNestedLevels: 6,
	MaxArrayElements: 1 << 20, MaxMapPairs: 100, TagsMd: cbor.TagsForbidden, UTF8: cbor.UTF8RejectInvalid,
}.DecMode())

// encode writes the manifest.
func (m *Manifest) encode() ([]byte, error) {
	f := form{Format: Format, Writer: Format, ID: m.ID[:], Name: m.Name, Created: int64(m.Created), Expires: int64(m.Expires),
		Project: m.Project[:], Title: m.Title, Kind: string(m.Kind), Space: m.Space[:], Register: unlessZero(m.Register),
		Sender:    senderForm{m.Sender.Device[:], m.Sender.Key, m.Sender.Machine, unlessZero(m.Sender.Member), m.Sender.Name},
		Originals: m.Originals, Sets: m.Sets, Changes: m.Changes}
	for i := range m.For {
		f.For = append(f.For, m.For[i][:])
	}
	for i := range m.Base {
		f.Base = append(f.Base, baseForm{Device: m.Base[i].Device[:], Seq: m.Base[i].Seq})
	}
	for i := range m.Heads {
		f.Heads = append(f.Heads, headForm{Device: m.Heads[i].Device[:], Seq: m.Heads[i].Seq, Hash: m.Heads[i].Hash[:]})
	}
	if m.Follows != nil {
		f.Follows = &followsForm{m.Follows.ID[:], m.Follows.Name, int64(m.Follows.Created)}
	}
	for i := range m.Segments {
		f.Segments = append(f.Segments, segmentForm{Size: m.Segments[i].Size, Hash: m.Segments[i].Hash[:]})
	}
	for i := range m.Blobs {
		f.Blobs = append(f.Blobs, blobForm{Hash: m.Blobs[i].Hash[:], Size: uint64(m.Blobs[i].Size)})
	}
	b, err := encMode.Marshal(&f)
	if err == nil && len(b) > maxManifest {
		return nil, errLimit("its table of contents")
	}
	return b, err
}

func unlessZero(id feltbog.ID) []byte {
	if id.IsZero() {
		return nil
	}
	return id[:]
}

// decodeManifest reads a manifest and checks that it contradicts neither itself nor the limits.
func decodeManifest(b []byte) (*Manifest, error) {
	var versions struct {
		Format uint `cbor:"format"`
	}
	if err := decMode.Unmarshal(b, &versions); err != nil {
		return nil, errManifest(err.Error())
	}
	if versions.Format > Format {
		return nil, errNewer(versions.Format)
	}
	var f form
	if err := decMode.Unmarshal(b, &f); err != nil {
		return nil, errManifest(err.Error())
	}
	d := &taker{}
	m := &Manifest{ID: d.id(f.ID, "id"), Name: f.Name, Created: feltbog.Instant(f.Created), Expires: feltbog.Instant(f.Expires),
		Project: d.id(f.Project, "project"), Title: f.Title, Kind: feltbog.SpaceKind(f.Kind), Space: d.id(f.Space, "space"),
		Register: d.idOrNone(f.Register, "register"), Originals: f.Originals, Sets: f.Sets, Changes: f.Changes,
		Sender: Sender{Device: d.id(f.Sender.Device, "sender"), Key: f.Sender.Key, Machine: f.Sender.Machine,
			Member: d.idOrNone(f.Sender.Member, "member"), Name: f.Sender.Name}}
	for _, x := range f.For {
		m.For = append(m.For, d.hash(x, "for"))
	}
	for _, x := range f.Base {
		m.Base = append(m.Base, End{Device: d.id(x.Device, "base"), Seq: x.Seq})
	}
	for _, x := range f.Heads {
		m.Heads = append(m.Heads, End{Device: d.id(x.Device, "heads"), Seq: x.Seq, Hash: d.hash(x.Hash, "heads")})
	}
	if x := f.Follows; x != nil {
		m.Follows = &Earlier{d.id(x.ID, "follows"), x.Name, feltbog.Instant(x.Created)}
	}
	for _, x := range f.Segments {
		m.Segments = append(m.Segments, Segment{x.Size, d.hash(x.Hash, "segments")})
	}
	for _, x := range f.Blobs {
		m.Blobs = append(m.Blobs, Blob{d.hash(x.Hash, "blobs"), int64(x.Size)})
	}
	if d.err == nil {
		d.err = m.check()
	}
	if d.err != nil {
		return nil, d.err
	}
	return m, nil
}

// taker reads byte strings of a fixed length and remembers the first that has another.
type taker struct{ err error }

func (t *taker) fail(what string) {
	if t.err == nil {
		t.err = errManifest(what)
	}
}

func (t *taker) take(to, b []byte, name string) {
	if copy(to, b) != len(to) || len(b) != len(to) {
		t.fail(name + " has the wrong length")
	}
}

func (t *taker) id(b []byte, name string) (id feltbog.ID) {
	if t.take(id[:], b, name); id.IsZero() {
		t.fail(name + " is missing")
	}
	return id
}

func (t *taker) idOrNone(b []byte, name string) (id feltbog.ID) {
	if len(b) > 0 {
		t.take(id[:], b, name)
	}
	return id
}

func (t *taker) hash(b []byte, name string) (h [32]byte) {
	t.take(h[:], b, name)
	return h
}

// check holds what the types cannot say. A writer's manifest is held to it as well.
func (m *Manifest) check() error {
	switch m.Kind {
	case feltbog.TeamSpace, feltbog.RegisterSpace, feltbog.WorkshopSpace:
	default:
		return errManifest("its kind of space is unknown")
	}
	for _, s := range []string{m.Name, m.Title, m.Sender.Machine, m.Sender.Name} {
		if len(s) > maxText || !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\n\r") {
			return errManifest("a name in it is none")
		}
	}
	if len(m.Sender.Key) != ed25519.PublicKeySize {
		return errManifest("its signing key has the wrong length")
	}
	if len(m.For) > maxFor || !slices.IsSortedFunc(m.For, func(a, b [32]byte) int { return slices.Compare(a[:], b[:]) }) {
		return errManifest("its receivers are not in order")
	}
	if err := checkEnds(m.Base, "base"); err != nil {
		return err
	}
	if err := checkEnds(m.Heads, "heads"); err != nil {
		return err
	}
	var sets uint64
	base := map[feltbog.ID]uint64{}
	for _, b := range m.Base {
		base[b.Device] = b.Seq
	}
	for _, h := range m.Heads {
		if h.Seq < base[h.Device] {
			return errManifest("it ends before it begins")
		}
		sets += h.Seq - base[h.Device]
		delete(base, h.Device)
	}
	if len(base) > 0 || sets != m.Sets {
		return errManifest("its ends do not fit its number of change sets")
	}
	if _, ok := m.Vector()[m.Sender.Device]; !ok && m.Kind != feltbog.RegisterSpace {
		return errManifest("its sender has written nothing")
	}
	return m.checkParts()
}

func checkEnds(all []End, name string) error {
	for i, e := range all {
		if e.Device.IsZero() || e.Seq == 0 || e.Seq >= 1<<40 ||
			i > 0 && slices.Compare(all[i-1].Device[:], e.Device[:]) >= 0 {
			return errManifest(name + " is not in order")
		}
	}
	return nil
}

func (m *Manifest) checkParts() error {
	var total int64
	for _, s := range m.Segments {
		if s.Size == 0 || s.Size > maxSegment {
			return errLimit("a piece of its change sets")
		}
		total += int64(s.Size)
	}
	if (len(m.Segments) == 0) != (m.Sets == 0) {
		return errManifest("its segments do not fit its number of change sets")
	}
	seen := make(map[[32]byte]bool, len(m.Blobs))
	for _, b := range m.Blobs {
		if b.Size < 0 || b.Size > 1<<44 || total+b.Size < total {
			return errLimit("a file in it")
		}
		if seen[b.Hash] || b.Size == 0 && b.Hash != sha256.Sum256(nil) {
			return errManifest("a file in it stands there twice, or is none")
		}
		seen[b.Hash] = true
		total += b.Size
	}
	return nil
}

// signed is what the signature covers: a label and the hash of the manifest's bytes.
func signed(manifest []byte) []byte {
	sum := sha256.Sum256(manifest)
	return append([]byte("feltbog bundle 1\n"), sum[:]...)
}
