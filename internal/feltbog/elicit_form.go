package feltbog

import (
	"fmt"
	"strconv"
	"strings"
)

// PhotoPrompt is one question about the picture on screen. Each can be left unasked.
type PhotoPrompt struct {
	// Key names the question in notes, the same in every language.
	Key string `json:"key"`
	// Short is the word or two on its button.
	Short string `json:"short"`
	// Ask is the question as it is said.
	Ask string `json:"ask"`
}

// ElicitForm words a conversation about pictures: the task that goes before it, and what is asked about each picture.
type ElicitForm struct {
	TemplateHead
	// Name of the form.
	Name string `json:"name"`
	// Prompts are the questions about one picture in their usual order.
	Prompts []PhotoPrompt `json:"prompts"`
	// Aside are questions that may be asked at any time.
	Aside []PhotoPrompt `json:"aside"`
	// Steps of the conversation.
	Steps []string `json:"steps"`
	// Closing are the questions at its end.
	Closing []string `json:"closing"`
	// Until is how Brief begins when the pictures are to be back by a {date}.
	Until string `json:"until"`
	// Soon is how Brief begins without a last day.
	Soon string `json:"soon"`
	// Brief is the task on the participant's card; {days}, {most} and {task} stand for what the series says.
	Brief string `json:"brief"`
	// NoLimit is Brief for a series without a number of pictures.
	NoLimit string `json:"no_limit"`
}

// Task words the participant's card for a series; due is its last day in words, and may be empty.
func (f *ElicitForm) Task(s *PhotoSet, due string) string {
	text, days := f.NoLimit, f.Soon
	if s.MostPictures > 0 {
		text = f.Brief
	}
	if due != "" {
		days = strings.ReplaceAll(f.Until, "{date}", due)
	}
	about := strings.TrimRight(strings.TrimSpace(s.Task), ".?! ")
	if about == "" {
		about = "»" + s.Title + "«"
	}
	return strings.NewReplacer("{days}", days, "{most}", strconv.Itoa(s.MostPictures), "{task}", about).Replace(text)
}

// Check reports what is not worded.
func (f *ElicitForm) Check() error {
	if f.Name == "" || !strings.Contains(f.Until, "{date}") || f.Soon == "" || len(f.Prompts) == 0 {
		return fmt.Errorf("the form has no name or no questions")
	}
	for _, at := range []string{"{days}", "{most}", "{task}"} {
		if !strings.Contains(f.Brief, at) {
			return fmt.Errorf("the task does not say %s", at)
		}
	}
	if strings.Contains(f.NoLimit, "{most}") || !strings.Contains(f.NoLimit, "{task}") || !strings.Contains(f.NoLimit, "{days}") {
		return fmt.Errorf("the task without a number is not worded")
	}
	return checkPrompts(append(append([]PhotoPrompt{}, f.Prompts...), f.Aside...))
}

// checkPrompts asks for a key of its own and words for each question.
func checkPrompts(all []PhotoPrompt) error {
	seen := map[string]bool{}
	for _, p := range all {
		if p.Key == "" || seen[p.Key] || strings.TrimSpace(p.Short) == "" || strings.TrimSpace(p.Ask) == "" {
			return fmt.Errorf("the question %q is not worded, or is there twice", p.Key)
		}
		seen[p.Key] = true
	}
	return nil
}

func validPrompts(s *PhotoSet) error {
	if err := checkPrompts(s.Prompts); err != nil {
		return wrong(s, "prompts", "", rule("rule.prompts", "each question about the pictures has a key of its own and words"))
	}
	return nil
}
