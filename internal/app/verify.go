package app

import (
	"context"

	"feltbog/internal/feltbog"
)

// Finding is one thing that Verify found wrong.
type Finding struct {
	Space feltbog.SpaceKind `json:"space"`
	File  string            `json:"file"`
	What  string            `json:"what"`
	// Mendable is true when Rebuild makes it good: the log is whole and only what is derived from it is wrong.
	Mendable bool `json:"mendable"`
	// Missing is true when nothing is damaged, but a picture or file that the log names has not arrived.
	Missing bool `json:"missing"`
}

// Verify is the job that compares tables and index with the log, and with deep every picture and file with its hash.
// It changes nothing. found gets the findings before the job ends.
func (p *Project) Verify(deep bool, found *[]Finding) Job {
	return Job{Title: "job.verify", Start: func(ctx context.Context, progress *Progress) error {
		all, err := p.v.Verify(ctx, deep, progress.set)
		*found = make([]Finding, len(all))
		for i, f := range all {
			(*found)[i] = Finding(f)
		}
		return err
	}}
}

// Rebuild is the job that makes tables and index again from the log.
func (p *Project) Rebuild() Job {
	return Job{Title: "job.rebuild", Start: func(ctx context.Context, progress *Progress) error {
		err := p.v.Rebuild(ctx, progress.set)
		if err == nil {
			Publish(p.bus, RecordsChanged{All: true})
		}
		return err
	}}
}
