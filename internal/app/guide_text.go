package app

import (
	"context"
	"io"
	"os"
	"slices"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/template"
	"feltbog/internal/vault"
)

// ReadGuide reads a guide from a file: as WriteGuide writes it, or in Markdown in the words of any of the given languages.
// What is not understood is an error, so that a misspelt word does not silently lose a question.
func ReadGuide(r io.Reader, says ...Say) (feltbog.GuideText, error) {
	b, err := io.ReadAll(io.LimitReader(r, template.MaxSize+1))
	if err != nil {
		return feltbog.GuideText{}, feltbog.Errorf(feltbog.EDamaged, "guide.unreadable", "the file cannot be read: %w", err)
	}
	var words []template.Words
	for _, say := range says {
		words = append(words, wordsOf(say))
	}
	g, err := template.ReadGuide(b, words...)
	if err != nil {
		return feltbog.GuideText{}, err
	}
	return *g, nil
}

func wordsOf(say Say) template.Words {
	return template.WordsOf(func(key string) string { return say(key) })
}

// AddGuide makes a guide of a text, as a draft of its own: everything in it gets a new id. Research questions that the text
// names are those of the project, by id or by their words; new ones come into being. It is one action.
func (p *Project) AddGuide(ctx context.Context, text feltbog.GuideText) (feltbog.ID, error) {
	return p.addGuide(ctx, "guide.add", text)
}

