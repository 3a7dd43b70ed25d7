package app

import (
	"crypto/rand"
	"math/big"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/keys"
	"feltbog/internal/words"
)

// Recovery is what stands on a recovery sheet ("genåbningsark"): twelve words that open the vault without a passphrase.
// Without passphrase and sheet the data are gone; there is no back door.
type Recovery struct {
	Words []string `json:"words"`
}

// NewRecovery draws new words. They open nothing until Create or NewSheet has been given them.
func NewRecovery() (Recovery, error) {
	var secret [16]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return Recovery{}, err
	}
	return Recovery{Words: words.Encode(secret)}, nil
}

// RecoveryOf returns the words of a secret. Only tests know a secret beforehand.
func RecoveryOf(secret [16]byte) Recovery { return Recovery{Words: words.Encode(secret)} }

// NewSheet makes the words of a new sheet valid in place of the old sheet's.
func (p *Project) NewSheet(r Recovery) error {
	secret, err := words.Decode(r.Words)
	if err != nil {
		return err
	}
	return p.v.Keys().NewRecovery(secret)
}

// tryRecovery opens the key file with the secret, as somebody with the sheet would.
func tryRecovery(dir string, secret [16]byte, opt Options) error {
	f, err := keys.Open(dir, opt.vault().Keys)
	if err != nil {
		return err
	}
	ring, err := f.UnlockRecovery(secret)
	if err != nil {
		return feltbog.Errorf(feltbog.EInternal, "recovery.untrue", "the recovery words do not open the new vault: %w", err)
	}
	ring.Close()
	return nil
}

// SuggestWords completes a word of a recovery sheet while it is typed, the likeliest first.
func SuggestWords(typed string, most int) []string { return words.Suggest(typed, most) }

// ListedWord returns the word of the list that somebody typed, in any way that is forgiven, and whether there is one.
func ListedWord(typed string) (string, bool) {
	i, ok := words.Lookup(typed)
	if !ok {
		return "", false
	}
	return words.List()[i], true
}

// Draw returns a random number from 0 to n-1, from the system.
func Draw(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic("app: no random numbers: " + err.Error()) // crypto/rand never fails on the systems there are
	}
	return int(i.Int64())
}
