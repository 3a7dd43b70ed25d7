package template

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

// danish and english are words as the translations could have them.
var danish = WordsOf(func(key string) string { return "dansk " + key[strings.LastIndex(key, ".")+1:] })
var english = WordsOf(func(key string) string { return key[strings.LastIndex(key, ".")+1:] })

// pieces are what texts of a guide are made of, and what a reader of Markdown stumbles over.
var pieces = []string{"Hvad", "så", " ", "  ", "\n", "\\", "*", "**", "_", "#", "## ", "- ", "+", ">", "> ", "[skal] ", "]", "`", "&#10;", "&", "<b>", "1. ", "12) ",
	"«", "😀", "\t", "\u2028", "\u00a0", ":", "?", "dansk theme 3. ", "**dansk comment:** ", "|", "~", "=", "\r", "\x01"}

func someText(r *rand.Rand, most int) string {
	var b strings.Builder
	for range 1 + r.IntN(most) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	if strings.TrimSpace(b.String()) == "" {
		b.WriteString("x")
	}
	return b.String()
}

func someGuide(r *rand.Rand) *feltbog.GuideText {
	maybe := func(f func()) {
		if r.IntN(2) == 0 {
			f()
		}
	}
	g := &feltbog.GuideText{Name: someText(r, 4)}
	g.What, g.Version = feltbog.GuideTemplate, feltbog.TemplateVersion
	maybe(func() { g.Perspective = feltbog.Perspectives()[r.IntN(len(feltbog.Perspectives()))] })
	maybe(func() { g.Audience = someText(r, 4) })
	maybe(func() { g.Purpose = someText(r, 8) })
	maybe(func() { g.Minutes = r.IntN(200) })
	for range r.IntN(3) {
		g.Before, g.After = append(g.Before, someText(r, 5)), append(g.After, someText(r, 5))
	}
	var questions func(depth int) []feltbog.QuestionText
	questions = func(depth int) []feltbog.QuestionText {
		var out []feltbog.QuestionText
		for range r.IntN(4 - depth) {
			q := feltbog.QuestionText{Type: feltbog.QuestionTypes()[r.IntN(5)], Text: someText(r, 9)}
			if depth == 0 && (q.Type == feltbog.FollowUp || q.Type == feltbog.Probe) {
				q.Type = feltbog.MainQuestion
			}
			maybe(func() { q.Priority = feltbog.Priorities()[r.IntN(3)] })
			maybe(func() { q.Comment = someText(r, 6) })
			maybe(func() { q.Research = []feltbog.ResearchText{{Text: someText(r, 6)}, {Text: someText(r, 2)}} })
			q.Under = questions(depth + 1)
			out = append(out, q)
		}
		return out
	}
	for range r.IntN(4) {
		t := feltbog.ThemeText{Title: someText(r, 4)}
		maybe(func() { t.Purpose = someText(r, 6) })
		maybe(func() { t.Minutes = r.IntN(60) })
		t.Questions = questions(0)
		g.Themes = append(g.Themes, t)
	}
	return g
}

func TestWhatIsWrittenReadsAsTheSameGuide(t *testing.T) {
	for seed := range uint64(3000) {
		g := someGuide(rand.New(rand.NewPCG(seed, 1)))
		file, err := WriteJSON(g)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := ReadGuide(file); err != nil || !reflect.DeepEqual(back, g) {
			t.Fatalf("%d: JSON: %v\n%s\n%+v\n%+v", seed, err, file, back, g)
		}
		paper := WriteMarkdown(g, danish)
		back, err := ReadGuide(paper, english, danish)
		if err != nil || !reflect.DeepEqual(back, g) {
			t.Fatalf("%d: Markdown: %v\n%s\n%+v\n%+v", seed, err, paper, back, g)
		}
		windows := strings.ReplaceAll(string(paper), "\n", "\r\n")
		if back, err := ReadGuide([]byte("\ufeff"+windows), danish); err != nil || !reflect.DeepEqual(back, g) {
			t.Fatalf("%d: Markdown from Windows: %v\n%s", seed, err, paper)
		}
	}
}

func TestAGuideThatSomebodyWroteByHandIsRead(t *testing.T) {
	g, err := ReadGuide([]byte(`# Samtale

## Hverdagen
* [must] Hvordan går en dag?
    * Hvem ser du?
    * [probe] Hvad skete der så?
* Hvad er du god til?
`), english)
	if err != nil {
		t.Fatal(err)
	}
	q := g.Themes[0].Questions
	if g.Themes[0].Title != "Hverdagen" || len(q) != 2 || q[0].Priority != feltbog.Must || q[0].Type != feltbog.MainQuestion || len(q[0].Under) != 2 ||
		q[0].Under[0].Type != feltbog.FollowUp || q[0].Under[1].Type != feltbog.Probe {
		t.Errorf("%+v", g)
	}
}

