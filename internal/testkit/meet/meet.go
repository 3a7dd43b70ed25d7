// Package meet lets two vaults know the same, as a bundle each way would, for tests of what comes of it: two versions,
// undo after others, equal digests. Vaults and folders are what it takes; it opens folders with cheap keys.
package meet

import (
	"context"
	"errors"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/vault"
	"feltbog/internal/vault/keys"
)

// Folders opens two closed vaults that have the same spaces, one made from a backup of the other, and gives each what
// the other knows. config is the folder of the machine's own records.
func Folders(ctx context.Context, a, b, passphrase, config string) (err error) {
	opt := vault.Options{Config: config, Anywhere: true, Keys: keys.Options{Weak: true, Cost: keys.Cost{Time: 1, Memory: 64, Threads: 1}}}
	var open []*vault.Vault
	defer func() {
		for _, v := range open {
			err = errors.Join(err, v.Close())
		}
	}()
	for _, dir := range []string{a, b} {
		v, err := vault.Open(ctx, dir, vault.Unlock{Passphrase: passphrase}, opt)
		if err != nil {
			return err
		}
		open = append(open, v)
	}
	return Vaults(ctx, open[0], open[1])
}

// Vaults gives each of two open vaults what the other knows in the spaces that both have.
func Vaults(ctx context.Context, a, b *vault.Vault) error {
	for _, x := range a.Spaces() {
		y, ok := b.ByID(x.Space())
		if !ok {
			continue
		}
		if err := errors.Join(hand(ctx, x, y), hand(ctx, y, x)); err != nil {
			return err
		}
	}
	return nil
}

// hand gives to everything that from knows.
func hand(ctx context.Context, from, to *vault.Space) error {
	var all [][]byte
	err := from.Sets(ctx, nil, func(_ change.SetID, body []byte) error {
		all = append(all, slices.Clone(body))
		return nil
	})
	if err != nil {
		return err
	}
	_, err = to.Receive(ctx, "test", func() ([]byte, error) {
		if len(all) == 0 {
			return nil, nil
		}
		body := all[0]
		all = all[1:]
		return body, nil
	}, nil)
	return err
}
