package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"feltbog/internal/feltbog"
	"feltbog/internal/letter"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Letter is the information letter as it would be printed now.
type Letter struct {
	// Text with the brackets filled in; those without a value stay.
	Text string
	// Missing names the fields of the project that must be filled in first.
	Missing []string
	// Version whose text this is; zero when the text is not yet one.
	Version feltbog.InformationLetter
	// Newest version there is; zero when there is none.
	Newest feltbog.InformationLetter
}

// Letter reads the information letter, or the one in plainer words.
func (p *Project) Letter(ctx context.Context, simple bool) (Letter, error) {
	rec, err := p.project(ctx)
	if err != nil || rec == nil {
		return Letter{}, cancelled(ctx, err)
	}
	t := letterTemplate(simple)
	l := Letter{Text: t.Text(rec), Missing: t.Missing(rec)}
	newest, err := p.newestLetter(ctx, simple)
	if newest != nil {
		l.Newest = *newest
		if newest.Text == l.Text {
			l.Version = *newest
		}
	}
	return l, cancelled(ctx, err)
}

func letterTemplate(simple bool) *letter.Template {
	if simple {
		return letter.Shipped(letter.Simple)
	}
	return letter.Shipped(letter.Information)
}

// newestLetter is the version that was made last, nil when there is none.
func (p *Project) newestLetter(ctx context.Context, simple bool) (*feltbog.InformationLetter, error) {
	all, err := list[*feltbog.InformationLetter](ctx, p, feltbog.KindInformationLetter)
	var newest *feltbog.InformationLetter
	for _, l := range all {
		if l.Simple != simple || l.Language != "" && l.Language != "da" {
			continue
		}
		if newest == nil || cmp.Or(cmp.Compare(l.Made.Milli(), newest.Made.Milli()), cmp.Compare(l.Number, newest.Number)) > 0 {
			newest = l
		}
	}
	return newest, err
}

// incomplete says that a letter waits for fields, with the first of them by name.
func incomplete(missing []string) error {
	if len(missing) == 0 {
		return nil
	}
	first := &feltbog.Error{Code: feltbog.EMissing, Key: "fieldname." + missing[0], Text: missing[0]}
	return feltbog.Errorf(feltbog.EMissing, "letter.missing", "%d fields of the project must be filled in before it is printed; the first is %w", len(missing), first).
		With("count", strconv.Itoa(len(missing)))
}

// keepLetter makes the text of now a version, unless the newest one says the same. A version is never changed: consents
// point to it.
func (p *Project) keepLetter(ctx context.Context, simple bool) (*feltbog.InformationLetter, error) {
	now, err := p.Letter(ctx, simple)
	if err == nil {
		err = incomplete(now.Missing)
	}
	if err != nil || !now.Version.ID.IsZero() {
		return &now.Version, err
	}
	number, err := p.v.NextNumber(ctx, feltbog.LetterNumbers)
	if err != nil {
		return nil, err
	}
	l := &feltbog.InformationLetter{Number: number, Text: now.Text, Simple: simple, Language: "da", Made: feltbog.NewInstant(p.v.Now())}
	l.ID = feltbog.NewID()
	return l, p.act(ctx, "information_letter.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(l) })
}

// Letters lists the versions of the information letter, the newest first.
func (p *Project) Letters(ctx context.Context) ([]feltbog.InformationLetter, error) {
	all, err := list[*feltbog.InformationLetter](ctx, p, feltbog.KindInformationLetter)
	slices.SortFunc(all, func(a, b *feltbog.InformationLetter) int {
		return cmp.Or(cmp.Compare(b.Made.Milli(), a.Made.Milli()), cmp.Compare(b.Number, a.Number))
	})
	var out []feltbog.InformationLetter
	for _, l := range all {
		out = append(out, *l)
	}
	return out, cancelled(ctx, err)
}
