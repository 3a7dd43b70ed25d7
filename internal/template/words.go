package template

import (
	"strings"

	"feltbog/internal/feltbog"
)

// Words are what a guide in Markdown is written with in one language.
type Words struct {
	// Labels of the fields and sections.
	Perspective, Audience, Minutes, Purpose, Comment, Research string
	Before, Theme, After                                       string
	// Unit stands behind a number of minutes.
	Unit string
	// What choices are called.
	Perspectives map[feltbog.Perspective]string
	Types        map[feltbog.QuestionType]string
	Priorities   map[feltbog.Priority]string
}

// WordsOf asks for each word by the key it has in the translations.
func WordsOf(say func(key string) string) Words {
	w := Words{
		Perspective: say("guide.file.perspective"), Audience: say("guide.file.audience"), Minutes: say("guide.file.minutes"),
		Purpose: say("guide.file.purpose"), Comment: say("guide.file.comment"), Research: say("guide.file.research"),
		Before: say("guide.file.before"), Theme: say("guide.file.theme"), After: say("guide.file.after"), Unit: say("guide.file.unit"),
		Perspectives: map[feltbog.Perspective]string{}, Types: map[feltbog.QuestionType]string{}, Priorities: map[feltbog.Priority]string{},
	}
	for _, p := range feltbog.Perspectives() {
		w.Perspectives[p] = say("choice.perspective." + string(p))
	}
	for _, t := range feltbog.QuestionTypes() {
		w.Types[t] = say("choice.question_type." + string(t))
	}
	for _, p := range feltbog.Priorities() {
		w.Priorities[p] = say("choice.priority." + string(p))
	}
	return w
}

// meant finds the choice that is called so in one of the languages.
func meant[T ~string](text string, called func(Words) map[T]string, all []Words) (T, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, w := range all {
		for choice, name := range called(w) {
			if strings.ToLower(name) == text {
				return choice, true
			}
		}
	}
	return "", false
}

// label reports whether a text is one of the labels that get returns.
func label(text string, all []Words, get func(Words) string) bool {
	for _, w := range all {
		if l := get(w); l != "" && strings.EqualFold(strings.TrimSpace(text), l) {
			return true
		}
	}
	return false
}
