package app

import (
	"io"
	"slices"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// newSeries makes n pictures and a series of them.
func newSeries(t *testing.T, p *Project, n int) (set feltbog.ID, photos []feltbog.ID) {
	t.Helper()
	photos = putPhotos(t, p, n, nil)
	set, err := p.MakeSeries(t.Context(), feltbog.PhotoSet{Title: " Det nære "}, photos)
	must(t, err)
	return set, photos
}

func seriesOf(t *testing.T, p *Project, set feltbog.ID) Series {
	t.Helper()
	s, err := p.Series(t.Context(), set)
	must(t, err)
	return s
}

func photoTalkSession(t *testing.T, p *Project) feltbog.ID {
	t.Helper()
	session := feltbog.Session{Type: feltbog.PhotoSession, Title: "Om billederne"}
	session.ID = feltbog.NewID()
	must(t, p.act(t.Context(), "session.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(&session) }))
	return session.ID
}

// order is how the pictures lie, as the places they had in the beginning.
func (s *Series) order(photos []feltbog.ID) []int {
	var out []int
	for _, o := range s.Pictures {
		out = append(out, slices.Index(photos, o.Photo.ID))
	}
	return out
}

// ranks are the ranks of the pictures in the order in which they were brought in.
func (s *Series) ranks(photos []feltbog.ID) []int {
	var out []int
	for _, id := range photos {
		if o := s.Picture(id); o != nil {
			out = append(out, o.Place.Rank)
		}
	}
	return out
}

func TestPicturesOfASeriesAreOrderedByHandAndNoneComesInTwice(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	set, photos := newSeries(t, p, 4)
	if n, err := p.AddToSeries(ctx, set, photos); n != 0 || err != nil {
		t.Errorf("%d came in twice, %v", n, err)
	}
	must(t, p.MoveInSeries(ctx, set, photos[3], feltbog.ID{}))
	must(t, p.MoveInSeries(ctx, set, photos[0], photos[2]))
	s := seriesOf(t, p, set)
	if got := s.order(photos); !slices.Equal(got, []int{3, 1, 2, 0}) || s.Set.Title != "Det nære" {
		t.Errorf("%v, »%s«", got, s.Set.Title)
	}
	must(t, p.DoNotUse(ctx, photos[:1], ""))
	other, err := p.MakeSeries(ctx, feltbog.PhotoSet{Title: "En til"}, photos)
	must(t, err)
	if s = seriesOf(t, p, other); len(s.Pictures) != 3 {
		t.Errorf("%d pictures, with the one that is not to be used", len(s.Pictures))
	}
	must(t, p.DeleteSeries(ctx, other))
	if all, err := p.SeriesList(ctx); err != nil || len(all) != 1 || all[0].Pictures != 4 || all[0].Barred != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestRanksCountFromOneWhateverIsTakenOut(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	set, photos := newSeries(t, p, 5)
	for i, rank := range []int{1, 1, 2, 9} {
		must(t, p.RankPhoto(ctx, set, photos[i], rank))
	}
	s := seriesOf(t, p, set)
	if got := s.ranks(photos); !slices.Equal(got, []int{3, 1, 2, 4, 0}) {
		t.Fatalf("%v", got)
	}
	must(t, p.ChoosePhoto(ctx, set, photos[2], feltbog.LeftOut, "Den viser naboen"))
	s = seriesOf(t, p, set)
	if got := s.ranks(photos); !slices.Equal(got, []int{2, 1, 0, 3, 0}) || s.Picture(photos[2]).Place.WhyNot == "" || s.Picture(photos[2]).OnTable() {
		t.Errorf("%v", got)
	}
	place := s.Picture(photos[0]).Place
	must(t, p.TakeFromSeries(ctx, set, []feltbog.ID{photos[1], photos[0], photos[1]}))
	if rec, info, err := p.v.Team().Get(ctx, place.ID); err != nil || status(info) != Trashed || rec.(*feltbog.PhotoSetMember).Rank != place.Rank {
		t.Errorf("in the trash its rank is gone: %+v, %v, %v", rec, status(info), err)
	}
	s = seriesOf(t, p, set)
	if got := s.order(photos); !slices.Equal(got, []int{2, 3, 4}) || s.Picture(photos[3]).Place.Rank != 1 {
		t.Errorf("%v are left, %v", got, s.ranks(photos))
	}
	_, err := p.Undo(ctx)
	must(t, err)
	s = seriesOf(t, p, set)
	if got := s.ranks(photos); !slices.Equal(got, []int{2, 1, 0, 3, 0}) {
		t.Errorf("%v after undo", got)
	}
}

func TestAPictureLiesInOnePileOfEachSorting(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	set, photos := newSeries(t, p, 4)
	piles := map[int][]feltbog.ID{}
	var sorts []feltbog.ID
	for n := range 3 {
		sort, err := p.BeginSort(ctx, feltbog.PileSort{Set: set})
		must(t, err)
		sorts = append(sorts, sort)
		for _, name := range []string{"Nemt", "Svært"} {
			id, err := p.AddPile(ctx, sort, name, feltbog.ID{})
			must(t, err)
			piles[n] = append(piles[n], id)
		}
	}
	put := func(n, photo, pile int) { must(t, p.PutInPile(ctx, sorts[n], photos[photo], piles[n][pile])) }
	for _, o := range [][3]int{{0, 0, 0}, {0, 1, 0}, {0, 2, 1}, {1, 0, 1}, {1, 1, 1}, {2, 0, 0}, {2, 1, 1}, {0, 2, 0}, {0, 2, 1}} {
		put(o[0], o[1], o[2])
	}
	s := seriesOf(t, p, set)
	if len(s.Sorts) != 3 || s.Sorts[1].Sort.Number != 2 || !slices.Equal(s.Sorts[0].Loose, photos[3:]) || len(s.Sorts[0].Piles[1].Photos) != 1 {
		t.Fatalf("%+v", s.Sorts)
	}
	m := TogetherIn(photos, s.Sorts)
	if m.Same[0][1] != 2 || m.Both[0][1] != 3 || m.Same[1][0] != 2 || m.Same[0][2] != 0 || m.Both[0][2] != 1 || m.Same[3][3] != 0 || m.Most != 2 {
		t.Errorf("%+v", m)
	}
	if err := p.PutInPile(ctx, sorts[0], photos[0], piles[1][0]); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Errorf("into a pile of another sorting: %v", err)
	}
	must(t, p.PutInPile(ctx, sorts[0], photos[0], feltbog.ID{}))
	must(t, p.DoNotUse(ctx, photos[3:], ""))
	s = seriesOf(t, p, set)
	if !slices.Equal(s.Sorts[0].Loose, photos[:1]) {
		t.Errorf("loose are %v", s.Sorts[0].Loose)
	}
}

func TestWhatIsSaidOfAPictureStaysWithIt(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	set, photos := newSeries(t, p, 2)
	session := photoTalkSession(t, p)
	must(t, p.EditSeries(ctx, set, func(o *feltbog.PhotoSet) { o.Session, o.Missing = session, "Døren, når den er lukket" }))
	said := func(photo feltbog.ID, as feltbog.NoteType, prompt, text string) feltbog.ID {
		id := feltbog.NewID()
		must(t, p.TypeNote(ctx, Written{ID: id, Fill: feltbog.NoteBlock{Session: session, Type: as, Photos: []feltbog.ID{photo}, Prompt: prompt}, Text: text}))
		return id
	}
	quote := said(photos[1], feltbog.QuoteVerbatim, "see", "Det er bænken.")
	said(photos[1], feltbog.Wonder, "", "En ventetid, ikke et sted.")
	said(photos[0], feltbog.SeenHeard, "why", "Ser væk.")
	must(t, p.Settle(ctx))
	spot, err := p.PointAt(ctx, Pointed{Session: session, Set: set, Note: quote, Region: feltbog.Region{Photo: photos[1], X: .4, Y: .2, W: .3, H: .5}})
	must(t, err)
	must(t, p.TalkAbout(ctx, session, set, photos[1], func(o *feltbog.PhotoTalk) { o.See = "bænken" }))
	must(t, p.TitlePhoto(ctx, photos[1], " Fem kvarter "))
	must(t, p.RankPhoto(ctx, set, photos[1], 1))

	page, err := p.TalkPage(ctx, session, feltbog.ID{})
	must(t, err)
	if page.Series.Set.ID != set || len(page.About(photos[1])) != 2 || len(page.Regions[photos[1]]) != 1 || page.Series.Picture(photos[1]).Photo.ParticipantTitle != "Fem kvarter" {
		t.Errorf("%+v", page)
	}
	if talk := page.Talks[photos[1]]; talk.See != "bænken" || !slices.Equal(talk.Regions, []feltbog.ID{spot}) {
		t.Errorf("%+v", talk)
	}
	if n := page.About(photos[1])[0]; n.Prompt != "see" || !slices.Equal(n.Regions, []feltbog.ID{spot}) {
		t.Errorf("%+v", n)
	}
	story, err := p.SeriesStory(ctx, set)
	must(t, err)
	first := story.Pictures[0]
	if first.Photo.ID != photos[1] || len(first.Theirs) != 1 || len(first.Ours) != 1 || first.Theirs[0].ID != quote {
		t.Errorf("%+v", first)
	}
}

func TestAStoryHoldsNobodyElsesWords(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	mine, other := saysYes(t, p), saysYes(t, p)
	photo := putPhotos(t, p, 1, nil)[0]
	set, err := p.MakeSeries(ctx, feltbog.PhotoSet{Title: "Det nære", Participant: mine}, []feltbog.ID{photo})
	must(t, err)
	for _, n := range []feltbog.NoteBlock{{Speaker: mine}, {Speaker: other}, {Participants: []feltbog.ID{other}}, {Participants: []feltbog.ID{mine, other}}, {}} {
		n.Type, n.Photos = feltbog.QuoteVerbatim, []feltbog.ID{photo}
		must(t, p.TypeNote(ctx, Written{ID: feltbog.NewID(), Fill: n, Text: "Det er bænken."}))
	}
	must(t, p.Settle(ctx))
	story, err := p.SeriesStory(ctx, set)
	must(t, err)
	if n := len(story.Pictures[0].Theirs); n != 3 {
		t.Errorf("%d quotes", n)
	}
}

func TestTheConsoleGoesOnAndTheOtherScreenTurnsBlackWhenAPictureIsBarred(t *testing.T) {
	var all []SeriesPicture
	for range 3 {
		all = append(all, SeriesPicture{Photo: feltbog.Photo{Base: feltbog.Base{ID: feltbog.NewID()}}})
	}
	var c Console
	c.Lay(all)
	if c.At() != all[0].Photo.ID || !c.Shown().IsZero() {
		t.Fatal("a conversation begins with the first picture and a black screen")
	}
	c.Step(1)
	if !c.Shown().IsZero() {
		t.Error("a black screen stays black while one leafs")
	}
	c.Show()
	c.Bar(all[1].Photo.ID)
	if !c.Shown().IsZero() || c.At() != all[2].Photo.ID {
		t.Error("a barred picture is shown")
	}
	c.Show()
	c.Stay(true)
	c.Step(-1)
	if c.Shown() != all[2].Photo.ID || c.At() != all[0].Photo.ID {
		t.Error("it does not stay")
	}
	if c.Stay(false); c.Shown() != all[0].Photo.ID {
		t.Error("it does not follow again")
	}
	if at, of := c.Count(); at != 1 || of != 2 {
		t.Errorf("%d of %d", at, of)
	}
}

// sizedDesk keeps papers in memory.
type sizedDesk map[string]int

func (d sizedDesk) Paper(name string, write func(io.Writer) error) (string, error) {
	n := counter(0)
	err := write(&n)
	if err == nil {
		d[name] = int(n)
	}
	return name, err
}

type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

func TestTheTaskOfASeriesIsPrintedAndStandsInTheRegister(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	set, _ := newSeries(t, p, 0)
	for _, lang := range []string{"da", "en"} {
		shelf, err := OpenTemplates(assets.Templates(), lang)
		must(t, err)
		desk := sizedDesk{}
		done, err := p.PrintBrief(ctx, desk, set, shelf.Elicit)
		must(t, err)
		if len(desk) != 1 || done.Disclosure.IsZero() {
			t.Errorf("%s: %v, %+v", lang, desk, done)
		}
	}
}
