package gate

import (
	"bytes"
	"context"
	"io"
	"slices"
	"testing"
	"time"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

// now is the day of all tests.
var now = time.Date(2025, 3, 27, 15, 0, 0, 0, time.UTC)

// field is a team space in memory, and a register.
type field struct {
	project   feltbog.Project
	records   map[feltbog.ID]feltbog.Record
	people    []*feltbog.Participant
	consents  []*feltbog.Consent
	cases     []*feltbog.WithdrawalCase
	seen      []*feltbog.DepictedPerson
	covered   feltbog.PhotoRedactions
	lines     []*feltbog.Disclosure
	before    func() // called when the register is about to write
	fails     error  // of the register
	entered   int
	registers func(d *feltbog.Disclosure)
}

func newField() *field {
	f := &field{records: map[feltbog.ID]feltbog.Record{}}
	f.project.ID, f.project.Title = feltbog.NewID(), "Lillerup"
	f.records[f.project.ID] = &f.project
	return f
}

func (f *field) Record(_ context.Context, id feltbog.ID) (feltbog.Record, error) {
	if r := f.records[id]; r != nil {
		return r, nil
	}
	return nil, feltbog.Errorf(feltbog.ENotFound, "record.none", "no record")
}
func (f *field) Project(context.Context) (*feltbog.Project, error)            { return &f.project, nil }
func (f *field) Participants(context.Context) ([]*feltbog.Participant, error) { return f.people, nil }
func (f *field) Consents(context.Context) ([]*feltbog.Consent, error)         { return f.consents, nil }
func (f *field) Withdrawals(context.Context) ([]*feltbog.WithdrawalCase, error) {
	return f.cases, nil
}
func (f *field) Depicted(_ context.Context, photo feltbog.ID) ([]*feltbog.DepictedPerson, error) {
	return slices.DeleteFunc(slices.Clone(f.seen), func(d *feltbog.DepictedPerson) bool { return d.Photo != photo }), nil
}

func (f *field) Redactions(context.Context, feltbog.ID) (feltbog.PhotoRedactions, error) {
	return f.covered, nil
}

func (f *field) Register(ctx context.Context, d *feltbog.Disclosure, still func(context.Context) error) error {
	if f.before != nil {
		f.before()
	}
	if err := still(ctx); err != nil {
		return err
	}
	if f.fails != nil {
		return f.fails
	}
	if err := feltbog.Check(d); err != nil {
		return err
	}
	c := *d
	f.lines = append(f.lines, &c)
	if f.registers != nil {
		f.registers(&c)
	}
	return nil
}

func (f *field) put(r feltbog.Record) Item {
	if r.RecordID().IsZero() {
		r.SetRecordID(feltbog.NewID())
	}
	f.records[r.RecordID()] = r
	return Item{r.Kind(), r.RecordID()}
}

func (f *field) person(code string, age feltbog.AgeGroup) *feltbog.Participant {
	p := &feltbog.Participant{Pseudonym: code, Perspective: feltbog.Citizen, AgeGroup: age}
	f.put(p)
	f.people = append(f.people, p)
	return p
}

// says enters an answer of a day in March.
func (f *field) says(p *feltbog.Participant, state feltbog.ConsentState, by feltbog.ConsentGiver, day int, scopes ...feltbog.Scope) *feltbog.Consent {
	var c *feltbog.Consent
	for _, s := range scopes {
		f.entered++
		c = &feltbog.Consent{Participant: p.ID, Scope: s, State: state, Form: feltbog.Written, GivenBy: by,
			From: feltbog.FuzzyDay(time.Date(2025, 3, day, 0, 0, 0, 0, time.UTC)), Recorded: feltbog.NewInstant(now.Add(time.Duration(f.entered-1000) * time.Hour))}
		f.put(c)
		f.consents = append(f.consents, c)
	}
	return c
}

// yes is a person who said yes to everything.
func (f *field) yes(code string) *feltbog.Participant {
	p := f.person(code, feltbog.Adult)
	f.says(p, feltbog.ConsentGiven, feltbog.Self, 1, feltbog.Scopes()...)
	return p
}

func (f *field) quote(who ...*feltbog.Participant) Item {
	n := &feltbog.NoteBlock{Type: feltbog.QuoteVerbatim, Layer: feltbog.FieldNote, Text: "Jeg åbner dem ikke", Noted: feltbog.NewInstant(now.AddDate(0, 0, -7))}
	for i, p := range who {
		if i == 0 {
			n.Speaker = p.ID
		} else {
			n.Participants = append(n.Participants, p.ID)
		}
	}
	return f.put(n)
}

func (f *field) open(t *testing.T) *Gate {
	t.Helper()
	g, err := Open(t.Context(), f, bare{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func (f *field) may(t *testing.T, use feltbog.Use, it Item) Answer {
	t.Helper()
	a, err := f.open(t).May(t.Context(), use, it, now)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// keys are the reasons of an answer.
func keys(a Answer) []string {
	out := []string{}
	for _, r := range a.Reasons {
		out = append(out, r.Why.Key)
	}
	return out
}

// say words a reason in Danish.
func say(err error) string {
	text, _ := feltbog.Explain(err, func(key string, args map[string]string) (string, bool) { return assets.Sentence("da", key, args) })
	return text
}

// bare covers nothing and says that it was here.
type bare struct{}

func (bare) Cover(_ context.Context, _ feltbog.Use, rec feltbog.Record, _ []feltbog.ID) (feltbog.Record, []Reason, error) {
	if n, ok := rec.(*feltbog.NoteBlock); ok {
		c := *n
		c.Text = "[dækket] " + c.Text
		return &c, nil, nil
	}
	return rec, nil, nil
}

func (bare) Derivative(context.Context, *feltbog.Photo) ([]byte, error) {
	return []byte("billede"), nil
}

func order() Order {
	return Order{Use: feltbog.UseReport, Title: "Afrapportering", Format: "pdf", Recipient: "Styregruppen", Reason: "Statusmøde", At: now}
}

// write is a writer that puts down the texts of what it is given.
func write(w io.Writer, all []Cleared) error {
	for _, c := range all {
		rec, err := c.Open()
		if err != nil {
			return err
		}
		text := ""
		if n, ok := rec.(*feltbog.NoteBlock); ok {
			text = n.Text
		}
		if _, err := io.WriteString(w, text+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func (f *field) let(t *testing.T, o Order, items ...Item) (Passage, string, error) {
	t.Helper()
	var to bytes.Buffer
	p, err := f.open(t).Let(t.Context(), o, items, write, f, &to)
	return p, to.String(), err
}
