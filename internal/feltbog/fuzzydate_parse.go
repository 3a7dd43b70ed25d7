package feltbog

import (
	"slices"
	"strings"
	"unicode"
)

// dateExample stands in every error, because an example teaches faster than a grammar.
const dateExample = "13. marts 2025 kl. 15.00-17.30"

// ParseFuzzyDate reads what people write for a date, in Danish or English: "13. marts 2025 kl. 15.00-17.30",
// "16.-17. januar 2025", "d. 3/4 2025", "2025-04-03", "uge 12 2025", "medio maj", "forår 2025", "fra april til december".
// A year that is not written is taken from runningYear and marked as guessed; with runningYear 0 it is an error. Figures
// are day before month. A winter is named by the year it begins in. Brackets hold a remark, which makes the date
// tentative. Empty text is no date. Every other text is an error of code EInvalid; FuzzyNote keeps it as a remark.
func ParseFuzzyDate(text string, runningYear int) (FuzzyDate, error) {
	outside, remarks := splitRemarks(text)
	p := dateParser{toks: dateTokens(outside), runningYear: runningYear}
	var d FuzzyDate
	if !p.done() {
		var ok bool
		d, ok = p.date()
		switch {
		case p.problem != nil:
			return FuzzyDate{}, p.problem.With("value", text)
		case !ok || !d.valid():
			return FuzzyDate{}, Errorf(EInvalid, "fuzzydate.format", "%q is not a date: write it as %s, marts 2025, uge 12 2025 or forår 2025",
				text, dateExample).With("value", text).With("example", dateExample)
		}
	}
	for _, r := range remarks {
		d = d.absorb(r)
	}
	return d, nil
}

// splitRemarks parts the text from what stands in brackets. A bracket that is never closed reaches to the end.
func splitRemarks(text string) (outside string, remarks []string) {
	var out, in strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '(':
			if depth++; depth > 1 {
				in.WriteRune(r)
			}
		case r == ')' && depth > 0:
			if depth--; depth > 0 {
				in.WriteRune(r)
				continue
			}
			remarks = append(remarks, in.String())
			in.Reset()
			out.WriteByte(' ')
		case depth > 0:
			in.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	if depth > 0 {
		remarks = append(remarks, in.String())
	}
	return out.String(), remarks
}

// absorb takes in one remark: a clock time or a mark of our own is understood, the rest is kept as text.
func (d FuzzyDate) absorb(remark string) FuzzyDate {
	remark = cleanRemark(remark)
	switch lower := strings.ToLower(remark); {
	case remark == "":
		return d
	case d.Dated() && (lower == danishDate.guessed || lower == englishDate.guessed):
		d.yearGuessed = true
		return d
	case lower == danishDate.tentative || lower == englishDate.tentative || lower == "?":
		d.tentative = true
		return d
	}
	if d.takesClock() && d.clock.rel == relNone {
		p := dateParser{toks: dateTokens(remark)}
		if c, ok := p.clockTime(false); ok && p.done() && c.valid() {
			d.clock = c
			return d
		}
	}
	return d.withNote(remark)
}

func (d FuzzyDate) withNote(text string) FuzzyDate {
	text = cleanRemark(text)
	if text == "" {
		return d
	}
	if d.note != "" {
		text = d.note + "; " + text
	}
	d.note, d.tentative = text, true
	return d
}

// cleanRemark makes a remark that stands in brackets on one line.
func cleanRemark(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '(':
			return '['
		case r == ')':
			return ']'
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// dateToken is a number, a word in lower case or a single sign; gap tells that space stands before it.
type dateToken struct {
	kind byte // 'n', 'w', 's', or 0 at the end
	text string
	num  int
	gap  bool
}

func dateTokens(s string) []dateToken {
	var toks []dateToken
	gap := false
	for _, r := range strings.ToLower(s) {
		kind := byte('s')
		switch {
		case unicode.IsSpace(r):
			gap = true
			continue
		case r >= '0' && r <= '9':
			kind = 'n'
		case unicode.IsLetter(r):
			kind = 'w'
		case strings.ContainsRune("‐‑‒–—−", r):
			r = '-'
		case strings.ContainsRune("’‘´`", r):
			r = '\''
		}
		last := len(toks) - 1
		if last < 0 || gap || kind == 's' || toks[last].kind != kind {
			toks = append(toks, dateToken{kind: kind, gap: gap})
			last++
		}
		toks[last].text += string(r)
		if kind == 'n' && len(toks[last].text) <= 4 {
			toks[last].num = toks[last].num*10 + int(r-'0')
		}
		gap = false
	}
	return toks
}

// dateParser walks over the tokens; a method that reports false leaves the position where it was unless it says so.
type dateParser struct {
	toks        []dateToken
	pos         int
	runningYear int
	problem     *Error // says more than "not a date"
}

func (p *dateParser) peek(n int) dateToken {
	if p.pos+n < len(p.toks) {
		return p.toks[p.pos+n]
	}
	return dateToken{}
}

func (p *dateParser) done() bool { return p.pos >= len(p.toks) }

// word takes the next token when it is one of the words.
func (p *dateParser) word(words ...string) bool {
	t := p.peek(0)
	if t.kind != 'w' || !slices.Contains(words, t.text) {
		return false
	}
	p.pos++
	return true
}

func (p *dateParser) sign(signs string) bool {
	if t := p.peek(0); t.kind == 's' && strings.Contains(signs, t.text) {
		p.pos++
		return true
	}
	return false
}

// dateWord finds the next token in a table of names; three letters or more are enough where no other name starts so.
func (p *dateParser) dateWord(tables ...[]string) (n int, ok bool) {
	t := p.peek(0)
	if t.kind != 'w' || len(t.text) < 3 {
		return 0, false
	}
	for _, table := range tables {
		for i, name := range table {
			if name != "" && (strings.HasPrefix(strings.ToLower(name), t.text) || t.text == strings.ToLower(name)+"en" ||
				t.text == strings.ToLower(name)+"et") {
				p.pos++
				return i, true
			}
		}
	}
	return 0, false
}
