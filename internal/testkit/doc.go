// Package testkit is what tests of the store and the vault share: random numbers that can be had again, a scanner for
// plaintext on disk, a decrypted view of database files, disks that are full, and child processes that get killed.
//
// It is imported by tests only, and imports neither package store nor vault, so that their tests may use it from inside.
package testkit

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// Torture reports whether the long proofs are asked for (FELTBOG_TORTURE=1).
func Torture() bool { return os.Getenv("FELTBOG_TORTURE") != "" }

// Rounds returns how often to do something: few times in go test, many in make torture, or FELTBOG_ROUNDS.
func Rounds(few, many int) int {
	if n, err := strconv.Atoi(os.Getenv("FELTBOG_ROUNDS")); err == nil {
		return n
	}
	if Torture() {
		return many
	}
	return few
}

// Seed returns FELTBOG_SEED, or a seed of the moment, and logs it: the same seed gives the same run again.
func Seed(t testing.TB) uint64 {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv("FELTBOG_SEED"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("FELTBOG_SEED=%d", seed)
	return seed
}

// Rand returns the numbers of a seed.
func Rand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x666f6c74)) }
