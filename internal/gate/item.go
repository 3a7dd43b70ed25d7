package gate

import (
	"context"
	"slices"
	"time"

	"feltbog/internal/feltbog"
)

// Item names one thing that is to leave.
type Item struct {
	Kind feltbog.Kind `json:"kind"`
	ID   feltbog.ID   `json:"id"`
}

// claim is one person's part in an item.
type claim struct {
	person feltbog.ID
	as     feltbog.Material
}

// contents are what an item is: whose, and what else stands in its way.
type contents struct {
	rec    feltbog.Record
	claims []claim
	times  []feltbog.Instant // when it was captured, for those whose material rests
	blocks []Reason
	// about tells that it holds what people said, did or look like, so that it has to be covered.
	about bool
	// extra comes on top of everybody's part.
	extra   []feltbog.Material
	session feltbog.ID
	from    []feltbog.ID // what an excerpt is taken from
	pixels  string       // marks what the picture in it is made of: the file, how it is held, what is covered
}

func (c *contents) claim(as feltbog.Material, people ...feltbog.ID) {
	for _, p := range people {
		if n := (claim{p, as}); !p.IsZero() && !slices.Contains(c.claims, n) {
			c.claims = append(c.claims, n)
		}
	}
}

func (c *contents) block(v Verdict, why *feltbog.Error) {
	c.blocks = append(c.blocks, Reason{Verdict: v, Why: why})
}

// own are the kinds of the project's own papers, which are about nobody.
var own = []feltbog.Kind{
	feltbog.KindProject, feltbog.KindPrinciple, feltbog.KindPlanRow, feltbog.KindPlanAction, feltbog.KindPlanChange, feltbog.KindMethodCard,
	feltbog.KindGroundRule, feltbog.KindResearchQuestion, feltbog.KindGuide, feltbog.KindGuideTheme, feltbog.KindQuestion,
	feltbog.KindGuideVersion, feltbog.KindInformationLetter,
}

// look finds out what an item is. depth bounds excerpts of excerpts.
func (g *asking) look(ctx context.Context, it Item, depth int) (contents, error) {
	var c contents
	rec, err := g.reader.Record(ctx, it.ID)
	if feltbog.ErrorCode(err) == feltbog.ENotFound || err == nil && (rec == nil || rec.Kind() != it.Kind) || depth > 4 {
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.gone", "it is not there any more"))
		return c, nil
	}
	if err != nil {
		return c, err
	}
	c.rec = rec
	switch r := rec.(type) {
	case *feltbog.NoteBlock:
		err = g.note(ctx, &c, r)
	case *feltbog.Answer:
		err = g.reply(ctx, &c, r)
	case *feltbog.Source:
		err = g.source(ctx, &c, r)
	case *feltbog.PhotoTalk:
		c.claim(feltbog.MaterialQuote, r.Participant)
		err = g.everybody(ctx, &c, feltbog.MaterialQuote, r.Session)
	case *feltbog.Debrief:
		c.times = []feltbog.Instant{r.Held}
		err = g.everybody(ctx, &c, feltbog.MaterialNote, r.Session)
	case *feltbog.Attachment:
		err = g.attachment(ctx, &c, r)
	case *feltbog.Photo:
		err = g.photo(ctx, &c, r)
	case *feltbog.Excerpt:
		err = g.excerpt(ctx, &c, r, depth)
	default:
		c.other(rec.Kind())
	}
	return c, err
}

func (c *contents) other(kind feltbog.Kind) {
	schema := feltbog.SchemaOf(kind)
	switch {
	case slices.Contains(own, kind):
	case schema != nil && schema.Spaces[0] == feltbog.RegisterSpace:
		c.block(No, feltbog.Errorf(feltbog.ERefused, "gate.register", "what lies in the register of names stays there"))
	default:
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.kind", "nothing of this kind leaves"))
	}
}

func (g *asking) note(ctx context.Context, c *contents, r *feltbog.NoteBlock) error {
	c.times = []feltbog.Instant{r.Happened, r.Noted}
	as := feltbog.MaterialNote
	if r.Type.Quotes() {
		as = feltbog.MaterialQuote
		c.claim(as, r.Speaker)
		if r.Speaker.IsZero() { // whoever it is about may have said it
			c.claim(as, r.Participants...)
		}
	}
	c.claim(feltbog.MaterialNote, append(slices.Clone(r.Participants), r.Speaker)...)
	return g.everybody(ctx, c, as, r.Session)
}

