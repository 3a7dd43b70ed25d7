package app

import "feltbog/internal/feltbog"

// Place is one of the six places of the window, where a person looks for a kind of thing.
type Place string

// The places.
const (
	InProject  Place = "project"
	InField    Place = "field"
	InPhotos   Place = "photos"
	InMaterial Place = "material"
	InWorkshop Place = "workshop"
	InShare    Place = "share"
)

var places = map[feltbog.Kind]Place{
	feltbog.KindProject: InProject, feltbog.KindPrinciple: InProject, feltbog.KindPlanRow: InProject, feltbog.KindPlanAction: InProject,
	feltbog.KindPlanChange: InProject, feltbog.KindActor: InProject, feltbog.KindMethodCard: InProject, feltbog.KindGroundRule: InProject,
	feltbog.KindContact: InProject, feltbog.KindMember: InProject, feltbog.KindDevice: InProject, feltbog.KindNumberBlock: InProject,

	feltbog.KindResearchQuestion: InField, feltbog.KindGuide: InField, feltbog.KindGuideTheme: InField, feltbog.KindQuestion: InField,
	feltbog.KindGuideVersion: InField, feltbog.KindGuideReview: InField, feltbog.KindPlace: InField, feltbog.KindSession: InField,
	feltbog.KindNoteBlock: InField, feltbog.KindAnswer: InField, feltbog.KindDebrief: InField, feltbog.KindParticipant: InField,
	feltbog.KindIdentity: InField, feltbog.KindPaper: InField, feltbog.KindInformationLetter: InField, feltbog.KindConsent: InField,

	feltbog.KindPhoto: InPhotos, feltbog.KindPhotoLocation: InPhotos, feltbog.KindRegion: InPhotos, feltbog.KindDepictedPerson: InPhotos,
	feltbog.KindRedaction: InPhotos, feltbog.KindPhotoSet: InPhotos, feltbog.KindPhotoSetMember: InPhotos, feltbog.KindPhotoTalk: InPhotos,
	feltbog.KindPileSort: InPhotos, feltbog.KindPile: InPhotos,

	feltbog.KindSource: InMaterial, feltbog.KindAttachment: InMaterial, feltbog.KindTag: InMaterial, feltbog.KindExcerpt: InMaterial,
	feltbog.KindTheme: InMaterial, feltbog.KindInterpretation: InMaterial, feltbog.KindLearningPoint: InMaterial,
	feltbog.KindRecommendation: InMaterial, feltbog.KindTrialAction: InMaterial, feltbog.KindEvidenceLink: InMaterial,
	feltbog.KindMemberCheck: InMaterial,

	feltbog.KindWorkshop: InWorkshop, feltbog.KindWorkshopGroup: InWorkshop, feltbog.KindCard: InWorkshop, feltbog.KindCardSource: InWorkshop,
	feltbog.KindCluster: InWorkshop, feltbog.KindPlacement: InWorkshop, feltbog.KindReading: InWorkshop, feltbog.KindDisagreement: InWorkshop,
	feltbog.KindPossibility: InWorkshop, feltbog.KindDot: InWorkshop,

	feltbog.KindDisclosure: InShare, feltbog.KindScanDecision: InShare, feltbog.KindWithdrawalCase: InShare,
}

// PlaceOf returns where a kind of record is at home; "" for a kind that this version does not know.
func PlaceOf(kind feltbog.Kind) Place { return places[kind] }
