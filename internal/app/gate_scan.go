package app

import (
	"context"
	"strings"
	"unicode/utf8"

	"feltbog/internal/gate/scan"
)

// TextFinding is a passage of a text that points at somebody.
type TextFinding struct {
	Finding     scan.Kind `json:"finding"`
	Class       string    `json:"class,omitempty"` // of a detail
	Line        int       `json:"line"`            // from 1
	Column      int       `json:"column"`          // in characters, from 1
	Passage     string    `json:"passage"`
	Sentence    string    `json:"sentence"`
	Participant string    `json:"participant,omitempty"` // pseudonym
}

// ScanText looks through a text that is no part of the project. Details are told where three kinds of them stand in it
// together. blind tells that the register is not open here, so that it knew no names.
func (p *Project) ScanText(ctx context.Context, text string) (found []TextFinding, blind bool, err error) {
	s, codes, blind, err := p.scanner(ctx)
	if err != nil {
		return nil, blind, err
	}
	all, kinds := s.Look(text), map[string]bool{}
	details := scan.Details(text, nil)
	for _, d := range details {
		kinds[d.Class] = true
	}
	if len(kinds) >= scan.Enough {
		all = append(all, details...)
	}
	found = []TextFinding{}
	for _, f := range all {
		before := text[:f.Start]
		from, to := scan.Sentence(text, f.Start, f.End)
		found = append(found, TextFinding{Finding: f.Kind, Class: f.Class, Line: 1 + strings.Count(before, "\n"),
			Column: 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]), Passage: f.Text,
			Sentence: strings.TrimSpace(text[from:to]), Participant: codes[f.Participant]})
	}
	return found, blind, nil
}
