package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
)

// The size of the conversation that is killed, and what its child is told besides the vault.
const (
	talkPictures = 12
	talkSorts    = 3
	talkNotes    = 60
	killSet      = "FELTBOG_TEST_SET"
	killSession  = "FELTBOG_TEST_SESSION"
)

// talkPart talks about a series: notes about each picture, ranks, three sortings, and a picture that is not to be used. It
// says what is done when it is done, until it is killed.
func talkPart() {
	fail := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, "panic:", err)
			os.Exit(1)
		}
	}
	ctx := context.Background()
	p, err := Open(ctx, os.Getenv(killVault), Unlock{Passphrase: passphrase}, Options{Config: os.Getenv(killConfig), Anywhere: true, CheapKeys: true})
	fail(err)
	set, err := feltbog.ParseID(os.Getenv(killSet))
	fail(err)
	session, err := feltbog.ParseID(os.Getenv(killSession))
	fail(err)
	series, err := p.Series(ctx, set)
	fail(err)
	say := func(a ...any) { fmt.Println(a...) }
	for n := range talkNotes {
		o := series.Pictures[n%talkPictures].Photo.ID
		w := Written{ID: feltbog.NewID(), Text: fmt.Sprintf("Note %d", n), Fill: feltbog.NoteBlock{Session: session, Type: feltbog.QuoteVerbatim, Photos: []feltbog.ID{o}, Prompt: "see"}}
		fail(p.TypeNote(ctx, w))
		say("note", n)
		w.Text += " hørt til ende"
		fail(p.TypeNote(ctx, w))
		fail(p.Settle(ctx))
		if n%5 == 0 {
			fail(p.RankPhoto(ctx, set, o, 1))
			say("rank", o)
		}
	}
	fail(p.DoNotUse(ctx, []feltbog.ID{series.Pictures[3].Photo.ID}, "Jeg fortryder"))
	say("bar", 3)
	for k := range talkSorts {
		sort, err := p.BeginSort(ctx, feltbog.PileSort{Set: set, Session: session})
		fail(err)
		var piles []feltbog.ID
		for _, name := range []string{"Nemt", "Svært", "Ved ikke"} {
			id, err := p.AddPile(ctx, sort, name, feltbog.ID{})
			fail(err)
			piles = append(piles, id)
		}
		for i, o := range series.Pictures {
			fail(p.PutInPile(ctx, sort, o.Photo.ID, piles[(i+k)%3]))
			say("pile", k, i, (i+k)%3)
		}
	}
	for { // it is killed also when it is done
		say("done")
		time.Sleep(time.Millisecond)
	}
}

func TestAConversationThatIsKilledLosesNothingThatWasSaid(t *testing.T) {
	random := testkit.Rand(testkit.Seed(t))
	for round := range testkit.Rounds(2, 20) {
		config, dir := t.TempDir(), filepath.Join(t.TempDir(), "lillerup.feltbog")
		opt := Options{Config: config, Anywhere: true, CheapKeys: true}
		r, err := NewRecovery()
		must(t, err)
		p, err := Create(t.Context(), dir, Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: passphrase, Recovery: r}, opt)
		must(t, err)
		set, photos := newSeries(t, p, talkPictures)
		session := photoTalkSession(t, p)
		must(t, p.Close())
		child := testkit.Start(t, "talk", killVault+"="+dir, killConfig+"="+config, killSet+"="+set.String(), killSession+"="+session.String())
		said := child.KillSometime(random, talkNotes+talkPictures+1+talkSorts*talkPictures)
		p, err = Open(t.Context(), dir, Unlock{Passphrase: passphrase}, opt)
		must(t, err)
		page, err := p.TalkPage(t.Context(), session, set)
		must(t, err)
		notes, last := 0, ""
		for _, line := range said {
			var n, k, i, pile int
			switch {
			case reads(line, "note %d", &n):
				notes++
				if n >= len(page.Notes) || page.Notes[n].Text != fmt.Sprintf("Note %d hørt til ende", n) && n < notes-1 || len(page.Notes[n].Photos) != 1 || page.Notes[n].Photos[0] != photos[n%talkPictures] {
					t.Fatalf("round %d: note %d is not there whole: %d notes", round, n, len(page.Notes))
				}
			case reads(line, "bar %d", &n):
				if !page.Series.Picture(photos[n]).Photo.DoNotUse {
					t.Errorf("round %d: a picture that nobody may use can be used", round)
				}
			case reads(line, "pile %d %d %d", &k, &i, &pile):
				if k >= len(page.Series.Sorts) || !slices.Contains(page.Series.Sorts[k].Piles[pile].Photos, photos[i]) {
					t.Errorf("round %d: picture %d is not in pile %d of sorting %d", round, i, pile, k)
				}
			default:
				fmt.Sscanf(line, "rank %s", &last)
			}
		}
		ranked := map[int]bool{}
		for _, o := range page.Series.Pictures {
			if rank := o.Place.Rank; rank > 0 {
				if ranked[rank] {
					t.Errorf("round %d: two pictures are ranked %d", round, rank)
				}
				ranked[rank] = true
			}
		}
		for rank := range len(ranked) {
			if !ranked[rank+1] {
				t.Errorf("round %d: the ranks have a hole at %d", round, rank+1)
			}
		}
		if last != "" && len(ranked) == 0 {
			t.Errorf("round %d: no rank was kept", round)
		}
		nothingHalf(t, p, round)
		must(t, p.Close())
	}
}

func reads(line, format string, into ...any) bool {
	n, err := fmt.Sscanf(line, format, into...)
	return err == nil && n == len(into)
}
