package feltbog

// KindRecommendation is the kind of Recommendation.
const KindRecommendation Kind = "recommendation"

// Urgency says how soon something should be done.
type Urgency string

// The values of Urgency.
const (
	UrgentNow      Urgency = "now"       // nu
	UrgentThisYear Urgency = "this_year" // i år
	UrgentLater    Urgency = "later"     // senere
)

// Urgencies lists them in the order in which they are shown.
func Urgencies() []Urgency {
	return []Urgency{UrgentNow, UrgentThisYear, UrgentLater}
}

// RecommendationStatus says what became of a recommendation.
type RecommendationStatus string

// The values of RecommendationStatus.
const (
	RecDraft     RecommendationStatus = "draft"     // udkast
	RecDiscussed RecommendationStatus = "discussed" // drøftet
	RecAdopted   RecommendationStatus = "adopted"   // vedtaget
	RecRejected  RecommendationStatus = "rejected"  // afvist
	RecDone      RecommendationStatus = "done"      // gennemført
)

// RecommendationStatuses lists them in the order in which they are shown.
func RecommendationStatuses() []RecommendationStatus {
	return []RecommendationStatus{RecDraft, RecDiscussed, RecAdopted, RecRejected, RecDone}
}

// Recommendation is what the project advises somebody to do ("anbefaling", A-04). It rests on learning points through
// EvidenceLinks; with only one perspective behind it, it says so in every report.
type Recommendation struct {
	Base
	// Number that is printed.
	Number int `field:"number,index" json:"number"`
	// Text in one sentence: we recommend that ...
	Text string `field:"text,required,search,long" json:"text"`
	// Recipients are those who are to act.
	Recipients []ID `field:"recipients,set,ref=actor" json:"recipients"`
	// Urgency says how soon.
	Urgency Urgency `field:"urgency" json:"urgency"`
	// Preconditions are what must be in place first.
	Preconditions []string `field:"preconditions" json:"preconditions"`
	// Risk is what may go wrong.
	Risk string `field:"risk,search,long" json:"risk"`
	// FollowUp is when we look at it again.
	FollowUp FuzzyDate `field:"follow_up" json:"follow_up"`
	// Status says what became of it.
	Status RecommendationStatus `field:"status" json:"status"`
	// Order is the fractional index in the list.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Recommendation) Kind() Kind { return KindRecommendation }

// Validate implements Record: its choices are among the known ones.
func (r *Recommendation) Validate() error {
	return first(
		oneOf(r, "urgency", r.Urgency, Urgencies()),
		oneOf(r, "status", r.Status, RecommendationStatuses()),
	)
}
