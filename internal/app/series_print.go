package app

import (
	"context"
	"fmt"
	"io"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/letter"
	"feltbog/internal/photo"
	"feltbog/internal/print"
)

// PrintBrief prints the card with a series' task for the participant to take along. It needs no picture yet. Its words are
// the team's own; nothing on it says who gets it.
func (p *Project) PrintBrief(ctx context.Context, desk Desk, set feltbog.ID, form feltbog.ElicitForm) (Printed, error) {
	series, err := p.Series(ctx, set)
	if err != nil {
		return Printed{}, err
	}
	rec, err := p.project(ctx)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	due := ""
	if !series.Set.Due.IsZero() {
		if due = series.Set.Due.Danish(); form.Language == "en" {
			due = series.Set.Due.English()
		}
	}
	text := print.BriefText{Title: series.Set.Title, Task: form.Task(&series.Set, due)}
	short := fmt.Sprintf("%x", set[:3])
	return p.paper(ctx, desk, letter.Say("print.brief.file", "id", short), letter.Say("print.brief.entry"),
		[]gate.Item{{Kind: rec.Kind(), ID: rec.ID}}, letter.Say, func(w io.Writer, c []gate.Cleared) error { return print.Brief(w, c[0], text, letter.Say) })
}

// StoryPrinted is a picture story that was let out, and what the gate held back.
type StoryPrinted struct {
	Printed
	Pictures int            `json:"pictures"`
	Held     []RefusedPrint `json:"held"`
}

// RefusedPrint is a picture, or something said about one, that is not in a story, and why.
type RefusedPrint struct {
	Item    GateItem     `json:"item"`
	Reasons []GateReason `json:"reasons"`
}

// storySide is the longer side of a picture in a printed story, in pixels.
const storySide = 1600

// PrintStory prints a series as a picture story for a use: by rank, with what was said about each, the participant's words
// and the team's apart. Only what the gate clears is in it; what was said about a picture that stays in, stays in too.
func (p *Project) PrintStory(ctx context.Context, desk Desk, set feltbog.ID, use feltbog.Use, say Say) (StoryPrinted, error) {
	story, err := p.SeriesStory(ctx, set)
	if err != nil {
		return StoryPrinted{}, err
	}
	g, err := p.gate(ctx)
	if err != nil {
		return StoryPrinted{}, err
	}
	items, about, err := p.storyItems(ctx, g, use, &story)
	if err != nil {
		return StoryPrinted{}, cancelled(ctx, err)
	}
	done := StoryPrinted{Held: []RefusedPrint{}}
	order := gate.Order{Use: use, Title: say("print.story.entry", "title", story.Series.Set.Title), Format: "pdf", Recipient: say("print.recipient"),
		Reason: say("print.reason"), Member: p.v.Actor(ctx), At: p.v.Now()}
	name := say("print.story.file", "id", fmt.Sprintf("%x", set[:3]))
	var passed gate.Passage
	done.Path, err = desk.Paper(name+".pdf", func(w io.Writer) (err error) {
		passed, err = g.Let(ctx, order, items, func(w io.Writer, c []gate.Cleared) error {
			parts, err := storyParts(items, c, about)
			done.Pictures = len(parts)
			if err != nil {
				return err
			}
			return print.Story(w, story.Series.Set.Title, parts, print.Say(say))
		}, gateway{p}, w)
		return err
	})
	done.Disclosure = passed.Disclosure.ID
	for _, r := range passed.Refused {
		one := RefusedPrint{Item: GateItem(r.Item)}
		for _, why := range r.Reasons {
			one.Reasons = append(one.Reasons, GateReason{Key: why.Why.Key, Scope: why.Scope, Why: why.Why})
		}
		done.Held = append(done.Held, one)
	}
	return done, cancelled(ctx, err)
}

// StoryItems are the pictures of a series and what was said about them: what a story would be made of if all of it might
// leave.
func (p *Project) StoryItems(ctx context.Context, set feltbog.ID) ([]GateItem, error) {
	story, err := p.SeriesStory(ctx, set)
	if err != nil {
		return nil, err
	}
	var items []GateItem
	for _, o := range story.Pictures {
		if !o.OnTable() {
			continue
		}
		items = append(items, GateItem{Kind: feltbog.KindPhoto, ID: o.Photo.ID})
		for _, n := range slices.Concat(o.Theirs, o.Ours) {
			if it := (GateItem{Kind: feltbog.KindNoteBlock, ID: n.ID}); n.Text != "" && !slices.Contains(items, it) {
				items = append(items, it)
			}
		}
	}
	return items, nil
}

// storyItems lists what a story is made of, and under which picture each note is printed: the first that it is about and
// that may leave. What was said of a picture goes where the picture goes, so the picture is asked for first.
func (p *Project) storyItems(ctx context.Context, g *gate.Gate, use feltbog.Use, story *SeriesStory) ([]gate.Item, map[feltbog.ID]feltbog.ID, error) {
	var items []gate.Item
	about := map[feltbog.ID]feltbog.ID{}
	for _, o := range story.Pictures {
		if !o.OnTable() {
			continue
		}
		it := gate.Item{Kind: feltbog.KindPhoto, ID: o.Photo.ID}
		items = append(items, it)
		a, _, _, err := g.Preview(ctx, use, it, p.v.Now())
		if err != nil {
			return nil, nil, err
		}
		for _, n := range slices.Concat(o.Theirs, o.Ours) {
			if _, twice := about[n.ID]; !twice && n.Text != "" && a.Verdict == gate.Yes {
				about[n.ID] = o.Photo.ID
				items = append(items, gate.Item{Kind: feltbog.KindNoteBlock, ID: n.ID})
			}
		}
	}
	return items, about, nil
}

// storyParts puts together what the gate cleared, in the order of the pictures.
func storyParts(items []gate.Item, cleared []gate.Cleared, about map[feltbog.ID]feltbog.ID) ([]print.StoryPart, error) {
	var out []print.StoryPart
	for _, it := range items {
		if it.Kind != feltbog.KindPhoto {
			continue
		}
		i := slices.IndexFunc(cleared, func(c gate.Cleared) bool { return c.Item() == it })
		if i < 0 {
			continue
		}
		part := print.StoryPart{Photo: cleared[i]}
		copied, err := cleared[i].Picture() // the covered copy, and nothing else of the picture
		if err != nil {
			return nil, err
		}
		img, err := photo.Shrunk(copied, storySide)
		if err != nil {
			return nil, err
		}
		if part.JPEG, err = photo.Encode(img, 88); err != nil { // pixels only: no metadata comes along
			return nil, err
		}
		part.W, part.H = img.Bounds().Dx(), img.Bounds().Dy()
		for _, c := range cleared {
			if c.Item().Kind == feltbog.KindNoteBlock && about[c.Item().ID] == it.ID {
				part.Notes = append(part.Notes, c)
			}
		}
		out = append(out, part)
	}
	return out, nil
}
