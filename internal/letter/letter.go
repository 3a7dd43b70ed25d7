// Package letter fills in what is handed to participants: the information letter, the consent form and the card for
// people in pictures. Their texts are data files with named brackets, as [controller]; a bracket is filled in from the
// field of that name of the project. A letter with an empty bracket is no letter: Missing names the fields, and nothing
// is printed before they are filled in.
package letter

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

// Part is a heading with a text. With If it stands there only when that field is filled in.
type Part struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
	If      string `json:"if"`
}

// Question is a line of the consent form, or a heading over several. Each scope has its own yes and no.
type Question struct {
	Text   string        `json:"text"`
	Scope  feltbog.Scope `json:"scope"`
	Scopes []Choice      `json:"scopes"`
}

// Choice is one of several things that a question asks about.
type Choice struct {
	Text  string        `json:"text"`
	Scope feltbog.Scope `json:"scope"`
}

// Template is a paper as it is shipped.
type Template struct {
	ID        string     `json:"id"` // as T38
	Version   int        `json:"version"`
	Language  string     `json:"language"`
	Title     string     `json:"title"`
	Lead      string     `json:"lead"`
	Parts     []Part     `json:"parts"`
	Questions []Question `json:"questions"`
	// Choices are boxes to tick that are no consent scopes.
	Choices []string `json:"choices"`
	// Closing stands above the lines to sign on, Sign are those lines.
	Closing string   `json:"closing"`
	Sign    []string `json:"sign"`
	// Staff are the lines that the interviewer fills in, Ways boxes that go with them.
	Staff []string `json:"staff"`
	Ways  []string `json:"ways"`
	Yes   string   `json:"yes"`
	No    string   `json:"no"`
}

// The names of the shipped papers.
const (
	Information = "information"
	Simple      = "simple" // the information letter in plainer words
	Consent     = "consent"
	Card        = "card"
)

var shelf = sync.OnceValue(func() map[string]*Template {
	all := map[string]*Template{}
	for _, name := range []string{Information, Simple, Consent, Card} {
		t := &Template{}
		if err := json.Unmarshal(assets.Letter(name), t); err != nil {
			panic("letter: " + name + ": " + err.Error())
		}
		all[name] = t
	}
	return all
})

// Shipped returns a shipped paper by its name.
func Shipped(name string) *Template { return shelf()[name] }

var bracket = regexp.MustCompile(`\[([a-z_]+)\]`)

// Brackets names the fields that a paper must have, in the order in which they come.
func (t *Template) Brackets() []string {
	var out []string
	for _, text := range t.texts() {
		for _, m := range bracket.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
	}
	return out
}

// texts are those that always stand there.
func (t *Template) texts() []string {
	out := []string{t.Title, t.Lead, t.Closing}
	for _, p := range t.Parts {
		if p.If == "" {
			out = append(out, p.Heading, p.Text)
		}
	}
	for _, q := range t.Questions {
		out = append(out, q.Text)
		for _, c := range q.Scopes {
			out = append(out, c.Text)
		}
	}
	return append(append(append(append(out, t.Choices...), t.Sign...), t.Staff...), t.Ways...)
}

// Missing names the fields of the project that are still empty, those that every letter needs and those that this paper
// asks for besides.
func (t *Template) Missing(p *feltbog.Project) []string {
	out := p.MissingForLetter()
	for _, name := range t.Brackets() {
		if value(p, name) == "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Fill puts the project's words in the place of brackets. A bracket whose field is empty stays, so that a preview shows
// what is missing.
func Fill(text string, p *feltbog.Project) string {
	return bracket.ReplaceAllStringFunc(text, func(m string) string {
		if v := value(p, m[1:len(m)-1]); v != "" {
			return v
		}
		return m
	})
}

// Text is the whole paper in running text: headings are lines of their own that begin with "# ", the title with "## ".
func (t *Template) Text(p *feltbog.Project) string {
	blocks := []string{"## " + Fill(t.Title, p), Fill(t.Lead, p)}
	for _, part := range t.Parts {
		if part.If != "" && value(p, part.If) == "" {
			continue
		}
		if part.Heading != "" {
			blocks = append(blocks, "# "+Fill(part.Heading, p))
		}
		blocks = append(blocks, Fill(part.Text, p))
	}
	blocks = append(blocks, Fill(t.Closing, p))
	return strings.Join(slices.DeleteFunc(blocks, func(s string) bool { return strings.TrimSpace(s) == "" }), "\n\n")
}

// value is what a field of the project says in a letter; "" when it is empty or there is none.
func value(p *feltbog.Project, name string) string {
	f, ok := feltbog.SchemaOf(feltbog.KindProject).Field(name)
	if !ok {
		return ""
	}
	switch v := f.Value(p).Interface().(type) {
	case feltbog.FuzzyDate:
		return v.Danish()
	case string:
		return sentence(v)
	default:
		if r := reflect.ValueOf(v); r.Kind() == reflect.String {
			return sentence(r.String())
		}
	}
	return ""
}

// sentence makes what somebody typed fit into a sentence: no line breaks, and no full stop of its own.
func sentence(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".")
}
