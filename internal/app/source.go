package app

import (
	"context"
	"regexp"
	"strings"

	"feltbog/internal/feltbog"
)

// SourceLine is one paragraph of a source.
type SourceLine struct {
	Time    string // into the recording, as 0:01:02; "" when nobody knows
	Speaker string // by pseudonym; "" when nobody knows
	Text    string
}

// SourcePage is a source to be read.
type SourcePage struct {
	Source  feltbog.Source
	Session string // what the session is called, by its place; "" without one
	People  []Someone
	Lines   []SourceLine
}

// stamped is a paragraph as ImportTranscript writes it.
var stamped = regexp.MustCompile(`^(?:\[(\d+:\d{2}:\d{2})\] )?(?:([^:\n]{1,40}): )?(.*)$`)

// counted are the words of ImportTranscript for whoever asks and whoever is only counted, in either language.
var counted = regexp.MustCompile(`^(Interviewer|(Taler|Speaker) \d+)$`)

// Source reads one.
func (p *Project) Source(ctx context.Context, id feltbog.ID) (SourcePage, error) {
	team := p.v.Team()
	if team == nil {
		return SourcePage{}, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	rec, info, err := team.Get(ctx, id)
	if err != nil {
		return SourcePage{}, cancelled(ctx, err)
	}
	src, ok := rec.(*feltbog.Source)
	if !ok {
		return SourcePage{}, otherKind(id, info.Kind, feltbog.KindSource)
	}
	page := SourcePage{Source: *src}
	called := map[string]bool{}
	for _, who := range src.Participants {
		if one, err := p.participant(ctx, who); err == nil {
			page.People = append(page.People, Someone{one.ID, one.Pseudonym, one.Perspective})
			called[one.Pseudonym] = true
		} else if feltbog.ErrorCode(err) != feltbog.ENotFound {
			return page, err
		}
	}
	if src.Text != "" {
		for _, l := range strings.Split(src.Text, "\n") {
			m := stamped.FindStringSubmatch(l)
			if m == nil {
				page.Lines = append(page.Lines, SourceLine{Text: l})
				continue
			}
			line := SourceLine{Time: m[1], Speaker: m[2], Text: m[3]}
			if m[1] == "" && !called[m[2]] && !counted.MatchString(m[2]) { // a colon alone is no speaker
				line.Speaker, line.Text = "", l
			}
			page.Lines = append(page.Lines, line)
		}
	}
	if !src.Session.IsZero() {
		s, err := p.SessionPage(ctx, src.Session)
		if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
			return page, err
		}
		if err == nil {
			if page.Session = s.Session.Title; page.Session == "" {
				page.Session = s.Place
			}
		}
	}
	return page, nil
}
