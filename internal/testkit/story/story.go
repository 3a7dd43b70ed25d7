// Package story is the day that Feltbog is made for, as a file: a project with its plan, twelve short conversations on
// two machines, an observation log, pictures, what somebody takes back, the pakker of three rounds, the choice for a
// joint interpretation and what a guest says to it. The window's end-to-end test and the headless run read the same file.
//
// # The contract
//
// Nothing in the file names a living person. Names, numbers and telephones are drawn anew for each seed and filled in
// where the texts have a word in braces, so no result can be prepared; the same seed tells the same story.
package story

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed lillerup.json
var file []byte

// Story is one day, with everything filled in.
type Story struct {
	Seed    uint64 `json:"-"`
	Project Project
	Tags    []string
	Talks   []Talk
	Raid    Raid
	Series  Series
	Offers  []Offer  // what both machines change in one note, so that somebody has to settle it
	Words   []string // that must be found again
	Board   Board

	Secrets []string `json:"-"` // what may stand nowhere outside the team's own space: names, numbers, telephones
}

// Project is what the coordinator writes down first.
type Project struct {
	Title, Purpose, Target, Place string
	Principles                    []Principle
	Methods                       []Method
	Plan                          []Row
	Guide                         string // template
}

// Principle is one that carries the project.
type Principle struct{ Name, Text string }

// Method is a way of working that the project has chosen.
type Method struct{ Name, Summary string }

// Row is a period of the plan.
type Row struct {
	Period  string
	Actions []Action
}

// Action is what is done in a period, with its dates as people write them.
type Action struct {
	Text   string
	Dates  []string
	Caveat string
	Method string
}

// Person is somebody who talks to a fieldworker.
type Person struct {
	Perspective string
	Age         string
	Says        string // all, report (not for joint interpretation), takes-back (all, and all of it later)
	Name        string `json:"-"`
	Phone       string `json:"-"`
}

// Talk is a short conversation.
type Talk struct {
	Machine  int // 0 or 1
	Place    string
	Person   Person
	Notes    []Note
	Pictures int   // that are brought in while it runs
	Tags     []int // which of the tags they bear
}

// Note is what is written down in a conversation.
type Note struct {
	Type   string // quote_verbatim, quote_retold, observation, jotting ... as the vocabulary has them
	Layer  string // the layer it belongs to
	Text   string
	Later  string // what stands there when it was written out at night; empty: it stays
	Chosen bool   // for the joint interpretation
}

// Raid is an observation log.
type Raid struct {
	Machine int
	Place   string
	Lines   []Line
}

// Line is one observation.
type Line struct {
	Text   string
	Chosen bool
}

// Series is a talk about pictures.
type Series struct {
	Machine  int
	Talk     int // whose pictures, and who talks
	Title    string
	Pictures int
	Says     []string            // about the pictures in turn
	Piles    map[string][]int    // named heaps, by the pictures' places in the series
	Barred   int                 // the picture of which somebody says: do not use it
	Prompts  map[string][]string `json:",omitempty"`
}

// Offer is a note that two people change at once.
type Offer struct {
	Talk, Note   int
	First, Other string
}

// Board is what happens in the workshop.
type Board struct {
	Title, Question string
	Pictures        int // chosen on top of the notes
	Clusters        []Cluster
	Readings        []Reading
}

// Cluster is a heap that the guest makes, with that many cards.
type Cluster struct {
	Name  string
	Cards int
}

// Reading is what the guest sees in the cards of a heap.
type Reading struct {
	Role, Type, Text string
	Cluster          int
}

// Tell fills the story in for a seed.
func Tell(seed uint64) (*Story, error) {
	var s Story
	if err := json.Unmarshal(file, &s); err != nil {
		return nil, fmt.Errorf("story: %w", err)
	}
	s.Seed = seed
	r := rand.New(rand.NewPCG(seed, 77))
	first, last, near := r.Perm(len(firstNames)), r.Perm(len(lastNames)), r.Perm(len(nearNames))
	if len(s.Talks) > len(first) || len(s.Talks) > len(last) || len(s.Talks) > len(near) {
		return nil, fmt.Errorf("story: %d talks, too few names", len(s.Talks))
	}
	for i := range s.Talks {
		t := &s.Talks[i]
		given, family := firstNames[first[i]], lastNames[last[i]]
		t.Person.Name, t.Person.Phone = given+" "+family, number(r, "%d%d %d%d %d%d %d%d", 8)
		neighbour := nearNames[near[i]]
		cpr := fmt.Sprintf("%02d%02d%02d-%04d", 1+r.IntN(28), 1+r.IntN(12), 35+r.IntN(40), 1000+r.IntN(3999))
		fill := strings.NewReplacer("{navn}", t.Person.Name, "{fornavn}", given, "{fornavns}", genitive(given), "{nabo}", neighbour, "{telefon}", t.Person.Phone, "{cpr}", cpr)
		told := false
		for j := range t.Notes {
			n := &t.Notes[j]
			told = told || strings.Contains(n.Text, "{cpr}")
			if strings.Contains(n.Text, "{nabo}") {
				s.Secrets = append(s.Secrets, neighbour)
			}
			n.Text, n.Later = fill.Replace(n.Text), fill.Replace(n.Later)
		}
		s.Secrets = append(s.Secrets, t.Person.Name, family, t.Person.Phone, strings.ReplaceAll(t.Person.Phone, " ", ""))
		if told {
			s.Secrets = append(s.Secrets, cpr, strings.ReplaceAll(cpr, "-", ""))
		}
	}
	return &s, nil
}

func genitive(name string) string {
	if strings.HasSuffix(name, "s") || strings.HasSuffix(name, "x") || strings.HasSuffix(name, "z") {
		return name + "'"
	}
	return name + "s"
}

// number is a telephone number that begins like one and belongs to nobody we know of.
func number(r *rand.Rand, form string, n int) string {
	digits := make([]any, n)
	for i := range digits {
		digits[i] = r.IntN(10)
	}
	digits[0] = 2 + r.IntN(7)
	return fmt.Sprintf(form, digits...)
}
