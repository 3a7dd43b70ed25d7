// Package vault is the folder that a project lives in on one machine: its keys, its spaces, its pictures and files, and
// its backups.
//
// # The promise
//
// A vault is opened by one process at a time, with a passphrase, the twelve recovery words, a custodian's key or the
// system's keyring. Nothing in the folder can be read without one of them. A copy or a restored backup writes under a
// device identity of its own. An action that reaches over several spaces is carried out in all of them, if need be at
// the next open. What is erased is gone from the log, the tables, the index, the media volumes and the backups that
// this vault keeps.
//
// # The folder
//
//	<name>.feltbog/
//	  vault.keys               key slots and wrapped space keys
//	  vault.lock               held while the vault is open
//	  team.db register.db workshop-<id>.db
//	  team-media-0001.db ...   pictures and files
//	  backups/                 see Backup
//
// Package keys has the key file, package place says where a vault may live and holds the lock, package identity keeps
// two folders from being one device.
package vault
