package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/place"
)

// Backup is the job that writes a backup: into one new file, or with "" as a snapshot in the vault's own folder, where
// the ten newest are kept. made gets the path.
func (p *Project) Backup(file string, made *string) Job {
	return Job{Title: "job.backup", Start: func(ctx context.Context, progress *Progress) error {
		if file == "" {
			path, err := p.v.Backup(ctx, 0, progress.set)
			*made = path
			return err
		}
		if _, err := os.Lstat(file); err == nil {
			return feltbog.Errorf(feltbog.EUsage, "backup.exists", "%s is there already; choose another name for the backup", file).
				With("file", file)
		}
		*made = file
		return p.v.BackupTo(ctx, file, progress.set)
	}}
}

// Saved copies of a vault in a folder of their own are files named after it and their time.
const (
	backupEnding = ".feltbog-backup"
	backupStamp  = "20060102-150405"
)

// Copy is one backup of a vault.
type Copy struct {
	Path  string
	At    time.Time
	Bytes int64
	Own   bool // a snapshot in the vault's own folder: lost when the folder is
}

// BackupPlanned is the job that writes a backup where the plan says, and lets go of the oldest beyond those it keeps.
// made gets the path.
func (p *Project) BackupPlanned(plan BackupPlan, made *string) Job {
	plan = Settings{Backup: plan}.within().Backup
	return Job{Title: "job.backup", Start: func(ctx context.Context, progress *Progress) error {
		var err error
		if plan.Folder == "" {
			*made, err = p.v.Backup(ctx, plan.Keep, progress.set)
			return err
		}
		*made = filepath.Join(plan.Folder, p.backupPrefix()+p.v.Now().Format(backupStamp)+backupEnding)
		if err = p.v.BackupTo(ctx, *made, progress.set); err != nil {
			return err
		}
		return p.letGo(plan)
	}}
}

// backupPrefix begins the names of this vault's files, so that several vaults can share a folder.
func (p *Project) backupPrefix() string { return VaultName(p.v.Dir()) + " " }

// letGo takes away this vault's oldest files in the plan's folder. Files with other names are never touched.
func (p *Project) letGo(plan BackupPlan) error {
	copies, err := p.filed(plan.Folder)
	for _, c := range copies[min(plan.Keep, len(copies)):] {
		err = errors.Join(err, os.Remove(c.Path))
	}
	return err
}

// BackupOf returns the name of the vault that a backup's file or snapshot is of, as far as its path tells.
func BackupOf(path string) string {
	name := filepath.Base(path)
	if dir := filepath.Dir(path); filepath.Base(dir) == "backups" {
		return VaultName(filepath.Dir(dir))
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, filepath.Ext(name)), ".feltbog")
	if cut := len(name) - len(backupStamp) - 1; cut > 0 {
		if _, err := time.Parse(" "+backupStamp, name[cut:]); err == nil {
			return name[:cut]
		}
	}
	return name
}

// filed lists this vault's files in a folder, newest first.
func (p *Project) filed(folder string) ([]Copy, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []Copy
	for _, e := range entries {
		name, ours := strings.CutPrefix(e.Name(), p.backupPrefix())
		stamp, whole := strings.CutSuffix(name, backupEnding)
		at, err := time.ParseInLocation(backupStamp, stamp, time.Local)
		if !ours || !whole || err != nil || !e.Type().IsRegular() {
			continue
		}
		c := Copy{Path: filepath.Join(folder, e.Name()), At: at}
		if info, err := e.Info(); err == nil {
			c.Bytes = info.Size()
		}
		all = append(all, c)
	}
	newestFirst(all)
	return all, nil
}

func newestFirst(all []Copy) {
	slices.SortStableFunc(all, func(a, b Copy) int { return b.At.Compare(a.At) })
}

// Backups lists the whole backups there are, in the vault's folder and in the plan's, newest first.
func (p *Project) Backups(_ context.Context, plan BackupPlan) ([]Copy, error) {
	snapshots, err := p.v.Snapshots()
	if err != nil {
		return nil, err
	}
	var all []Copy
	for _, s := range snapshots {
		all = append(all, Copy{Path: s.Path, At: s.At.Time(), Bytes: folderBytes(s.Path), Own: true})
	}
	if plan.Folder != "" {
		filed, err := p.filed(plan.Folder)
		if err != nil {
			return nil, err
		}
		all = append(all, filed...)
	}
	newestFirst(all)
	return all, nil
}

func folderBytes(dir string) int64 {
	var sum int64
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				sum += info.Size()
			}
		}
		return nil
	})
	return sum
}

// BackupDue reports whether the plan asks for a backup now. Only backups in the place that the plan names count.
func (p *Project) BackupDue(ctx context.Context, plan BackupPlan) (bool, error) {
	if plan.Days <= 0 {
		return false, nil
	}
	all, err := p.Backups(ctx, plan)
	if err != nil {
		return false, err
	}
	for _, c := range all {
		if c.Own == (plan.Folder == "") {
			return p.v.Now().Sub(c.At) >= time.Duration(plan.Days)*24*time.Hour, nil
		}
	}
	return true, nil
}

// Trial says what a backup held when it was tried.
type Trial struct {
	Title    string // of the project
	Findings []Finding
}

// TryBackup is the job that makes a vault of a backup in a folder of its own, opens it, compares everything with its
// log and every picture with its hash, and takes it away again. It proves that the backup and the passphrase can be
// relied on. Neither the backup nor the vault it is of is changed.
func (m *Machine) TryBackup(backup string, u Unlock, found *Trial) Job {
	return Job{Title: "job.try", Start: func(ctx context.Context, progress *Progress) (err error) {
		dir, err := m.scratch(trialFolder)
		if err != nil {
			return err
		}
		if err := place.RemoveAll(dir); err != nil { // of a trial that was cut off
			return err
		}
		defer func() { err = errors.Join(err, place.RemoveAll(dir)) }()
		opt := m.opt
		opt.Config, opt.Anywhere = filepath.Join(dir, "config"), true // it leaves no trace as a machine of its own
		p, err := Restore(ctx, backup, filepath.Join(dir, "vault"), u, opt, progress)
		if err != nil {
			return err
		}
		facts, err := p.Facts(ctx)
		found.Title = facts.Title
		if err == nil {
			err = p.Verify(true, &found.Findings).Start(ctx, progress)
		}
		return errors.Join(err, p.Close())
	}}
}
