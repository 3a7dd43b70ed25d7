package feltbog

import (
	"strconv"
	"strings"
	"unicode"
)

// WarningKey names a warning; a question remembers which of them somebody has looked at.
type WarningKey string

// The warnings. They are shown beside the text while it is written and never keep anybody from anything: openings,
// word, say, sum and planned fill their sentences in.
const (
	WarnYesNo  WarningKey = "guide.warn.yes_no"
	WarnTwo    WarningKey = "guide.warn.two"
	WarnJargon WarningKey = "guide.warn.jargon"
	WarnLong   WarningKey = "guide.warn.long"
	WarnShort  WarningKey = "guide.warn.short"
)

// GuideWarning is one thing that may be worth another look.
type GuideWarning struct {
	Key WarningKey
	// Question it is about; none for the time.
	Question ID
	// Start and End are the place in the question's text, in bytes.
	Start, End int
	// Args fill the sentence in.
	Args map[string]string
	// Kept tells that somebody looked and left it as it stands.
	Kept bool
}

// WarnQuestion looks at the text of one question. Only main questions are asked to be open; what is ticked off or done
// together is no question. The words of the trade matter where those who are asked are not of the trade.
func WarnQuestion(text string, kind QuestionType, of Perspective, w *Writing) []GuideWarning {
	var out []GuideWarning
	asks := kind == MainQuestion || kind == FollowUp || kind == Probe
	ends := questionEnds(text)
	if kind == MainQuestion {
		out = append(out, w.closed(text, ends)...)
	}
	if asks && len(ends) > 1 {
		start := ends[0].end
		for start < len(text) && unicode.IsSpace(rune(text[start])) {
			start++
		}
		out = append(out, GuideWarning{Key: WarnTwo, Start: start, End: ends[len(ends)-1].end})
	}
	switch of {
	case Professional, Leader, Administrator, Politician, Researcher:
	default:
		if asks { // what is ticked off is read by the interviewer alone
			out = append(out, w.jargon(text)...)
		}
	}
	return out
}

// WarnGuide looks at a whole guide: every question, and the time of the themes against the planned length. A guide is
// too short when its themes fill less than two thirds of the time. themes and questions may belong to other guides too.
func WarnGuide(g *Guide, themes []*GuideTheme, questions []*Question, w *Writing) []GuideWarning {
	var out []GuideWarning
	sum, timed := 0, true
	for _, t := range themes {
		if t.Guide == g.ID {
			sum += t.Minutes
			timed = timed && t.Minutes > 0
		}
	}
	args := map[string]string{"sum": strconv.Itoa(sum), "planned": strconv.Itoa(g.Minutes)}
	switch {
	case g.Minutes == 0 || sum == 0:
	case sum > g.Minutes:
		out = append(out, GuideWarning{Key: WarnLong, Args: args})
	case timed && sum*3 < g.Minutes*2:
		out = append(out, GuideWarning{Key: WarnShort, Args: args})
	}
	for _, q := range questions {
		if q.Guide != g.ID {
			continue
		}
		for _, x := range WarnQuestion(q.Text, q.Type, g.Perspective, w) {
			x.Question, x.Kept = q.ID, q.Keeps(x.Key)
			out = append(out, x)
		}
	}
	return out
}

// sentence is where a sentence stands in a text.
type sentence struct{ start, end int }

// questionEnds returns the sentences that end in a question mark. Several marks in a row are one.
func questionEnds(text string) []sentence {
	var out []sentence
	start := 0
	for i := 0; i < len(text); i++ {
		if !strings.ContainsRune(".?!:\n", rune(text[i])) {
			continue
		}
		asked := text[i] == '?'
		for i+1 < len(text) && strings.IndexByte("?!.", text[i+1]) >= 0 {
			i++
			asked = asked || text[i] == '?'
		}
		if asked {
			out = append(out, sentence{start, i + 1})
		}
		start = i + 1
	}
	return out
}

// word is a word with its place in a text.
type word struct {
	sentence
	text string
}

// wordsIn returns the words of text[from:to].
func wordsIn(text string, from, to int) []word {
	var out []word
	start := -1
	for i, r := range text[from:to] {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		if letter && start < 0 {
			start = from + i
		}
		if !letter && start >= 0 {
			out = append(out, word{sentence{start, from + i}, text[start : from+i]})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, word{sentence{start, to}, text[start:to]})
	}
	return out
}

// closed finds questions that open so that yes or no is an answer.
func (w *Writing) closed(text string, asked []sentence) []GuideWarning {
	var out []GuideWarning
	for _, s := range asked {
		words := wordsIn(text, s.start, s.end)
		if len(words) < 2 || !contains(w.Openings, words[0].text) || !contains(w.Subjects, words[1].text) {
			continue
		}
		if strings.TrimSpace(text[words[0].end:words[1].start]) != "" { // "Ja, du": a comma is no opening
			continue
		}
		args := map[string]string{"openings": strings.Join(w.Try, ", ")}
		out = append(out, GuideWarning{Key: WarnYesNo, Start: words[0].start, End: words[1].end, Args: args})
	}
	return out
}

// contains looks a word up without regard to capitals, save where the list has one.
func contains(list []string, word string) bool {
	low := strings.ToLower(word)
	for _, x := range list {
		if x == word || x == low && x == strings.ToLower(x) {
			return true
		}
	}
	return false
}

// jargon finds words of the trade.
func (w *Writing) jargon(text string) []GuideWarning {
	var out []GuideWarning
	for _, x := range wordsIn(text, 0, len(text)) {
		low := strings.ToLower(x.text)
		for _, j := range w.Jargon {
			if j.is(low) {
				args := map[string]string{"word": x.text, "say": j.Say}
				out = append(out, GuideWarning{Key: WarnJargon, Start: x.start, End: x.end, Args: args})
				break
			}
		}
	}
	return out
}

// is reports whether a word in small letters is one of the forms.
func (j JargonWord) is(low string) bool {
	if low == strings.ToLower(j.Word) {
		return true
	}
	for _, f := range j.Forms {
		f = strings.ToLower(f)
		if stem, open := strings.CutSuffix(f, "*"); low == f || open && strings.HasPrefix(low, stem) {
			return true
		}
	}
	return false
}
