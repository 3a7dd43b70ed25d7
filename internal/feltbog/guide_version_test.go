package feltbog

import (
	"slices"
	"testing"
)

func aGuide() (*Guide, []*GuideTheme, []*Question) {
	g := &Guide{Base: Base{ID{1}}, Name: "Køkkenbord", After: []string{"Hvad overraskede mig?"}}
	themes := []*GuideTheme{
		{Base: Base{ID{3}}, Guide: g.ID, Title: "Hverdagen", Order: "b"},
		{Base: Base{ID{2}}, Guide: g.ID, Title: "Velkommen", Order: "a"},
		{Base: Base{ID{9}}, Guide: ID{8}, Title: "En anden guide"},
	}
	questions := []*Question{
		{Base: Base{ID{12}}, Guide: g.ID, Theme: ID{3}, Parent: ID{11}, Type: FollowUp, Text: "Hvem ser du?", Order: "a"},
		{Base: Base{ID{13}}, Guide: g.ID, Theme: ID{3}, Type: MainQuestion, Text: "Hvad er du god til?", Order: "b"},
		{Base: Base{ID{11}}, Guide: g.ID, Theme: ID{3}, Type: MainQuestion, Text: "En almindelig dag?", Order: "a", ResearchQuestions: []ID{{7}, {6}}},
		{Base: Base{ID{14}}, Guide: g.ID, Theme: ID{3}, Parent: ID{99}, Type: Probe, Text: "Et eksempel?", Order: "a"},
	}
	return g, themes, questions
}

func TestAFrozenGuideIsTheSameOnEveryMachine(t *testing.T) {
	g, themes, questions := aGuide()
	v := FreezeGuide(g, themes, questions, 1)
	if err := Check(v); err != nil {
		t.Fatal(err)
	}
	if len(v.Themes) != 2 || v.Themes[0].Title != "Velkommen" {
		t.Fatalf("themes are %+v", v.Themes)
	}
	var order []byte
	for _, q := range v.Themes[1].Questions {
		order = append(order, q.ID[0])
	}
	if !slices.Equal(order, []byte{11, 12, 13, 14}) {
		t.Errorf("questions come as %v", order)
	}
	slices.Reverse(themes)
	slices.Reverse(questions)
	slices.Reverse(questions[1].ResearchQuestions)
	if w := FreezeGuide(g, themes, questions, 2); w.ID != v.ID || w.Hash != v.Hash {
		t.Error("another machine froze another guide")
	}
	fields, err := FieldsJSON(v)
	back := &GuideVersion{}
	if err != nil || SetJSON(back, fields) != nil || Check(back) != nil {
		t.Error("the version does not survive being kept")
	}
}

func TestAFrozenGuideCannotBeEdited(t *testing.T) {
	g, themes, questions := aGuide()
	v := FreezeGuide(g, themes, questions, 1)
	v.State, v.Reason = GuideInUse, "kvalificeret i designsprint"
	if err := Check(v); err != nil {
		t.Errorf("its state may change: %v", err)
	}
	v.Themes[1].Questions[0].Text = "En anden dag?"
	if ErrorCode(Check(v)) != EInvalid {
		t.Error("an edit went unnoticed")
	}
}

func TestQuestionsThatFollowEachOtherInACircleAreNotLost(t *testing.T) {
	g, themes, _ := aGuide()
	a := &Question{Base: Base{ID{1}}, Theme: ID{3}, Parent: ID{2}}
	b := &Question{Base: Base{ID{2}}, Theme: ID{3}, Parent: ID{1}}
	if v := FreezeGuide(g, themes, []*Question{a, b}, 1); len(v.Themes[1].Questions) != 2 {
		t.Errorf("got %+v", v.Themes[1])
	}
}