func (p *Project) addGuide(ctx context.Context, action string, text feltbog.GuideText) (feltbog.ID, error) {
	g := &feltbog.Guide{Name: text.Name, Perspective: text.Perspective, Audience: text.Audience, Purpose: text.Purpose, Minutes: text.Minutes,
		Before: text.Before, After: text.After}
	g.ID = feltbog.NewID()
	err := p.act(ctx, action, func(s *vault.Space, w *store.Writer) error {
		serves, err := p.served(ctx, w, &text)
		if err != nil {
			return err
		}
		records := []feltbog.Record{g}
		order := ""
		for _, t := range text.Themes {
			if order, err = change.Between(order, ""); err != nil {
				return err
			}
			theme := &feltbog.GuideTheme{Guide: g.ID, Title: t.Title, Purpose: t.Purpose, Minutes: t.Minutes, Order: order}
			theme.ID = feltbog.NewID()
			under, err := questionRecords(theme, feltbog.ID{}, t.Questions, serves)
			if err != nil {
				return err
			}
			records = append(append(records, theme), under...)
		}
		for _, r := range records {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	return g.ID, err
}

// served finds the research questions that a guide names, and makes those that are new. The answer says which is meant.
func (p *Project) served(ctx context.Context, w *store.Writer, text *feltbog.GuideText) (func(feltbog.ResearchText) feltbog.ID, error) {
	all, err := list[*feltbog.ResearchQuestion](ctx, p, feltbog.KindResearchQuestion)
	if err != nil {
		return nil, err
	}
	byID, byText, last := map[feltbog.ID]bool{}, map[string]feltbog.ID{}, ""
	for _, r := range all {
		byID[r.ID], byText[sameWords(r.Text)], last = true, r.ID, max(last, r.Order)
	}
	meant := func(r feltbog.ResearchText) feltbog.ID {
		if byID[r.ID] {
			return r.ID
		}
		return byText[sameWords(r.Text)]
	}
	text.Walk(func(_ *feltbog.ThemeText, q *feltbog.QuestionText, _ int) bool {
		for _, r := range q.Research {
			if !meant(r).IsZero() || sameWords(r.Text) == "" {
				continue
			}
			if last, err = change.Between(last, ""); err != nil {
				return false
			}
			made := &feltbog.ResearchQuestion{Text: strings.TrimSpace(r.Text), Order: last}
			made.ID = feltbog.NewID()
			if err = w.Put(made); err != nil {
				return false
			}
			byID[made.ID], byText[sameWords(r.Text)] = true, made.ID
		}
		return true
	})
	return meant, err
}

// sameWords is a text by which two wordings are the same: capitals and blanks do not matter.
func sameWords(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// questionRecords makes records of questions and what hangs under them.
func questionRecords(t *feltbog.GuideTheme, parent feltbog.ID, all []feltbog.QuestionText,
	serves func(feltbog.ResearchText) feltbog.ID) ([]feltbog.Record, error) {
	var out []feltbog.Record
	order := ""
	for _, text := range all {
		var err error
		if order, err = change.Between(order, ""); err != nil {
			return nil, err
		}
		q := &feltbog.Question{Guide: t.Guide, Theme: t.ID, Parent: parent, Type: text.Type, Priority: text.Priority, Text: text.Text, Comment: text.Comment, Order: order}
		q.ID = feltbog.NewID()
		for _, r := range text.Research {
			if id := serves(r); !id.IsZero() && !slices.Contains(q.ResearchQuestions, id) {
				q.ResearchQuestions = append(q.ResearchQuestions, id)
			}
		}
		under, err := questionRecords(t, q.ID, text.Under, serves)
		if err != nil {
			return nil, err
		}
		out = append(append(out, q), under...)
	}
	return out, nil
}

// GuideText returns a guide as it stands now, or a version of one as it stays, as text.
func (p *Project) GuideText(ctx context.Context, id feltbog.ID) (feltbog.GuideText, error) {
	page, err := p.GuidePage(ctx, id, nil)
	if err != nil {
		return feltbog.GuideText{}, err
	}
	g := page.Guide
	if v := page.Version; v != nil {
		g.ID, g.Name, g.Before, g.After = v.Guide, v.Name, v.Before, v.After
	}
	text := feltbog.GuideText{TemplateHead: feltbog.TemplateHead{What: feltbog.GuideTemplate, Version: feltbog.TemplateVersion}, ID: g.ID, Name: g.Name,
		Perspective: g.Perspective, Audience: g.Audience, Purpose: g.Purpose, Minutes: g.Minutes, Before: g.Before, After: g.After}
	research := map[feltbog.ID]string{}
	for _, r := range page.Research {
		research[r.ID] = r.Text
	}
	for _, t := range page.Themes {
		text.Themes = append(text.Themes, feltbog.ThemeText{ID: t.ID, Title: t.Title, Purpose: t.Purpose, Minutes: t.Minutes, Questions: hang(t.Questions, research)})
	}
	return text, nil
}

// hang puts the questions of a theme under those they belong to. One whose parent does not stand before it, because it is
// gone or the two hang under each other, stands for itself.
func hang(all []feltbog.FrozenQuestion, research map[feltbog.ID]string) []feltbog.QuestionText {
	there, under := map[feltbog.ID]bool{}, map[feltbog.ID][]feltbog.FrozenQuestion{}
	for _, q := range all {
		if !there[q.Parent] {
			q.Parent = feltbog.ID{}
		}
		if q.Parent.IsZero() && (q.Type == feltbog.FollowUp || q.Type == feltbog.Probe) {
			q.Type = feltbog.MainQuestion
		}
		there[q.ID] = true
		under[q.Parent] = append(under[q.Parent], q)
	}
	var build func(parent feltbog.ID) []feltbog.QuestionText
	build = func(parent feltbog.ID) []feltbog.QuestionText {
		var out []feltbog.QuestionText
		for _, q := range under[parent] {
			t := feltbog.QuestionText{ID: q.ID, Type: q.Type, Priority: q.Priority, Text: q.Text, Comment: q.Comment, Under: build(q.ID)}
			for _, r := range q.ResearchQuestions {
				if words, known := research[r]; known {
					t.Research = append(t.Research, feltbog.ResearchText{ID: r, Text: words})
				}
			}
			out = append(out, t)
		}
		return out
	}
	return build(feltbog.ID{})
}

// WriteGuide writes a guide as a file that ReadGuide reads.
func WriteGuide(w io.Writer, g feltbog.GuideText) error {
	b, err := template.WriteJSON(&g)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// WriteGuideMarkdown writes a guide in the words of say so that people can read it, and ReadGuide reads it as the same
// guide without ids.
func WriteGuideMarkdown(w io.Writer, g feltbog.GuideText, say Say) error {
	_, err := w.Write(template.WriteMarkdown(&g, wordsOf(say)))
	return err
}

// ReadGuideFile reads a guide from a file that somebody chose; see ReadGuide.
func (p *Project) ReadGuideFile(_ context.Context, path string, says ...Say) (feltbog.GuideText, error) {
	f, err := os.Open(path)
	if err != nil {
		return feltbog.GuideText{}, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	return ReadGuide(f, says...)
}
