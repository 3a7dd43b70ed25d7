package keys

import (
	"bytes"
	"testing"

	"feltbog/internal/feltbog"

	"github.com/fxamacker/cbor/v2"
)

func TestEveryFlippedByteIsCalledDamageNotAWrongPassphrase(t *testing.T) {
	dir, r := vault(t)
	add(t, r, feltbog.TeamSpace)
	good := fileOf(t, dir)
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0x20
		put(t, dir, bad)
		_, err := Open(dir, cheap)
		wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
	}
}

func TestEveryByteFlippedOnPurposeIsNoticedByEveryWayIn(t *testing.T) {
	dir, r := vault(t)
	add(t, r, feltbog.TeamSpace)
	good := rebuilt(t, fileOf(t, dir), r.key, func(_, _ *uint16, body fields) {
		unknown := fields{}
		unknown.set(slotKind, "fido2")
		unknown.set(99, bytes.Repeat([]byte{7}, 20))
		body.set(bodySlots, append(slotsOf(t, body), must(encoding.Marshal(unknown))))
	})
	put(t, dir, good)
	unlock(t, dir, pass)
	for i := range len(good) - sumSize {
		for _, bit := range []byte{1, 0x80} {
			bad := bytes.Clone(good)
			bad[i] ^= bit
			put(t, dir, resum(bad))
			f, err := Open(dir, cheap)
			if err != nil {
				if feltbog.ErrorCode(err) != feltbog.EDamaged {
					t.Fatalf("byte %d: %v", i, err)
				}
				continue
			}
			if _, err := f.UnlockPassphrase(pass); err == nil {
				t.Fatalf("byte %d: the passphrase opens a file that was tampered with", i)
			}
			if _, err := f.UnlockRecovery(words); err == nil {
				t.Fatalf("byte %d: the recovery words open a file that was tampered with", i)
			}
		}
	}
}

func TestEveryTruncationIsDamage(t *testing.T) {
	dir, _ := vault(t)
	good := fileOf(t, dir)
	for n := range good {
		put(t, dir, good[:n])
		_, err := Open(dir, cheap)
		wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
	}
	put(t, dir, append(bytes.Clone(good), 0))
	_, err := Open(dir, cheap)
	wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
	put(t, dir, make([]byte, maxFile+10))
	_, err = Open(dir, cheap)
	wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
}

func TestASlotFromAnOldFileIsNoticed(t *testing.T) {
	dir, r := vault(t)
	old := fileOf(t, dir)
	ok(t, r.ChangePassphrase(pass, "en helt ny sætning"))

	var oldSlot cbor.RawMessage
	rebuilt(t, old, nil, func(_, _ *uint16, body fields) { oldSlot = slotsOf(t, body)[0] })
	put(t, dir, rebuilt(t, fileOf(t, dir), nil, func(_, _ *uint16, body fields) {
		body.set(bodySlots, append(slotsOf(t, body), oldSlot))
	}))
	_, err := open(t, dir).UnlockPassphrase(pass) // the old slot does wrap K
	wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
	_, err = open(t, dir).UnlockPassphrase("en helt ny sætning")
	wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
}

func TestAFileOfANewerVersionIsLeftAlone(t *testing.T) {
	dir, r := vault(t)
	b := rebuilt(t, fileOf(t, dir), r.key, func(minReader, writer *uint16, _ fields) { *minReader, *writer = 2, 2 })
	put(t, dir, b)
	_, err := Open(dir, cheap)
	wants(t, err, feltbog.EDamaged, "vault.newer")
	if !bytes.Equal(b, fileOf(t, dir)) {
		t.Error("the file changed")
	}
}

func TestWhatANewerVersionAddedSurvivesEveryRewrite(t *testing.T) {
	dir, r := vault(t)
	// Deliberately not the encoding that we would choose: a long form of the number 5.
	slotOfLater := cbor.RawMessage{0xa2, 0x01, 0x65, 'f', 'i', 'd', 'o', '2', 0x18, 0x63, 0x19, 0x00, 0x05}
	partOfLater := cbor.RawMessage{0x1b, 0, 0, 0, 0, 0, 0, 0, 5}
	put(t, dir, rebuilt(t, fileOf(t, dir), r.key, func(_, writer *uint16, body fields) {
		*writer = 3
		body.set(bodySlots, append([]cbor.RawMessage{slotOfLater}, slotsOf(t, body)...))
		body[77] = partOfLater
	}))
	r = unlock(t, dir, pass)
	r.contents.rest[50] = bytes.Clone(partOfLater) // as if it had been read
	add(t, r, feltbog.TeamSpace)
	ok(t, r.ChangePassphrase(pass, "en helt ny sætning"))
	ok(t, r.ResetPassphrase(pass))
	ok(t, r.NewRecovery([16]byte{5}))

	rebuilt(t, fileOf(t, dir), nil, func(_, writer *uint16, body fields) {
		if !bytes.Equal(slotsOf(t, body)[0], slotOfLater) || !bytes.Equal(body[77], partOfLater) {
			t.Error("a part of the newer version was changed or lost")
		}
		if *writer != 3 {
			t.Error("the file no longer says that a newer version's parts are in it")
		}
	})
	if got := unlock(t, dir, pass); !bytes.Equal(got.contents.rest[50], partOfLater) {
		t.Error("a sealed part of the newer version was lost")
	}
}

func TestAHostileCostIsRefusedBeforeAnyDerivation(t *testing.T) {
	dir, r := vault(t)
	good := fileOf(t, dir)
	opt := cheap
	opt.derive = func([]byte, []byte, Cost) []byte { t.Fatal("derived"); return nil }
	for _, c := range [][]any{
		{0, 64, 1}, {1, 64, 0}, {1, 0, 1}, {1, 4 << 20, 1}, {200, 64, 1}, {1, 64, 200}, {12, 1 << 20, 1},
		{1 << 33, 64, 1}, {-1, 64, 1}, {1, 64}, {1, 64, 1, 1}, {"1", 64, 1},
	} {
		put(t, dir, rebuilt(t, good, r.key, func(_, _ *uint16, body fields) {
			raws := slotsOf(t, body)
			var s fields
			ok(t, decoding.Unmarshal(raws[0], &s))
			s.set(slotCost, c)
			raws[0] = must(encoding.Marshal(s))
			body.set(bodySlots, raws)
		}))
		_, err := Open(dir, opt)
		wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
	}
}

func TestAHundredPassphraseSlotsAreRefused(t *testing.T) {
	dir, r := vault(t)
	put(t, dir, rebuilt(t, fileOf(t, dir), r.key, func(_, _ *uint16, body fields) {
		raws := slotsOf(t, body)
		for range 100 {
			raws = append(raws, raws[0])
		}
		body.set(bodySlots, raws)
	}))
	_, err := Open(dir, cheap)
	wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
}

func TestASlotOfOneVaultDoesNotOpenAnother(t *testing.T) {
	_, a := vault(t)
	s := a.form.slots[0]
	if _, _, opened := openPassphrase(a.opt, a.form.vault, purposeVault, []slot{s}, pass); !opened {
		t.Fatal("control")
	}
	if _, _, opened := openPassphrase(a.opt, feltbog.NewID(), purposeVault, []slot{s}, pass); opened {
		t.Error("the wrap is not bound to the vault")
	}
	if _, _, opened := openPassphrase(a.opt, a.form.vault, "space/x", []slot{s}, pass); opened {
		t.Error("the wrap is not bound to its purpose")
	}
}
