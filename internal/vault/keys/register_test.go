package keys

import (
	"bytes"
	"testing"

	"feltbog/internal/feltbog"
)

const second = "kun projektlederen ved"

var secondWords = [16]byte{7, 7, 7}

func TestTheRegisterNeedsBothPassphrases(t *testing.T) {
	dir, r := vault(t)
	reg, team := add(t, r, feltbog.RegisterSpace), add(t, r, feltbog.TeamSpace)
	want := key(t, r, reg)
	wants(t, r.SetRegisterPassphrase(pass, secondWords), feltbog.EInvalid, "vault.register.same")
	ok(t, r.SetRegisterPassphrase(second, secondWords))
	if r.RegisterLocked() {
		t.Error("setting a passphrase closed the register")
	}

	r = unlock(t, dir, pass)
	if !r.RegisterLocked() {
		t.Fatal("the vault's passphrase alone opens the register")
	}
	_, err := r.SpaceKey(reg)
	wants(t, err, feltbog.EKey, "vault.register.locked")
	key(t, r, team)
	// Whoever has K can read all that is sealed under it; the register's key is not in there.
	plain, err := unseal(internalKey(r.key, "contents"), r.form.sealed, r.form.boundSealed())
	ok(t, err)
	if bytes.Contains(plain, want) {
		t.Fatal("the vault's key alone gives the register's")
	}
	// And whoever has the second passphrase alone does not even see its slots.
	_, err = open(t, dir).UnlockPassphrase(second)
	wants(t, err, feltbog.EKey, "vault.passphrase")

	wants(t, r.UnlockRegister("ikke den rigtige"), feltbog.EKey, "vault.register.passphrase")
	wants(t, r.UnlockRegisterRecovery(words), feltbog.EKey, "vault.register.recovery")
	ok(t, r.UnlockRegister(second))
	if !bytes.Equal(key(t, r, reg), want) {
		t.Error("another key")
	}
	r.LockRegister()
	if !r.RegisterLocked() {
		t.Error("not locked")
	}
	ok(t, r.UnlockRegisterRecovery(secondWords))
	if !bytes.Equal(key(t, r, reg), want) {
		t.Error("another key by the words")
	}
}

func TestOtherChangesLeaveALockedRegisterAlone(t *testing.T) {
	dir, r := vault(t)
	reg := add(t, r, feltbog.RegisterSpace)
	want := key(t, r, reg)
	ok(t, r.SetRegisterPassphrase(second, secondWords))

	r = unlock(t, dir, pass)
	ok(t, r.ChangePassphrase(pass, "en helt ny sætning"))
	add(t, r, feltbog.TeamSpace)
	for _, err := range []error{
		r.SetRegisterPassphrase("en tredje sætning", secondWords), r.RemoveRegisterPassphrase(),
		r.ResetRegisterPassphrase("en tredje sætning"), r.NewRegisterRecovery(words),
	} {
		wants(t, err, feltbog.EKey, "vault.register.locked")
	}
	r = unlock(t, dir, "en helt ny sætning")
	ok(t, r.UnlockRegister(second))
	if !bytes.Equal(key(t, r, reg), want) {
		t.Error("another key")
	}
}

func TestTheRegistersPassphraseChangesResetsAndGoes(t *testing.T) {
	dir, r := vault(t)
	reg := add(t, r, feltbog.RegisterSpace)
	want := key(t, r, reg)
	ok(t, r.SetRegisterPassphrase(second, secondWords))

	r = unlock(t, dir, pass)
	wants(t, r.ChangeRegisterPassphrase("ikke den rigtige", "en tredje sætning"), feltbog.EKey, "vault.register.passphrase")
	ok(t, r.ChangeRegisterPassphrase(second, "en tredje sætning")) // while locked
	wants(t, r.UnlockRegister(second), feltbog.EKey, "vault.register.passphrase")
	ok(t, r.UnlockRegisterRecovery(secondWords))
	ok(t, r.ResetRegisterPassphrase("en fjerde sætning"))
	ok(t, r.NewRegisterRecovery([16]byte{8}))

	r = unlock(t, dir, pass)
	wants(t, r.UnlockRegisterRecovery(secondWords), feltbog.EKey, "vault.register.recovery")
	ok(t, r.UnlockRegister("en fjerde sætning"))
	ok(t, r.RemoveRegisterPassphrase())

	r = unlock(t, dir, pass)
	if r.RegisterLocked() || !bytes.Equal(key(t, r, reg), want) {
		t.Error("the register did not come back under the vault's key")
	}
	ok(t, r.UnlockRegister("whatever it was")) // open already
}

func TestALockedRegisterCanBeDropped(t *testing.T) {
	dir, r := vault(t)
	reg := add(t, r, feltbog.RegisterSpace)
	ok(t, r.SetRegisterPassphrase(second, secondWords))
	r = unlock(t, dir, pass)
	ok(t, r.DropSpace(reg))
	wants(t, unlock(t, dir, pass).UnlockRegister(second), feltbog.ENotFound, "space.register.none")
}
