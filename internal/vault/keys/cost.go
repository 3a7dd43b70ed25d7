package keys

import (
	"fmt"

	"golang.org/x/crypto/argon2"

	"feltbog/internal/guard"
)

// Cost says how much work one guess of a passphrase takes: Argon2id (RFC 9106) passes, KiB of memory and lanes. It is
// stored with each slot, so a later default does not touch vaults that exist.
type Cost struct {
	_       struct{} `cbor:",toarray"`
	Time    uint32
	Memory  uint32 // KiB
	Threads uint8
}

// Bounds. Below the minimum a stolen laptop's passphrase is too cheap to guess; above the maximum a prepared file
// could stop the machine. The sum bound keeps the worst permitted slot at some ten seconds.
const (
	minTime, maxTime       = 3, 12
	minMemory, maxMemory   = 64 << 10, 1 << 20 // 64 MiB to 1 GiB
	maxThreads             = 16
	maxWork                = 4 << 20 // KiB passed over in all
	enoughRAM              = 7 << 29 // 3.5 GiB: a machine sold with 4 GB
	defaultTime            = 3
	defaultThreads         = 4
	defaultMemory          = 256 << 10
	defaultMemoryOfSmallPC = 64 << 10
)

// DefaultCost is what a new slot gets on this machine: 256 MiB, 3 passes, 4 lanes (about a second on an ordinary
// laptop), or 64 MiB where the machine has less than 4 GB of memory or does not say.
func DefaultCost() Cost {
	c := Cost{Time: defaultTime, Memory: defaultMemory, Threads: defaultThreads}
	if totalMemory() < enoughRAM {
		c.Memory = defaultMemoryOfSmallPC
	}
	return c
}

// check refuses a cost outside the bounds. weak lifts the lower bounds and nothing else.
func (c Cost) check(weak bool) error {
	switch {
	case c.Time < 1 || c.Threads < 1 || c.Memory < 8*uint32(c.Threads):
		return fmt.Errorf("no Argon2 cost: %d passes, %d KiB, %d lanes", c.Time, c.Memory, c.Threads)
	case c.Time > maxTime || c.Memory > maxMemory || c.Threads > maxThreads || uint64(c.Time)*uint64(c.Memory) > maxWork:
		return fmt.Errorf("an Argon2 cost that no honest program writes: %d passes, %d KiB, %d lanes", c.Time, c.Memory, c.Threads)
	case !weak && (c.Time < minTime || c.Memory < minMemory):
		return fmt.Errorf("an Argon2 cost below the minimum: %d passes, %d KiB", c.Time, c.Memory)
	}
	return nil
}

// Options is what Create and Open can be told. The zero value is right for everything but tests.
type Options struct {
	// Cost of passphrase slots that are written from now on; the zero Cost means DefaultCost.
	Cost Cost
	// Weak accepts costs below the minimum, so that tests need not wait a second per passphrase. Never for people.
	Weak bool
	// Keyring replaces the operating system's.
	Keyring Keyring

	derive func(passphrase, salt []byte, c Cost) []byte // Argon2id; fuzzing puts a cheap stand-in here
}

func (o Options) filled() Options {
	if o.Cost == (Cost{}) {
		o.Cost = DefaultCost()
	}
	if o.Keyring == nil {
		o.Keyring = systemKeyring{}
	}
	if o.derive == nil {
		o.derive = func(passphrase, salt []byte, c Cost) []byte {
			guard.Check("key derivation")
			return argon2.IDKey(passphrase, salt, c.Time, c.Memory, c.Threads, keySize)
		}
	}
	return o
}
