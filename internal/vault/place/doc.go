// Package place knows about the folder that a vault lives in: whether it may live there, who has it open, how a small
// file in it is replaced, where passing work is kept, and how much room is left.
//
// Contract:
//
//   - Check refuses folders that another program copies between machines (OneDrive, Nextcloud, Syncthing and their
//     kin) and network drives. A sync client that uploads a database while it is written damages it, and on network
//     drives the locks and the shared memory that SQLite relies on do not hold. Either way the user would find out
//     weeks later, so the vault is never made there.
//   - Lock gives one process the vault. The lock belongs to the operating system, not to the file's presence: it ends
//     with the process however that dies, and a lock file that was left behind locks nothing.
//   - AtomicWrite replaces a file so that after a kill or a power cut either the old or the new content is there,
//     whole. It keeps no copy of the old one, because what was dropped from a key file must really be gone.
//   - MakeWork makes a folder that is locked while its maker lives, and SweepWork takes away those of the dead, so that
//     a kill in the middle of a backup leaves nothing for good.
//
// What differs between systems is in the files named *_unix.go, *_linux.go, *_darwin.go and *_windows.go.
package place
