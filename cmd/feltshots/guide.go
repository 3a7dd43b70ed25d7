package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui"
	"feltbog/ui/screen"
	"feltbog/ui/screens/elicit"
	guides "feltbog/ui/screens/guide"
	"feltbog/ui/screens/outgo"
	"feltbog/ui/screens/share"
	"feltbog/ui/uikit"
)

// guideSize is the size of the pictures in the guides.
var guideSize = fyne.NewSize(1280, 800)

// patient runs work beside the goroutine of the window and has that wait for it, but not for what has no end, as a clock
// that ticks while a screen is in front.
type patient struct{ *uikit.Queue }

// endless is how long something may take before it is taken for a clock.
const endless = 2 * time.Second

// Go implements uikit.Runner.
func (p patient) Go(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	p.Do(func() {
		select {
		case <-done:
		case <-time.After(endless):
		}
	})
}

// tale is what the pictures of the guides show: the sample project on two machines, some way into a day.
type tale struct {
	one, two *app.Project
	machine  *app.Machine
	lang     string
	set      feltbog.ID // a series of pictures
	workshop feltbog.ID
	photo    feltbog.ID
	session  feltbog.ID
	guide    feltbog.ID
	file     string // a pakke from the other machine
}

// scene is a place some way into the day.
type scene struct {
	name string
	at   screen.Route
	then string // a chord
}

// scenes are what the guides show.
func (t *tale) scenes() []scene {
	return []scene{
		{"project", screen.Route{Place: screen.Project}, ""},
		{"field", screen.Route{Place: screen.Field}, ""},
		{"session", screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: t.session}, ""},
		{"photos", screen.Route{Place: screen.Photos}, ""},
		{"redact", screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: t.photo, Part: "redact"}, ""},
		{"series", screen.Route{Place: screen.Field, Kind: feltbog.KindPhotoSet, ID: t.set}, ""},
		{"board", screen.Route{Place: screen.Workshop, Kind: feltbog.KindWorkshop, ID: t.workshop}, ""},
		{"search", screen.Route{Place: screen.Project}, "Ctrl+K"},
	}
}

// more are the screens of the day that the guides do not show.
func (t *tale) more() []scene {
	return []scene{
		{"photo", screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: t.photo}, ""},
		{"writeup", screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: t.session, Part: screen.After}, ""},
		{"debrief", screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: t.session, Part: screen.Debrief}, ""},
		{"guide", screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: t.guide}, ""},
		{"guide-review", screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: t.guide, Part: guides.PartReview}, ""},
		{"guide-compare", screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: t.guide, Part: guides.PartCompare}, ""},
		{"series-list", screen.Route{Place: screen.Field, Part: elicit.Part}, ""},
		{"workshops", screen.Route{Place: screen.Workshop}, ""},
		{"outgo", screen.Route{Place: screen.Workshop, Part: outgo.Part}, ""},
		{"share", screen.Route{Place: screen.Share}, ""},
		{"share-make", screen.Route{Place: screen.Share, Part: share.Make}, ""},
		{"share-register", screen.Route{Place: screen.Share, Part: share.Register}, ""},
		{"new-session", screen.Route{Place: screen.Field}, "Ctrl+I"},
		{"jot", screen.Route{Place: screen.Project}, "F8"},
		{"photo-rights", screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: t.photo}, "Y"},
		{"photo-series", screen.Route{Place: screen.Photos}, "S"},
		{"new-workshop", screen.Route{Place: screen.Workshop}, "Insert"},
		{"reading", screen.Route{Place: screen.Workshop, Kind: feltbog.KindWorkshop, ID: t.workshop}, "L"},
	}
}

// atWork takes pictures of the screens that are empty in the sample project as it begins.
func atWork(to, only, scratch, lang string) (err error) {
	ctx := context.Background()
	t, opt, err := newTale(ctx, filepath.Join(scratch, "work"), lang)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.one.Close(), t.two.Close()) }()
	set, err := t.machine.Settings()
	if err != nil {
		return err
	}
	p, s := t.one, (*shoot)(nil)
	for _, look := range []string{"lyst", "aften"} {
		if s != nil {
			s.w.Close()
			s.queue.Drain()
			if p, err = t.machine.Open(ctx, t.one.Dir(), app.Unlock{Passphrase: secret}); err != nil {
				return err
			}
		}
		s = &shoot{to: to, only: only, look: look, lang: lang}
		s.w = ui.New(test.NewApp(), patient{&s.queue}, t.machine, set, ui.Config{Options: opt, Look: look, Lang: lang, Size: guideSize, Version: "1.0"})
		s.w.Enter(p)
		for _, c := range append(t.scenes(), t.more()...) {
			s.queue.Drain()
			s.w.Show(c.at)
			s.queue.Drain()
			if c.then != "" {
				s.w.Press(c.then)
			}
			s.take("work-" + c.name)
			if c.then != "" {
				s.w.Press("Escape")
			}
		}
		if s.err != nil {
			return s.err
		}
	}
	s.w.Close()
	s.queue.Drain()
	return nil
}

