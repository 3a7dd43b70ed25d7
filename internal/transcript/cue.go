package transcript

import (
	"context"
	"errors"
	"html"
	"regexp"
	"strings"
	"time"
)

var (
	timing = regexp.MustCompile(`^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})`)
	voice  = regexp.MustCompile(`<v(?:\.[^ >]*)?\s+([^>]*)>`)
	tag    = regexp.MustCompile(`</?[A-Za-z0-9][^>]*>|\{\\[^}]*\}`)
)

// pause is how long nobody says anything before a new paragraph begins, and longest how many characters one gets.
const (
	pause   = 2 * time.Second
	longest = 700
)

// readCues reads WebVTT and SubRip: short pieces with times. Pieces of one speaker without a pause become a paragraph.
func readCues(ctx context.Context, b []byte) ([]Paragraph, error) {
	text, err := decode(b)
	if err != nil {
		return nil, err
	}
	var all []Paragraph
	for i, block := range strings.Split(text, "\n\n") {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		lines := strings.Split(strings.Trim(block, "\n"), "\n")
		for len(lines) > 0 && !timing.MatchString(lines[0]) {
			lines = lines[1:] // a number, a name, a note, a style
		}
		if len(lines) == 0 {
			continue
		}
		m := timing.FindStringSubmatch(lines[0])
		start, ok := clock(m[1])
		end, fine := clock(m[2])
		if !ok || !fine || end < start {
			return nil, broken(errors.New("a time in it ends before it begins: " + lines[0]))
		}
		all = append(all, spoken(strings.Join(lines[1:], "\n"), start, end)...)
	}
	if len(all) == 0 {
		return nil, broken(errors.New("there are no times in it"))
	}
	return together(speakers(all)), nil
}

// spoken divides a piece by who speaks in it.
func spoken(text string, start, end time.Duration) []Paragraph {
	var out []Paragraph
	add := func(who, words string) {
		if s := oneLine(html.UnescapeString(tag.ReplaceAllString(words, ""))); s != "" {
			out = append(out, Paragraph{Speaker: oneLine(html.UnescapeString(who)), Text: s, Start: start, End: end})
		}
	}
	at, who := 0, ""
	for _, m := range voice.FindAllStringSubmatchIndex(text, -1) {
		add(who, text[at:m[0]])
		who, at = text[m[2]:m[3]], m[1]
	}
	add(who, text[at:])
	return out
}

// together joins pieces that follow each other.
func together(all []Paragraph) []Paragraph {
	var out []Paragraph
	for _, p := range all {
		if n := len(out) - 1; n >= 0 && out[n].Speaker == p.Speaker && p.Start-out[n].End < pause && len(out[n].Text)+len(p.Text) < longest {
			out[n].Text += " " + p.Text
			out[n].End = p.End
			continue
		}
		out = append(out, p)
	}
	return out
}
