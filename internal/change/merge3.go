package change

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Propose merges two versions of a long text that were both written from ancestor, by paragraph and sentence. It is a
// proposal for the person who is shown both versions, never an answer of its own accord. clean is false, and merged
// empty, when the versions change the same sentence or neighbouring ones: what one wrote there may depend on what the
// other took away.
//
// A clean proposal holds every sentence that either of them wrote, and every sentence of ancestor that neither of them
// touched. What one of them took out stays out.
// Source: Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007.
func Propose(ancestor, a, b string) (merged string, clean bool) {
	switch {
	case a == b || b == ancestor:
		return a, true
	case a == ancestor:
		return b, true
	}
	old := pieces(ancestor)
	ours, theirs := hunks(old, pieces(a)), hunks(old, pieces(b))
	var out strings.Builder
	at := 0
	for len(ours)+len(theirs) > 0 {
		var h hunk
		switch {
		case len(theirs) == 0 || (len(ours) > 0 && ours[0].to < theirs[0].from):
			h, ours = ours[0], ours[1:]
		case len(ours) == 0 || theirs[0].to < ours[0].from:
			h, theirs = theirs[0], theirs[1:]
		case ours[0].same(theirs[0]): // both did the same
			h, ours, theirs = ours[0], ours[1:], theirs[1:]
		default:
			return "", false
		}
		out.WriteString(strings.Join(old[at:h.from], ""))
		out.WriteString(strings.Join(h.text, ""))
		at = h.to
	}
	out.WriteString(strings.Join(old[at:], ""))
	return out.String(), true
}

// Written returns the passages of now that old does not have in their place, by sentence: from and up to, in runes. What was
// only taken out leaves no passage.
func Written(old, now string) [][2]int {
	before, after := pieces(old), pieces(now)
	var out [][2]int
	at, rune0, was := 0, 0, 0 // in after, its first rune, and in before
	for _, h := range hunks(before, after) {
		for ; was < h.from; was, at = was+1, at+1 {
			rune0 += utf8.RuneCountInString(after[at])
		}
		from := rune0
		for range h.text {
			rune0 += utf8.RuneCountInString(after[at])
			at++
		}
		was = h.to
		if rune0 > from {
			out = append(out, [2]int{from, rune0})
		}
	}
	return out
}

// pieces splits a text before each line break and before the space that follows a sentence. Joined they are the text.
// The break goes with what follows it, so that adding a paragraph at the end does not touch the one before.
func pieces(s string) []string {
	var out []string
	start, ended := 0, -1 // ended: where the spaces after a finished sentence begin
	var last rune
	for i, r := range s {
		switch {
		case r == '\n' && last != '\n':
			out, start = cut(out, s, start, i)
			ended = -1
		case unicode.IsSpace(r):
			if strings.ContainsRune(".!?…", last) {
				ended = i
			}
		default:
			if ended > 0 && !unicode.IsLower(r) { // "kl. ti" is no end
				out, start = cut(out, s, start, ended)
			}
			ended = -1
		}
		last = r
	}
	out, _ = cut(out, s, start, len(s))
	return out
}

func cut(out []string, s string, from, to int) ([]string, int) {
	if from < to {
		out = append(out, s[from:to])
	}
	return out, to
}

// hunk says that the pieces [from, to) of the old text became text.
type hunk struct {
	from, to int
	text     []string
}

func (h hunk) same(o hunk) bool {
	return h.from == o.from && h.to == o.to && slices.Equal(h.text, o.text)
}

// maxCells bounds the table that hunks fills. Beyond it the whole middle counts as one change, which is still right.
const maxCells = 1 << 22

// hunks returns what turns old into now, in order, with at least one untouched piece between two hunks.
func hunks(old, now []string) []hunk {
	head := 0
	for head < len(old) && head < len(now) && old[head] == now[head] {
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(now)-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	a, b := old[head:len(old)-tail], now[head:len(now)-tail]
	if len(a)+len(b) == 0 {
		return nil
	}
	if len(a)*len(b) > maxCells {
		return []hunk{{from: head, to: head + len(a), text: b}}
	}
	// common[i][j] is the length of the longest common subsequence of a[i:] and b[j:].
	w := len(b) + 1
	common := make([]int32, (len(a)+1)*w)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*w+j] = common[(i+1)*w+j+1] + 1
			} else {
				common[i*w+j] = max(common[(i+1)*w+j], common[i*w+j+1])
			}
		}
	}
	var out []hunk
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		h := hunk{from: head + i}
		from := j
		for (i < len(a) || j < len(b)) && (i == len(a) || j == len(b) || a[i] != b[j]) {
			if j == len(b) || (i < len(a) && common[(i+1)*w+j] >= common[i*w+j+1]) {
				i++
			} else {
				j++
			}
		}
		h.to, h.text = head+i, b[from:j]
		out = append(out, h)
	}
	return out
}
