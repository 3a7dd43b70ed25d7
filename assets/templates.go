package assets

import (
	"embed"
	"encoding/json"
	"io/fs"
)

//go:embed templates/*.json templates/guides/*.json templates/grids/*.json templates/forms/*.json
var templates embed.FS

// Templates holds what work begins from, in the form of app.OpenTemplates: guides, grids, and forms.
func Templates() fs.FS {
	files, err := fs.Sub(templates, "templates")
	if err != nil {
		panic("assets: templates: " + err.Error())
	}
	return files
}

// PlanPeriod is one period of the plan that a project can begin with.
type PlanPeriod struct {
	Period  string   `json:"period"`
	Actions []string `json:"actions"`
}

// PlanTemplate returns the usual process plan in a language.
func PlanTemplate(lang string) []PlanPeriod {
	b, err := templates.ReadFile("templates/plan.json")
	all := map[string][]PlanPeriod{}
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err != nil {
		panic("assets: template of a plan: " + err.Error())
	}
	return all[lang]
}
