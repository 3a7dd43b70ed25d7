package vault

import (
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
)

func numbers(t testing.TB, v *Vault, n int) []int {
	t.Helper()
	var out []int
	for range n {
		k, err := v.NextNumber(ctx, feltbog.CardNumbers)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, k)
	}
	return out
}

func TestAPrintedNumberIsNeverGivenTwice(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	seen := map[int]bool{}
	for i, k := range numbers(t, v, numberBlock+10) {
		if seen[k] || k < 1 || (i == 0 && k != 1) {
			t.Fatalf("number %d of the series is %d", i+1, k)
		}
		seen[k] = true
	}
	v = reopen(t, v, opt)
	if k := numbers(t, v, 1)[0]; seen[k] {
		t.Errorf("%d was given again after a restart", k)
	}
}

func TestARestoredVaultPrintsNumbersOfItsOwn(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	numbers(t, v, 5)
	file := filepath.Join(t.TempDir(), "kopi.feltbackup")
	if err := v.BackupTo(ctx, file, nil); err != nil {
		t.Fatal(err)
	}
	r, err := Restore(ctx, file, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	seen := map[int]bool{}
	for _, k := range append(numbers(t, v, 150), numbers(t, r, 150)...) {
		if seen[k] {
			t.Fatalf("%d is printed by both", k)
		}
		seen[k] = true
	}
}
