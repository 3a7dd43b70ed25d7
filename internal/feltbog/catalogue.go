package feltbog

// The spaces that kinds live in; the first of each is the home that a new record goes to.
var (
	inTeam     = []SpaceKind{TeamSpace}
	inRegister = []SpaceKind{RegisterSpace}
	// Only the workshop: the team keeps the source of a card instead.
	inWorkshop = []SpaceKind{WorkshopSpace}
	// What the team prepares for a workshop, and an equal copy there.
	forWorkshop = []SpaceKind{TeamSpace, WorkshopSpace}
	// What people said in a workshop, merged back into the team.
	fromWorkshop = []SpaceKind{WorkshopSpace, TeamSpace}
	everywhere   = []SpaceKind{TeamSpace, RegisterSpace, WorkshopSpace}
)

// catalogue lists every noun of the vocabulary with the space it lives in. A kind that is not listed here is unknown
// to this version: its changes are kept and passed on byte for byte, but have no table.
var catalogue = []entry{
	// The project and its plan.
	{rec: &Project{}, spaces: inTeam},
	{rec: &Principle{}, spaces: inTeam},
	{rec: &PlanRow{}, spaces: inTeam},
	{rec: &PlanAction{}, spaces: inTeam},
	{rec: &PlanChange{}, spaces: inTeam},
	{rec: &Actor{}, spaces: inTeam},
	{rec: &MethodCard{}, spaces: inTeam},
	{rec: &GroundRule{}, spaces: inTeam},

	// Guides.
	{rec: &ResearchQuestion{}, spaces: inTeam},
	{rec: &Guide{}, spaces: inTeam},
	{rec: &GuideTheme{}, spaces: inTeam},
	{rec: &Question{}, spaces: inTeam},
	{rec: &GuideVersion{}, spaces: inTeam, verb: "guide"},
	{rec: &GuideReview{}, spaces: inTeam},

	// What is captured.
	{rec: &Place{}, spaces: inTeam},
	{rec: &Session{}, spaces: inTeam},
	{rec: &NoteBlock{}, spaces: inTeam},
	{rec: &Answer{}, spaces: inTeam},
	{rec: &Debrief{}, spaces: inTeam},
	{rec: &Source{}, spaces: inTeam},
	{rec: &Attachment{}, spaces: inTeam},
	{rec: &Tag{}, spaces: inTeam},

	// People, by pseudonym and by name, and what they agreed to.
	{rec: &Participant{}, spaces: inTeam},
	{rec: &Identity{}, spaces: inRegister},
	{rec: &Contact{}, spaces: inRegister},
	{rec: &Paper{}, spaces: inRegister},
	{rec: &ScanDecision{}, spaces: inRegister},
	{rec: &InformationLetter{}, spaces: inTeam, verb: "gate print"},
	{rec: &Consent{}, spaces: inTeam, verb: "consent set"},
	{rec: &WithdrawalCase{}, spaces: inTeam, verb: "withdraw"},
	{rec: &Disclosure{}, spaces: inTeam, verb: "gate"},

	// Pictures.
	{rec: &Photo{}, spaces: inTeam},
	{rec: &PhotoLocation{}, spaces: inRegister},
	{rec: &Region{}, spaces: inTeam},
	{rec: &DepictedPerson{}, spaces: inTeam},
	{rec: &Redaction{}, spaces: inTeam},
	{rec: &PhotoSet{}, spaces: inTeam},
	{rec: &PhotoSetMember{}, spaces: inTeam},
	{rec: &PhotoTalk{}, spaces: inTeam},
	{rec: &PileSort{}, spaces: inTeam},
	{rec: &Pile{}, spaces: inTeam},

	// What is made of it.
	{rec: &Excerpt{}, spaces: inTeam},
	{rec: &Theme{}, spaces: inTeam},
	{rec: &Interpretation{}, spaces: inTeam},
	{rec: &LearningPoint{}, spaces: inTeam},
	{rec: &Recommendation{}, spaces: inTeam},
	{rec: &TrialAction{}, spaces: inTeam},
	{rec: &EvidenceLink{}, spaces: inTeam},
	{rec: &MemberCheck{}, spaces: inTeam},

	// Joint interpretation.
	{rec: &Workshop{}, spaces: forWorkshop},
	{rec: &WorkshopGroup{}, spaces: forWorkshop},
	{rec: &Card{}, spaces: inWorkshop, verb: "workshop add"},
	{rec: &CardSource{}, spaces: inTeam, verb: "workshop add"},
	{rec: &Cluster{}, spaces: fromWorkshop},
	{rec: &Placement{}, spaces: fromWorkshop},
	{rec: &Reading{}, spaces: fromWorkshop},
	{rec: &Disagreement{}, spaces: fromWorkshop},
	{rec: &Possibility{}, spaces: fromWorkshop},
	{rec: &Dot{}, spaces: fromWorkshop},

	// The team and its machines.
	{rec: &Member{}, spaces: inTeam, verb: "member add"},
	{rec: &Device{}, spaces: everywhere, verb: "member add"},
	{rec: &NumberBlock{}, spaces: inTeam, verb: "init --join"},
}
