package feltbog

import "strconv"

// KindProject is the kind of Project.
const KindProject Kind = "project"

// LegalBasis says why personal data may be handled ("behandlingsgrundlag"). It is chosen by the controller; the
// program never claims that it is right.
type LegalBasis string

// The values of LegalBasis.
const (
	PublicTask      LegalBasis = "public_task" // opgave i samfundets interesse, art. 6(1)(e)
	ExplicitConsent LegalBasis = "consent"     // udtrykkeligt samtykke, art. 6(1)(a) og 9(2)(a)
	ResearchOnly    LegalBasis = "research"    // databeskyttelsesloven § 10, kun forskning
)

// LegalBases lists them in the order in which they are shown.
func LegalBases() []LegalBasis {
	return []LegalBasis{PublicTask, ExplicitConsent, ResearchOnly}
}

// CommitteeState says what a research-ethics committee has to do with the project ("komitévurdering").
type CommitteeState string

// The values of CommitteeState.
const (
	NotNotifiable CommitteeState = "not_notifiable" // ikke anmeldelsespligtig
	Notified      CommitteeState = "notified"       // anmeldt
	Approved      CommitteeState = "approved"       // godkendt
)

// CommitteeStates lists them in the order in which they are shown.
func CommitteeStates() []CommitteeState {
	return []CommitteeState{NotNotifiable, Notified, Approved}
}

// Project is the fieldwork a vault is about ("projekt"): what it wants to understand, with whom, for whom, and on
// what legal ground. There is one in each vault; it is a living document, and every edit stays in its history. The
// fields from Controller on fill the brackets of the information letter.
type Project struct {
	Base
	// Title of the project.
	Title string `field:"title,required,search" json:"title"`
	// Purpose: what we want to understand, and what it is to lead to.
	Purpose string `field:"purpose,search,long" json:"purpose"`
	// TargetGroup says whose life or work it is about.
	TargetGroup string `field:"target_group,search,long" json:"target_group"`
	// Description of the project in plain words.
	Description string `field:"description,search,long" json:"description"`
	// PlaceFrame is the geographic frame, as coarse as it may be known: a town, a municipality.
	PlaceFrame string `field:"place_frame,search" json:"place_frame"`
	// Starts is when the project begins.
	Starts FuzzyDate `field:"starts" json:"starts"`
	// Ends is when it is expected to be over.
	Ends FuzzyDate `field:"ends" json:"ends"`
	// RunningYear is the year that a plan date without a year falls in; 0 means the year must be written.
	RunningYear int `field:"running_year" json:"running_year"`
	// Partners are the parties of the cooperation.
	Partners []ID `field:"partners,set,ref=actor" json:"partners"`
	// Recipients are those who shall use the results.
	Recipients []ID `field:"recipients,set,ref=actor" json:"recipients"`
	// Coordinators hold the threads ("tovholder").
	Coordinators []ID `field:"coordinators,set,ref=member" json:"coordinators"`
	// Methods are the methods chosen for the project.
	Methods []ID `field:"methods,set,ref=method_card" json:"methods"`
	// Controller is the body responsible for the data ("dataansvarlig").
	Controller string `field:"controller" json:"controller"`
	// ControllerAddress is the controller's postal address.
	ControllerAddress string `field:"controller_address,long" json:"controller_address"`
	// ControllerContact says whom a participant can ask: an office or a function.
	ControllerContact string `field:"controller_contact" json:"controller_contact"`
	// ControllerPhone is the office's number; it is printed on letters and cards.
	ControllerPhone string `field:"controller_phone" json:"controller_phone"`
	// ControllerEmail is the office's mail address.
	ControllerEmail string `field:"controller_email" json:"controller_email"`
	// DPOContact says how to reach the data protection officer ("databeskyttelsesrådgiver").
	DPOContact string `field:"dpo_contact" json:"dpo_contact"`
	// LetterTopic completes "Vi vil gerne tale med dig om ...".
	LetterTopic string `field:"letter_topic" json:"letter_topic"`
	// LegalBasis says on what ground the data are handled; research only locks exits that the law does not allow.
	LegalBasis LegalBasis `field:"legal_basis" json:"legal_basis"`
	// LegalBasisText is how the letter words the legal basis.
	LegalBasisText string `field:"legal_basis_text,long" json:"legal_basis_text"`
	// StoredData lists what is kept: notes, quotes, pictures, sound; names apart.
	StoredData string `field:"stored_data,long" json:"stored_data"`
	// Processors are data processors and others who receive data.
	Processors string `field:"processors,long" json:"processors"`
	// NamesDeleted is when the list of names is deleted.
	NamesDeleted FuzzyDate `field:"names_deleted" json:"names_deleted"`
	// MaterialDeleted is when notes and pictures are deleted or made anonymous.
	MaterialDeleted FuzzyDate `field:"material_deleted" json:"material_deleted"`
	// ArchiveDuty says what an archive is entitled to, where that applies.
	ArchiveDuty string `field:"archive_duty,long" json:"archive_duty"`
	// RightsExceptions names rights that the law restricts here, for instance in research.
	RightsExceptions string `field:"rights_exceptions,long" json:"rights_exceptions"`
	// Committee says whether an ethics committee had to be asked.
	Committee CommitteeState `field:"committee" json:"committee"`
	// CommitteeNumber is the committee's case number.
	CommitteeNumber string `field:"committee_number" json:"committee_number"`
	// CommitteeReason says why the project is or is not notifiable.
	CommitteeReason string `field:"committee_reason,long" json:"committee_reason"`
	// ConcernGuidance is local guidance on the duty to report concern; the program shows it and sends nothing.
	ConcernGuidance string `field:"concern_guidance,long" json:"concern_guidance"`
}

