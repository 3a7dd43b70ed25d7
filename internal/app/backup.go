package app

import (
	"context"
	"os"

	"feltbog/internal/feltbog"
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
