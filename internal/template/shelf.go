package template

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// Shelf holds the templates that were shipped, by language.
type Shelf struct {
	guides  []feltbog.GuideText
	grids   []feltbog.GridText
	probes  []feltbog.ProbeBank
	writing []feltbog.Writing
	reviews []feltbog.ReviewForm
	elicits []feltbog.ElicitForm
}

// Open reads the templates of a file system: the files under guides, grids and forms. Each is checked; one that is not
// sound is a fault of whoever ships it, and nothing is opened.
func Open(files fs.FS) (*Shelf, error) {
	s := &Shelf{}
	for _, dir := range []string{"guides", "grids", "forms"} {
		names, err := fs.Glob(files, path.Join(dir, "*.json"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			data, err := fs.ReadFile(files, name)
			if err == nil {
				err = s.put(data)
			}
			if err != nil {
				return nil, fmt.Errorf("template %s: %w", name, err)
			}
		}
	}
	return s, nil
}

// put reads one file and sets it on the shelf.
func (s *Shelf) put(data []byte) error {
	var head struct {
		What feltbog.TemplateKind `json:"feltbog"`
	}
	kind := feltbog.GuideTemplate
	if err := json.Unmarshal(data, &head); err == nil && head.What != "" {
		kind = head.What
	}
	switch kind {
	case feltbog.GuideTemplate:
		g, err := ReadGuide(data)
		if err != nil {
			return err
		}
		s.guides = append(s.guides, *g)
		return labelled(g.TemplateHead)
	case feltbog.GridTemplate:
		return add(data, kind, &s.grids, func(g *feltbog.GridText) error { return errors.Join(labelled(g.TemplateHead), checkGrid(g)) })
	case feltbog.ProbeTemplate:
		return add(data, kind, &s.probes, func(p *feltbog.ProbeBank) error { return labelled(p.TemplateHead) })
	case feltbog.WritingTemplate:
		return add(data, kind, &s.writing, func(w *feltbog.Writing) error { return labelled(w.TemplateHead) })
	case feltbog.ReviewTemplate:
		return add(data, kind, &s.reviews, func(r *feltbog.ReviewForm) error { return errors.Join(labelled(r.TemplateHead), checkReview(r)) })
	case feltbog.ElicitTemplate:
		return add(data, kind, &s.elicits, func(e *feltbog.ElicitForm) error { return errors.Join(labelled(e.TemplateHead), e.Check()) })
	}
	return fmt.Errorf("there is no template called %q", kind)
}

func add[T any](data []byte, kind feltbog.TemplateKind, to *[]T, check func(*T) error) error {
	var v T
	if err := read(data, kind, &v); err != nil {
		return err
	}
	*to = append(*to, v)
	return check(&v)
}

// labelled asks for what a shipped file needs: a language, a key, and what it is for.
func labelled(h feltbog.TemplateHead) error {
	if h.Language == "" || h.Key == "" || h.About == "" {
		return fmt.Errorf("language, key and about are needed")
	}
	return nil
}

// checkGrid asks for a name and something to look for under each heading of the grid, in its order.
func checkGrid(g *feltbog.GridText) error {
	var keys []string
	for _, d := range g.Dimensions {
		if strings.TrimSpace(d.Name) == "" || strings.TrimSpace(d.Look) == "" {
			return fmt.Errorf("the heading %q is not worded", d.Key)
		}
		keys = append(keys, d.Key)
	}
	if want := g.Grid.Dimensions(); len(want) == 0 || !slices.Equal(keys, want) {
		return fmt.Errorf("the headings are %v, not those of the grid %q", keys, g.Grid)
	}
	return nil
}

// checkReview asks that every field of the form is worded, and each decision.
func checkReview(r *feltbog.ReviewForm) error {
	var keys []string
	for _, a := range r.Asks {
		keys = append(keys, a.Key)
		if a.Key == "decision" && len(a.Choices) != len(feltbog.ReviewDecisions()) {
			return fmt.Errorf("the decisions are not all worded")
		}
	}
	if !slices.Equal(keys, feltbog.ReviewAsks()) {
		return fmt.Errorf("the form asks %v, not %v", keys, feltbog.ReviewAsks())
	}
	return nil
}

// Guides returns the guides of a language, in the order of the shelf; those of Danish where the language has none.
func (s *Shelf) Guides(lang string) []feltbog.GuideText {
	return in(s.guides, lang, func(g *feltbog.GuideText) *feltbog.TemplateHead { return &g.TemplateHead })
}

// Guide returns the guide of a key.
func (s *Shelf) Guide(lang, key string) (feltbog.GuideText, bool) {
	for _, g := range s.Guides(lang) {
		if g.Key == key {
			return g, true
		}
	}
	return feltbog.GuideText{}, false
}

// Grids returns the observation grids of a language, in the order in which they are shown.
func (s *Shelf) Grids(lang string) []feltbog.GridText {
	all := in(s.grids, lang, func(g *feltbog.GridText) *feltbog.TemplateHead { return &g.TemplateHead })
	slices.SortStableFunc(all, func(a, b feltbog.GridText) int {
		return slices.Index(feltbog.Grids(), a.Grid) - slices.Index(feltbog.Grids(), b.Grid)
	})
	return all
}

// Probes returns the probe bank of a language.
func (s *Shelf) Probes(lang string) feltbog.ProbeBank {
	return only(in(s.probes, lang, func(p *feltbog.ProbeBank) *feltbog.TemplateHead { return &p.TemplateHead }))
}

// Writing returns what to look out for in a language.
func (s *Shelf) Writing(lang string) feltbog.Writing {
	return only(in(s.writing, lang, func(w *feltbog.Writing) *feltbog.TemplateHead { return &w.TemplateHead }))
}

// Review returns the form of the qualifying sprint in a language.
func (s *Shelf) Review(lang string) feltbog.ReviewForm {
	return only(in(s.reviews, lang, func(r *feltbog.ReviewForm) *feltbog.TemplateHead { return &r.TemplateHead }))
}

// Elicit returns what is asked about a picture in a language.
func (s *Shelf) Elicit(lang string) feltbog.ElicitForm {
	return only(in(s.elicits, lang, func(e *feltbog.ElicitForm) *feltbog.TemplateHead { return &e.TemplateHead }))
}

// first is the language that everything is shipped in.
const first = "da"

func in[T any](all []T, lang string, head func(*T) *feltbog.TemplateHead) []T {
	var out, fallback []T
	for i := range all {
		switch head(&all[i]).Language {
		case lang:
			out = append(out, all[i])
		case first:
			fallback = append(fallback, all[i])
		}
	}
	if len(out) == 0 {
		return fallback
	}
	return out
}

func only[T any](all []T) T {
	var v T
	if len(all) > 0 {
		v = all[0]
	}
	return v
}
