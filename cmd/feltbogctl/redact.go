package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// redact are the verbs about what is covered in pictures.
func (c *command) redact() *cobra.Command {
	v := c.verb("redact", "ctl.help.redact", between(0, -1), c.noVerb)
	v.AddCommand(c.redactAdd(), c.redactChange(), c.redactPropose(),
		c.onPhoto("list PHOTO", "ctl.help.redact.list", exactly(1), nil),
		c.onPhoto("make PHOTO", "ctl.help.redact.make", exactly(1), func(ctx context.Context, p *app.Project, photo feltbog.ID, _ []string) error {
			return p.MakeRedacted(ctx, photo)
		}),
		c.onPhoto("text PHOTO [WHAT ...]", "ctl.help.redact.text", between(1, -1), func(ctx context.Context, p *app.Project, photo feltbog.ID, args []string) error {
			var what []feltbog.SensitiveContent
			for _, a := range args {
				what = append(what, feltbog.SensitiveContent(a))
			}
			return p.MarkReadable(ctx, photo, what)
		}),
		c.inVault("remove REDACTION ...", "ctl.help.redact.remove", between(1, -1), func(ctx context.Context, p *app.Project, args []string) error {
			ids, err := parseIDs(args)
			if err != nil {
				return err
			}
			return p.RemoveRedactions(ctx, ids)
		}))
	return v
}

func parseIDs(args []string) ([]feltbog.ID, error) {
	var ids []feltbog.ID
	for _, a := range args {
		id, err := feltbog.ParseID(a)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// onPhoto does something with a picture and then says what is covered in it.
func (c *command) onPhoto(use, help string, args cobra.PositionalArgs, f func(context.Context, *app.Project, feltbog.ID, []string) error) *cobra.Command {
	return c.inVault(use, help, args, func(ctx context.Context, p *app.Project, args []string) error {
		photo, err := feltbog.ParseID(args[0])
		if err == nil && f != nil {
			err = f(ctx, p, photo, args[1:])
		}
		if err != nil {
			return err
		}
		now, err := p.Redactions(ctx, photo)
		if err != nil {
			return err
		}
		return c.print(now, func(w io.Writer) { coverings(w, now.All) })
	})
}

func coverings(w io.Writer, all []app.Covering) {
	for _, o := range all {
		id := ""
		if !o.ID.IsZero() {
			id = o.ID.String() + " "
		}
		fmt.Fprintf(w, "%s%s %s %.4f,%.4f,%.4f,%.4f %s\n", id, o.Method, o.Subject, o.X, o.Y, o.W, o.H, o.Label)
	}
}

// covering reads where something is covered.
func covering(text string) (app.Covering, error) {
	r := feltbog.Region{Shape: feltbog.Rect}
	err := outline(&r, []string{text})
	return app.Covering{X: r.X, Y: r.Y, W: r.W, H: r.H}, err
}

func (c *command) redactAdd() *cobra.Command {
	var method, subject, label string
	var do bool
	add := c.onPhoto("add PHOTO X,Y,W,H ...", "ctl.help.redact.add", between(2, -1), func(ctx context.Context, p *app.Project, photo feltbog.ID, args []string) error {
		var all []app.Covering
		for _, a := range args {
			o, err := covering(a)
			if err != nil {
				return err
			}
			o.Method, o.Subject, o.Label = feltbog.RedactionMethod(method), feltbog.RedactionSubject(subject), label
			all = append(all, o)
		}
		_, err := p.AddRedactions(ctx, photo, all)
		if err == nil && do {
			err = p.MakeRedacted(ctx, photo)
		}
		return err
	})
	f := add.Flags()
	f.StringVar(&method, "method", string(feltbog.BoxOver), c.say("ctl.flag.redact.method", "values", listed(feltbog.RedactionMethods())))
	f.StringVar(&subject, "covers", string(feltbog.CoversFace), c.say("ctl.flag.redact.subject", "values", listed(feltbog.RedactionSubjects())))
	f.StringVar(&label, "label", "", c.say("ctl.flag.redact.label"))
	f.BoolVar(&do, "make", false, c.say("ctl.flag.redact.make"))
	return add
}

func (c *command) redactChange() *cobra.Command {
	var method, subject, at, label string
	var change *cobra.Command
	change = c.inVault("change REDACTION", "ctl.help.redact.change", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		said := func(name string) bool { return change.Flags().Lookup(name).Changed }
		var place app.Covering
		if said("at") {
			if place, err = covering(at); err != nil {
				return err
			}
		}
		return p.ChangeRedaction(ctx, id, func(o *app.Covering) {
			if said("at") {
				o.X, o.Y, o.W, o.H = place.X, place.Y, place.W, place.H
			}
			if said("method") {
				o.Method = feltbog.RedactionMethod(method)
			}
			if said("covers") {
				o.Subject = feltbog.RedactionSubject(subject)
			}
			if said("label") {
				o.Label = label
			}
		})
	})
	f := change.Flags()
	f.StringVar(&at, "at", "", c.say("ctl.flag.redact.at"))
	f.StringVar(&method, "method", "", c.say("ctl.flag.redact.method", "values", listed(feltbog.RedactionMethods())))
	f.StringVar(&subject, "covers", "", c.say("ctl.flag.redact.subject", "values", listed(feltbog.RedactionSubjects())))
	f.StringVar(&label, "label", "", c.say("ctl.flag.redact.label"))
	return change
}

func (c *command) redactPropose() *cobra.Command {
	var accept bool
	propose := c.inVault("propose PHOTO", "ctl.help.redact.propose", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		photo, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		all, err := p.ProposeRedactions(ctx, photo)
		if err == nil && accept {
			_, err = p.AddRedactions(ctx, photo, all)
		}
		if err != nil {
			return err
		}
		return c.print(all, func(w io.Writer) { coverings(w, all) })
	})
	propose.Flags().BoolVar(&accept, "accept", false, c.say("ctl.flag.redact.accept"))
	return propose
}

// photoExport lets a picture out.
func (c *command) photoExport() *cobra.Command {
	var x app.PhotoExport
	var use string
	export := c.inVault("export PHOTO", "ctl.help.photo.export", exactly(1), func(ctx context.Context, p *app.Project, args []string) (err error) {
		if x.Photo, err = feltbog.ParseID(args[0]); err != nil {
			return err
		}
		x.Use = feltbog.Use(use)
		done, err := p.ExportPhoto(ctx, x, c.say)
		if err != nil {
			return err
		}
		return c.print(done, func(w io.Writer) { fmt.Fprintln(w, done.File) })
	})
	f := export.Flags()
	f.StringVar(&use, "use", string(feltbog.UseReport), c.say("ctl.flag.export.use", "values", listed(feltbog.Uses())))
	f.StringVar(&x.Recipient, "to", "", c.say("ctl.flag.export.to"))
	f.StringVar(&x.Reason, "reason", "", c.say("ctl.flag.export.reason"))
	f.StringVar(&x.Folder, "folder", ".", c.say("ctl.flag.export.folder"))
	return export
}
