package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// rightsDocument is what is settled about a picture, as scripts read it.
type rightsDocument struct {
	Photo     feltbog.ID                 `json:"photo"`
	Number    int                        `json:"number"`
	State     app.PhotoState             `json:"state"`
	MadeBy    feltbog.MadeBy             `json:"made_by,omitempty"`
	Maker     string                     `json:"photographer,omitempty"` // pseudonym
	Owner     string                     `json:"owner,omitempty"`
	Licence   string                     `json:"licence_text,omitempty"`
	Children  feltbog.YesNo              `json:"children,omitempty"`
	Sensitive []feltbog.SensitiveContent `json:"sensitive"`
	Place     feltbog.YesNo              `json:"sensitive_place,omitempty"`
	Wish      feltbog.PhotoWish          `json:"wish,omitempty"`
	Barred    bool                       `json:"do_not_use"`
	Why       string                     `json:"do_not_use_reason,omitempty"`
	Again     string                     `json:"allowed_again,omitempty"`
	People    []feltbog.DepictedPerson   `json:"people"`
	Open      []app.RightsGap            `json:"open"`
}

func rightsOf(r *app.PhotoRights) rightsDocument {
	o := &r.Photo
	d := rightsDocument{Photo: o.ID, Number: o.Number, State: r.State, MadeBy: o.MadeBy, Owner: o.Owner, Licence: o.LicenceText, Children: o.Children,
		Sensitive: append([]feltbog.SensitiveContent{}, o.Sensitive...), Place: o.SensitivePlace, Wish: o.Wish, Barred: o.DoNotUse, Why: o.DoNotUseReason, Again: o.AllowedAgain,
		People: append([]feltbog.DepictedPerson{}, r.Depicted...), Open: append([]app.RightsGap{}, r.Open...)}
	if r.Maker != nil {
		d.Maker = r.Maker.Pseudonym
	}
	return d
}

func (d *rightsDocument) line(w io.Writer) {
	var open []string
	for _, g := range d.Open {
		open = append(open, string(g))
	}
	fmt.Fprintf(w, "%s %04d %-8s %s\n", d.Photo, d.Number, d.State, strings.Join(open, ", "))
}

// rights are the verbs about what a picture may be used for.
func (c *command) rights() *cobra.Command {
	v := c.verb("rights", "ctl.help.rights", between(0, -1), c.noVerb)
	v.AddCommand(c.rightsSet(), c.rightsPerson(),
		c.inVault("show PHOTO", "ctl.help.rights.show", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
			id, err := feltbog.ParseID(args[0])
			if err != nil {
				return err
			}
			return c.showRights(ctx, p, id)
		}),
		c.inVault("open", "ctl.help.rights.open", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
			all, err := p.OpenRights(ctx)
			if err != nil {
				return err
			}
			out := []rightsDocument{}
			for i := range all {
				out = append(out, rightsOf(&all[i]))
			}
			return c.print(out, func(w io.Writer) {
				for i := range out {
					out[i].line(w)
				}
			})
		}))
	return v
}

func (c *command) showRights(ctx context.Context, p *app.Project, id feltbog.ID) error {
	r, err := p.PhotoRights(ctx, id)
	if err != nil {
		return err
	}
	d := rightsOf(&r)
	return c.print(d, func(w io.Writer) {
		d.line(w)
		for _, o := range d.People {
			status := string(o.Status)
			if status == "" {
				status = "?"
			}
			fmt.Fprintf(w, "  %s %s %s\n", o.ID, status, o.CardNumber)
		}
	})
}

// rightsSet says of a picture whose it is and what is delicate in it; what is not named stays.
func (c *command) rightsSet() *cobra.Command {
	var by, who, owner, licence, children, place, wish string
	var sensitive []string
	var set *cobra.Command
	set = c.inVault("set PHOTO", "ctl.help.rights.set", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		said := func(name string) bool { return set.Flags().Lookup(name).Changed }
		var maker feltbog.ID
		if who != "" {
			if maker, err = p.FindParticipant(ctx, who); err != nil {
				return err
			}
		}
		if _, err := p.Photo(ctx, id); err != nil {
			return err
		}
		err = p.EditPhoto(ctx, id, func(o *feltbog.Photo) {
			if said("photographer") {
				o.Photographer = maker
			}
			if said("sensitive") {
				o.Sensitive = nil
				for _, s := range sensitive {
					if s != "" {
						o.Sensitive = append(o.Sensitive, feltbog.SensitiveContent(s))
					}
				}
			}
			for name, put := range map[string]func(){"made-by": func() { o.MadeBy = feltbog.MadeBy(by) }, "owner": func() { o.Owner = owner },
				"licence": func() { o.LicenceText = licence }, "children": func() { o.Children = feltbog.YesNo(children) },
				"place": func() { o.SensitivePlace = feltbog.YesNo(place) }, "wish": func() { o.Wish = feltbog.PhotoWish(wish) }} {
				if said(name) {
					put()
				}
			}
		})
		if err != nil {
			return err
		}
		return c.showRights(ctx, p, id)
	})
	f := set.Flags()
	f.StringVar(&by, "made-by", "", c.say("ctl.flag.rights.made_by", "values", listed(feltbog.MadeBys())))
	f.StringVar(&who, "photographer", "", c.say("ctl.flag.rights.photographer"))
	f.StringVar(&owner, "owner", "", c.say("ctl.flag.rights.owner"))
	f.StringVar(&licence, "licence", "", c.say("ctl.flag.rights.licence"))
	f.StringVar(&children, "children", "", c.say("ctl.flag.rights.children", "values", listed(feltbog.YesNos())))
	f.StringVar(&place, "place", "", c.say("ctl.flag.rights.place", "values", listed(feltbog.YesNos())))
	f.StringVar(&wish, "wish", "", c.say("ctl.flag.rights.wish", "values", listed(feltbog.PhotoWishes())))
	f.StringSliceVar(&sensitive, "sensitive", nil, c.say("ctl.flag.rights.sensitive", "values", listed(feltbog.SensitiveContents())))
	return set
}

