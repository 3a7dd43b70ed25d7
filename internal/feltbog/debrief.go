package feltbog

// KindDebrief is the kind of Debrief.
const KindDebrief Kind = "debrief"

// Debrief is what the team says right after a session ("varm opsamling", "efter samtalen"), before anybody sleeps on
// it.
type Debrief struct {
	Base
	// Session it looks back on.
	Session ID `field:"session,required,index,ref=session" json:"session"`
	// Member who wrote it; none when it is the whole team's.
	Member ID `field:"member,ref=member" json:"member"`
	// Held is when.
	Held Instant `field:"held" json:"held"`
	// SeenByAll is what everybody saw.
	SeenByAll string `field:"seen_by_all,search,long" json:"seen_by_all"`
	// SeenByOne is what only one saw.
	SeenByOne string `field:"seen_by_one,search,long" json:"seen_by_one"`
	// Surprise is what surprised us or the guest.
	Surprise string `field:"surprise,search,long" json:"surprise"`
	// Unknown is what we still do not know.
	Unknown string `field:"unknown,search,long" json:"unknown"`
	// Unsaid is what I saw that was not said.
	Unsaid string `field:"unsaid,search,long" json:"unsaid"`
	// OwnRole is how I was seen, how my presence counted, and what I chose not to see.
	OwnRole string `field:"own_role,search,long" json:"own_role"`
	// GuideChange is what the guide should be changed to.
	GuideChange string `field:"guide_change,search,long" json:"guide_change"`
	// FollowUp is what calls for action.
	FollowUp string `field:"follow_up,search,long" json:"follow_up"`
	// Answers are those to the questions that the guide itself asks after a session.
	Answers []DebriefAnswer `field:"answers" json:"answers"`
}

// DebriefAnswer is an answer to a question that a guide asks its interviewer.
type DebriefAnswer struct {
	// Question as it was worded.
	Question string `json:"question"`
	// Text is the answer.
	Text string `json:"text"`
}

// Kind implements Record.
func (*Debrief) Kind() Kind { return KindDebrief }

// Validate implements Record: its required fields are all it needs.
func (*Debrief) Validate() error { return nil }
