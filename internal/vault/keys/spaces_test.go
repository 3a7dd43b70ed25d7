package keys

import (
	"bytes"
	"os"
	"testing"

	"feltbog/internal/feltbog"
)

func TestADroppedSpaceKeyIsNowhereInTheFile(t *testing.T) {
	dir, r := vault(t)
	keep, drop := add(t, r, feltbog.TeamSpace), add(t, r, feltbog.WorkshopSpace)
	kept, dropped := key(t, r, keep), key(t, r, drop)
	ok(t, r.DropSpace(drop))

	_, err := r.SpaceKey(drop)
	wants(t, err, feltbog.ENotFound, "space.unknown")
	wants(t, r.DropSpace(drop), feltbog.ENotFound, "space.unknown")

	again := unlock(t, dir, pass)
	if !bytes.Equal(key(t, again, keep), kept) {
		t.Error("the other space lost its key")
	}
	// With K in hand everything that the file encrypts can be read; the key is in none of it.
	f := open(t, dir)
	sub := internalKey(again.key, "contents")
	plain, err := unseal(sub, f.sealed, f.boundSealed())
	ok(t, err)
	if !bytes.Contains(plain, kept) {
		t.Fatal("the control is not found, so this test sees nothing")
	}
	if bytes.Contains(plain, dropped) || bytes.Contains(plain, drop[:]) {
		t.Error("the dropped key is still there")
	}
	files, err := os.ReadDir(dir)
	ok(t, err)
	if len(files) != 1 {
		t.Error("something lies beside the key file:", files)
	}
}

func TestSpacesAreListedAndCheckedWhenAdded(t *testing.T) {
	dir, r := vault(t)
	reg, team := add(t, r, feltbog.RegisterSpace), add(t, r, feltbog.TeamSpace)
	_, err := r.AddSpace(feltbog.ID{}, feltbog.RegisterSpace)
	wants(t, err, feltbog.EInvalid, "space.twice")
	_, err = r.AddSpace(team, feltbog.WorkshopSpace)
	wants(t, err, feltbog.EInvalid, "space.twice")
	_, err = r.AddSpace(feltbog.ID{}, "cellar")
	wants(t, err, feltbog.EInvalid, "space.kind")
	got, err := unlock(t, dir, pass).Spaces()
	ok(t, err)
	if len(got) != 2 || got[0] != (Space{ID: reg, Kind: feltbog.RegisterSpace}) || got[1].ID != team {
		t.Errorf("%+v", got)
	}
}

func TestARotatedSigningKeyIsKept(t *testing.T) {
	dir, r := vault(t)
	old, err := r.SigningKey()
	ok(t, err)
	public, err := r.RotateSigningKey()
	ok(t, err)
	now, err := unlock(t, dir, pass).SigningKey()
	ok(t, err)
	if now.Equal(old) || !public.Equal(now.Public()) {
		t.Error("not rotated")
	}
}
