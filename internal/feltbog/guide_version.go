package feltbog

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// KindGuideVersion is the kind of GuideVersion.
const KindGuideVersion Kind = "guide_version"

// GuideState is where a version of a guide is in its life.
type GuideState string

// The states, in the order of a guide's life.
const (
	GuideDraft     GuideState = "draft"     // udkast
	GuideQualified GuideState = "qualified" // kvalificeret
	GuideInUse     GuideState = "in_use"    // i brug
	GuideClosed    GuideState = "closed"    // lukket
)

// GuideStates lists them in the order of a guide's life.
func GuideStates() []GuideState {
	return []GuideState{GuideDraft, GuideQualified, GuideInUse, GuideClosed}
}

// MayBecome reports whether a version may go from one state to another. The way leads forward; a draft may be used at
// once, because nobody is stopped on the way into the field, and what was closed may be taken up again.
func (s GuideState) MayBecome(next GuideState) bool {
	switch next {
	case GuideQualified:
		return s == GuideDraft
	case GuideInUse:
		return s == GuideDraft || s == GuideQualified || s == GuideClosed
	case GuideClosed:
		return s != GuideClosed
	}
	return false
}

// GuideVersion is a guide as it stood when it was first used or approved ("guideversion"). Its content never changes, and
// its id is made of the content: two machines that freeze the same draft make the same version. Only State may change.
type GuideVersion struct {
	Base
	// Guide it is a version of.
	Guide ID `field:"guide,required,index,ref=guide" json:"guide"`
	// Number of the version; two made apart may share one, and both stay.
	Number int `field:"number,required,silent" json:"number"`
	// Name the guide had.
	Name string `field:"name,required,search" json:"name"`
	// State is where the version is in its life.
	State GuideState `field:"state,required" json:"state"`
	// Themes with their questions, in order.
	Themes []FrozenTheme `field:"themes,required" json:"themes"`
	// Before is the checklist before the conversation.
	Before []string `field:"before" json:"before"`
	// After are the questions the interviewer answers the same day.
	After []string `field:"after" json:"after"`
	// Hash is the SHA-256 of the content in hexadecimal digits.
	Hash string `field:"hash,required,index" json:"hash"`
	// Made is when it was frozen.
	Made Instant `field:"made,silent" json:"made"`
	// Reason says what was changed since the version before.
	Reason string `field:"reason,search,long" json:"reason"`
}

// FrozenTheme is a theme of a frozen guide.
type FrozenTheme struct {
	// ID of the GuideTheme.
	ID ID `json:"id"`
	// Title of the theme.
	Title string `json:"title"`
	// Purpose says what the theme is to open.
	Purpose string `json:"purpose"`
	// Minutes planned for it.
	Minutes int `json:"minutes"`
	// Questions in order; what follows a question stands after it and names it as Parent.
	Questions []FrozenQuestion `json:"questions"`
}

// FrozenQuestion is a question of a frozen guide.
type FrozenQuestion struct {
	// ID of the Question; notes and answers point to it.
	ID ID `json:"id"`
	// Parent is the question that a follow-up or a probe belongs to.
	Parent ID `json:"parent"`
	// Type says what the line is for.
	Type QuestionType `json:"type"`
	// Priority says how much it matters that it is asked.
	Priority Priority `json:"priority"`
	// Text as it is asked.
	Text string `json:"text"`
	// Comment to the interviewer.
	Comment string `json:"comment"`
	// ResearchQuestions the answer helps with.
	ResearchQuestions []ID `json:"research_questions"`
}

// Kind implements Record.
func (*GuideVersion) Kind() Kind { return KindGuideVersion }

// Validate implements Record: the state is known and the content is what the hash says.
func (g *GuideVersion) Validate() error {
	return first(
		oneOf(g, "state", g.State, GuideStates()),
		within(g, "number", g.Number, 1, 9999),
		when(g.Hash != g.ContentHash(), wrong(g, "hash", g.Hash, rule("rule.frozen", "the content of a frozen guide cannot be changed"))),
	)
}

// ContentHash computes the hash of what never changes: guide, name, themes, questions and checklists. Empty lists count
// as none, because storage does not tell them apart.
func (g *GuideVersion) ContentHash() string {
	var themes []FrozenTheme
	for _, t := range g.Themes {
		var questions []FrozenQuestion
		for _, q := range t.Questions {
			q.ResearchQuestions = append([]ID(nil), q.ResearchQuestions...)
			questions = append(questions, q)
		}
		t.Questions = questions
		themes = append(themes, t)
	}
	b, err := json.Marshal([]any{g.Guide, g.Name, themes, append([]string(nil), g.Before...), append([]string(nil), g.After...)})
	if err != nil {
		panic("feltbog: a guide cannot be written: " + err.Error()) // cannot be: only plain types stand above
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// FreezeGuide takes the snapshot of a draft. themes and questions may come in any order and may belong to other guides
// too. The id of the version is made of its content.
func FreezeGuide(g *Guide, themes []*GuideTheme, questions []*Question, number int) *GuideVersion {
	v := &GuideVersion{Guide: g.ID, Number: number, Name: g.Name, State: GuideDraft,
		Before: slices.Clone(g.Before), After: slices.Clone(g.After)}
	themes, questions = slices.Clone(themes), slices.Clone(questions)
	slices.SortFunc(themes, func(a, b *GuideTheme) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), bytes.Compare(a.ID[:], b.ID[:]))
	})
	slices.SortFunc(questions, func(a, b *Question) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), bytes.Compare(a.ID[:], b.ID[:]))
	})
	for _, t := range themes {
		if t.Guide == g.ID {
			f := FrozenTheme{ID: t.ID, Title: t.Title, Purpose: t.Purpose, Minutes: t.Minutes}
			v.Themes = append(v.Themes, freezeQuestions(f, questions))
		}
	}
	v.Hash = v.ContentHash()
	sum, _ := hex.DecodeString(v.Hash)
	copy(v.ID[:], sum)
	return v
}

// freezeQuestions puts each question of the theme before what follows it. A question whose parent is gone, or is its own
// follower by a merge, comes at the end rather than nowhere.
func freezeQuestions(t FrozenTheme, sorted []*Question) FrozenTheme {
	taken := map[ID]bool{}
	var take func(q *Question)
	take = func(q *Question) {
		if taken[q.ID] {
			return
		}
		taken[q.ID] = true
		research := append([]ID(nil), q.ResearchQuestions...) // a set has no order of its own
		slices.SortFunc(research, func(a, b ID) int { return bytes.Compare(a[:], b[:]) })
		t.Questions = append(t.Questions, FrozenQuestion{ID: q.ID, Parent: q.Parent, Type: q.Type, Priority: q.Priority, Text: q.Text,
			Comment: q.Comment, ResearchQuestions: research})
		for _, f := range sorted {
			if f.Theme == t.ID && f.Parent == q.ID {
				take(f)
			}
		}
	}
	for _, rootsOnly := range []bool{true, false} {
		for _, q := range sorted {
			if q.Theme == t.ID && (!rootsOnly || q.Parent.IsZero()) {
				take(q)
			}
		}
	}
	return t
}
