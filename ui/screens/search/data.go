package search

import (
	"context"
	"strings"
	"unicode/utf8"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/widgets"
)

// groups are the filters, each with the kinds that it lets through.
var groups = []struct {
	name  string
	kinds []feltbog.Kind
}{
	{"notes", []feltbog.Kind{feltbog.KindNoteBlock, feltbog.KindAnswer, feltbog.KindDebrief}},
	{"photos", []feltbog.Kind{feltbog.KindPhoto, feltbog.KindPhotoTalk, feltbog.KindPhotoSet, feltbog.KindPhotoSetMember, feltbog.KindRegion, feltbog.KindPile, feltbog.KindPileSort}},
	{"people", []feltbog.Kind{feltbog.KindParticipant, feltbog.KindIdentity, feltbog.KindContact, feltbog.KindActor, feltbog.KindMember}},
	{"visits", []feltbog.Kind{feltbog.KindSession, feltbog.KindPlace}},
	{"material", []feltbog.Kind{feltbog.KindExcerpt, feltbog.KindInterpretation, feltbog.KindTheme, feltbog.KindLearningPoint, feltbog.KindRecommendation,
		feltbog.KindTrialAction, feltbog.KindSource, feltbog.KindEvidenceLink, feltbog.KindMemberCheck}},
	{"tags", []feltbog.Kind{feltbog.KindTag}},
	{"plan", []feltbog.Kind{feltbog.KindProject, feltbog.KindPrinciple, feltbog.KindPlanRow, feltbog.KindPlanAction, feltbog.KindPlanChange, feltbog.KindMethodCard,
		feltbog.KindGroundRule, feltbog.KindGuide, feltbog.KindGuideTheme, feltbog.KindQuestion, feltbog.KindResearchQuestion}},
}

// row is one line of what was found, or the name of what stands below it.
type row struct {
	app.Heading
	text   string // where the words stand
	marks  []widgets.Span
	merged bool // the text begins with the title and stands in its place
	head   bool
	label  string
}

// found is what the list shows for one question.
type found struct {
	asked string
	rows  []row
	more  bool
	n     int
}

// search asks for what a text and filters find.
func (s *Search) search(text string, only []feltbog.Kind) func(context.Context) (found, error) {
	return func(ctx context.Context) (found, error) {
		if strings.TrimSpace(text) == "" && len(only) == 0 {
			return s.recent(ctx)
		}
		f := found{asked: text}
		got, err := s.deps.Find(ctx, app.Query{Text: text, Kinds: only, AsYouType: true, Best: true, Limit: 50})
		for _, h := range got.Hits {
			f.rows = append(f.rows, rowOf(h))
		}
		f.n, f.more = len(f.rows), got.More
		return f, err
	}
}

// recent returns what was opened last.
func (s *Search) recent(ctx context.Context) (found, error) {
	all, err := s.deps.Recent(ctx)
	var f found
	for _, h := range all {
		f.rows = append(f.rows, row{Heading: h})
	}
	if f.n = len(f.rows); f.n > 0 {
		f.rows = append([]row{{head: true, label: i18n.T("search.recent")}}, f.rows...)
	}
	return f, err
}

// rowOf makes a row of a hit. The snippet is left out when it says no more than the title, and takes its place when it
// begins with it.
func rowOf(h app.Sighting) row {
	r := row{Heading: h.Heading, text: strings.ReplaceAll(h.Snippet, "\n", " "), marks: spans(h)}
	begins := strings.TrimSuffix(h.Title, " …")
	if r.merged = begins == "" || strings.HasPrefix(r.text, begins); !r.merged {
		r.text, r.marks = near(r.text, r.marks)
	}
	return r
}

// lead is how many characters stand before the first word that was looked for, where there is one line only.
const lead = 28

// near cuts the beginning of a text so that its first mark is in sight.
func near(text string, marks []widgets.Span) (string, []widgets.Span) {
	if len(marks) == 0 || marks[0].From <= 2*lead {
		return text, marks
	}
	runes := []rune(text)
	from := marks[0].From - lead
	for from < marks[0].From && runes[from-1] != ' ' {
		from++
	}
	cut := make([]widgets.Span, len(marks))
	for i, m := range marks {
		cut[i] = widgets.Span{From: m.From - from + 1, To: m.To - from + 1, Kind: m.Kind}
	}
	return "…" + string(runes[from:]), cut
}

// spans turns the marks of a snippet, which count bytes, into those of a text, which count characters.
func spans(h app.Sighting) []widgets.Span {
	var all []widgets.Span
	for _, m := range h.Marks {
		if m.Start < 0 || m.End > len(h.Snippet) || m.Start > m.End {
			continue
		}
		from := utf8.RuneCountInString(h.Snippet[:m.Start])
		all = append(all, widgets.Span{From: from, To: from + utf8.RuneCountInString(h.Snippet[m.Start:m.End]), Kind: widgets.HitSpan})
	}
	return all
}
