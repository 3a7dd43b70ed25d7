package template

import (
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
)

// reader goes through the lines of a guide in Markdown.
type reader struct {
	words []Words
	lines []string
	at    int // the line that is being read, from 0

	guide *feltbog.GuideText
	into  *[]string // the list of a section; nil in a theme and at the head
	theme bool
	open  []item // the questions that the next one may hang under, outermost first
}

// item is a question with the place where its dash stands.
type item struct {
	indent int
	path   []int // of indexes, from the theme's questions down
}

func readMarkdown(text string, words []Words) (*feltbog.GuideText, error) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	r := &reader{words: words, lines: strings.Split(text, "\n"), guide: &feltbog.GuideText{}}
	r.guide.What, r.guide.Version = feltbog.GuideTemplate, feltbog.TemplateVersion
	for ; r.at < len(r.lines); r.at++ {
		if err := r.line(r.lines[r.at]); err != nil {
			return nil, err
		}
	}
	if strings.TrimSpace(r.guide.Name) == "" {
		return nil, feltbog.Errorf(feltbog.EDamaged, "template.unnamed", "the guide has no name: its first line is # and the name")
	}
	return r.guide, nil
}

// strange refuses a line that is not understood.
func (r *reader) strange() error {
	return feltbog.Errorf(feltbog.EDamaged, "template.line", "line %d is not understood: %q", r.at+1, strings.TrimSpace(r.lines[r.at])).
		With("line", strconv.Itoa(r.at+1)).With("text", strings.TrimSpace(r.lines[r.at]))
}

func (r *reader) line(raw string) error {
	s := strings.TrimSpace(raw)
	indent := indentOf(raw)
	switch {
	case s == "" || s == ">":
		return nil
	case strings.HasPrefix(s, "# ") && r.guide.Name == "" && !r.theme:
		r.guide.Name = unescape(strings.TrimSpace(s[2:]))
		return nil
	case strings.HasPrefix(s, "## "):
		return r.section(strings.TrimSpace(s[3:]))
	case strings.HasPrefix(s, "**"):
		return r.field(s)
	case strings.HasPrefix(s, "> "):
		return r.remark(strings.TrimSpace(s[2:]))
	}
	text, ok := listItem(s)
	switch {
	case !ok:
		return r.strange()
	case r.into != nil:
		*r.into = append(*r.into, unescape(r.whole(text)))
		return nil
	case r.theme:
		return r.question(r.whole(text), indent)
	}
	return r.strange()
}

// whole reads on as long as lines end in a backslash, and returns the text.
func (r *reader) whole(first string) string {
	lines := []string{first}
	for strings.HasSuffix(lines[len(lines)-1], "\\") && !escaped(lines[len(lines)-1]) && r.at+1 < len(r.lines) {
		last := len(lines) - 1
		lines[last] = strings.TrimSuffix(lines[last], "\\")
		r.at++
		next := strings.TrimSpace(r.lines[r.at])
		if quote := strings.TrimPrefix(next, ">"); quote != next && strings.HasPrefix(strings.TrimSpace(r.lines[r.at-1]), ">") {
			next = strings.TrimSpace(quote)
		}
		lines = append(lines, next)
	}
	return strings.Join(lines, "\n")
}

// escaped reports whether the backslash at the end of a line is a written one: an even number stands there.
func escaped(line string) bool {
	n := len(line) - len(strings.TrimRight(line, "\\"))
	return n%2 == 0
}

// section begins a theme or one of the two lists. A heading that is neither is a theme too.
func (r *reader) section(title string) error {
	r.into, r.theme, r.open = nil, false, nil
	switch {
	case label(title, r.words, func(w Words) string { return w.Before }):
		r.into = &r.guide.Before
		return nil
	case label(title, r.words, func(w Words) string { return w.After }):
		r.into = &r.guide.After
		return nil
	}
	for _, w := range r.words {
		if rest, ok := cutFold(title, w.Theme+" "); ok {
			number, name, found := strings.Cut(rest, ". ")
			if found && number != "" && digits([]rune(number)) {
				title = name
				break
			}
		}
	}
	r.theme = true
	r.guide.Themes = append(r.guide.Themes, feltbog.ThemeText{Title: unescape(title)})
	return nil
}

// cutFold is strings.CutPrefix without regard to capitals.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// named splits "**Label:** text".
func named(s string) (name, text string, ok bool) {
	rest, bold := strings.CutPrefix(s, "**")
	name, text, ok = strings.Cut(rest, ":**")
	return strings.TrimSpace(name), strings.TrimSpace(text), ok && bold
}

