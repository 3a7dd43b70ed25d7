package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// photo are the verbs about pictures.
func (c *command) photo() *cobra.Command {
	v := c.verb("photo", "ctl.help.photo", between(0, -1), c.noVerb)
	v.AddCommand(c.photoImport(), c.photoList(), c.photoTag(), c.photoMatch(), c.photoExport())
	return v
}

// importedDocument is what became of an import, as scripts read it.
type importedDocument struct {
	Imported   []feltbog.ID     `json:"imported"`
	Files      []feltbog.ID     `json:"files,omitempty"` // sound and video
	Duplicates []sameDocument   `json:"duplicates"`
	Failed     []failedDocument `json:"failed"`
}

type sameDocument struct {
	File  string     `json:"file"`
	Photo feltbog.ID `json:"photo"`
}

type failedDocument struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
	Kept   bool   `json:"kept"`
}

func (c *command) photoImport() *cobra.Command {
	in := app.PhotoImport{}
	var session string
	var tags []string
	imp := c.inVault("import PATH ...", "ctl.help.photo.import", between(1, -1), func(ctx context.Context, p *app.Project, paths []string) error {
		in.Paths = paths
		var err error
		if session != "" {
			if in.Session, err = feltbog.ParseID(session); err != nil {
				return err
			}
		}
		for _, name := range tags {
			id, err := p.TagNamed(ctx, name)
			if err != nil {
				return err
			}
			in.Tags = append(in.Tags, id)
		}
		if left, err := p.UnfinishedImport(ctx); err != nil {
			return err
		} else if left != nil { // what was cut off by a kill: its copies are made first
			if err := c.do(ctx, app.Job{Title: "job.photos.ready", Start: p.DevelopPhotos}); err != nil {
				return err
			}
		}
		var done app.PhotoImported
		err = c.do(ctx, app.Job{Title: "job.photos", Start: func(ctx context.Context, progress *app.Progress) (err error) {
			done, err = p.ImportPhotos(ctx, in, progress, nil)
			return err
		}})
		return errors.Join(c.printImported(done), err)
	})
	f := imp.Flags()
	f.StringVar(&session, "session", "", c.say("ctl.flag.photo.session"))
	f.IntVar(&in.Jobs, "jobs", 0, c.say("ctl.flag.photo.jobs"))
	f.StringArrayVar(&tags, "tag", nil, c.say("ctl.flag.photo.tag"))
	f.DurationVar(&in.Offset, "clock", 0, c.say("ctl.flag.photo.clock"))
	f.BoolVar(&in.KeepUnread, "keep-unread", false, c.say("ctl.flag.photo.keep"))
	f.BoolVar(&in.KeepNames, "keep-names", false, c.say("ctl.flag.photo.names"))
	return imp
}

func (c *command) printImported(done app.PhotoImported) error {
	doc := importedDocument{Imported: done.Added, Files: done.Files, Duplicates: []sameDocument{}, Failed: []failedDocument{}}
	if doc.Imported == nil {
		doc.Imported = []feltbog.ID{}
	}
	for _, s := range done.Again {
		doc.Duplicates = append(doc.Duplicates, sameDocument{s.Path, s.Photo})
	}
	for _, u := range done.Unread {
		doc.Failed = append(doc.Failed, failedDocument{u.Path, c.sentence(u.Why), u.Kept})
	}
	return c.print(doc, func(w io.Writer) {
		fmt.Fprintln(w, c.say("ctl.photo.done", "n", fmt.Sprint(len(done.Added)), "again", fmt.Sprint(len(done.Again)), "failed", fmt.Sprint(len(done.Unread))))
		for _, f := range doc.Failed {
			fmt.Fprintf(w, "%s: %s\n", f.File, f.Reason)
		}
	})
}

// photoDocument is one picture in a list.
type photoDocument struct {
	ID      feltbog.ID      `json:"id"`
	Number  int             `json:"number"`
	Taken   feltbog.Instant `json:"taken,omitzero"`
	Session feltbog.ID      `json:"session,omitzero"`
	Tags    []string        `json:"tags"`
	State   app.PhotoState  `json:"state"`
}