func (g *asking) reply(ctx context.Context, c *contents, r *feltbog.Answer) error {
	c.times = []feltbog.Instant{r.Noted}
	as := feltbog.MaterialNote
	if r.Verbatim {
		as = feltbog.MaterialQuote
	}
	c.claim(as, r.Participant)
	return g.everybody(ctx, c, feltbog.MaterialQuote, r.Session)
}

func (g *asking) source(ctx context.Context, c *contents, r *feltbog.Source) error {
	c.claim(feltbog.MaterialQuote, r.Participants...)
	if r.Type != feltbog.Transcript && len(r.Participants) == 0 && r.Session.IsZero() {
		c.about = true // a document names people all the same
		return nil
	}
	c.times = []feltbog.Instant{r.Imported}
	return g.everybody(ctx, c, feltbog.MaterialQuote, r.Session)
}

func (g *asking) attachment(ctx context.Context, c *contents, r *feltbog.Attachment) error {
	as := feltbog.MaterialNote
	switch r.Type {
	case feltbog.Sound:
		as = feltbog.MaterialSound
	case feltbog.Video:
		as = feltbog.MaterialSound
		c.claim(feltbog.MaterialImage, r.Participants...)
	case feltbog.Drawing:
		as = feltbog.MaterialOwnPhoto
	}
	c.claim(as, r.Participants...)
	session := r.Owner
	if rec, err := g.reader.Record(ctx, r.Owner); err == nil {
		if n, ok := rec.(*feltbog.NoteBlock); ok {
			session = n.Session
			c.claim(as, n.Speaker)
			c.claim(as, n.Participants...)
		}
	} else if feltbog.ErrorCode(err) != feltbog.ENotFound {
		return err
	}
	return g.everybody(ctx, c, as, session)
}

func (g *asking) excerpt(ctx context.Context, c *contents, r *feltbog.Excerpt, depth int) error {
	from, err := g.look(ctx, Item{r.SourceKind, r.Source}, depth+1)
	if err != nil {
		return err
	}
	from.rec = r
	*c = from
	c.from = append(c.from, r.Source)
	c.about = true
	as := feltbog.MaterialQuote
	if r.Speech == "" || r.Speech == feltbog.Paraphrase {
		as = feltbog.MaterialNote
	}
	if r.SourceKind == feltbog.KindPhoto {
		as = feltbog.MaterialImage
	}
	c.claim(as, r.Participants...)
	if as == feltbog.MaterialQuote { // a quote from a note needs what a quote needs, of everybody the note is about
		for _, o := range slices.Clone(c.claims) {
			c.claim(as, o.person)
		}
		if len(c.claims) == 0 {
			c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.nobody", "nobody knows who said it"))
		}
	}
	return nil
}

// talks are sessions in which people are met to talk: what is written there is about those who were there.
var talks = []feltbog.SessionType{feltbog.KitchenTable, feltbog.Interview, feltbog.GroupTalk, feltbog.PhotoSession}

// everybody decides about an item that names nobody: it is held to be of all who were in its session, where words are
// concerned, or where people met to talk.
func (g *asking) everybody(ctx context.Context, c *contents, as feltbog.Material, session feltbog.ID) error {
	c.about, c.session = true, session
	var s *feltbog.Session
	if !session.IsZero() {
		rec, err := g.reader.Record(ctx, session)
		if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
			return err
		}
		s, _ = rec.(*feltbog.Session)
	}
	if s != nil {
		c.times = append(c.times, s.Started, s.Ended)
		if !s.CoolingOff.IsZero() {
			c.cool(s.CoolingOff.Time(), g.at)
		}
	}
	if len(c.claims) > 0 {
		return nil
	}
	place := as == feltbog.MaterialNote && (s == nil || !slices.Contains(talks, s.Type))
	if s != nil && !place {
		c.claim(as, s.Participants...)
	}
	if len(c.claims) == 0 && !place {
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.nobody", "nobody knows who said it"))
	}
	return nil
}

// cool blocks what has to rest until a moment.
func (c *contents) cool(until, at time.Time) {
	if at.Before(until) {
		c.block(No, feltbog.Errorf(feltbog.ERefused, "gate.cooling", "it rests until %s", until.Format(time.DateTime)).With("until", clock(until)))
	}
}
