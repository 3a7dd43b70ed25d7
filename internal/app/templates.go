package app

import (
	"io/fs"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/template"
)

// Templates are what is shipped to begin from, in one language; in Danish where a thing is there in no other.
type Templates struct {
	Guides  []feltbog.GuideText
	Grids   []feltbog.GridText
	Probes  feltbog.ProbeBank
	Writing feltbog.Writing // what to look out for in questions
	Review  feltbog.ReviewForm
	Elicit  feltbog.ElicitForm // what is asked about a picture, and the task of a series
}

// OpenTemplates reads the shipped templates.
func OpenTemplates(files fs.FS, lang string) (Templates, error) {
	all, err := template.Open(files)
	if err != nil {
		return Templates{}, err
	}
	return Templates{all.Guides(lang), all.Grids(lang), all.Probes(lang), all.Writing(lang), all.Review(lang), all.Elicit(lang)}, nil
}

// Guide returns a guide by its key.
func (s *Templates) Guide(key string) (feltbog.GuideText, bool) {
	for _, g := range s.Guides {
		if g.Key == key {
			return g, true
		}
	}
	return feltbog.GuideText{}, false
}

// Grid returns the words of an observation grid.
func (s *Templates) Grid(of feltbog.Grid) (feltbog.GridText, bool) {
	for _, g := range s.Grids {
		if g.Grid == of {
			return g, true
		}
	}
	return feltbog.GridText{}, false
}

// Begin lists what a guide can be begun from: the guides, and the observation grids as guides.
func (s *Templates) Begin() []feltbog.GuideText {
	all := slices.Clone(s.Guides)
	for _, g := range s.Grids {
		all = append(all, g.Guide())
	}
	return all
}
