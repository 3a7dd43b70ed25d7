package keys

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"feltbog/internal/feltbog"

	"github.com/fxamacker/cbor/v2"
)

// FileName is the name of the key file in a vault folder.
const FileName = "vault.keys"

// The frame of the file, see docs/vault-format-keys.md:
//
//	magic 16 | minReader 2 | writer 2 | length 4 | body (CBOR) | MAC 32 | checksum 32
//
// The checksum stays the last 32 bytes in every later version, so that damage is told from a newer file. The magic's
// tail is PNG's: it breaks when a transfer rewrites line ends.
const (
	magic      = "feltbog.keys\r\n\x1a\n"
	headerSize = len(magic) + 2 + 2 + 4
	macSize    = sha256.Size
	sumSize    = sha256.Size
	maxFile    = 1 << 20
	version    = 1 // what this package writes, and the newest minReader it reads
)

// Fields of the body.
const (
	bodyVault      = 1
	bodyGeneration = 2
	bodySlots      = 3
	bodySealed     = 4
)

var (
	errNewer = errors.New("made with a newer version")
	errMAC   = errors.New("the parts do not belong together")
)

// form is a key file as anybody can read it without a key.
type form struct {
	minReader, writer uint16
	vault             feltbog.ID
	generation        uint64 // counts the writes
	slots             []slot
	sealed            []byte // contents under K
	rest              fields // fields of a newer version
	signed, mac       []byte // what the MAC covers, and the MAC
}

// parse reads the bytes of a key file. It derives no key and keeps no reference to b.
func parse(b []byte, weak bool) (*form, error) {
	if len(b) < headerSize+macSize+sumSize || len(b) > maxFile {
		return nil, fmt.Errorf("%d bytes", len(b))
	}
	if string(b[:len(magic)]) != magic {
		return nil, errors.New("not a key file")
	}
	if sum := sha256.Sum256(b[:len(b)-sumSize]); !bytes.Equal(sum[:], b[len(b)-sumSize:]) {
		return nil, errors.New("the checksum does not fit")
	}
	b = bytes.Clone(b)
	f := &form{
		minReader: binary.BigEndian.Uint16(b[len(magic):]),
		writer:    binary.BigEndian.Uint16(b[len(magic)+2:]),
	}
	if f.minReader > version {
		return nil, errNewer
	}
	if f.minReader == 0 || f.writer < f.minReader {
		return nil, errors.New("impossible version numbers")
	}
	end := len(b) - sumSize - macSize
	if int64(binary.BigEndian.Uint32(b[len(magic)+4:])) != int64(end-headerSize) {
		return nil, errors.New("the length does not fit")
	}
	f.signed, f.mac = b[:end], b[end:end+macSize]
	return f, f.parseBody(b[headerSize:end], weak)
}

func (f *form) parseBody(body []byte, weak bool) error {
	var all fields
	if err := decoding.Unmarshal(body, &all); err != nil {
		return err
	}
	var id []byte
	var raws []cbor.RawMessage
	if err := errors.Join(all.get(bodyVault, &id), all.get(bodyGeneration, &f.generation),
		all.get(bodySlots, &raws), all.get(bodySealed, &f.sealed)); err != nil {
		return err
	}
	if len(id) != len(f.vault) || len(f.sealed) == 0 {
		return errors.New("a part is missing")
	}
	copy(f.vault[:], id)
	f.rest = all.without(bodyVault, bodyGeneration, bodySlots, bodySealed)
	var err error
	f.slots, err = parseSlots(raws, weak)
	return err
}

// parseSlots reads slots and refuses more of one kind than an honest program writes.
func parseSlots(raws []cbor.RawMessage, weak bool) ([]slot, error) {
	count := map[string]int{}
	var slots []slot
	for _, raw := range raws {
		s, err := parseSlot(raw, weak)
		if err != nil {
			return nil, err
		}
		if count[s.kind]++; most[s.kind] > 0 && count[s.kind] > most[s.kind] {
			return nil, fmt.Errorf("too many %s slots", s.kind)
		}
		slots = append(slots, s)
	}
	return slots, nil
}

// bytes writes the file, with the MAC under the vault's key.
func (f *form) bytes(key []byte) ([]byte, error) {
	all := f.rest.without()
	all.set(bodyVault, f.vault[:])
	all.set(bodyGeneration, f.generation)
	all.set(bodySlots, rawSlots(f.slots))
	all.set(bodySealed, f.sealed)
	body, err := encoding.Marshal(all)
	if err != nil {
		return nil, err
	}
	b := []byte(magic)
	b = binary.BigEndian.AppendUint16(b, f.minReader)
	b = binary.BigEndian.AppendUint16(b, f.writer)
	b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
	b = append(b, body...)
	b = append(b, mac(key, b)...)
	sum := sha256.Sum256(b)
	b = append(b, sum[:]...)
	if len(b) > maxFile {
		return nil, fmt.Errorf("a key file of %d bytes is larger than can be read back", len(b))
	}
	return b, nil
}

func rawSlots(slots []slot) []cbor.RawMessage {
	raws := make([]cbor.RawMessage, 0, len(slots))
	for _, s := range slots {
		raws = append(raws, s.raw)
	}
	return raws
}

// verify checks the MAC with the vault's key.
func (f *form) verify(key []byte) error {
	if !hmac.Equal(mac(key, f.signed), f.mac) {
		return errMAC
	}
	return nil
}

func mac(key, b []byte) []byte {
	sub := internalKey(key, "mac")
	defer clear(sub)
	h := hmac.New(sha256.New, sub)
	h.Write(b)
	return h.Sum(nil)
}

// internalKey derives the keys of this package from K. Subkey uses another prefix, so no caller can ask for these.
func internalKey(key []byte, name string) []byte {
	return must(hkdf.Key(sha256.New, key, nil, "feltbog/keys/"+name, keySize))
}

// boundSealed is the associated data of the sealed contents.
func (f *form) boundSealed() []byte {
	return must(encoding.Marshal([]any{label, "contents", f.vault[:], f.generation}))
}
