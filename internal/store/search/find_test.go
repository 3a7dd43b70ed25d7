package search

import (
	"context"
	"slices"
	"testing"
)

func TestDanishLettersAreFoundHoweverTheyAreTyped(t *testing.T) {
	db := openTest(t, "")
	index(t, db, "Bjørn kom forbi", "Turen til Ærøskøbing", "Vi bor i Aarhus", "Toget til Århus", "Hun har hår", "A\u030Ase er hjemme")
	for query, want := range map[string][]int64{
		"bjorn":       {1},
		"bjoern":      {1},
		"BJØRN":       {1},
		"aeroskobing": {2},
		"ærøskøbing":  {2},
		"æroskøbing":  {2},
		"aarhus":      {4, 3},
		"århus":       {4, 3},
		"arhus":       {4, 3},
		"har":         {5},
		"hår":         {5},
		"åse":         {6},
		"Aase":        {6},
		"til":         {4, 2},
	} {
		if got := found(t, db, Query{Text: query}); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
}

func TestWordTypedWithDanishLettersMeansThem(t *testing.T) {
	db := openTest(t, "")
	index(t, db, "for", "før", "far", "får")
	for query, want := range map[string][]int64{"før": {2}, "får": {4}, "for": {2, 1}, "far": {4, 3}} {
		if got := found(t, db, Query{Text: query}); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
}

func TestQueryLanguage(t *testing.T) {
	db := openTest(t, "")
	index(t, db,
		"Sygeplejersken ringede om K-014",
		"Sygeplejerskerne kom ikke",
		"Mødet om B-07 blev flyttet",
		"Hun sagde ikke noget på mødet",
		"K-0144 og A-04; covid-19",
		"Radioeksperten kom i 1990erne")
	for query, want := range map[string][]int64{
		"plejersk":           {2, 1},
		"*plejersk":          {2, 1},
		"*lejer*":            {2, 1},
		"sygeplejerske":      {2, 1}, // no such word, but words that begin so
		"sygeplejersken":     {1},
		"sygep*":             {2, 1},
		"ekspert":            {6}, // across an oe that is no ø
		"kom":                {6, 2},
		"kom ikke":           {2},
		"kom -ikke":          {6},
		"-ikke":              nil,
		"mødet -b-07":        {4},
		`"hun sagde"`:        {4},
		`"sagde hun"`:        nil,
		`mødet "om b"`:       {3},
		`-"hun sagde" mødet`: {3},
		"K-014":              {1},
		"k014":               {1},
		"K-014*":             {5, 1},
		"b-07":               {3},
		"A-04":               {5},
		"covid19":            {5},
		"1990":               {6},
		"":                   nil,
		"😀 - * \" -":         nil,
		"findesikke":         nil,
		"kom findesikke":     nil,
		"kom -findesikke":    {6, 2},
	} {
		if got := found(t, db, Query{Text: query}); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
}

func TestLastWordIsABeginningWhileItIsTyped(t *testing.T) {
	db := openTest(t, "")
	index(t, db, "mad og mødet", "made kom", "madpakken her", "hjemmemad")
	for query, want := range map[string][]int64{
		"mad":         {3, 2, 1},
		"mad ":        {1},
		"madpak":      {3},
		"jemmem":      {4},
		`"mad og mø`:  {1},
		`"mad og mø"`: nil,
		"kom ma":      {2},
	} {
		if got := found(t, db, Query{Text: query, AsYouType: true}); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
}

func TestKindsLimitAndPages(t *testing.T) {
	db := openTest(t, "")
	inBatch(t, db, func(ctx context.Context, b *Batch) error {
		for i := range 20 {
			kind := "note"
			if i%4 == 0 {
				kind = "photo_text"
			}
			if err := b.Add(ctx, Doc{int64(100 - i), kind, "kaffe i haven"}); err != nil { // numbers go down
				return err
			}
		}
		return nil
	})
	if got, want := found(t, db, Query{Text: "kaffe", Kinds: []string{"photo_text"}}), []int64{100, 96, 92, 88, 84}; !slices.Equal(got, want) {
		t.Errorf("photo texts: %v, want %v", got, want)
	}
	if got, want := found(t, db, Query{Text: "kaf*", Limit: 2, Before: 97}), []int64{96, 95}; !slices.Equal(got, want) {
		t.Errorf("second page: %v, want %v", got, want)
	}
	if got := found(t, db, Query{Text: "note"}); len(got) > 0 {
		t.Errorf("a kind is found as a word: %v", got)
	}
	if _, _, err := Find(context.Background(), db, Query{Text: "kaffe", Kinds: []string{`"`}}); err == nil {
		t.Error("a kind with a quotation mark is accepted")
	}
}

func TestBestFirstPutsTheNoteAboutItAboveTheNoteThatMentionsIt(t *testing.T) {
	db := openTest(t, "")
	index(t, db, "Rollator, rollator og rollator.",
		"Vi talte længe om vejret og om naboens hund, og så nævnte hun også en rollator.", "noget andet")
	hits, info, err := Find(context.Background(), db, Query{Text: "rollator", Best: true})
	if err != nil || !info.Ranked || len(hits) != 2 || hits[0].ID != 1 || hits[0].Rank <= hits[1].Rank {
		t.Fatalf("%+v %+v %v", hits, info, err)
	}
}

func TestBestFirstGivesWayToNewestFirstWhenTooManyMatch(t *testing.T) {
	db := openTest(t, "")
	inBatch(t, db, func(ctx context.Context, b *Batch) error {
		for i := range MaxRanked + 1 {
			if err := b.Add(ctx, Doc{int64(i + 1), "", "ofte"}); err != nil {
				return err
			}
		}
		return nil
	})
	hits, info, err := Find(context.Background(), db, Query{Text: "ofte", Best: true})
	if err != nil || info.Ranked || len(hits) != DefaultLimit || hits[0].ID != MaxRanked+1 {
		t.Fatalf("%d hits, %+v, %v", len(hits), info, err)
	}
}

func TestInfoTellsWhatAWordWasTakenFor(t *testing.T) {
	db := openTest(t, "")
	index(t, db, "sygeplejersken kom")
	_, info, err := Find(context.Background(), db, Query{Text: "kom syge plejersk -borte"})
	want := []TermInfo{{"kom", AsWord, true}, {"syge", AsPrefix, true}, {"plejersk", AsInside, true}, {"borte", AsWord, false}}
	if err != nil || !slices.Equal(info.Terms, want) || info.Expanded != 3 {
		t.Fatalf("%+v %v", info, err)
	}
}
