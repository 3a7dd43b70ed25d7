package app

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/letter"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

func saysYes(t testing.TB, p *Project) feltbog.ID {
	t.Helper()
	id, _, err := p.AddParticipant(t.Context(), NewPerson{Perspective: feltbog.Citizen, AgeGroup: feltbog.Adult})
	must(t, err)
	must(t, p.act(t.Context(), "consent.add", func(_ *vault.Space, w *store.Writer) error {
		for _, s := range feltbog.Scopes() {
			c := &feltbog.Consent{Participant: id, Scope: s, State: feltbog.ConsentGiven, Form: feltbog.Electronic, GivenBy: feltbog.Self,
				From: feltbog.FuzzyDay(p.v.Now()), Recorded: feltbog.NewInstant(p.v.Now())}
			c.ID = feltbog.NewID()
			if err := w.Put(c); err != nil {
				return err
			}
		}
		return nil
	}))
	return id
}

// refused says for which uses the gate says no to a picture.
func refused(t *testing.T, p *Project, photo feltbog.ID) (out []feltbog.Use) {
	t.Helper()
	for _, use := range feltbog.Uses() {
		a, err := p.GateCheck(t.Context(), GateQuery{Use: use, Items: []GateItem{{feltbog.KindPhoto, photo}}})
		must(t, err)
		if a[0].Verdict != "yes" {
			out = append(out, use)
		}
	}
	return out
}

func TestAPictureThatIsNotToBeUsedIsOutOfEveryUseAlsoAfterARestartUntilSomebodySaysWhyNot(t *testing.T) {
	ctx, config, dir := t.Context(), t.TempDir(), filepath.Join(t.TempDir(), "lillerup.feltbog")
	opt := Options{Config: config, Anywhere: true, CheapKeys: true}
	r, err := NewRecovery()
	must(t, err)
	p, err := Create(ctx, dir, Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: passphrase, Recovery: r}, opt)
	must(t, err)
	set, photos := newSeries(t, p, 2)
	if no := refused(t, p, photos[0]); len(no) > 0 {
		t.Fatalf("%v before anybody said anything", no)
	}
	must(t, p.RankPhoto(ctx, set, photos[0], 1))
	must(t, p.DoNotUse(ctx, photos[:1], "Naboen kan ses"))
	must(t, p.Close())
	p, err = Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	must(t, err)
	defer func() { must(t, p.Close()) }()
	if no := refused(t, p, photos[0]); !slices.Equal(no, feltbog.Uses()) {
		t.Errorf("refused for %v only", no)
	}
	s := seriesOf(t, p, set)
	if o := s.Picture(photos[0]); o.OnTable() || o.State != PhotoNot || o.Photo.DoNotUseReason != "Naboen kan ses" {
		t.Errorf("%+v", o)
	}
	if list, err := p.SeriesList(ctx); err != nil || list[0].Barred != 1 || list[0].Cover != photos[1] {
		t.Errorf("%+v %v", list, err)
	}
	if err := p.UseAgain(ctx, photos[:1], "  "); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Errorf("used again without a reason: %v", err)
	}
	must(t, p.UseAgain(ctx, photos[:1], "Naboen har sagt ja"))
	if o := photoOf(t, p, photos[0]); o.DoNotUse || o.AllowedAgain == "" || o.DoNotUseReason == "" || len(refused(t, p, photos[0])) > 0 {
		t.Errorf("%+v", o)
	}
	_, err = p.Undo(ctx)
	must(t, err)
	if no := refused(t, p, photos[0]); !slices.Equal(no, feltbog.Uses()) {
		t.Errorf("undone, and refused for %v only", no)
	}
}

