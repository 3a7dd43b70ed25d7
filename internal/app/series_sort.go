package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Sorting is one sorting of a series into piles.
type Sorting struct {
	Sort  feltbog.PileSort
	Piles []feltbog.Pile // in their order, only with pictures that are in the series
	Loose []feltbog.ID   // pictures of the series that lie in no pile
}

// Pile returns the pile a picture lies in; nil when in none.
func (s *Sorting) Pile(photo feltbog.ID) *feltbog.Pile {
	for i := range s.Piles {
		if slices.Contains(s.Piles[i].Photos, photo) {
			return &s.Piles[i]
		}
	}
	return nil
}

// seriesSorts reads the sortings of a series. A picture that two machines put into two piles counts in the first.
func (p *Project) seriesSorts(ctx context.Context, team *vault.Space, s *Series) ([]Sorting, error) {
	var sorts []feltbog.PileSort
	if err := each(ctx, team, "set", s.Set.ID, &sorts); err != nil {
		return nil, err
	}
	slices.SortFunc(sorts, func(a, b feltbog.PileSort) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), byOrder(ordered{id: a.ID}, ordered{id: b.ID}))
	})
	var out []Sorting
	for _, o := range sorts {
		one := Sorting{Sort: o}
		piles, err := pilesOf(ctx, team, o.ID)
		if err != nil {
			return nil, err
		}
		lies := map[feltbog.ID]bool{}
		for _, pile := range piles {
			var in []feltbog.ID
			for _, pic := range s.Pictures { // in the order of the series
				if id := pic.Photo.ID; slices.Contains(pile.Photos, id) && !lies[id] {
					lies[id] = true
					in = append(in, id)
				}
			}
			pile.Photos = in
			one.Piles = append(one.Piles, pile)
		}
		for _, pic := range s.Pictures {
			if !lies[pic.Photo.ID] && pic.OnTable() {
				one.Loose = append(one.Loose, pic.Photo.ID)
			}
		}
		out = append(out, one)
	}
	return out, nil
}

func pilesOf(ctx context.Context, s *vault.Space, sort feltbog.ID) ([]feltbog.Pile, error) {
	var piles []feltbog.Pile
	err := each(ctx, s, "sort", sort, &piles)
	slices.SortFunc(piles, func(a, b feltbog.Pile) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	return piles, err
}

// BeginSort begins a sorting of a series; its number is the next one.
func (p *Project) BeginSort(ctx context.Context, sort feltbog.PileSort) (feltbog.ID, error) {
	if sort.ID.IsZero() {
		sort.ID = feltbog.NewID()
	}
	return sort.ID, p.act(ctx, "pile_sort.add", func(s *vault.Space, w *store.Writer) error {
		var all []feltbog.PileSort
		if err := each(ctx, s, "set", sort.Set, &all); err != nil {
			return err
		}
		sort.Number = 1
		for _, o := range all {
			sort.Number = max(sort.Number, o.Number+1)
		}
		return w.Put(&sort)
	})
}

// EditSort changes what is known of a sorting: its rule, who sorted.
func (p *Project) EditSort(ctx context.Context, id feltbog.ID, f func(*feltbog.PileSort)) error {
	return p.act(ctx, "pile_sort.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// DeleteSort puts a sorting with its piles into the trash.
func (p *Project) DeleteSort(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "pile_sort.delete", func(s *vault.Space, w *store.Writer) error { return deleteSort(ctx, s, w, id) })
}

func deleteSort(ctx context.Context, s *vault.Space, w *store.Writer, id feltbog.ID) error {
	piles, err := pilesOf(ctx, s, id)
	if err != nil {
		return err
	}
	for _, o := range piles {
		if err := w.Delete(o.ID); err != nil {
			return err
		}
	}
	return w.Delete(id)
}

// AddPile makes a pile at the end of a sorting; it needs no name yet. A picture, where one is given, comes into it.
func (p *Project) AddPile(ctx context.Context, sort feltbog.ID, name string, photo feltbog.ID) (feltbog.ID, error) {
	pile := feltbog.Pile{Sort: sort, Name: strings.TrimSpace(name)}
	pile.ID = feltbog.NewID()
	return pile.ID, p.act(ctx, "pile.add", func(s *vault.Space, w *store.Writer) error {
		piles, err := pilesOf(ctx, s, sort)
		if err != nil {
			return err
		}
		last := ""
		if len(piles) > 0 {
			last = piles[len(piles)-1].Order
		}
		if pile.Order, err = change.Between(last, ""); err != nil {
			return err
		}
		if photo.IsZero() {
			return w.Put(&pile)
		}
		return putInPile(w, append(piles, pile), photo, pile.ID)
	})
}

// NamePile gives a pile its name, in the words of who made it.
func (p *Project) NamePile(ctx context.Context, pile feltbog.ID, name string) error {
	return p.act(ctx, "pile.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, pile, func(o *feltbog.Pile) { o.Name = strings.TrimSpace(name) })
		return err
	})
}

// DeletePile puts a pile into the trash; its pictures lie loose again.
func (p *Project) DeletePile(ctx context.Context, pile feltbog.ID) error {
	return p.act(ctx, "pile.delete", func(_ *vault.Space, w *store.Writer) error { return w.Delete(pile) })
}

// PutInPile puts a picture into a pile of a sorting, out of any other; a zero pile takes it out of all.
func (p *Project) PutInPile(ctx context.Context, sort, photo, pile feltbog.ID) error {
	return p.act(ctx, "pile.put", func(s *vault.Space, w *store.Writer) error {
		piles, err := pilesOf(ctx, s, sort)
		if err != nil {
			return err
		}
		if !pile.IsZero() && !slices.ContainsFunc(piles, func(o feltbog.Pile) bool { return o.ID == pile }) {
			return feltbog.Errorf(feltbog.ENotFound, "series.nopile", "the pile %s is not in that sorting", pile).With("id", pile.String())
		}
		return putInPile(w, piles, photo, pile)
	})
}

func putInPile(w *store.Writer, piles []feltbog.Pile, photo, into feltbog.ID) error {
	for _, o := range piles {
		i := slices.Index(o.Photos, photo)
		switch {
		case o.ID == into && i < 0:
			o.Photos = append(slices.Clone(o.Photos), photo)
		case o.ID != into && i >= 0:
			o.Photos = slices.Delete(slices.Clone(o.Photos), i, i+1)
		default:
			continue
		}
		if err := w.Put(&o); err != nil {
			return err
		}
	}
	return nil
}

// Together says how often two pictures came into the same pile.
type Together struct {
	Photos []feltbog.ID
	Same   [][]int // [i][j]: sortings in which both lay in one pile; [i][i]: sortings in which it lay in any
	Both   [][]int // [i][j]: sortings in which both were sorted at all
	Most   int     // the largest number beside the diagonal
}

// TogetherIn counts over sortings, for pictures in the order they are given in.
func TogetherIn(photos []feltbog.ID, sorts []Sorting) Together {
	t := Together{Photos: photos}
	for range photos {
		t.Same, t.Both = append(t.Same, make([]int, len(photos))), append(t.Both, make([]int, len(photos)))
	}
	for k := range sorts {
		piles := make([]*feltbog.Pile, len(photos))
		for i, id := range photos {
			piles[i] = sorts[k].Pile(id)
		}
		for i := range photos {
			for j := range photos {
				if piles[i] == nil || piles[j] == nil {
					continue
				}
				t.Both[i][j]++
				if piles[i] == piles[j] {
					if t.Same[i][j]++; i != j {
						t.Most = max(t.Most, t.Same[i][j])
					}
				}
			}
		}
	}
	return t
}
