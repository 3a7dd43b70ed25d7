package elicit

import (
	"context"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

type loaded struct {
	page  app.TalkPage
	story app.SeriesStory
}

// reload reads the series again, with its conversation once there is one, and what is left of it where that is shown.
func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	id, mode := s.id, s.mode
	s.load.Load(s.ctx, func(ctx context.Context) (loaded, error) {
		series, err := s.deps.Series(ctx, id)
		l := loaded{page: app.TalkPage{Series: series}}
		if err == nil && !series.Set.Session.IsZero() {
			page, talked := s.deps.TalkPage(ctx, series.Set.Session, id)
			if talked == nil {
				l.page = page
			} else if feltbog.ErrorCode(talked) != feltbog.ENotFound { // it was thrown away: the series is as before it
				err = talked
			}
		}
		if err == nil && mode == after {
			l.story, err = s.deps.SeriesStory(ctx, id)
		}
		return l, err
	}, s.show)
}

// show puts what was read on the screen. A picture that may not be shown any more leaves the participant's at once.
func (s *Screen) show(l loaded, err error) {
	if err != nil {
		s.console.Black()
		s.tell()
		s.host.Fail(err)
		return
	}
	s.page, s.there = l.page, true
	s.console.Lay(s.page.Series.Pictures)
	s.tell()
	s.story.set(l.story)
	s.draw()
	trace.Event("shown", "name", "elicit", "mode", s.mode, "pictures", len(s.page.Series.Pictures), "notes", len(s.page.Notes))
}

// talking reports whether there is a conversation to write in.
func (s *Screen) talking() bool { return !s.page.Session.ID.IsZero() }

// now is the picture that is worked on; nil for none.
func (s *Screen) now() *app.SeriesPicture { return s.page.Series.Picture(s.console.At()) }

// draw shows everything anew.
func (s *Screen) draw() {
	if !s.there {
		return
	}
	s.head.show()
	s.strip.show()
	var front fyne.CanvasObject
	switch {
	case len(s.page.Series.Pictures) == 0:
		front = widgets.NewEmpty("billeder", i18n.T("elicit.none"), nil)
	case s.mode == piles:
		s.table.show()
		front = s.table.box
	case s.mode == after:
		s.story.show()
		front = s.story.box
	default:
		s.left.show()
		s.ask.show()
		s.notes.show()
		front = s.console2()
	}
	if len(s.middle.Objects) != 1 || s.middle.Objects[0] != front {
		s.middle.Objects = []fyne.CanvasObject{front}
		s.middle.Refresh()
	}
}

// console2 is the picture beside what is asked and written about it; it is made once.
func (s *Screen) console2() fyne.CanvasObject {
	if s.left.both == nil {
		words := container.NewBorder(widgets.Pad(s.ask.box, 0, 0, theme.Gap12, 0), s.notes.below, nil, nil, s.notes.list)
		s.left.both = widgets.Pad(container.New(two{}, s.left.box, words), theme.Gap16, theme.Gap28, theme.Gap12, theme.Gap28)
	}
	return s.left.both
}

// titleOf is what a picture is called: in the participant's words, else the team's, else by its number.
func titleOf(o *feltbog.Photo) string {
	switch {
	case o.ParticipantTitle != "":
		return "»" + o.ParticipantTitle + "«"
	case o.ResearcherTitle != "":
		return o.ResearcherTitle
	case o.Number > 0:
		return i18n.T("elicit.number", "number", i18n.Padded(o.Number))
	}
	return i18n.T("elicit.untitled")
}

// who is what the participant is called; without one, that.
func (s *Screen) who() string {
	if w := s.page.Series.Who; w != nil {
		return w.Pseudonym
	}
	return i18n.T("elicit.who")
}

// thumbs are small copies of the pictures of one series.
type thumbs struct {
	s     *Screen
	kept  map[feltbog.ID]image.Image
	asked map[feltbog.ID]bool
}

func newThumbs(s *Screen) *thumbs {
	return &thumbs{s: s, kept: map[feltbog.ID]image.Image{}, asked: map[feltbog.ID]bool{}}
}

func (t *thumbs) forget() {
	clear(t.kept)
	clear(t.asked)
}

// get returns a picture, nil while it is read.
func (t *thumbs) get(id feltbog.ID) image.Image {
	if img := t.kept[id]; img != nil || t.asked[id] {
		return img
	}
	t.asked[id] = true
	scale := float32(1)
	if c := uikit.CanvasOf(t.s.all); c != nil {
		scale = c.Scale()
	}
	w, h := widgets.StripBox(scale)
	ctx := t.s.ctx
	t.s.host.Go(func() {
		img, err := t.s.deps.PhotoThumb(ctx, id, w, h)
		t.s.host.Do(func() {
			if err != nil || ctx.Err() != nil { // grey; it is asked again when something changes
				delete(t.asked, id)
				return
			}
			t.kept[id] = img
			t.s.draw()
		})
	})
	return nil
}

// promptOf finds a question by its key.
func (s *Screen) promptOf(key string) *feltbog.PhotoPrompt {
	all := s.questions()
	if i := slices.IndexFunc(all, func(p feltbog.PhotoPrompt) bool { return p.Key == key }); i >= 0 {
		return &all[i]
	}
	return nil
}

// questions are the team's own when the series has any, else those that are shipped; then those that may always be asked.
func (s *Screen) questions() []feltbog.PhotoPrompt {
	own := s.page.Series.Set.Prompts
	if len(own) == 0 {
		own = s.form.Prompts
	}
	return append(slices.Clone(own), s.form.Aside...)
}

// filled reports whether a text says anything.
func filled(text string) bool { return strings.TrimSpace(text) != "" }