// newTale lets the day come to where the pictures are taken.
func newTale(ctx context.Context, scratch, lang string) (*tale, app.Options, error) {
	began := time.Date(2025, 3, 11, 14, 30, 0, 0, time.FixedZone("", 3600))
	opt := app.Options{Config: filepath.Join(scratch, "config"), CheapKeys: true, Anywhere: true, Now: func() time.Time { return began }}
	machine, err := app.OpenMachine(opt)
	if err == nil {
		_, err = machine.Choose(func(s *app.Settings) { s.Backup.Days = 0 })
	}
	if err != nil {
		return nil, opt, err
	}
	t := &tale{machine: machine, lang: lang}
	return t, opt, t.tell(ctx, scratch, opt)
}

// guide takes the pictures that the guides and the README show, each as NAME.png.
func guide(to, scratch, lang string) (err error) {
	ctx := context.Background()
	t, opt, err := newTale(ctx, scratch, lang)
	if err != nil {
		return err
	}
	machine := t.machine
	defer func() { err = errors.Join(err, t.two.Close()) }()
	set, err := machine.Settings()
	if err != nil {
		return err
	}
	s := &shoot{to: to, look: "lyst", lang: lang}
	s.w = ui.New(test.NewApp(), patient{&s.queue}, machine, set, ui.Config{Options: opt, Look: "lyst", Lang: lang, Size: guideSize, Version: "1.0"})
	s.w.Enter(t.one)
	for _, scene := range t.scenes() {
		s.queue.Drain()
		s.w.Show(scene.at)
		s.queue.Drain()
		if scene.then != "" {
			s.w.Press(scene.then)
		}
		s.one(scene.name)
	}
	s.w.Close()
	s.queue.Drain()
	if s.err != nil {
		return s.err
	}

	// A pakke comes, and what both changed stands twice.
	p, err := machine.Open(ctx, t.one.Dir(), app.Unlock{Passphrase: secret})
	if err != nil {
		return err
	}
	s.w = ui.New(test.NewApp(), patient{&s.queue}, machine, set, ui.Config{Options: opt, Look: "lyst", Lang: lang, Size: guideSize, Version: "1.0", Bundle: t.file})
	s.w.Enter(p)
	s.one("preview")
	var done app.TakenIn
	if err := p.TakeIn(t.file, app.BundleKey{}, &done).Start(ctx, nil); err != nil {
		return err
	}
	s.w.Show(screen.Route{Place: screen.Project})
	s.queue.Drain()
	s.w.Show(screen.Route{Place: screen.Share})
	s.one("share")
	s.w.Show(screen.Route{Place: screen.Share, Part: screen.Versions})
	s.one("versions")
	s.w.Close()
	s.queue.Drain()
	return s.err
}

// one takes one picture in the size of the guides.
func (s *shoot) one(name string) {
	s.queue.Drain()
	if s.err != nil {
		return
	}
	s.w.Resize(guideSize.Add(fyne.NewSize(0, 1)))
	s.queue.Drain()
	s.w.Resize(guideSize)
	s.queue.Drain()
	s.err = write(filepath.Join(s.to, name+".png"), s.w.Canvas())
}

// secret opens the vaults of the pictures, which nobody keeps.
var secret = rand.Text()

