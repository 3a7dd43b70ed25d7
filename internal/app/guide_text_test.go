package app

import (
	"bytes"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/internal/template"
)

func shipped(t *testing.T, key string) feltbog.GuideText {
	t.Helper()
	b, ok := assets.Guide(key)
	if !ok {
		t.Fatal("there is no guide", key)
	}
	g, err := ReadGuide(bytes.NewReader(b))
	must(t, err)
	return g
}

// wording is what the program says in a language.
func wording(lang string) Say {
	return func(key string, _ ...string) string {
		text, _ := assets.Sentence(lang, key, nil)
		return text
	}
}

// plain takes off what a guide gets when it is made a project's own.
func plain(g feltbog.GuideText) feltbog.GuideText {
	g.TemplateHead, g.ID = feltbog.TemplateHead{}, feltbog.ID{}
	var strip func(all []feltbog.QuestionText) []feltbog.QuestionText
	strip = func(all []feltbog.QuestionText) []feltbog.QuestionText {
		out := slices.Clone(all)
		for i := range out {
			out[i].ID, out[i].Under = feltbog.ID{}, strip(out[i].Under)
		}
		return out
	}
	g.Themes = slices.Clone(g.Themes)
	for i := range g.Themes {
		g.Themes[i].ID, g.Themes[i].Questions = feltbog.ID{}, strip(g.Themes[i].Questions)
	}
	return g
}

func TestEachShippedGuideBecomesTheProjectsOwnAndGoesOutAsItCame(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	for _, key := range assets.Guides() {
		text := shipped(t, key)
		if text.Key != key || text.Language != "da" {
			t.Errorf("%s says it is %q in %q", key, text.Key, text.Language)
		}
		id, err := p.AddGuide(ctx, text)
		must(t, err)
		out, err := p.GuideText(ctx, id)
		must(t, err)
		if out.ID != id || !reflect.DeepEqual(plain(out), plain(text)) {
			t.Errorf("%s went out as\n%+v\nand came as\n%+v", key, plain(out), plain(text))
		}
		var file bytes.Buffer
		must(t, WriteGuide(&file, out))
		again, err := ReadGuide(&file)
		if err != nil || !reflect.DeepEqual(again, out) {
			t.Errorf("%s: the file holds another guide, %v", key, err)
		}
		if _, err := p.Undo(ctx); err != nil {
			t.Error(err)
		}
	}
	if guides, err := list[*feltbog.Guide](ctx, p, feltbog.KindGuide); err != nil || len(guides) != 0 {
		t.Errorf("undo left %d guides, %v", len(guides), err)
	}
}

func TestTheShippedGuidesHoldWhatTheMethodAsksFor(t *testing.T) {
	for key, want := range map[string]struct{ themes, least, most int }{
		"citizen": {7, 60, 90}, "professional": {6, 45, 60}, "politician": {6, 30, 45}, "ethno_raid": {1, 5, 10}, "fieldwork": {3, 60, 300},
	} {
		g := shipped(t, key)
		sum, must := 0, 0
		for _, theme := range g.Themes {
			sum += theme.Minutes
			if theme.Purpose == "" || theme.Minutes == 0 {
				t.Errorf("%s: the theme %q has no purpose or no time", key, theme.Title)
			}
		}
		g.Walk(func(_ *feltbog.ThemeText, q *feltbog.QuestionText, depth int) bool {
			if q.Priority == feltbog.Must {
				must++
			}
			if depth > 0 && q.Type != feltbog.FollowUp && q.Type != feltbog.Probe || strings.TrimSpace(q.Text) != q.Text || q.Text == "" {
				t.Errorf("%s: %+v", key, q)
			}
			return true
		})
		if len(g.Themes) != want.themes || sum < want.least || sum > want.most || sum > g.Minutes || must == 0 || len(g.Before) == 0 || len(g.After) == 0 {
			t.Errorf("%s: %d themes, %d of %d minutes, %d musts", key, len(g.Themes), sum, g.Minutes, must)
		}
	}
	if n := len(shipped(t, "ethno_raid").Themes[0].Questions); n > 5 {
		t.Errorf("an etnoraid asks %d questions", n)
	}
}

func TestAFileThatIsNoGuideIsRefusedAndNothingIsMade(t *testing.T) {
	for _, text := range []string{"", "{}", `{"feltbog":"guide","version":1}`, `{"feltbog":"guide","version":99,"name":"x"}`,
		`{"feltbog":"grid","version":1,"name":"x"}`, `{"feltbog":"guide","version":1,"name":"x","theems":[]}`, strings.Repeat(" ", template.MaxSize+1) + "{}"} {
		if _, err := ReadGuide(strings.NewReader(text)); feltbog.ErrorCode(err) != feltbog.EDamaged {
			t.Errorf("%.60q: %v", text, err)
		}
	}
}

func TestAGuideIsReadableWithoutTheProgram(t *testing.T) {
	var b bytes.Buffer
	must(t, WriteGuideMarkdown(&b, shipped(t, "citizen"), wording("da")))
	for _, want := range []string{"# Køkkenbordssamtale med borgere\n", "## Tema 2. Hverdagen\n", "**Tid:** 15 min.\n", "- [skal] Vil du tage mig med",
		"  - [probe] Hvad skete der så?", "## Efter samtalen\n", "- Tre citater, ordret\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("it does not hold %q:\n%s", want, b.String())
		}
	}
}

var anID = regexp.MustCompile(`[0-9a-f]{32}`)

func withoutIDs(text string) string { return anID.ReplaceAllString(text, "") }

// TestTheFilesInTheManualAreTheSameGuide reads the two examples of docs/guide-files.md.
func TestTheFilesInTheManualAreTheSameGuide(t *testing.T) {
	manual, err := os.ReadFile("../../docs/guide-files.md")
	must(t, err)
	var read []feltbog.GuideText
	for _, begin := range []string{"    {\n", "    # Hverdagen\n"} {
		_, rest, ok := strings.Cut(string(manual), "\n"+begin)
		if !ok {
			t.Fatalf("the manual has no %q", begin)
		}
		var file strings.Builder
		for line := range strings.Lines(begin + rest) {
			if !strings.HasPrefix(line, "    ") && strings.TrimSpace(line) != "" {
				break
			}
			file.WriteString(strings.TrimPrefix(line, "    "))
		}
		g, err := ReadGuide(strings.NewReader(file.String()), wording("da"))
		must(t, err)
		read = append(read, g)
	}
	if !reflect.DeepEqual(read[0], read[1]) {
		t.Errorf("JSON says\n%+v\nMarkdown says\n%+v", read[0], read[1])
	}
}
