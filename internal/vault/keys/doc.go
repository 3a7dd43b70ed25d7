// Package keys keeps the keys of a vault in one small file, vault.keys.
//
// A vault has one random key K. Slots (as in LUKS) each hold K wrapped for one way in: a passphrase, the recovery
// words, the operating system's keyring, the age key of the project's custodian. Under K lie the keys of the spaces,
// each random on its own, and this device's signing key. Nothing in a vault is encrypted with K itself; other packages
// take a space's key or a Subkey.
//
//	f, err := keys.Open(dir, keys.Options{})        // reads and checks, runs no key derivation
//	ring, err := f.UnlockPassphrase(passphrase)     // or UnlockRecovery, UnlockKeyring, UnlockIdentity
//	defer ring.Close()                              // wipes what it held
//	key, err := ring.SpaceKey(id)
//
// What the package promises, and what would go wrong otherwise:
//
//   - A change is one atomic replacement of the file. A half-written key file would be the loss of the vault.
//   - No copy of an earlier file is kept. Dropping a space is how a workshop or a register is erased, and a backup
//     beside the file would undo that. The package does not overwrite the old file's blocks: on today's disks that
//     erases little, and a power cut at the wrong moment would cost the whole vault. Whoever holds an old copy of the
//     file (a disk image, a backup) and a way in that was valid then still has the keys of then.
//   - Damage is told from a wrong passphrase: a checksum is looked at before any secret is asked for. Somebody who
//     repairs the checksum after an edit is caught by a MAC under K, so slots cannot be mixed from old files.
//     Putting back a whole old file is not noticed here; Generation lets the caller notice it.
//   - The numbers in a slot are checked before the key derivation sees them, so that a prepared file cannot take all
//     memory or an hour of time.
//   - What a newer version added is kept byte for byte, unless that version said that we must not touch the file.
//   - A passphrase or the recovery words can always open the vault. The keyring is a convenience whose loss, common
//     enough, must cost nothing.
//   - The register may have a second passphrase. Its key is then wrapped by slots of its own that lie under K: both
//     passphrases are needed, and neither alone tells whether the other is right.
//
// The format is described in docs/vault-format-keys.md.
package keys