func TestAPictureWithSomebodyUnsettledStaysInTheTeamAndSaysWhatIsMissing(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	photo := putPhotos(t, p, 1, nil)[0]
	id, err := p.AddDepicted(ctx, feltbog.DepictedPerson{Photo: photo})
	must(t, err)
	r, err := p.PhotoRights(ctx, photo)
	must(t, err)
	if r.State != PhotoMissing || !slices.Equal(r.Open, []RightsGap{GapPerson}) || !slices.Equal(refused(t, p, photo), feltbog.Uses()) {
		t.Errorf("%+v", r)
	}
	if err := p.EditDepicted(ctx, id, func(d *feltbog.DepictedPerson) { d.Status = feltbog.DepictedReasoned }); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Errorf("a judgement without a reason: %v", err)
	}
	must(t, p.EditDepicted(ctx, id, func(d *feltbog.DepictedPerson) { d.Status = feltbog.NotRecognisable }))
	if r, err = p.PhotoRights(ctx, photo); err != nil || len(r.Open) > 0 || r.Depicted[0].AssessedBy.IsZero() || r.Depicted[0].Assessed.IsZero() || len(refused(t, p, photo)) > 0 {
		t.Errorf("%+v %v", r, err)
	}
	must(t, p.EditDepicted(ctx, id, func(d *feltbog.DepictedPerson) {
		d.Status, d.CardNumber, d.Uses = feltbog.DepictedConsent, "S-001", []feltbog.Use{feltbog.UseReport}
	}))
	if no := refused(t, p, photo); slices.Contains(no, feltbog.UseReport) || len(no) != len(feltbog.Uses())-1 {
		t.Errorf("a card for reports alone: refused for %v", no)
	}
	must(t, p.EditPhoto(ctx, photo, func(o *feltbog.Photo) { o.Children = ""; o.Sensitive = []feltbog.SensitiveContent{feltbog.ShowsPapers} }))
	all, err := p.OpenRights(ctx)
	must(t, err)
	if len(all) != 1 || !slices.Equal(all[0].Open, []RightsGap{GapChildren, GapPapers}) {
		t.Errorf("%+v", all)
	}
	must(t, p.DeleteDepicted(ctx, id))
	if r, err = p.PhotoRights(ctx, photo); err != nil || len(r.Depicted) > 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestWhatOnlyTheResearcherMaySeeLeavesForNoUse(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	photo := putPhotos(t, p, 1, nil)[0]
	for _, wish := range []feltbog.PhotoWish{feltbog.WishTeam, feltbog.WishDelete} {
		must(t, p.WishForPhoto(ctx, photo, wish))
		if no := refused(t, p, photo); !slices.Equal(no, feltbog.Uses()) {
			t.Errorf("%s: refused for %v only", wish, no)
		}
	}
	must(t, p.WishForPhoto(ctx, photo, feltbog.WishShow))
	if no := refused(t, p, photo); len(no) > 0 {
		t.Errorf("refused for %v", no)
	}
}

func TestAPictureStoryHoldsOnlyWhatTheGateCleared(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	from := t.TempDir()
	writeAll(t, from, map[string][]byte{"1.jpg": snapshot(t, 1, "2025:03:13 15:00:00"), "2.jpg": snapshot(t, 2, "2025:03:13 15:01:00"), "3.jpg": snapshot(t, 3, "2025:03:13 15:02:00")})
	photos := bring(t, p, PhotoImport{Paths: []string{from}}).Added
	who := saysYes(t, p)
	for _, id := range photos {
		must(t, p.EditPhoto(ctx, id, func(o *feltbog.Photo) {
			o.Children, o.MadeBy, o.Photographer = feltbog.No, feltbog.MadeByParticipant, who
		}))
	}
	set, err := p.MakeSeries(ctx, feltbog.PhotoSet{Title: "Det nære", Participant: who}, photos)
	must(t, err)
	for _, id := range photos {
		must(t, p.TypeNote(ctx, Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Type: feltbog.QuoteVerbatim, Photos: []feltbog.ID{id}, Speaker: who}, Text: "Det er bænken."}))
	}
	must(t, p.Settle(ctx))
	_, err = p.AddDepicted(ctx, feltbog.DepictedPerson{Photo: photos[1]})
	must(t, err)
	must(t, p.DoNotUse(ctx, photos[2:], ""))
	var page bytes.Buffer
	done, err := p.PrintStory(ctx, pageDesk{&page}, set, feltbog.UseReport, letter.Say)
	must(t, err)
	if done.Pictures != 1 || len(done.Held) != 1 || done.Held[0].Item.ID != photos[1] || bytes.Count(page.Bytes(), []byte("/DCTDecode")) != 1 {
		t.Errorf("%+v, %d pictures in %d bytes", done, bytes.Count(page.Bytes(), []byte("/DCTDecode")), page.Len())
	}
	entry, _, err := p.v.Team().Get(ctx, done.Disclosure)
	must(t, err)
	if d := entry.(*feltbog.Disclosure); d.Use != feltbog.UseReport || d.Refused != 1 || len(d.Items) != 2 {
		t.Errorf("%+v", d)
	}
}

