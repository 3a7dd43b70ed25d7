package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// region are the verbs about spots in pictures.
func (c *command) region() *cobra.Command {
	v := c.verb("region", "ctl.help.region", between(0, -1), c.noVerb)
	r := feltbog.Region{Type: feltbog.RegionContent, Shape: feltbog.Rect}
	var kind, shape string
	add := c.inVault("add PHOTO X,Y,W,H | X,Y X,Y X,Y ...", "ctl.help.region.add", between(2, -1), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		if _, err := p.Photo(ctx, id); err != nil {
			return err
		}
		r.Photo, r.Type, r.Shape = id, feltbog.RegionType(kind), feltbog.Shape(shape)
		if len(args) > 2 {
			r.Shape = feltbog.Polygon
		}
		if err := outline(&r, args[1:]); err != nil {
			return err
		}
		made, err := p.AddRegion(ctx, r)
		if err != nil {
			return err
		}
		return c.printID(made)
	})
	add.Flags().StringVar(&kind, "type", string(feltbog.RegionContent), c.say("ctl.flag.region.type"))
	add.Flags().StringVar(&shape, "shape", string(feltbog.Rect), c.say("ctl.flag.region.shape"))
	add.Flags().StringVar(&r.Label, "label", "", c.say("ctl.flag.region.label"))
	add.Flags().StringVar(&r.Note, "note", "", c.say("ctl.flag.region.note"))
	v.AddCommand(add)
	return v
}

// outline reads where a spot is, as fractions of the upright picture.
func outline(r *feltbog.Region, args []string) error {
	for _, a := range args {
		var n []float64
		for _, part := range strings.Split(a, ",") {
			v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
			if err != nil {
				return badOutline(a)
			}
			n = append(n, v)
		}
		switch {
		case r.Shape == feltbog.Polygon && len(n) == 2:
			r.Points = append(r.Points, feltbog.Point{X: n[0], Y: n[1]})
		case r.Shape != feltbog.Polygon && len(n) == 4:
			r.X, r.Y, r.W, r.H = n[0], n[1], n[2], n[3]
		default:
			return badOutline(a)
		}
	}
	return nil
}

func badOutline(text string) error {
	return feltbog.Errorf(feltbog.EUsage, "ctl.outline", "say where it is as fractions of the picture: 0.1,0.2,0.3,0.4 is the left edge, the upper edge, the width and the height; not %q", text).
		With("text", text)
}

// printID prints the id of what was made.
func (c *command) printID(id feltbog.ID) error {
	return c.print(map[string]feltbog.ID{"id": id}, func(w io.Writer) { fmt.Fprintln(w, id) })
}