// field reads a field of the guide or of the theme it stands in.
func (r *reader) field(s string) error {
	name, text, ok := named(s)
	if !ok || r.into != nil || len(r.open) > 0 {
		return r.strange()
	}
	var t *feltbog.ThemeText
	if r.theme {
		t = &r.guide.Themes[len(r.guide.Themes)-1]
	}
	from := r.at
	text = r.whole(text)
	switch {
	case label(name, r.words, func(w Words) string { return w.Minutes }):
		number, _, _ := strings.Cut(text+" ", " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			return r.strange()
		}
		if t != nil {
			t.Minutes = n
		} else {
			r.guide.Minutes = n
		}
	case label(name, r.words, func(w Words) string { return w.Purpose }):
		if t != nil {
			t.Purpose = unescape(text)
		} else {
			r.guide.Purpose = unescape(text)
		}
	case t == nil && label(name, r.words, func(w Words) string { return w.Audience }):
		r.guide.Audience = unescape(text)
	case t == nil && label(name, r.words, func(w Words) string { return w.Perspective }):
		p, ok := meant(unescape(text), func(w Words) map[feltbog.Perspective]string { return w.Perspectives }, r.words)
		if !ok {
			return r.strange()
		}
		r.guide.Perspective = p
	default:
		r.at = from
		return r.strange()
	}
	return nil
}

// remark reads a comment or a research question of the question before.
func (r *reader) remark(s string) error {
	name, text, ok := named(s)
	if !ok || len(r.open) == 0 {
		return r.strange()
	}
	q := r.questionAt(r.open[len(r.open)-1].path)
	from := r.at
	text = unescape(r.whole(text))
	switch {
	case label(name, r.words, func(w Words) string { return w.Comment }) && q.Comment == "":
		q.Comment = text
	case label(name, r.words, func(w Words) string { return w.Research }):
		q.Research = append(q.Research, feltbog.ResearchText{Text: text})
	default:
		r.at = from
		return r.strange()
	}
	return nil
}

// question adds a question to the theme, under the last one that stands further out.
func (r *reader) question(text string, indent int) error {
	for len(r.open) > 0 && r.open[len(r.open)-1].indent >= indent {
		r.open = r.open[:len(r.open)-1]
	}
	q := feltbog.QuestionText{Type: usual(len(r.open))}
	if rest, ok := strings.CutPrefix(text, "["); ok {
		marks, after, found := strings.Cut(rest, "]")
		if !found || !r.marks(&q, marks) {
			return r.strange()
		}
		text = strings.TrimPrefix(after, " ")
	}
	q.Text = unescape(text)
	siblings := &r.guide.Themes[len(r.guide.Themes)-1].Questions
	var path []int
	if len(r.open) > 0 {
		path = r.open[len(r.open)-1].path
		siblings = &r.questionAt(path).Under
	}
	*siblings = append(*siblings, q)
	if len(path) > maxDepth {
		return CheckGuide(r.guide)
	}
	own := append(append([]int(nil), path...), len(*siblings)-1)
	r.open = append(r.open, item{indent, own})
	return nil
}

// questionAt returns the question of a path in the last theme.
func (r *reader) questionAt(path []int) *feltbog.QuestionText {
	all := r.guide.Themes[len(r.guide.Themes)-1].Questions
	q := &all[path[0]]
	for _, i := range path[1:] {
		q = &q.Under[i]
	}
	return q
}

// marks reads what stands in brackets: weight, type, or both.
func (r *reader) marks(q *feltbog.QuestionText, marks string) bool {
	for m := range strings.SplitSeq(marks, ",") {
		if p, ok := meant(m, func(w Words) map[feltbog.Priority]string { return w.Priorities }, r.words); ok {
			q.Priority = p
			continue
		}
		t, ok := meant(m, func(w Words) map[feltbog.QuestionType]string { return w.Types }, r.words)
		if !ok {
			return false
		}
		q.Type = t
	}
	return true
}

// listItem cuts the dash, the star, the plus or the number off a line of a list.
func listItem(s string) (string, bool) {
	for _, dash := range []string{"-", "*", "+"} {
		if rest, ok := strings.CutPrefix(s, dash); ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t') {
			return strings.TrimSpace(rest), true
		}
	}
	n := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if n > 0 && n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
		return strings.TrimSpace(s[n+1:]), true
	}
	return "", false
}

// indentOf counts the blanks before a line; a tab is four.
func indentOf(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}