type pageDesk struct{ *bytes.Buffer }

func (d pageDesk) Paper(name string, write func(io.Writer) error) (string, error) {
	return name, write(d)
}

func TestWhatWasSaidOfTwoPicturesIsPrintedUnderTheOneThatMayLeave(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	from := t.TempDir()
	writeAll(t, from, map[string][]byte{"1.jpg": snapshot(t, 1, "2025:03:13 15:00:00"), "2.jpg": snapshot(t, 2, "2025:03:13 15:01:00")})
	photos := bring(t, p, PhotoImport{Paths: []string{from}}).Added
	for _, id := range photos {
		must(t, p.EditPhoto(ctx, id, func(o *feltbog.Photo) { o.Children = feltbog.No }))
	}
	set, err := p.MakeSeries(ctx, feltbog.PhotoSet{Title: "Det nære"}, photos)
	must(t, err)
	say := func(text string, about ...feltbog.ID) feltbog.ID {
		id := feltbog.NewID()
		must(t, p.TypeNote(ctx, Written{ID: id, Fill: feltbog.NoteBlock{Type: feltbog.SeenHeard, Photos: about}, Text: text}))
		return id
	}
	both, held := say("Begge steder er der stille.", photos[0], photos[1]), say("Naboen sidder her.", photos[0])
	must(t, p.Settle(ctx))
	_, err = p.AddDepicted(ctx, feltbog.DepictedPerson{Photo: photos[0]})
	must(t, err)
	story, err := p.SeriesStory(ctx, set)
	must(t, err)
	g, err := p.gate(ctx)
	must(t, err)
	items, about, err := p.storyItems(ctx, g, feltbog.UseReport, &story)
	must(t, err)
	if about[both] != photos[1] {
		t.Errorf("it stands under %v", about[both])
	}
	if _, out := about[held]; out || slices.ContainsFunc(items, func(it gate.Item) bool { return it.ID == held }) {
		t.Error("what was said of a picture that stays in goes out without it")
	}
	if n := len(items); n != 3 { // two pictures, of which the gate holds one back, and one note
		t.Errorf("%d items", n)
	}
}

func TestAFormOfRightsIsOneActionAndIsRefusedWhole(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	photo := putPhotos(t, p, 1, nil)[0]
	owner := func(o *feltbog.Photo) { o.Owner = "B-07" }
	bad := []feltbog.DepictedPerson{{Status: feltbog.NotRecognisable}, {Status: feltbog.DepictedConsent}} // whose consent?
	if err := p.SettleRights(ctx, photo, owner, bad); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Fatal(err)
	}
	r, err := p.PhotoRights(ctx, photo)
	must(t, err)
	if len(r.Depicted) > 0 || r.Photo.Owner != "" {
		t.Errorf("half of it was kept: %+v", r)
	}
	must(t, p.SettleRights(ctx, photo, owner, bad[:1]))
	r, err = p.PhotoRights(ctx, photo)
	must(t, err)
	must(t, p.SettleRights(ctx, photo, owner, append(r.Depicted, feltbog.DepictedPerson{})))
	if r, err = p.PhotoRights(ctx, photo); err != nil || len(r.Depicted) != 2 || r.Photo.Owner != "B-07" || r.State != PhotoMissing {
		t.Errorf("%+v %v", r, err)
	}
	must(t, p.SettleRights(ctx, photo, owner, nil))
	_, err = p.Undo(ctx)
	must(t, err)
	if r, err = p.PhotoRights(ctx, photo); err != nil || len(r.Depicted) != 2 {
		t.Errorf("after undo: %+v %v", r, err)
	}
}
