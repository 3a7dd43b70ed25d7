package sample

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"feltbog/assets"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Title is what the sample project is called.
const Title = "Hverdag og helbred i Lillerup"

// year is the one that a plan date without a year falls in.
const year = 2025

// Founded names the records that a new vault begins with and that the sample goes on from.
type Founded struct {
	Project, Member feltbog.ID
	Title           string // that the project was given; "": Title
}

// Step is what somebody did at one time: the records that one action writes, by the name that undo knows it by.
type Step struct {
	Action  string
	Records []feltbog.Record
}

// Project returns the sample project as the steps in which it was made. Each call draws new ids.
func Project(f Founded) ([]Step, error) {
	b := &book{ids: map[string]feltbog.ID{"project": f.Project, "member": f.Member}, last: map[string]string{},
		made: map[feltbog.ID]bool{f.Member: true}}
	for _, part := range []struct {
		file string
		read func([]byte) error
	}{{"project", b.flat}, {"guide", b.guides}, {"people", b.people}, {"field", b.field}, {"changes", b.flat}} {
		text, ok := assets.Sample(part.file)
		if !ok {
			return nil, fmt.Errorf("the sample lacks %s", part.file)
		}
		if err := part.read(text); err != nil {
			return nil, fmt.Errorf("sample %s: %w", part.file, err)
		}
	}
	if p, ok := b.steps[0].Records[0].(*feltbog.Project); ok && f.Title != "" {
		p.Title = f.Title
	}
	for name, id := range b.ids {
		if !b.made[id] {
			return nil, fmt.Errorf("the sample speaks of @%s, which is nowhere", name)
		}
	}
	return b.steps, nil
}

// book is the sample while it is read.
type book struct {
	ids   map[string]feltbog.ID // by the name that the files have for a record
	made  map[feltbog.ID]bool
	last  map[string]string // position of the last record of a list
	steps []Step
}

// id returns the id of a name with or without its "@"; a name that was not met before gets one. No name is no record.
func (b *book) id(name string) feltbog.ID {
	name = strings.TrimPrefix(name, "@")
	if name == "" {
		return feltbog.ID{}
	}
	id, known := b.ids[name]
	if !known {
		id = feltbog.NewID()
		b.ids[name] = id
	}
	return id
}

func (b *book) allIDs(names []string) []feltbog.ID {
	var out []feltbog.ID
	for _, n := range names {
		out = append(out, b.id(n))
	}
	slices.SortFunc(out, func(a, c feltbog.ID) int { return bytes.Compare(a[:], c[:]) })
	return out
}

// own is the id for a record that the files call so; one that they do not name gets a new one.
func (b *book) own(name string) feltbog.ID {
	if name == "" {
		return feltbog.NewID()
	}
	return b.id(name)
}

// next is the position at the end of a list.
func (b *book) next(list string) (string, error) {
	at, err := change.Between(b.last[list], "")
	b.last[list] = at
	return at, err
}

// did adds a step after checking its records.
func (b *book) did(action string, records ...feltbog.Record) error {
	for _, rec := range records {
		err := feltbog.Check(rec)
		if err == nil {
			err = feltbog.CheckRequired(rec)
		}
		if err != nil {
			return fmt.Errorf("%s %d: %w", action, len(b.steps)+1, err)
		}
		b.made[rec.RecordID()] = true
	}
	b.steps = append(b.steps, Step{Action: action, Records: records})
	return nil
}

// added adds the step in which a record came to be.
func (b *book) added(rec feltbog.Record) error { return b.did(string(rec.Kind())+".add", rec) }

func strict(text []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

// moment is a clock time as "14.32" on a day as "2025-03-11".
func moment(day, clock string) (feltbog.Instant, error) {
	if clock == "" {
		return 0, nil
	}
	t, err := time.ParseInLocation("2006-01-02 15.04", day+" "+clock, cet)
	return feltbog.NewInstant(t), err
}

// date reads a date as people write it.
func date(text string) (feltbog.FuzzyDate, error) { return feltbog.ParseFuzzyDate(text, year) }