// rightsPerson writes down somebody who is seen in a picture, or settles one who was written down.
func (c *command) rightsPerson() *cobra.Command {
	var id, status, who, card, reason, region string
	var uses []string
	var covers, guardian, remove bool
	var cmd *cobra.Command
	cmd = c.inVault("person PHOTO", "ctl.help.rights.person", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		photo, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		r, err := p.PhotoRights(ctx, photo)
		if err != nil {
			return err
		}
		d := feltbog.DepictedPerson{Photo: photo}
		if id != "" {
			if d.ID, err = feltbog.ParseID(id); err != nil {
				return err
			}
			i := slices.IndexFunc(r.Depicted, func(o feltbog.DepictedPerson) bool { return o.ID == d.ID })
			if i < 0 {
				return feltbog.Errorf(feltbog.ENotFound, "record.unknown", "there is no record %s here", id).With("id", id)
			}
			d = r.Depicted[i]
		}
		if remove {
			return p.DeleteDepicted(ctx, d.ID)
		}
		said := func(name string) bool { return cmd.Flags().Lookup(name).Changed }
		if said("participant") {
			if d.Participant, err = p.FindParticipant(ctx, who); err != nil {
				return err
			}
		}
		if said("region") {
			if d.Region, err = feltbog.ParseID(region); err != nil {
				return err
			}
		}
		for name, put := range map[string]func(){"status": func() { d.Status = feltbog.DepictedStatus(status) }, "card": func() { d.CardNumber = card },
			"reason": func() { d.Reason = reason }, "covers": func() { d.WantsBlur = covers }, "guardian": func() { d.ByGuardian = guardian },
			"use": func() {
				d.Uses = nil
				for _, u := range uses {
					d.Uses = append(d.Uses, feltbog.Use(u))
				}
			}} {
			if said(name) {
				put()
			}
		}
		made := d.ID
		if id == "" {
			made, err = p.AddDepicted(ctx, d)
		} else {
			err = p.EditDepicted(ctx, made, func(o *feltbog.DepictedPerson) { *o = d })
		}
		if err != nil {
			return err
		}
		return c.printID(made)
	})
	f := cmd.Flags()
	f.StringVar(&id, "id", "", c.say("ctl.flag.rights.id"))
	f.StringVar(&status, "status", "", c.say("ctl.flag.rights.status", "values", listed(feltbog.DepictedStatuses())))
	f.StringVar(&who, "participant", "", c.say("ctl.flag.rights.participant"))
	f.StringVar(&card, "card", "", c.say("ctl.flag.rights.card"))
	f.StringVar(&reason, "reason", "", c.say("ctl.flag.rights.reason"))
	f.StringVar(&region, "region", "", c.say("ctl.flag.rights.region"))
	f.StringSliceVar(&uses, "use", nil, c.say("ctl.flag.rights.use"))
	f.BoolVar(&covers, "covers", false, c.say("ctl.flag.rights.covers"))
	f.BoolVar(&guardian, "guardian", false, c.say("ctl.flag.rights.guardian"))
	f.BoolVar(&remove, "remove", false, c.say("ctl.flag.rights.remove"))
	return cmd
}

// doNotUse takes a picture out of every use, or lets it back in for a reason.
func (c *command) doNotUse() *cobra.Command {
	var reason, again string
	cmd := c.inVault("do-not-use PHOTO ...", "ctl.help.do_not_use", between(1, -1), func(ctx context.Context, p *app.Project, args []string) error {
		ids, err := photoIDs(ctx, p, args)
		if err != nil {
			return err
		}
		if again != "" {
			return p.UseAgain(ctx, ids, again)
		}
		return p.DoNotUse(ctx, ids, reason)
	})
	cmd.Flags().StringVar(&reason, "reason", "", c.say("ctl.flag.do_not_use.reason"))
	cmd.Flags().StringVar(&again, "again", "", c.say("ctl.flag.do_not_use.again"))
	return cmd
}

// photoIDs reads ids of pictures that are there.
func photoIDs(ctx context.Context, p *app.Project, args []string) ([]feltbog.ID, error) {
	var ids []feltbog.ID
	for _, a := range args {
		id, err := feltbog.ParseID(a)
		if err != nil {
			return nil, err
		}
		if _, err := p.Photo(ctx, id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// listed writes out values as they are written on the command line.
func listed[T ~string](all []T) string {
	var out []string
	for _, v := range all {
		out = append(out, string(v))
	}
	return strings.Join(out, ", ")
}