// tell lets the day come to where the pictures are taken.
func (t *tale) tell(ctx context.Context, scratch string, opt app.Options) error {
	drawn := filepath.Join(scratch, "drawn")
	if err := t.machine.Sample(filepath.Join(scratch, "Lillerup.feltbog"), app.SampleWish{Passphrase: secret, Pictures: drawn}, &t.one).Run(ctx, nil); err != nil {
		return err
	}
	p := t.one
	in, err := p.ImportPhotos(ctx, app.PhotoImport{Paths: []string{drawn}}, nil, nil)
	if err != nil {
		return err
	}
	if len(in.Added) < 8 {
		return fmt.Errorf("the sample project has %d pictures", len(in.Added))
	}
	t.photo = in.Added[3]
	if t.set, err = p.MakeSeries(ctx, feltbog.PhotoSet{Title: t.say("Det nære", "Close to home")}, in.Added[:8]); err != nil {
		return err
	}
	sessions, err := p.Browse(ctx, feltbog.KindSession, 1)
	if err != nil || len(sessions) == 0 {
		return fmt.Errorf("%d sessions in the sample project: %w", len(sessions), err)
	}
	t.session = sessions[0].ID
	guides, err := p.Browse(ctx, feltbog.KindGuide, 1)
	if err != nil || len(guides) == 0 {
		return fmt.Errorf("%d guides in the sample project: %w", len(guides), err)
	}
	t.guide = guides[0].ID
	if err := t.meet(ctx); err != nil {
		return err
	}

	// A colleague begins with a pakke, and both write on.
	const words = "hest ko gris hane gås and"
	first, answer := filepath.Join(scratch, "begynd"+app.BundleEnding), filepath.Join(scratch, t.say("fra felten", "from the field")+app.BundleEnding)
	var packed app.Packed
	if err := p.Pack(app.PackOrder{File: first, Words: words, NamesSeen: true}, &packed).Run(ctx, nil); err != nil {
		return err
	}
	r, err := app.NewRecovery()
	if err != nil {
		return err
	}
	other := opt
	other.Config = filepath.Join(scratch, "other")
	if t.two, err = app.JoinBundle(ctx, filepath.Join(scratch, "Bo.feltbog"), first, app.BundleKey{Words: words},
		app.Founding{Member: "Bo", Device: t.say("Bærbar 2", "Laptop 2"), Passphrase: secret, Recovery: r}, other, nil); err != nil {
		return err
	}
	notes, err := p.Browse(ctx, feltbog.KindNoteBlock, 12)
	if err != nil {
		return err
	}
	for i, n := range notes {
		text := t.say("Hun siger, at hun ringer til naboen, når bussen ikke kommer.", "She says that she calls her neighbour when the bus does not come.")
		if _, err := t.two.Put(ctx, app.Edit{Kind: n.Kind, ID: n.ID, Texts: []app.Setting{{Field: "text", Text: text}}}); err != nil {
			return err
		}
		if i > 0 {
			continue
		}
		text = t.say("Hun siger, at hun går, når bussen ikke kommer.", "She says that she walks when the bus does not come.")
		if _, err := p.Put(ctx, app.Edit{Kind: n.Kind, ID: n.ID, Texts: []app.Setting{{Field: "text", Text: text}}}); err != nil {
			return err
		}
	}
	card, err := p.KeyCard(ctx)
	if err != nil {
		return err
	}
	t.file = answer
	return t.two.Pack(app.PackOrder{File: answer, Keys: []string{card.Key}, NamesSeen: true}, &packed).Run(ctx, nil)
}

// meet makes a joint interpretation with cards of what may be shown, bunker and readings.
func (t *tale) meet(ctx context.Context) (err error) {
	p := t.one
	if t.workshop, err = p.MakeWorkshop(ctx, app.NewWorkshop{Title: t.say("Hvad fylder i Lillerup?", "What matters in Lillerup?"), Question: t.say("Hvad ser vi, og hvad kan vi prøve?", "What do we see, and what can we try?")}); err != nil {
		return err
	}
	notes, err := p.Browse(ctx, feltbog.KindNoteBlock, 40)
	if err != nil {
		return err
	}
	var items []app.GateItem
	for _, n := range notes {
		items = append(items, app.GateItem{Kind: n.Kind, ID: n.ID})
	}
	made, err := p.AddCards(ctx, t.workshop, items)
	if err != nil {
		return err
	}
	b, err := p.Board(ctx, t.workshop)
	if err != nil {
		return err
	}
	if len(b.Loose) < 6 {
		return fmt.Errorf("%d cards of %d notes: %+v", len(b.Loose), len(items), made.Refused)
	}
	for i, name := range []string{t.say("Bussen bestemmer", "The bus decides"), t.say("Naboen er hjælpen", "The neighbour is the help")} {
		heap, err := p.AddCluster(ctx, t.workshop, name)
		if err != nil {
			return err
		}
		if err := p.Place(ctx, t.workshop, heap, []feltbog.ID{b.Loose[2*i].ID, b.Loose[2*i+1].ID}, feltbog.ID{}); err != nil {
			return err
		}
		for role, text := range map[feltbog.Perspective]string{
			feltbog.Citizen:    t.say("Sådan er det hos os også.", "So it is with us too."),
			feltbog.Politician: t.say("Hvem bestemte det egentlig?", "Who decided that, actually?"),
		} {
			if err := p.SetRole(ctx, role); err != nil {
				return err
			}
			if _, err := p.AddReading(ctx, t.workshop, feltbog.Reading{Text: text, Cluster: heap}); err != nil {
				return err
			}
		}
	}
	return nil
}

// say is a text in the language of the pictures.
func (t *tale) say(da, en string) string {
	if t.lang == "en" {
		return en
	}
	return da
}
