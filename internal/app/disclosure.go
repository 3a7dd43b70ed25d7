package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// DisclosureQuery narrows the register of disclosures.
type DisclosureQuery struct {
	// Text is looked for in title, recipient, reason, hash and file format, and in the pseudonyms of those whose material
	// left and the names of those who let it out. All words must be found.
	Text string
	// Use is what it left for; "" all.
	Use   feltbog.Use
	Limit int // 0: all
}

// DisclosureLine is one line of the register, with people by pseudonym.
type DisclosureLine struct {
	feltbog.Disclosure
	People []string // pseudonyms, sorted
	By     string   // the member who let it out
}

// DisclosurePage is what the register shows.
type DisclosurePage struct {
	Lines []DisclosureLine // the newest first
	Found int              // also those beyond the limit
	Total int              // in the whole register
}

// Disclosures reads the register of everything that left the project.
func (p *Project) Disclosures(ctx context.Context, q DisclosureQuery) (DisclosurePage, error) {
	var page DisclosurePage
	all, err := list[*feltbog.Disclosure](ctx, p, feltbog.KindDisclosure)
	if err != nil {
		return page, cancelled(ctx, err)
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return page, cancelled(ctx, err)
	}
	members, err := p.members(ctx)
	if err != nil {
		return page, cancelled(ctx, err)
	}
	names := map[feltbog.ID]string{}
	for _, o := range people {
		names[o.ID] = o.Pseudonym
	}
	for _, m := range members {
		names[m.ID] = m.Name
	}
	slices.SortFunc(all, func(a, b *feltbog.Disclosure) int {
		return cmp.Or(cmp.Compare(b.Time.Milli(), a.Time.Milli()), strings.Compare(b.ID.String(), a.ID.String()))
	})
	words := strings.Fields(strings.ToLower(q.Text))
	page.Total = len(all)
	for _, d := range all {
		line := DisclosureLine{Disclosure: *d, By: names[d.Member]}
		for _, id := range d.Participants {
			if n := names[id]; n != "" {
				line.People = append(line.People, n)
			}
		}
		slices.Sort(line.People)
		if q.Use != "" && d.Use != q.Use || !line.has(words) {
			continue
		}
		if page.Found++; q.Limit == 0 || len(page.Lines) < q.Limit {
			page.Lines = append(page.Lines, line)
		}
	}
	return page, nil
}

func (l *DisclosureLine) has(words []string) bool {
	text := strings.ToLower(strings.Join(append([]string{l.Title, l.Recipient, l.Reason, l.Format, l.Hash, l.By}, l.People...), "\n"))
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}
