package transcript

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// label is a line that begins with whoever speaks, and perhaps when: "[00:01:02] Taler 1: Ja", "B-07 (12:30): Nej".
var label = regexp.MustCompile(`^\s*(?:[\[(]?(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)[\])]?\s*[-–]?\s*)?(?:\*\*|__)?([\p{L}][\p{L}\p{N} .\-]{0,38}?)(?:\s*[\[(](\d{1,2}:\d{2}(?::\d{2})?)[\])])?(?:\*\*|__)?\s*:(?:\*\*|__)?(?:\s+|$)`)

// speaks reports whether a line may begin with a speaker.
func speaks(line string) bool {
	m := label.FindStringSubmatch(line)
	return m != nil && isName(m[2])
}

// isName reports whether a label may name somebody: few words, the first with a capital.
func isName(s string) bool {
	words := strings.Fields(s)
	first := []rune(s)
	return len(words) > 0 && len(words) <= 4 && unicode.IsUpper(first[0])
}

// speakers takes the labels of those who speak out of the text. A label counts when it comes back: a colon alone is no
// proof that somebody begins to speak.
func speakers(all []Paragraph) []Paragraph {
	often := map[string]int{}
	for _, p := range all {
		if m := label.FindStringSubmatch(p.Text); p.Speaker == "" && m != nil && isName(m[2]) {
			often[m[2]]++
		}
	}
	for i, p := range all {
		m := label.FindStringSubmatch(p.Text)
		if p.Speaker != "" || m == nil || often[m[2]] < 2 {
			continue
		}
		all[i].Speaker = m[2]
		all[i].Text = oneLine(p.Text[len(m[0]):])
		for _, at := range []string{m[1], m[3]} {
			if t, ok := clock(at); ok && p.Start == 0 {
				all[i].Start = t
			}
		}
	}
	out := all[:0]
	for _, p := range all {
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// clock reads "1:02", "00:01:02" or "00:01:02.500".
func clock(s string) (time.Duration, bool) {
	if s == "" {
		return 0, false
	}
	whole, part, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	var d time.Duration
	for _, f := range strings.Split(whole, ":") {
		n, err := strconv.Atoi(f)
		if err != nil || n < 0 || n > 100_000 {
			return 0, false
		}
		d = d*60 + time.Duration(n)
	}
	d *= time.Second
	if part != "" {
		n, err := strconv.Atoi((part + "000")[:3])
		if err != nil {
			return 0, false
		}
		d += time.Duration(n) * time.Millisecond
	}
	return d, true
}
