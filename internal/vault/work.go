package vault

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/vault/place"
)

// What the names of work folders begin with. The process that made one takes it away; when it was killed, whoever comes
// by next does: see place.SweepWork.
const (
	backupWork  = ".feltbog-backup-"   // beside the file that a backup goes to
	restoreWork = ".feltbog-restore-"  // beside the folder of the new vault
	testWork    = ".feltbog-selftest-" // in the folder for temporary files
)

// rememberedWork is the key of a folder in which a backup is being written, so that the next opening knows where to look.
const rememberedWork = "work:"

// selfTest runs the encrypting layer's test of itself.
func selfTest() error {
	tmp := os.TempDir()
	place.SweepWork(tmp, testWork)
	w, err := place.MakeWork(tmp, testWork)
	if err != nil {
		return err
	}
	defer w.Remove() // what cannot be removed says nothing about the layer, and its key is gone
	return cryptvfs.SelfTest(w.Path("."))
}

// backupWorkIn makes the work folder of a backup. done takes it away.
func (v *Vault) backupWorkIn(ctx context.Context, parent string) (w *place.Work, done func(), err error) {
	place.SweepWork(parent, backupWork)
	home := v.home()
	if err := home.SetLocal(ctx, rememberedWork+parent, nil); err != nil {
		return nil, nil, err
	}
	if w, err = place.MakeWork(parent, backupWork); err != nil {
		return nil, nil, err
	}
	return w, func() {
		if w.Remove() == nil {
			_ = home.DropLocal(context.WithoutCancel(ctx), rememberedWork+parent) // else the next opening looks in vain
		}
	}, nil
}

// sweepWork takes away what a killed process left: beside the vault, and where backups were being written. It runs while
// the vault's lock is held. A folder that is out of reach, say on a stick, is looked into at a later opening.
func (v *Vault) sweepWork(ctx context.Context) error {
	near := filepath.Dir(v.dir)
	place.SweepWork(near, restoreWork)
	place.SweepWork(near, backupWork)
	place.SweepWork(near, joinWork)
	home := v.home()
	folders, err := home.Locals(ctx, rememberedWork)
	if err != nil {
		return err
	}
	for key := range folders {
		if place.SweepWork(strings.TrimPrefix(key, rememberedWork), backupWork) {
			if err := home.DropLocal(ctx, key); err != nil {
				return err
			}
		}
	}
	return nil
}
