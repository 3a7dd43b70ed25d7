package feltbog

import (
	"slices"
	"testing"
)

var aWriting = &Writing{
	Openings: []string{"er", "har", "kan"}, Subjects: []string{"du", "I", "der"}, Try: []string{"Hvordan", "Fortæl om"},
	Jargon: []JargonWord{{Word: "ydelse", Forms: []string{"ydelsen", "ydelser"}, Say: "hjælp"}, {Word: "visitation", Forms: []string{"visit*"}, Say: "vurdering"}},
}

// found spells warnings: the key and the words they are about.
func found(text string, all []GuideWarning) []string {
	var out []string
	for _, w := range all {
		out = append(out, string(w.Key)[len("guide.warn."):]+" "+text[w.Start:w.End])
	}
	return out
}

func TestAQuestionIsLookedAtWhileItIsWritten(t *testing.T) {
	for _, c := range []struct {
		text string
		kind QuestionType
		of   Perspective
		want []string
	}{
		{"Har du det godt?", MainQuestion, Citizen, []string{"yes_no Har du"}},
		{"Kan I mærke det?", MainQuestion, Citizen, []string{"yes_no Kan I"}},
		{"Er i alt fald ikke lukket?", MainQuestion, Citizen, nil},
		{"Har du det godt?", FollowUp, Citizen, nil},
		{"Har, du, jeg?", MainQuestion, Citizen, nil},
		{"Har du tid, så fortæl om det.", MainQuestion, Citizen, nil},
		{"Hvordan har du det?", MainQuestion, Citizen, nil},
		{"Tak. Er der mere?", MainQuestion, Citizen, []string{"yes_no Er der"}},
		{"Hvad hjalp? Hvad stod i vejen?", MainQuestion, Citizen, []string{"two Hvad stod i vejen?"}},
		{"Hvad hjalp??", MainQuestion, Citizen, nil},
		{"Hvad hjalp? Hvad stod i vejen?", Checkpoint, Citizen, nil},
		{"Hvad syntes du om ydelsen?", MainQuestion, Citizen, []string{"jargon ydelsen"}},
		{"Hvad syntes du om Visitationen og ydelserne?", Probe, Relative, []string{"jargon Visitationen"}},
		{"Hvad syntes du om ydelsen?", MainQuestion, Professional, nil},
		{"Ydelsen er forklaret", Checkpoint, Citizen, nil},
		{"", MainQuestion, Citizen, nil},
	} {
		got := WarnQuestion(c.text, c.kind, c.of, aWriting)
		if !slices.Equal(found(c.text, got), c.want) {
			t.Errorf("%q (%s): %v, not %v", c.text, c.kind, found(c.text, got), c.want)
		}
	}
	w := WarnQuestion("Har du fået en ydelse?", MainQuestion, "", aWriting)
	if len(w) != 2 || w[0].Args["openings"] != "Hvordan, Fortæl om" || w[1].Args["word"] != "ydelse" || w[1].Args["say"] != "hjælp" {
		t.Errorf("%+v", w)
	}
}

func TestAGuideIsToldWhenItsThemesDoNotFitItsTime(t *testing.T) {
	for _, c := range []struct {
		planned int
		themes  []int
		want    []WarningKey
	}{
		{60, []int{40, 25}, []WarningKey{WarnLong}}, {60, []int{30, 30}, nil}, {60, []int{20, 19}, []WarningKey{WarnShort}}, {60, []int{20, 20}, nil},
		{60, []int{20, 0}, nil}, {0, []int{20}, nil}, {60, []int{0}, nil}, {60, nil, nil},
	} {
		g := &Guide{Minutes: c.planned}
		g.ID = ID{1}
		themes := []*GuideTheme{{Guide: ID{9}, Minutes: 500}}
		for _, m := range c.themes {
			themes = append(themes, &GuideTheme{Guide: g.ID, Minutes: m})
		}
		var keys []WarningKey
		for _, w := range WarnGuide(g, themes, nil, aWriting) {
			keys = append(keys, w.Key)
		}
		if !slices.Equal(keys, c.want) {
			t.Errorf("%v of %d: %v", c.themes, c.planned, keys)
		}
	}
}

func TestAWarningThatSomebodyAnsweredIsKept(t *testing.T) {
	g := &Guide{Base: Base{ID{1}}}
	q := &Question{Base: Base{ID{2}}, Guide: g.ID, Type: MainQuestion, Text: "Har du ydelser?", Kept: []string{string(WarnYesNo)}}
	got := WarnGuide(g, nil, []*Question{q, {Guide: ID{9}, Type: MainQuestion, Text: "Har du det godt?"}}, aWriting)
	if len(got) != 2 || !got[0].Kept || got[1].Kept || got[0].Question != q.ID {
		t.Errorf("%+v", got)
	}
}