// Kind implements Record.
func (*Project) Kind() Kind { return KindProject }

// Validate implements Record: its running year is one that dates can carry, and it does not end before it starts.
func (p *Project) Validate() error {
	return first(
		oneOf(p, "legal_basis", p.LegalBasis, LegalBases()),
		oneOf(p, "committee", p.Committee, CommitteeStates()),
		when(p.RunningYear != 0 && (p.RunningYear < firstYear || p.RunningYear > lastYear),
			wrong(p, "running_year", strconv.Itoa(p.RunningYear), rule("rule.four_figures", "it is written with four figures"))),
		p.validSpan(),
	)
}

func (p *Project) validSpan() error {
	starts, ok := p.Starts.Start()
	ends, known := p.Ends.End()
	return when(ok && known && ends.Before(starts), wrong(p, "ends", p.Ends.String(), rule("rule.before_start", "it lies before the start")))
}

// MissingForLetter names the fields that must be filled in before the information letter may be printed.
func (p *Project) MissingForLetter() []string {
	var empty []string
	for _, f := range []struct {
		name   string
		filled bool
	}{
		{"letter_topic", p.LetterTopic != ""}, {"controller", p.Controller != ""}, {"controller_address", p.ControllerAddress != ""},
		{"controller_contact", p.ControllerContact != ""}, {"controller_phone", p.ControllerPhone != ""},
		{"controller_email", p.ControllerEmail != ""}, {"dpo_contact", p.DPOContact != ""}, {"purpose", p.Purpose != ""},
		{"legal_basis", p.LegalBasis != ""}, {"legal_basis_text", p.LegalBasisText != ""}, {"stored_data", p.StoredData != ""},
		{"names_deleted", p.NamesDeleted.Dated()}, {"material_deleted", p.MaterialDeleted.Dated()},
	} {
		if !f.filled {
			empty = append(empty, f.name)
		}
	}
	if p.LegalBasis == ResearchOnly && p.RightsExceptions == "" { // § 10 takes rights away, and the letter must say which
		empty = append(empty, "rights_exceptions")
	}
	return empty
}
