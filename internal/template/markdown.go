package template

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"feltbog/internal/feltbog"
)

// Markdown of a guide, in the words of a language:
//
//	# Name
//
//	**Perspective:** citizen
//
//	**Purpose:** why we ask
//
//	## Before
//
//	- agree on a place
//
//	## Theme 1. Welcome
//
//	**Time:** 5 min
//
//	- [must] Shall I tell why I am here?
//	  - [follow-up] What would you like to know?
//	    > **Comment:** give it time
//
//	## After
//
//	- what surprised me
//
// A line break within a text is a backslash at the end of the line. A sign that Markdown would read has a backslash before
// it. In brackets stand weight and type, where the type is not the usual one: a main question at the margin, a follow-up
// under another.

// WriteMarkdown writes a guide so that people can read it, and ReadGuide reads it as the same guide without ids.
func WriteMarkdown(g *feltbog.GuideText, w Words) []byte {
	b := &markdown{w: w}
	b.line("# " + heading(g.Name))
	if g.Perspective != "" {
		b.field(w.Perspective, w.Perspectives[g.Perspective])
	}
	b.field(w.Audience, g.Audience)
	b.minutes(g.Minutes)
	b.field(w.Purpose, g.Purpose)
	b.list(w.Before, g.Before)
	for i, t := range g.Themes {
		b.line("")
		b.line(fmt.Sprintf("## %s %d. %s", w.Theme, i+1, heading(t.Title)))
		b.minutes(t.Minutes)
		b.field(w.Purpose, t.Purpose)
		if len(t.Questions) > 0 {
			b.line("")
		}
		for _, q := range t.Questions {
			b.question(q, 0)
		}
	}
	b.list(w.After, g.After)
	return []byte(b.String())
}

type markdown struct {
	strings.Builder
	w Words
}

func (b *markdown) line(s string) {
	b.WriteString(s)
	b.WriteByte('\n')
}

func (b *markdown) field(label, text string) {
	if text != "" {
		b.line("")
		b.line("**" + label + ":** " + paragraph(text, ""))
	}
}

func (b *markdown) minutes(n int) {
	if n != 0 {
		b.line("")
		b.line("**" + b.w.Minutes + ":** " + strconv.Itoa(n) + " " + b.w.Unit)
	}
}

func (b *markdown) list(label string, items []string) {
	if len(items) == 0 {
		return
	}
	b.line("")
	b.line("## " + label)
	b.line("")
	for _, i := range items {
		b.line(strings.TrimRight("- "+paragraph(i, "  "), " "))
	}
}

func (b *markdown) question(q feltbog.QuestionText, depth int) {
	indent := strings.Repeat("  ", depth)
	var marks []string
	if q.Priority != "" {
		marks = append(marks, b.w.Priorities[q.Priority])
	}
	if q.Type != usual(depth) {
		marks = append(marks, b.w.Types[q.Type])
	}
	mark := ""
	if len(marks) > 0 {
		mark = "[" + strings.Join(marks, ", ") + "] "
	}
	b.line(indent + "- " + mark + paragraph(q.Text, indent+"  "))
	quoted := false
	quote := func(label, text string) {
		if quoted {
			b.line(indent + "  >")
		}
		quoted = true
		b.line(indent + "  > **" + label + ":** " + paragraph(text, indent+"  > "))
	}
	if q.Comment != "" {
		quote(b.w.Comment, q.Comment)
	}
	for _, r := range q.Research {
		quote(b.w.Research, r.Text)
	}
	for _, u := range q.Under {
		b.question(u, depth+1)
	}
}

// usual is the type of a line that does not say which.
func usual(depth int) feltbog.QuestionType {
	if depth == 0 {
		return feltbog.MainQuestion
	}
	return feltbog.FollowUp
}

// paragraph writes a text so that it stays one paragraph of Markdown; further lines begin with indent.
func paragraph(text, indent string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = escape(l)
	}
	return strings.Join(lines, "\\\n"+indent)
}

// heading writes a text on one line.
func heading(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = escape(l)
	}
	return strings.Join(lines, "&#10;")
}

// escape puts a backslash before what Markdown would read, and writes blanks at the ends and signs that cannot be seen
// as numbers.
func escape(line string) string {
	var b strings.Builder
	runes := []rune(line)
	for i, r := range runes {
		edge := i == 0 || i == len(runes)-1
		switch {
		case strings.ContainsRune("\\`*_[]<>&|~", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case i == 0 && strings.ContainsRune("#+-=", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case (r == '.' || r == ')') && i > 0 && digits(runes[:i]):
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || edge && unicode.IsSpace(r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func digits(runes []rune) bool {
	for _, r := range runes {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// unescape is the way back from escape.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] < 0x80 && (unicode.IsPunct(rune(s[i+1])) || unicode.IsSymbol(rune(s[i+1]))) {
			i++
			b.WriteByte(s[i])
			continue
		}
		if rest, ok := strings.CutPrefix(s[i:], "&#"); ok {
			number, _, found := strings.Cut(rest, ";")
			if n, err := strconv.ParseInt(number, 10, 32); found && err == nil && n > 0 && n <= unicode.MaxRune && !(n >= 0xd800 && n < 0xe000) && plain(number) {
				b.WriteRune(rune(n))
				i += len("&#") + len(number)
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// plain tells digits from "+7", which ParseInt takes too.
func plain(number string) bool { return digits([]rune(number)) }
