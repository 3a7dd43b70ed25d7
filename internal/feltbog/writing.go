package feltbog

// Writing is what to look out for in questions of one language: how a question begins that can be answered with yes or
// no, and words that people outside the system do not use.
type Writing struct {
	TemplateHead
	// Openings are the first words of a question that asks for yes or no, as "har".
	Openings []string `json:"openings"`
	// Subjects are the words that follow such an opening when it is the person who is asked. One with a capital counts
	// only so: in Danish "I" is you, and "i" is in.
	Subjects []string `json:"subjects"`
	// Try are openings that invite a story instead.
	Try []string `json:"try"`
	// Jargon are the words of the trade.
	Jargon []JargonWord `json:"jargon"`
}

// JargonWord is a word of the trade and what to say instead.
type JargonWord struct {
	// Word as it is looked up.
	Word string `json:"word"`
	// Forms of the word; one that ends in * stands for everything that begins so. The word itself is always one of them.
	Forms []string `json:"forms,omitempty"`
	// Say is what somebody outside the trade would say.
	Say string `json:"say"`
}
