package feltbog

// Material is what an item is to those it is about ("slags materiale"). One item can be several: a picture that a
// participant took is their own, and shows somebody else.
type Material string

// The kinds of material. Health and OtherSensitive come on top of another one.
const (
	MaterialQuote          Material = "quote"           // det, nogen sagde
	MaterialNote           Material = "note"            // det, der er skrevet om nogen
	MaterialImage          Material = "image"           // billede, nogen er med på
	MaterialOwnPhoto       Material = "own_photo"       // billede eller tegning, nogen selv har lavet
	MaterialSound          Material = "sound"           // lyd og levende billeder
	MaterialContact        Material = "contact"         // navn og kontakt
	MaterialHealth         Material = "health"          // helbredsoplysninger
	MaterialOtherSensitive Material = "other_sensitive" // andre følsomme oplysninger
)

// Materials lists them in the order in which they are shown.
func Materials() []Material {
	return []Material{MaterialQuote, MaterialNote, MaterialImage, MaterialOwnPhoto, MaterialSound, MaterialContact, MaterialHealth,
		MaterialOtherSensitive}
}

// basis is what a kind of material may not even be kept without.
var basis = map[Material][]Scope{
	MaterialQuote:          {ScopeParticipation, ScopeNotes},
	MaterialNote:           {ScopeParticipation, ScopeNotes},
	MaterialImage:          {ScopeParticipation, ScopePhotoOfMe},
	MaterialOwnPhoto:       {ScopeParticipation, ScopeMyOwnPhotos},
	MaterialSound:          {ScopeParticipation, ScopeAudio},
	MaterialContact:        {ScopeParticipation},
	MaterialHealth:         {ScopeParticipation, ScopeSensitiveHealth},
	MaterialOtherSensitive: {ScopeParticipation, ScopeSensitiveOther},
}

// further is what a use asks for on top of the basis. A cell that is not here is never allowed, because the consent form
// has no question that covers it: it asks for words without a name, which a voice is not, and nobody is asked whether
// their name may leave. What was written about somebody needs the same yes as what somebody said: it can hurt as much.
var further = map[Use]map[Material][]Scope{
	UseInterview: {
		MaterialQuote: {}, MaterialNote: {}, MaterialImage: {}, MaterialOwnPhoto: {}, MaterialSound: {},
		MaterialContact: {ScopeRecontactProject}, MaterialHealth: {}, MaterialOtherSensitive: {},
	},
	UseInterpretation: {
		MaterialQuote: {ScopeQuoteJoint}, MaterialNote: {ScopeQuoteJoint}, MaterialImage: {ScopeImageJoint},
		MaterialOwnPhoto: {ScopeImageJoint}, MaterialHealth: {}, MaterialOtherSensitive: {},
	},
	UseReport: {
		MaterialQuote: {ScopeQuoteReport}, MaterialNote: {ScopeQuoteReport}, MaterialImage: {ScopeImageReport},
		MaterialOwnPhoto: {ScopeImageReport}, MaterialHealth: {}, MaterialOtherSensitive: {},
	},
	UseTalk: {
		MaterialQuote: {ScopeQuoteTalk}, MaterialNote: {ScopeQuoteTalk}, MaterialImage: {ScopeImageTalk},
		MaterialOwnPhoto: {ScopeImageTalk}, MaterialHealth: {}, MaterialOtherSensitive: {},
	},
	UseWeb: {
		MaterialQuote: {ScopeQuotePublic}, MaterialNote: {ScopeQuotePublic}, MaterialImage: {ScopeImageWeb},
		MaterialOwnPhoto: {ScopeImageWeb}, MaterialHealth: {}, MaterialOtherSensitive: {},
	},
	UseArchive: {
		MaterialQuote: {ScopeKeepAfterProject}, MaterialNote: {ScopeKeepAfterProject},
		MaterialImage:    {ScopeImageArchive, ScopeKeepAfterProject},
		MaterialOwnPhoto: {ScopeImageArchive, ScopeKeepAfterProject}, MaterialSound: {ScopeKeepAfterProject},
		MaterialHealth: {ScopeKeepAfterProject}, MaterialOtherSensitive: {ScopeKeepAfterProject},
	},
	UsePartner: {
		MaterialQuote: {ScopeShareWithPartner}, MaterialNote: {ScopeShareWithPartner}, MaterialImage: {ScopeShareWithPartner},
		MaterialOwnPhoto: {ScopeShareWithPartner}, MaterialSound: {ScopeShareWithPartner}, MaterialHealth: {ScopeShareWithPartner},
		MaterialOtherSensitive: {ScopeShareWithPartner},
	},
}

// ScopesFor returns the scopes that must all be given before a kind of material may be put to a use. It returns false
// where no consent is enough, and for a use or a kind of material that is not known.
func ScopesFor(use Use, m Material) ([]Scope, bool) {
	more, ok := further[use][m]
	if !ok {
		return nil, false
	}
	return append(append([]Scope(nil), basis[m]...), more...), true
}

// Bars reports whether the legal basis closes a use, whatever people said: data that are handled for research alone are
// passed to nobody else and are not published (databeskyttelsesloven § 10).
func (b LegalBasis) Bars(use Use) bool {
	return b == ResearchOnly && (use == UsePartner || use == UseWeb)
}
