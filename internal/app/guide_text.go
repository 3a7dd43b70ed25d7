package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// maxGuideFile is how large a file with a guide may be. The longest shipped one takes 8 KB.
const maxGuideFile = 4 << 20

// ReadGuide reads a guide from a file that WriteGuide wrote, or from a template. What does not belong there is an error,
// so that a misspelt word does not silently lose a question.
func ReadGuide(r io.Reader) (feltbog.GuideText, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxGuideFile+1))
	var g feltbog.GuideText
	if err == nil && len(b) > maxGuideFile {
		err = fmt.Errorf("longer than %d bytes", maxGuideFile)
	}
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(b))
		d.DisallowUnknownFields()
		err = d.Decode(&g)
	}
	if err == nil && (g.What != feltbog.GuideTemplate || g.Version != feltbog.TemplateVersion || strings.TrimSpace(g.Name) == "") {
		err = fmt.Errorf("it says %q, version %d, name %q", g.What, g.Version, g.Name)
	}
	if err != nil {
		return feltbog.GuideText{}, feltbog.Errorf(feltbog.EDamaged, "guide.unreadable", "this is no guide that Feltbog can read: %w", err)
	}
	return g, nil
}

// AddGuide makes a guide of a text, as a draft of its own: everything in it gets a new id. It is one action.
func (p *Project) AddGuide(ctx context.Context, text feltbog.GuideText) (feltbog.ID, error) {
	g := &feltbog.Guide{Name: text.Name, Perspective: text.Perspective, Audience: text.Audience, Purpose: text.Purpose, Minutes: text.Minutes,
		Before: text.Before, After: text.After}
	g.ID = feltbog.NewID()
	records := []feltbog.Record{g}
	order := ""
	for _, t := range text.Themes {
		var err error
		if order, err = change.Between(order, ""); err != nil {
			return feltbog.ID{}, err
		}
		theme := &feltbog.GuideTheme{Guide: g.ID, Title: t.Title, Purpose: t.Purpose, Minutes: t.Minutes, Order: order}
		theme.ID = feltbog.NewID()
		records = append(records, theme)
		under, err := questionRecords(theme, feltbog.ID{}, t.Questions)
		if err != nil {
			return feltbog.ID{}, err
		}
		records = append(records, under...)
	}
	err := p.act(ctx, "guide.add", func(_ *vault.Space, w *store.Writer) error {
		for _, r := range records {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	return g.ID, err
}

// questionRecords makes records of questions and what hangs under them.
func questionRecords(t *feltbog.GuideTheme, parent feltbog.ID, all []feltbog.QuestionText) ([]feltbog.Record, error) {
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
			if !r.ID.IsZero() {
				q.ResearchQuestions = append(q.ResearchQuestions, r.ID)
			}
		}
		under, err := questionRecords(t, q.ID, text.Under)
		if err != nil {
			return nil, err
		}
		out = append(append(out, q), under...)
	}
	return out, nil
}

// GuideText returns a guide as it stands now, as text.
func (p *Project) GuideText(ctx context.Context, id feltbog.ID) (feltbog.GuideText, error) {
	var text feltbog.GuideText
	team := p.v.Team()
	if team == nil {
		return text, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	rec, _, err := team.Get(ctx, id)
	if err != nil {
		return text, cancelled(ctx, err)
	}
	g, ok := rec.(*feltbog.Guide)
	if !ok {
		return text, otherKind(id, rec.Kind(), feltbog.KindGuide)
	}
	themes, questions, err := guideParts(ctx, team, id)
	if err != nil {
		return text, cancelled(ctx, err)
	}
	text = feltbog.GuideText{TemplateHead: feltbog.TemplateHead{What: feltbog.GuideTemplate, Version: feltbog.TemplateVersion}, ID: g.ID, Name: g.Name,
		Perspective: g.Perspective, Audience: g.Audience, Purpose: g.Purpose, Minutes: g.Minutes, Before: g.Before, After: g.After}
	research := map[feltbog.ID]string{}
	for _, r := range p.namesOf(ctx, questions) {
		research[r.ID] = r.Text
	}
	for _, t := range feltbog.FreezeGuide(g, themes, questions, 1).Themes {
		theme := feltbog.ThemeText{ID: t.ID, Title: t.Title, Purpose: t.Purpose, Minutes: t.Minutes}
		theme.Questions = hang(t.Questions, feltbog.ID{}, research)
		text.Themes = append(text.Themes, theme)
	}
	return text, nil
}

// namesOf reads the research questions that questions point to. One that is gone is left out.
func (p *Project) namesOf(ctx context.Context, questions []*feltbog.Question) []feltbog.ResearchText {
	var out []feltbog.ResearchText
	for _, q := range questions {
		for _, id := range q.ResearchQuestions {
			rec, _, err := p.v.Team().Get(ctx, id)
			if r, ok := rec.(*feltbog.ResearchQuestion); ok && err == nil {
				out = append(out, feltbog.ResearchText{ID: id, Text: r.Text})
			}
		}
	}
	return out
}

// hang puts the questions of a theme under those they belong to. One whose parent is gone stands at the top.
func hang(all []feltbog.FrozenQuestion, parent feltbog.ID, research map[feltbog.ID]string) []feltbog.QuestionText {
	var out []feltbog.QuestionText
	there := map[feltbog.ID]bool{}
	for _, q := range all {
		there[q.ID] = true
	}
	for _, q := range all {
		if q.Parent != parent && (!parent.IsZero() || there[q.Parent]) {
			continue
		}
		t := feltbog.QuestionText{ID: q.ID, Type: q.Type, Priority: q.Priority, Text: q.Text, Comment: q.Comment}
		for _, r := range q.ResearchQuestions {
			t.Research = append(t.Research, feltbog.ResearchText{ID: r, Text: research[r]})
		}
		t.Under = hang(all, q.ID, research)
		out = append(out, t)
	}
	return out
}

// WriteGuide writes a guide as a file that ReadGuide reads.
func WriteGuide(w io.Writer, g feltbog.GuideText) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(g)
}

// WriteGuideMarkdown writes a guide for people: say words its few headings.
func WriteGuideMarkdown(w io.Writer, g feltbog.GuideText, say Say) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", g.Name)
	for _, line := range []string{g.Audience, g.Purpose} {
		if line != "" {
			fmt.Fprintf(&b, "%s\n\n", line)
		}
	}
	list := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "## %s\n\n", title)
			for _, l := range lines {
				fmt.Fprintf(&b, "- [ ] %s\n", l)
			}
			b.WriteString("\n")
		}
	}
	list(say("guide.md.before"), g.Before)
	for i, t := range g.Themes {
		fmt.Fprintf(&b, "## %d. %s", i+1, t.Title)
		if t.Minutes > 0 {
			fmt.Fprintf(&b, " (%s)", say("guide.md.minutes", "n", fmt.Sprint(t.Minutes)))
		}
		b.WriteString("\n\n")
		if t.Purpose != "" {
			fmt.Fprintf(&b, "*%s*\n\n", t.Purpose)
		}
		markQuestions(&b, t.Questions, "", say)
		b.WriteString("\n")
	}
	list(say("guide.md.after"), g.After)
	_, err := io.WriteString(w, b.String())
	return err
}

// markQuestions writes questions as a list, what hangs under them further in.
func markQuestions(b *strings.Builder, all []feltbog.QuestionText, indent string, say Say) {
	for _, q := range all {
		mark := ""
		switch {
		case q.Priority != "":
			mark = "**" + say("choice.priority."+string(q.Priority)) + "** "
		case q.Type != feltbog.MainQuestion:
			mark = "*" + say("choice.question_type."+string(q.Type)) + ":* "
		}
		fmt.Fprintf(b, "%s- %s%s\n", indent, mark, strings.ReplaceAll(q.Text, "\n", " "))
		if q.Comment != "" {
			fmt.Fprintf(b, "%s  *%s*\n", indent, strings.ReplaceAll(q.Comment, "\n", " "))
		}
		markQuestions(b, q.Under, indent+"  ", say)
	}
}

// ReadGuideFile reads a guide from a file that somebody chose.
func (p *Project) ReadGuideFile(_ context.Context, path string) (feltbog.GuideText, error) {
	f, err := os.Open(path)
	if err != nil {
		return feltbog.GuideText{}, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	return ReadGuide(f)
}
