package sample

import (
	"fmt"

	"feltbog/internal/feltbog"
)

type guideText struct {
	Name, As, Audience, Purpose string
	Perspective                 feltbog.Perspective
	Minutes                     int
	Before, After               []string
	Themes                      []themeText
}

type themeText struct {
	Title, As, Purpose string
	Minutes            int
	Questions          []questionText
}

type questionText struct {
	Text, As, Comment string
	Type              feltbog.QuestionType
	Priority          feltbog.Priority
	Research          []string
	FollowUp          []string `json:"follow_up"`
	Probe             []string
}

// guides reads the interview guides. Each was written, then frozen as its first version, which sessions point to.
func (b *book) guides(text []byte) error {
	var all []guideText
	if err := strict(text, &all); err != nil {
		return err
	}
	for _, g := range all {
		if err := b.guide(g); err != nil {
			return fmt.Errorf("%s: %w", g.Name, err)
		}
	}
	return nil
}

func (b *book) guide(t guideText) error {
	guide := &feltbog.Guide{Name: t.Name, Perspective: t.Perspective, Audience: t.Audience, Purpose: t.Purpose,
		Minutes: t.Minutes, Before: t.Before, After: t.After}
	guide.ID = b.own(t.As)
	records := []feltbog.Record{guide}
	var themes []*feltbog.GuideTheme
	var questions []*feltbog.Question
	for _, th := range t.Themes {
		order, err := b.next("themes of " + t.As)
		if err != nil {
			return err
		}
		theme := &feltbog.GuideTheme{Guide: guide.ID, Title: th.Title, Purpose: th.Purpose, Minutes: th.Minutes, Order: order}
		theme.ID = b.own(th.As)
		themes, records = append(themes, theme), append(records, theme)
		for _, q := range th.Questions {
			lines, err := b.question(q, theme)
			if err != nil {
				return err
			}
			questions = append(questions, lines...)
			for _, l := range lines {
				records = append(records, l)
			}
		}
	}
	if err := b.did("guide.add", records...); err != nil {
		return err
	}
	version := feltbog.FreezeGuide(guide, themes, questions, 1)
	version.State = feltbog.GuideInUse
	version.Made = feltbog.NewInstant(day(2, 6, 13, 40)) // at the end of the design sprint
	b.ids[t.As+" v1"] = version.ID
	return b.added(version)
}

// question returns a question and what hangs under it.
func (b *book) question(q questionText, theme *feltbog.GuideTheme) ([]*feltbog.Question, error) {
	order, err := b.next("questions of " + theme.ID.String())
	if err != nil {
		return nil, err
	}
	if q.Type == "" {
		q.Type = feltbog.MainQuestion
	}
	asked := &feltbog.Question{Guide: theme.Guide, Theme: theme.ID, Type: q.Type, Priority: q.Priority, Text: q.Text, Comment: q.Comment,
		ResearchQuestions: b.allIDs(q.Research), Order: order}
	asked.ID = b.own(q.As)
	out := []*feltbog.Question{asked}
	for _, under := range []struct {
		kind  feltbog.QuestionType
		texts []string
	}{{feltbog.FollowUp, q.FollowUp}, {feltbog.Probe, q.Probe}} {
		for _, text := range under.texts {
			order, err := b.next("under " + asked.ID.String())
			if err != nil {
				return nil, err
			}
			line := &feltbog.Question{Guide: theme.Guide, Theme: theme.ID, Parent: asked.ID, Type: under.kind, Text: text, Order: order}
			line.ID = feltbog.NewID()
			out = append(out, line)
		}
	}
	return out, nil
}
