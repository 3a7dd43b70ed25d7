package feltbog

import (
	"slices"
	"strings"
	"testing"
)

// never is how the table below says that no consent is enough.
const never = "-"

// Each cell is named here a second time, by hand, so that nobody widens what may leave without saying so twice.
var cells = map[Use]map[Material]string{
	UseInterview: {
		MaterialQuote: "participation notes", MaterialNote: "participation notes", MaterialImage: "participation photo_of_me",
		MaterialOwnPhoto: "participation my_own_photos", MaterialSound: "participation audio",
		MaterialContact: "participation recontact_project", MaterialHealth: "participation sensitive_health",
		MaterialOtherSensitive: "participation sensitive_other",
	},
	UseInterpretation: {
		MaterialQuote: "participation notes quote_joint", MaterialNote: "participation notes quote_joint",
		MaterialImage: "participation photo_of_me image_joint", MaterialOwnPhoto: "participation my_own_photos image_joint",
		MaterialSound: never, MaterialContact: never, MaterialHealth: "participation sensitive_health",
		MaterialOtherSensitive: "participation sensitive_other",
	},
	UseReport: {
		MaterialQuote: "participation notes quote_report", MaterialNote: "participation notes quote_report",
		MaterialImage: "participation photo_of_me image_report", MaterialOwnPhoto: "participation my_own_photos image_report",
		MaterialSound: never, MaterialContact: never, MaterialHealth: "participation sensitive_health",
		MaterialOtherSensitive: "participation sensitive_other",
	},
	UseTalk: {
		MaterialQuote: "participation notes quote_talk", MaterialNote: "participation notes quote_talk",
		MaterialImage: "participation photo_of_me image_talk", MaterialOwnPhoto: "participation my_own_photos image_talk",
		MaterialSound: never, MaterialContact: never, MaterialHealth: "participation sensitive_health",
		MaterialOtherSensitive: "participation sensitive_other",
	},
	UseWeb: {
		MaterialQuote: "participation notes quote_public", MaterialNote: "participation notes quote_public",
		MaterialImage: "participation photo_of_me image_web", MaterialOwnPhoto: "participation my_own_photos image_web",
		MaterialSound: never, MaterialContact: never, MaterialHealth: "participation sensitive_health",
		MaterialOtherSensitive: "participation sensitive_other",
	},
	UseArchive: {
		MaterialQuote: "participation notes keep_after_project", MaterialNote: "participation notes keep_after_project",
		MaterialImage:    "participation photo_of_me image_archive keep_after_project",
		MaterialOwnPhoto: "participation my_own_photos image_archive keep_after_project",
		MaterialSound:    "participation audio keep_after_project", MaterialContact: never,
		MaterialHealth:         "participation sensitive_health keep_after_project",
		MaterialOtherSensitive: "participation sensitive_other keep_after_project",
	},
	UsePartner: {
		MaterialQuote: "participation notes share_with_partner", MaterialNote: "participation notes share_with_partner",
		MaterialImage:    "participation photo_of_me share_with_partner",
		MaterialOwnPhoto: "participation my_own_photos share_with_partner",
		MaterialSound:    "participation audio share_with_partner", MaterialContact: never,
		MaterialHealth:         "participation sensitive_health share_with_partner",
		MaterialOtherSensitive: "participation sensitive_other share_with_partner",
	},
}

func TestEachUseOfEachMaterialAsksForItsScopes(t *testing.T) {
	for _, use := range Uses() {
		for _, m := range Materials() {
			want, named := cells[use][m]
			if !named {
				t.Errorf("nobody says what %s needs for %s", m, use)
				continue
			}
			scopes, ok := ScopesFor(use, m)
			got := never
			if ok {
				var words []string
				for _, s := range scopes {
					words = append(words, string(s))
				}
				got = strings.Join(words, " ")
			}
			if got != want {
				t.Errorf("%s for %s asks for %q, want %q", m, use, got, want)
			}
		}
	}
}

func TestEveryCellAsksWhetherThePersonTakesPart(t *testing.T) {
	for _, use := range Uses() {
		for _, m := range Materials() {
			scopes, ok := ScopesFor(use, m)
			if ok && !slices.Contains(scopes, ScopeParticipation) {
				t.Errorf("%s for %s", m, use)
			}
			for _, s := range scopes {
				if !slices.Contains(Scopes(), s) {
					t.Errorf("%s for %s asks for %q, which is not on the form", m, use, s)
				}
			}
		}
	}
	if _, ok := ScopesFor("podcast", MaterialQuote); ok {
		t.Error("a use that nobody knows is allowed")
	}
	if _, ok := ScopesFor(UseReport, "smell"); ok {
		t.Error("a material that nobody knows is allowed")
	}
}

func TestTheScopesOfACellAreTheCallersOwn(t *testing.T) {
	a, _ := ScopesFor(UseReport, MaterialQuote)
	a[0] = ScopeAIProcessing
	if b, _ := ScopesFor(UseReport, MaterialQuote); b[0] != ScopeParticipation {
		t.Error("one caller changed the table for all")
	}
}

func TestResearchAloneIsPassedOnToNobodyAndNotPublished(t *testing.T) {
	for _, use := range Uses() {
		if got, want := ResearchOnly.Bars(use), use == UsePartner || use == UseWeb; got != want {
			t.Errorf("%s: %v", use, got)
		}
		if PublicTask.Bars(use) || ExplicitConsent.Bars(use) {
			t.Errorf("%s is barred without research", use)
		}
	}
}
