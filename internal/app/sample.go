package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/sample"
	"feltbog/internal/store"
	"feltbog/internal/vault"
	"feltbog/internal/vault/place"
)

// SampleWish says what the sample project is to be made with.
type SampleWish struct {
	Passphrase string
	Pictures   string // folder that the drawn pictures are written to, to be taken in from there; "": none are drawn
}

// SampleMade says what was made.
type SampleMade struct {
	Folder   string `json:"vault"`
	Title    string `json:"title"`
	Records  int    `json:"records"`
	Pictures int    `json:"pictures"`
}

// samplePictures is how many pictures are drawn, sampleSeed decides what they look like.
const (
	samplePictures = 20
	sampleSeed     = 1
)

// sampleMark is what a vault remembers to have been made as the sample. It lies under the lock and never travels.
const sampleMark = "sample"

// CreateSample is the job that makes a vault with the sample project, of an invented village. The folder must be empty
// or not exist. Nobody is shown a recovery sheet: what is in there can be made again. When it is stopped, or fails,
// nothing is left.
func CreateSample(dir string, wish SampleWish, opt Options, made *SampleMade) Job {
	return Job{Title: "job.sample", Start: func(ctx context.Context, progress *Progress) error {
		p, done, err := createSample(ctx, dir, wish, opt, progress)
		if err != nil {
			return err
		}
		*made = done
		return p.Close()
	}}
}

// ResetSample is the job that makes a vault of the sample anew, with its old passphrase. What was written in there is
// gone. Any other vault is refused with the key "sample.other". Until the new one stands, the old one is not touched.
func ResetSample(dir string, wish SampleWish, opt Options, made *SampleMade) Job {
	return Job{Title: "job.sample", Start: func(ctx context.Context, progress *Progress) error {
		if err := putBack(dir); err != nil {
			return err
		}
		if err := onlySample(ctx, dir, wish.Passphrase, opt); err != nil {
			return err
		}
		fresh := beside(dir, "new")
		if err := place.RemoveAll(fresh); err != nil { // of an attempt that was killed
			return err
		}
		p, done, err := createSample(ctx, fresh, wish, opt, progress)
		if err != nil {
			return err
		}
		if err := p.Close(); err != nil {
			return errors.Join(err, place.RemoveAll(fresh))
		}
		if err := exchange(dir, fresh); err != nil {
			return err
		}
		done.Folder = dir
		*made = done
		return nil
	}}
}

// IsSample tells whether the project is the sample, so that it may be made anew.
func (p *Project) IsSample(ctx context.Context) (bool, error) {
	mark, err := p.Kept(ctx, sampleMark)
	return mark != "", err
}

func onlySample(ctx context.Context, dir, passphrase string, opt Options) error {
	p, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		return cancelled(ctx, err)
	}
	is, err := p.IsSample(ctx)
	if err == nil && !is {
		err = feltbog.Errorf(feltbog.ERefused, "sample.other",
			"%s was not made as the sample project, so it is not made anew; nothing has been changed", p.Dir()).With("vault", p.Dir())
	}
	return errors.Join(err, p.Close())
}

func beside(dir, what string) string { return filepath.Clean(dir) + ".sample-" + what }

// putBack undoes what a kill in the middle of exchange left: the old vault beside its place.
func putBack(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(beside(dir, "old"), dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil // there is none: opening it will say so
}

// exchange puts a folder in the place of another, which is removed.
func exchange(dir, fresh string) error {
	old := beside(dir, "old")
	err := place.RemoveAll(old)
	if err == nil {
		err = os.Rename(dir, old)
	}
	if err != nil {
		return errors.Join(err, place.RemoveAll(fresh))
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir), place.RemoveAll(fresh))
	}
	return place.RemoveAll(old)
}

// createSample makes the vault and, when asked, the pictures.
func createSample(ctx context.Context, dir string, wish SampleWish, opt Options, progress *Progress) (p *Project, made SampleMade, err error) {
	words, err := NewRecovery()
	if err != nil {
		return nil, made, err
	}
	if p, err = Create(ctx, dir, Founding{Project: sample.Title, Member: "Tovholder", Device: "Bærbar 1", Passphrase: wish.Passphrase,
		Recovery: words}, opt); err != nil {
		return nil, made, cancelled(ctx, err)
	}
	made = SampleMade{Folder: p.Dir(), Title: sample.Title}
	if wish.Pictures != "" {
		progress.Expect(samplePictures)
	}
	if made.Records, err = p.writeSample(ctx, progress); err == nil {
		made.Pictures, err = writePictures(ctx, wish.Pictures, progress)
	}
	if err != nil {
		return nil, made, errors.Join(cancelled(ctx, err), p.Close(), place.RemoveAll(p.Dir()))
	}
	return p, made, nil
}

// FillSample puts the sample project into a project that was just made, under the title it was given. It is then a
// sample, which may be made anew. One in which somebody has worked is refused with the key "sample.begun".
func (p *Project) FillSample(ctx context.Context, progress *Progress) error {
	for _, kind := range []feltbog.Kind{feltbog.KindPlanRow, feltbog.KindSession, feltbog.KindNoteBlock, feltbog.KindParticipant} {
		err := p.List(ctx, kind, nil, 1, func(Record) error {
			return feltbog.Errorf(feltbog.ERefused, "sample.begun", "somebody has begun to work in this project; the sample is put into a new one")
		})
		if err != nil {
			return err
		}
	}
	_, err := p.writeSample(ctx, progress)
	return cancelled(ctx, err)
}

// writeSample writes the project step by step, as the people did who worked on it.
func (p *Project) writeSample(ctx context.Context, progress *Progress) (records int, err error) {
	facts, err := p.Facts(ctx)
	if err != nil {
		return 0, err
	}
	steps, err := sample.Project(sample.Founded{Project: facts.Project, Member: facts.Member, Title: facts.Title})
	if err != nil {
		return 0, err
	}
	if err := p.Keep(ctx, sampleMark, "lillerup"); err != nil {
		return 0, err
	}
	progress.Expect(progress.expected() + int64(len(steps)))
	for _, step := range steps {
		_, err := p.v.Do(ctx, store.Action{Name: step.Action}, vault.Work{p.v.Team(): func(w *store.Writer) error {
			for _, rec := range step.Records {
				if err := w.Put(rec); err != nil {
					return err
				}
			}
			return nil
		}})
		if err != nil {
			return 0, err
		}
		records += len(step.Records)
		progress.Add(1)
	}
	return records, nil
}
