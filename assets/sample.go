package assets

import "embed"

// The sample project in Danish: what package sample makes records of. In these files "@word" is another record, a date
// is written as people write it, and records stand in the order in which they were made.
//
//go:embed sample/*.json
var sampleFiles embed.FS

// Sample returns one file of the sample project: project, guide, people, field or changes.
func Sample(name string) ([]byte, bool) {
	b, err := sampleFiles.ReadFile("sample/" + name + ".json")
	return b, err == nil
}
