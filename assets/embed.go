// Package assets holds what is shipped inside the programs: the sentences that people read, in Danish and English.
//
// A sentence has a key that never changes, so that code names it and translators word it. Both languages have every
// key; a test compares them with the source. Names in braces, as {file}, are filled in with text that is never looked
// at again: what a person wrote can hold braces without meaning anything.
package assets

import (
	"embed"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed translations/*.json
var translations embed.FS

// Languages lists the languages there are sentences in. Danish is the first language of the program.
func Languages() []string { return []string{"da", "en"} }

var sentences = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, lang := range Languages() {
		b, err := translations.ReadFile("translations/" + lang + ".json")
		if err == nil {
			m := map[string]string{}
			err = json.Unmarshal(b, &m)
			all[lang] = m
		}
		if err != nil {
			panic("assets: translations of " + lang + ": " + err.Error())
		}
	}
	return all
})

// Sentence returns the sentence of a key in a language with its names filled in. It returns false when there is no such
// sentence, or when args lack a name that it needs; an error then has its English text to fall back on.
func Sentence(lang, key string, args map[string]string) (string, bool) {
	text, ok := sentences()[lang][key]
	if !ok {
		return "", false
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		n := len(rest) - len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz_"))
		if n == 0 || n == len(rest) || rest[n] != '}' { // a brace that names nothing
			b.WriteByte('{')
			text = rest
			continue
		}
		value, known := args[rest[:n]]
		if !known {
			return "", false
		}
		b.WriteString(value)
		text = rest[n+1:]
	}
}

// Says words a key in each of the languages; what has no sentence is empty. Files that people write may be in any of them.
func Says() []func(key string, args ...string) string {
	var all []func(string, ...string) string
	for _, lang := range Languages() {
		all = append(all, func(key string, pairs ...string) string {
			args := map[string]string{}
			for i := 0; i+1 < len(pairs); i += 2 {
				args[pairs[i]] = pairs[i+1]
			}
			text, _ := Sentence(lang, key, args)
			return text
		})
	}
	return all
}

// Keys lists the keys of a language's sentences, sorted.
func Keys(lang string) []string { return slices.Sorted(maps.Keys(sentences()[lang])) }
