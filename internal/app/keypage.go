package app

import (
	"html/template"
	"io"
)

// KeyLine is one line of a printed table of keys.
type KeyLine struct {
	Name  string
	Keys  []string
	Group string
}

// keyPage is a page that prints on A4 in two columns.
var keyPage = template.Must(template.New("keys").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}">
<head>
<meta charset="utf-8">
<title>{{.Title}}</title>
<style>
@page { size: A4; margin: 16mm }
body { font: 11pt/1.45 "Noto Sans", sans-serif; color: #231f19; margin: 2em }
main { columns: 2; column-gap: 12mm }
section { break-inside: avoid }
h1 { font-size: 20pt } h2 { font-size: 12pt; border-bottom: 1px solid #8a7f6d }
div { display: flex; justify-content: space-between; gap: 1em; padding: 2px 0 }
kbd { font: 10pt monospace; border: 1px solid #8a7f6d; border-radius: 3px; padding: 0 4px; margin-left: 4px; white-space: nowrap }
</style>
</head>
<body>
<h1>{{.Title}}</h1>
<main>
{{range .Groups}}<section>
<h2>{{.Name}}</h2>
{{range .Lines}}<div><span>{{.Name}}</span><span>{{range .Keys}}<kbd>{{.}}</kbd>{{end}}</span></div>
{{end}}</section>
{{end}}</main>
</body>
</html>
`))

// KeyPage writes the table of keys as a page to be printed. Lines of one group that follow each other stand together.
func KeyPage(w io.Writer, language, title string, lines []KeyLine) error {
	type group struct {
		Name  string
		Lines []KeyLine
	}
	var groups []group
	for _, l := range lines {
		if n := len(groups); n == 0 || groups[n-1].Name != l.Group {
			groups = append(groups, group{Name: l.Group})
		}
		last := &groups[len(groups)-1]
		last.Lines = append(last.Lines, l)
	}
	return keyPage.Execute(w, map[string]any{"Language": language, "Title": title, "Groups": groups})
}
