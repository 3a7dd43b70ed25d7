package feltbog

// Scope is one thing a participant is asked to say yes or no to ("afkrydset formål"). Each is asked by itself, none is
// ticked beforehand, and what was not asked is not allowed.
type Scope string

// The scopes of the consent form.
const (
	ScopeParticipation    Scope = "participation"      // at deltage
	ScopeNotes            Scope = "notes"              // at der skrives noter
	ScopeAudio            Scope = "audio"              // lydoptagelse
	ScopePhotoOfMe        Scope = "photo_of_me"        // billeder af mig
	ScopeMyOwnPhotos      Scope = "my_own_photos"      // billeder, jeg selv har taget
	ScopeSensitiveHealth  Scope = "sensitive_health"   // helbredsoplysninger, art. 9
	ScopeSensitiveOther   Scope = "sensitive_other"    // andre følsomme oplysninger, art. 9
	ScopeQuoteReport      Scope = "quote_report"       // citat i rapport
	ScopeQuoteJoint       Scope = "quote_joint"        // citat i fællestolkning
	ScopeQuoteTalk        Scope = "quote_talk"         // citat i oplæg
	ScopeQuotePublic      Scope = "quote_public"       // citat offentligt
	ScopeImageJoint       Scope = "image_joint"        // billede i fællestolkning
	ScopeImageReport      Scope = "image_report"       // billede i rapport
	ScopeImageTalk        Scope = "image_talk"         // billede i oplæg
	ScopeImageWeb         Scope = "image_web"          // billede på internettet
	ScopeImageArchive     Scope = "image_archive"      // billede i arkiv
	ScopeRecontactProject Scope = "recontact_project"  // kontakt igen om projektet
	ScopeRecontactFuture  Scope = "recontact_future"   // kontakt om nye projekter
	ScopeKeepAfterProject Scope = "keep_after_project" // opbevaring efter projektet
	ScopeShareWithPartner Scope = "share_with_partner" // deling med partner
	ScopeAIProcessing     Scope = "ai_processing"      // behandling med AI uden for maskinen
)

// Scopes lists all scopes in the order of the consent form.
func Scopes() []Scope {
	return []Scope{
		ScopeParticipation, ScopeNotes, ScopeAudio, ScopePhotoOfMe, ScopeMyOwnPhotos, ScopeSensitiveHealth, ScopeSensitiveOther,
		ScopeQuoteReport, ScopeQuoteJoint, ScopeQuoteTalk, ScopeQuotePublic,
		ScopeImageJoint, ScopeImageReport, ScopeImageTalk, ScopeImageWeb, ScopeImageArchive,
		ScopeRecontactProject, ScopeRecontactFuture, ScopeKeepAfterProject, ScopeShareWithPartner, ScopeAIProcessing,
	}
}

// ConsentForm says how a consent was given ("samtykkets form").
type ConsentForm string

// The values of ConsentForm.
const (
	Written     ConsentForm = "written"      // skriftligt
	Electronic  ConsentForm = "electronic"   // elektronisk
	OralWitness ConsentForm = "oral_witness" // mundtligt med vidne
	ByGuardian  ConsentForm = "guardian"     // af forældremyndighed eller værge
)

// ConsentForms lists them in the order in which they are shown.
func ConsentForms() []ConsentForm { return []ConsentForm{Written, Electronic, OralWitness, ByGuardian} }

// ConsentGiver says who gave a consent. For a child under 15 both the guardian's consent and the child's own yes are
// kept, as two records.
type ConsentGiver string

// The values of ConsentGiver.
const (
	Self     ConsentGiver = "self"     // deltageren selv
	Guardian ConsentGiver = "guardian" // forældremyndighed eller værge
)

// ConsentGivers lists both.
func ConsentGivers() []ConsentGiver { return []ConsentGiver{Self, Guardian} }