func (c *command) photoList() *cobra.Command {
	var f app.PhotoFilter
	var tag, session string
	list := c.inVault("list", "ctl.help.photo.list", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
		shelf, err := p.Photos(ctx, 0)
		if err != nil {
			return err
		}
		names := map[feltbog.ID]string{}
		for _, t := range shelf.Tags {
			names[t.ID] = t.Name
			if tag != "" && strings.EqualFold(t.Name, tag) {
				f.Need = []feltbog.ID{t.ID}
			}
		}
		if tag != "" && len(f.Need) == 0 {
			return feltbog.Errorf(feltbog.ENotFound, "tag.unknown", "there is no tag called %q", tag).With("tag", tag)
		}
		if session != "" {
			if f.Session, err = feltbog.ParseID(session); err != nil {
				return err
			}
		}
		out := []photoDocument{}
		for _, l := range shelf.Lines {
			if !f.Match(&l) {
				continue
			}
			d := photoDocument{ID: l.ID, Number: l.Number, Taken: l.Taken, Session: l.Session, Tags: []string{}, State: l.State}
			for _, t := range l.Tags {
				d.Tags = append(d.Tags, names[t])
			}
			out = append(out, d)
		}
		return c.print(out, func(w io.Writer) {
			for _, d := range out {
				at := ""
				if !d.Taken.IsZero() {
					at = d.Taken.Time().Format("2006-01-02 15:04")
				}
				fmt.Fprintf(w, "%s %04d %-16s %-8s %s\n", d.ID, d.Number, at, d.State, strings.Join(d.Tags, ", "))
			}
		})
	})
	list.Flags().StringVar(&tag, "tag", "", c.say("ctl.flag.photo.with"))
	list.Flags().StringVar(&session, "session", "", c.say("ctl.flag.photo.of"))
	list.Flags().BoolVar(&f.Untagged, "untagged", false, c.say("ctl.flag.photo.untagged"))
	list.Flags().BoolVar(&f.Missing, "missing", false, c.say("ctl.flag.photo.missing"))
	return list
}

func (c *command) photoTag() *cobra.Command {
	var off bool
	tag := c.inVault("tag ID NAME ...", "ctl.help.photo.tag", between(2, -1), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		if _, err := p.Photo(ctx, id); err != nil {
			return err
		}
		for _, name := range args[1:] {
			t, err := p.TagNamed(ctx, name)
			if err != nil {
				return err
			}
			if err := p.TagPhotos(ctx, []feltbog.ID{id}, t, !off); err != nil {
				return err
			}
		}
		return nil
	})
	tag.Flags().BoolVar(&off, "off", false, c.say("ctl.flag.photo.off"))
	return tag
}

// matchDocument is one proposal.
type matchDocument struct {
	Photo   feltbog.ID `json:"photo"`
	Session feltbog.ID `json:"session"`
	Title   string     `json:"title"`
	Outside string     `json:"outside,omitempty"` // how long before or after the session
	Note    feltbog.ID `json:"note,omitzero"`
}

func (c *command) photoMatch() *cobra.Command {
	var clock time.Duration
	var accept bool
	match := c.inVault("match", "ctl.help.photo.match", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
		shelf, err := p.Photos(ctx, 0)
		if err != nil {
			return err
		}
		var ids []feltbog.ID
		for _, l := range shelf.Lines {
			if l.Session.IsZero() {
				ids = append(ids, l.ID)
			}
		}
		all, err := p.MatchPhotos(ctx, ids, clock)
		if err == nil && accept {
			err = p.AcceptMatches(ctx, all, clock)
		}
		if err != nil {
			return err
		}
		out := []matchDocument{}
		for _, m := range all {
			d := matchDocument{Photo: m.Photo, Session: m.Session, Title: m.Title, Note: m.Note}
			if m.Outside > 0 {
				d.Outside = m.Outside.Round(time.Second).String()
			}
			out = append(out, d)
		}
		return c.print(out, func(w io.Writer) {
			for _, d := range out {
				fmt.Fprintf(w, "%s -> %s %s %s\n", d.Photo, d.Session, d.Title, d.Outside)
			}
		})
	})
	match.Flags().DurationVar(&clock, "clock", 0, c.say("ctl.flag.photo.clock"))
	match.Flags().BoolVar(&accept, "accept", false, c.say("ctl.flag.photo.accept"))
	return match
}
