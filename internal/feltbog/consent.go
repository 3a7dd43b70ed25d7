package feltbog

// KindConsent is the kind of Consent.
const KindConsent Kind = "consent"

// ConsentState says what became of a question on the form.
type ConsentState string

// The values of ConsentState.
const (
	ConsentDraft     ConsentState = "draft"     // kladde
	ConsentGiven     ConsentState = "given"     // givet
	ConsentRefused   ConsentState = "refused"   // afslået
	ConsentWithdrawn ConsentState = "withdrawn" // trukket tilbage
	ConsentExpired   ConsentState = "expired"   // udløbet
)

// ConsentStates lists them in the order in which they are shown.
func ConsentStates() []ConsentState {
	return []ConsentState{ConsentDraft, ConsentGiven, ConsentRefused, ConsentWithdrawn, ConsentExpired}
}

// Consent is one answer to one question on the consent form ("samtykke, afkrydset formål"). It is append-only: a
// changed mind is a new record, and both stay. Whether something may be used is not read from here but asked of the
// gate, where no answer means no.
type Consent struct {
	Base
	// Participant whose consent it is.
	Participant ID `field:"participant,required,index,subject,ref=participant" json:"participant"`
	// Scope is what was asked.
	Scope Scope `field:"scope,required,index" json:"scope"`
	// State is the answer.
	State ConsentState `field:"state,required" json:"state"`
	// From is the day it holds from.
	From FuzzyDate `field:"from" json:"from"`
	// Until is the last day it holds; empty is until the project ends.
	Until FuzzyDate `field:"until" json:"until"`
	// Form is how it was given.
	Form ConsentForm `field:"form" json:"form"`
	// GivenBy is who gave it.
	GivenBy ConsentGiver `field:"given_by" json:"given_by"`
	// Letter is the version of the information letter that was handed out or read aloud.
	Letter ID `field:"letter,ref=information_letter" json:"letter"`
	// ExplainedBy is who went through the form with the person.
	ExplainedBy ID `field:"explained_by,ref=member" json:"explained_by"`
	// Witness is who heard an oral consent.
	Witness ID `field:"witness,ref=member" json:"witness"`
	// Interpreted tells that an interpreter was used.
	Interpreted bool `field:"interpreted" json:"interpreted"`
	// Document is the signed paper in the register.
	Document ID `field:"document,ref=paper" json:"document"`
	// Recorded is when it was entered.
	Recorded Instant `field:"recorded" json:"recorded"`
	// Note on what was said, for instance a condition.
	Note string `field:"note,long" json:"note"`
}

// Kind implements Record.
func (*Consent) Kind() Kind { return KindConsent }

// Validate implements Record: a given consent says how, by whom and from when; an oral one has a witness; it does not
// end before it begins.
func (c *Consent) Validate() error {
	return first(
		oneOf(c, "scope", c.Scope, Scopes()),
		oneOf(c, "state", c.State, ConsentStates()),
		oneOf(c, "form", c.Form, ConsentForms()),
		oneOf(c, "given_by", c.GivenBy, ConsentGivers()),
		c.validDates(),
		when(c.State == ConsentGiven && c.Form == "", missing(c, "form")),
		when(c.State == ConsentGiven && c.GivenBy == "", missing(c, "given_by")),
		when(c.Form == OralWitness && c.Witness.IsZero() && c.Document.IsZero(), missing(c, "witness")),
		when(c.Form == ByGuardian && c.GivenBy != Guardian,
			wrong(c, "given_by", string(c.GivenBy), rule("rule.guardian", "this form is given by a guardian"))),
	)
}

func (c *Consent) validDates() error {
	from, ok := c.From.Day()
	switch answered := c.State == ConsentGiven || c.State == ConsentRefused || c.State == ConsentWithdrawn; {
	case answered && c.From.IsZero():
		return missing(c, "from")
	case answered && !ok:
		return wrong(c, "from", c.From.String(), rule("rule.one_day", "what was said in March 2025 proves nothing for the first of March: it must be one day"))
	case c.Until.IsZero():
		return nil
	}
	until, known := c.Until.End()
	if !known {
		return wrong(c, "until", c.Until.String(), rule("rule.last_day", "it must name a last day"))
	}
	return when(ok && until.Before(from), wrong(c, "until", c.Until.String(), rule("rule.before_from", "it lies before the day the consent holds from")))
}