func TestAFileThatIsNotUnderstoodNamesThePlace(t *testing.T) {
	deep := "# x\n## y\n"
	for i := range 20 {
		deep += strings.Repeat("  ", i) + "- q\n"
	}
	for text, want := range map[string]string{
		"":                                      "template.unnamed",
		"## Tema\n- q":                          "template.unnamed",
		"# x\nhvad er det?":                     "template.line",
		"# x\n## y\n- [måske] q":                "template.line",
		"# x\n> **comment:** til ingen":         "template.line",
		"# x\n**minutes:** mange":               "template.line",
		"# x\n## y\n- [probe] q":                "template.refused",
		deep:                                    "template.much",
		"# x\n" + strings.Repeat("## y\n", 201): "template.much",
		"\xff\xfe# x":                           "template.utf8",
		`{"feltbog":"guide","version":2}`:       "template.newer",
		`{"feltbog":"grid","version":1}`:        "template.other",
		"{\n\"feltbog\":":                       "template.json",
		`{"feltbog":"guide","version":1,"name":"x","themes":[{"title":"t","question":[]}]}`:                                           "template.json",
		`{"feltbog":"guide","version":1,"name":"x"} {}`:                                                                               "template.json",
		`{"feltbog":"guide","version":1,"name":"x","minutes":-3}`:                                                                     "template.refused",
		`{"feltbog":"guide","version":1,"name":"x","themes":[{"title":"t","questions":[{"type":"main","text":" "}]}]}`:                "template.refused",
		`{"feltbog":"guide","version":1,"name":"x","themes":[{"title":"t","questions":[{"type":"oral","text":"q"}]}]}`:                "template.refused",
		`{"feltbog":"guide","version":1,"name":"` + strings.Repeat("x", maxText+1) + `"}`:                                             "template.long",
		fmt.Sprintf(`{"feltbog":"guide","version":1,"id":%q,"name":"x","themes":[{"title":"t","id":%[1]q}]}`, feltbog.ID{7}.String()): "template.twice",
		strings.Repeat(" ", MaxSize+1): "template.large",
	} {
		_, err := ReadGuide([]byte(text), english)
		var coded *feltbog.Error
		if coded, _ = err.(*feltbog.Error); coded == nil || coded.Key != want || coded.Code != feltbog.EDamaged {
			t.Errorf("%.60q: %v, not %s", text, err, want)
		}
	}
	_, err := ReadGuide([]byte("# x\n\n## y\n- q\nvrøvl"), english)
	if coded, ok := err.(*feltbog.Error); !ok || coded.Args["line"] != "5" || coded.Args["text"] != "vrøvl" {
		t.Errorf("%v", err)
	}
}

func TestTheShippedTemplatesAreSound(t *testing.T) {
	s, err := Open(os.DirFS("../../assets/templates"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.Guides("da")); n != 5 || len(s.Guides("en")) != n {
		t.Errorf("%d guides", n)
	}
	for _, lang := range []string{"da", "en"} {
		grids := s.Grids(lang)
		for i, g := range grids {
			if g.Grid != feltbog.Grids()[i] || g.Language != lang {
				t.Errorf("%s: %s stands at %d", g.Language, g.Grid, i)
			}
		}
		if r := s.Review(lang); len(grids) != 4 || r.Language != lang || len(r.Steps) < 5 || len(r.Before) == 0 || len(r.After) == 0 {
			t.Errorf("%s: %d grids, %+v", lang, len(grids), r)
		}
	}
	if p := s.Probes("da"); len(p.Groups) != 9 {
		t.Errorf("the probe bank has %d groups, not the nine of Kvale and Brinkmann", len(p.Groups))
	}
	if g, ok := s.Guide("da", "citizen"); !ok || g.Perspective != feltbog.Citizen {
		t.Error("there is no guide for citizens")
	}
}

func TestTheShippedGuidesAskAsTheProgramAdvises(t *testing.T) {
	s, err := Open(os.DirFS("../../assets/templates"))
	if err != nil {
		t.Fatal(err)
	}
	w := s.Writing("da")
	for _, g := range s.Guides("da") {
		g.Walk(func(_ *feltbog.ThemeText, q *feltbog.QuestionText, _ int) bool {
			for _, x := range feltbog.WarnQuestion(q.Text, q.Type, g.Perspective, &w) {
				t.Errorf("%s: %q: %s at %q", g.Key, q.Text, x.Key, q.Text[x.Start:x.End])
			}
			return true
		})
	}
}

func FuzzReadGuide(f *testing.F) {
	for seed := range uint64(20) {
		g := someGuide(rand.New(rand.NewPCG(seed, 2)))
		file, err := WriteJSON(g)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
		f.Add(WriteMarkdown(g, english))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := ReadGuide(data, english, danish)
		if err != nil {
			return
		}
		file, err := WriteJSON(g)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ReadGuide(file)
		if err != nil || back.Name != g.Name || len(back.Themes) != len(g.Themes) {
			t.Fatalf("%v: %s", err, file)
		}
	})
}
