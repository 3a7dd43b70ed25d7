// Package identity makes sure that no two vault folders write under one device id.
//
// Each device numbers its change sets, and the numbers are the basis of sync: (space, device, number) must name one
// change set for ever. A copied folder or a restored backup that went on counting where it stood would use numbers a
// second time, and two machines would silently disagree. So a folder is only the device that it says it is while it
// holds the newest nonce: one copy of the nonce lies in the vault (Stamp), one in the operating system's
// configuration, outside of whatever gets copied, and both change at each open and close. Where they disagree the
// folder gets a new device id. A new id costs little; a needless one is untidy, a missing one loses work.
//
//	s, err := config.Begin(claim, save)     // before anything is written to the vault
//	s.Passed(space, seq)                    // after sealing; at the latest before change sets leave the machine
//	s.End(save)                             // last, before the vault is closed
//
// Order of a rotation, and what a crash after each step leaves:
//
//  1. configuration {nonce: old, next: new}   the vault holds old: accepted
//  2. vault {new}                             the vault holds new: accepted
//  3. configuration {nonce: new}              the vault holds new: accepted, old is refused from here on
//
// Between 1 and 3 a copy of the folder made before is accepted if it is opened before the folder itself; then the
// folder itself is refused. Never both, and neither has written in between, for Begin has not returned.
//
// A copy on the same machine is told from a moved folder by the path: when the vault still stands where the device was
// last opened, the one that is opened now is the copy, whatever its nonce.
//
// Beside the nonce the configuration remembers the highest numbers that were given (Passed). They catch the one case
// that nonces cannot: a folder put back to a state from the middle of a session that then crashed. Called after each
// sealing this leaves no gap (TestNoNumberIsEverUsedTwice plays it through); called only before sharing, numbers that
// were never shared can be given twice when such a folder is put back and another copy of it survives.
//
// What it cannot see: a machine cloned together with its configuration; a portable configuration (FELTBOG_CONFIG) that
// is copied together with the vault; and a copy made in the middle of a session that then crashed, if the copy is
// opened while the original is not to be found and the original comes back later. In these the hash chain of the
// change sets shows the fork to whoever meets both.
package identity
