package gate

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestWhatNamesNobody(t *testing.T) {
	f := newField()
	yes, no := f.yes("B-07"), f.person("B-08", "")
	session := func(kind feltbog.SessionType, who ...*feltbog.Participant) feltbog.ID {
		s := &feltbog.Session{Type: kind}
		for _, p := range who {
			s.Participants = append(s.Participants, p.ID)
		}
		return f.put(s).ID
	}
	note := func(kind feltbog.NoteType, in feltbog.ID) Item {
		return f.put(&feltbog.NoteBlock{Type: kind, Layer: feltbog.FieldNote, Session: in, Text: "x"})
	}
	none := feltbog.ID{}
	raid := session(feltbog.EthnoRaid, yes, no)
	for name, c := range map[string]struct {
		it   Item
		want Verdict
	}{
		"a loose note is about nobody":                  {note(feltbog.SeenHeard, none), Yes},
		"a loose quote is somebody's":                   {note(feltbog.QuoteVerbatim, none), Unknown},
		"so is one from memory":                         {note(feltbog.QuoteMemory, none), Unknown},
		"a quote is everybody's in its session":         {note(feltbog.QuoteVerbatim, raid), Unknown},
		"and may leave when all of them said yes":       {note(feltbog.QuoteVerbatim, session(feltbog.EthnoRaid, yes)), Yes},
		"a quote where nobody was":                      {note(feltbog.QuoteVerbatim, session(feltbog.EthnoRaid)), Unknown},
		"what is seen at a place is about the place":    {note(feltbog.SeenHeard, raid), Yes},
		"what is seen in a talk is about who was there": {note(feltbog.SeenHeard, session(feltbog.Interview, no)), Unknown},
		"my wonder in a talk is, too":                   {note(feltbog.Wonder, session(feltbog.KitchenTable, no)), Unknown},
		"in a talk with somebody who said yes":          {note(feltbog.SeenHeard, session(feltbog.KitchenTable, yes)), Yes},
		"an answer of everybody":                        {f.put(&feltbog.Answer{Session: raid, Coverage: feltbog.Asked}), Unknown},
		"a debrief of a visit":                          {f.put(&feltbog.Debrief{Session: session(feltbog.FieldVisit)}), Yes},
		"a debrief of a talk":                           {f.put(&feltbog.Debrief{Session: session(feltbog.Interview, no)}), Unknown},
		"a transcript of nobody":                        {f.put(&feltbog.Source{Type: feltbog.Transcript, Title: "x"}), Unknown},
		"a public statement":                            {f.put(&feltbog.Source{Type: feltbog.Statement, Title: "x"}), Yes},
		"a sound of nobody":                             {f.put(&feltbog.Attachment{Owner: raid, Type: feltbog.Sound}), No},
		"a sketch of a place":                           {f.put(&feltbog.Attachment{Owner: raid, Type: feltbog.Sketch}), Yes},
		"a guide":                                       {f.put(&feltbog.GuideVersion{Name: "Borgere"}), Yes},
		"an information letter":                         {f.put(&feltbog.InformationLetter{Number: 1}), Yes},
		"a name":                                        {f.put(&feltbog.Identity{Participant: yes.ID}), No},
		"a signed paper":                                {f.put(&feltbog.Paper{Participant: yes.ID}), No},
		"where a picture was taken":                     {f.put(&feltbog.PhotoLocation{}), No},
		"a participant":                                 {Item{feltbog.KindParticipant, yes.ID}, Unknown},
		"a session":                                     {Item{feltbog.KindSession, raid}, Unknown},
		"what is not there":                             {Item{feltbog.KindNoteBlock, feltbog.NewID()}, Unknown},
		"what is something else":                        {Item{feltbog.KindGuideVersion, raid}, Unknown},
		"an excerpt of what is not there":               {f.put(&feltbog.Excerpt{SourceKind: feltbog.KindNoteBlock, Source: feltbog.NewID()}), Unknown},
	} {
		if a := f.may(t, feltbog.UseReport, c.it); a.Verdict != c.want {
			t.Errorf("%s: %s %v", name, a.Verdict, keys(a))
		}
	}
}

