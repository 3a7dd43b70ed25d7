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
	g, ok := shelf(t, "da").Guide(key)
	if !ok {
		t.Fatal("there is no guide", key)
	}
	return g
}

func shelf(t *testing.T, lang string) *Templates {
	t.Helper()
	s, err := OpenTemplates(assets.Templates(), lang)
	must(t, err)
	return &s
}

func TestWhatIsShippedInEnglishIsTheSameAsInDanish(t *testing.T) {
	da, en := shelf(t, "da"), shelf(t, "en")
	if len(da.Guides) != 5 || len(da.Begin()) != len(en.Begin()) {
		t.Fatalf("%d and %d", len(da.Begin()), len(en.Begin()))
	}
	for _, g := range da.Begin() {
		i := slices.IndexFunc(en.Begin(), func(o feltbog.GuideText) bool { return o.Key == g.Key })
		if i < 0 {
			t.Errorf("%s is not there in English", g.Key)
			continue
		}
		e := en.Begin()[i]
		if e.Language != "en" || e.Name == g.Name && g.Key != "aeiou" && g.Key != "poems" || len(e.Themes) != len(g.Themes) || len(e.Before) != len(g.Before) || len(e.After) != len(g.After) || e.Minutes != g.Minutes {
			t.Errorf("%s: %+v", g.Key, e.TemplateHead)
			continue
		}
		for n, theme := range g.Themes {
			if len(e.Themes[n].Questions) != len(theme.Questions) || e.Themes[n].Title == theme.Title && len(theme.Title) > 6 {
				t.Errorf("%s, theme %q and %q", g.Key, theme.Title, e.Themes[n].Title)
			}
		}
	}
	if len(en.Probes.Groups) != len(da.Probes.Groups) || en.Probes.Groups[0].Name == da.Probes.Groups[0].Name {
		t.Error("the probe bank is not there in English")
	}
}

// wording is what the program says in a language.
func wording(lang string) Say {
	return func(key string, pairs ...string) string {
		args := map[string]string{}
		for i := 0; i+1 < len(pairs); i += 2 {
			args[pairs[i]] = pairs[i+1]
		}
		text, _ := assets.Sentence(lang, key, args)
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
	for _, text := range shelf(t, "da").Guides {
		key := text.Key
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
