package app

import (
	"sync"

	"feltbog/internal/vault/keys"
	"feltbog/internal/words"
)

// Strength is an honest guess at what a passphrase withstands.
type Strength struct {
	Score  int    `json:"score"`  // 0 to 4: hours, days, years, decades, longer
	Reason string `json:"reason"` // key of the sentence that says what weighs most
}

// GoodScore is the least score that is not remarked on.
const GoodScore = 3

var estimator = sync.OnceValue(func() *keys.Estimator { return keys.NewEstimator(words.List()) })

// Judge estimates a passphrase.
func Judge(passphrase string) Strength {
	s := estimator().Estimate(passphrase)
	return Strength{Score: s.Score, Reason: s.Reason}
}

// ChangePassphrase puts a new passphrase in the place of the old one. The recovery sheet stays valid.
func (p *Project) ChangePassphrase(old, new string) error {
	return p.v.Keys().ChangePassphrase(old, new)
}

// proposed is how many words a proposed passphrase has: 66 bits.
const proposed = 6

// ProposePassphrase draws a passphrase of plain words.
func ProposePassphrase() (string, error) { return words.Phrase(proposed) }