func TestAnExcerptIsOfThoseItsSourceIsAbout(t *testing.T) {
	f := newField()
	a, b := f.yes("B-07"), f.yes("B-08")
	src := f.quote(a)
	x := f.put(&feltbog.Excerpt{SourceKind: src.Kind, Source: src.ID, Quote: "åbner", Start: 4, End: 9, Speech: feltbog.Verbatim, Participants: []feltbog.ID{b.ID}})
	if got := f.may(t, feltbog.UseReport, x); got.Verdict != Yes || len(got.Subjects) != 2 {
		t.Fatalf("%+v", got)
	}
	f.says(a, feltbog.ConsentRefused, feltbog.Self, 2, feltbog.ScopeQuoteReport)
	if got := f.may(t, feltbog.UseReport, x); got.Verdict != No {
		t.Errorf("cut out of a note, it is nobody's: %+v", got)
	}
	place := f.put(&feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.FieldNote})
	said := f.put(&feltbog.Excerpt{SourceKind: place.Kind, Source: place.ID, Quote: "x", Start: 0, End: 1, Speech: feltbog.Verbatim})
	if got := f.may(t, feltbog.UseReport, said); got.Verdict != Unknown {
		t.Errorf("words that nobody said: %+v", got)
	}
	loop := &feltbog.Excerpt{SourceKind: feltbog.KindExcerpt}
	loop.ID = feltbog.NewID()
	loop.Source = loop.ID
	if got := f.may(t, feltbog.UseReport, f.put(loop)); got.Verdict != Unknown {
		t.Errorf("%+v", got)
	}
}

func TestAPictureLeavesWhenEverybodyInItIsSettled(t *testing.T) {
	f := newField()
	who := f.yes("B-07")
	photo := &feltbog.Photo{Children: feltbog.No}
	it := f.put(photo)
	may := func() Answer { return f.may(t, feltbog.UseReport, it) }
	expect := func(what string, want Verdict, key string) {
		t.Helper()
		a := may()
		if a.Verdict != want || key != "" && keys(a)[0] != key {
			t.Errorf("%s: %s %v", what, a.Verdict, keys(a))
		}
	}
	expect("an empty street", Yes, "")
	photo.Children = ""
	expect("nobody looked for children", Unknown, "gate.photo.children")
	photo.Children, photo.DoNotUse = feltbog.Yes, true
	expect("do not use", No, "gate.photo.not")
	photo.DoNotUse, photo.MadeBy = false, feltbog.MadeByParticipant
	expect("which participant", Unknown, "gate.photo.maker")
	photo.Photographer = who.ID
	expect("one's own", Yes, "")
	d := &feltbog.DepictedPerson{Photo: photo.ID}
	f.seen = []*feltbog.DepictedPerson{d}
	expect("unsettled", Unknown, "gate.photo.unsettled")
	d.Status = feltbog.DepictedBlurred
	expect("said to be covered", No, "gate.photo.bare")
	head := &feltbog.Region{Photo: photo.ID, Type: feltbog.RegionPerson, Shape: feltbog.Rect, X: 0.4, Y: 0.2, W: 0.1, H: 0.1}
	f.put(head)
	over := &feltbog.Region{Photo: photo.ID, Type: feltbog.RegionRedaction, Shape: feltbog.Rect, X: 0.7, Y: 0.2, W: 0.1, H: 0.1}
	over.ID = feltbog.NewID()
	box := &feltbog.Redaction{Photo: photo.ID, Region: over.ID, Method: feltbog.BoxOver, Subject: feltbog.CoversFace}
	f.covered = feltbog.PhotoRedactions{All: []*feltbog.Redaction{box}, Regions: map[feltbog.ID]*feltbog.Region{over.ID: over}}
	photo.Original, photo.Travel = feltbog.NewBlobRef([]byte("o"), "image/jpeg"), feltbog.NewBlobRef([]byte("t"), "image/jpeg")
	d.Region = head.ID
	expect("drawn, and no copy", No, "gate.photo.copy")
	box.Done, box.Copy, box.Made = 1, feltbog.NewBlobRef([]byte("c"), "image/jpeg"), feltbog.RedactionMark(photo, f.covered)
	expect("somebody else is covered", No, "gate.photo.bare")
	over.X = 0.4
	expect("the box was moved since", Unknown, "gate.photo.copy")
	box.Made = feltbog.RedactionMark(photo, f.covered)
	expect("covered", Yes, "")
	photo.Turn = 1
	expect("the picture was turned since", Unknown, "gate.photo.copy")
	photo.Turn, d.Region, f.covered = 0, feltbog.ID{}, feltbog.PhotoRedactions{}
	d.Status, d.CardNumber, d.Uses = feltbog.DepictedConsent, "S-012", []feltbog.Use{feltbog.UseTalk}
	expect("a card for something else", No, "gate.photo.card")
	d.Uses = append(d.Uses, feltbog.UseReport)
	expect("a card", Yes, "")
	d.WantsBlur = true
	expect("wants to be covered", No, "gate.photo.blur")
	d.WantsBlur, d.CardNumber, d.Participant = false, "", f.person("B-09", "").ID
	expect("somebody who was not asked", Unknown, "gate.unasked")
	f.seen = nil
	photo.Sensitive = []feltbog.SensitiveContent{feltbog.ShowsHealth}
	f.says(who, feltbog.ConsentRefused, feltbog.Self, 3, feltbog.ScopeSensitiveHealth)
	expect("health that may not be kept", No, "gate.refused")
}
