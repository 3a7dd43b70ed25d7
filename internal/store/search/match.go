package search

import "strings"

// match is the FTS5 expression of the words taken so far. Everything in quotation marks is made of letters, digits and
// single spaces, so that no query text can reach FTS5's own syntax.
func (s *search) match() string {
	var b strings.Builder
	b.WriteString("(")
	b.WriteString(s.kinds)
	for i, e := range s.want {
		if i > 0 || s.kinds != "" {
			b.WriteString(" AND ")
		}
		e.write(&b)
	}
	b.WriteString(")")
	for i, e := range s.not {
		if i == 0 {
			b.WriteString(" NOT (")
		} else {
			b.WriteString(" OR ")
		}
		e.write(&b)
	}
	if len(s.not) > 0 {
		b.WriteString(")")
	}
	return b.String()
}

func (e *expansion) write(b *strings.Builder) {
	sep := `("`
	for _, spelling := range e.spellings {
		for _, prefix := range e.prefixes {
			b.WriteString(sep)
			b.WriteString(spelling)
			b.WriteString(prefix)
			sep = `" * OR "`
		}
		if e.prefixes != nil {
			continue
		}
		for _, word := range e.words {
			b.WriteString(sep)
			b.WriteString(spelling)
			b.WriteString(word.w)
			sep = `" OR "`
		}
	}
	b.WriteString(`"`)
	if e.prefixes != nil {
		b.WriteString(" *")
	}
	b.WriteString(")")
}

// kindsMatch is the expression for documents of any of the kinds; "" for all.
func kindsMatch(kinds []string) (string, error) {
	if len(kinds) == 0 {
		return "", nil
	}
	tokens := make([]string, len(kinds))
	for i, kind := range kinds {
		token, err := kindToken(kind)
		if err != nil {
			return "", err
		}
		tokens[i] = `"` + token + `"`
	}
	return "(" + strings.Join(tokens, " OR ") + ")", nil
}
