package feltbog

import "strings"

// KindWithdrawalCase is the kind of WithdrawalCase.
const KindWithdrawalCase Kind = "withdrawal_case"

// WithdrawalState is how far a case has come, in this order.
type WithdrawalState string

// The values of WithdrawalState.
const (
	CaseReceived   WithdrawalState = "received"    // modtaget
	CaseConfirmed  WithdrawalState = "confirmed"   // identitet bekræftet
	CaseScoped     WithdrawalState = "scoped"      // omfang valgt
	CaseTraced     WithdrawalState = "traced"      // berørte fundet
	CaseDecided    WithdrawalState = "decided"     // beslutning
	CaseCarriedOut WithdrawalState = "carried_out" // udført
	CaseReceipted  WithdrawalState = "receipted"   // kvittering sendt
	CaseClosed     WithdrawalState = "closed"      // lukket
)

// WithdrawalStates lists them in the order in which they are shown.
func WithdrawalStates() []WithdrawalState {
	return []WithdrawalState{
		CaseReceived, CaseConfirmed, CaseScoped, CaseTraced, CaseDecided, CaseCarriedOut, CaseReceipted, CaseClosed,
	}
}

// WithdrawalExtent says what is withdrawn.
type WithdrawalExtent string

// The values of WithdrawalExtent.
const (
	WithdrawParticipation WithdrawalExtent = "participation" // deltagelse
	WithdrawScopes        WithdrawalExtent = "scopes"        // enkelte formål
	WithdrawItem          WithdrawalExtent = "item"          // et enkelt billede eller citat
	WithdrawAll           WithdrawalExtent = "everything"    // alt
)

// WithdrawalExtents lists them in the order in which they are shown.
func WithdrawalExtents() []WithdrawalExtent {
	return []WithdrawalExtent{WithdrawParticipation, WithdrawScopes, WithdrawItem, WithdrawAll}
}

// WithdrawalCase is the handling of one wish to withdraw ("tilbagetrækning"). When it is closed it keeps number,
// dates and counts only, never what was deleted.
type WithdrawalCase struct {
	Base
	// Number of the case.
	Number int `field:"number,required" json:"number"`
	// Participant who asks; emptied when everything is erased.
	Participant ID `field:"participant,index,subject,ref=participant" json:"participant"`
	// State is how far the case has come.
	State WithdrawalState `field:"state,required" json:"state"`
	// Extent says what is withdrawn.
	Extent WithdrawalExtent `field:"extent" json:"extent"`
	// Scopes that are withdrawn when it is not all of them.
	Scopes []Scope `field:"scopes,set" json:"scopes"`
	// Items are the single pictures or passages that are withdrawn.
	Items []ID `field:"items,set,ref=photo|excerpt|note_block|answer|source|photo_talk" json:"items"`
	// Received is when the wish came; it must be answered within a month.
	Received FuzzyDate `field:"received,required" json:"received"`
	// Executed is when it was carried out.
	Executed Instant `field:"executed" json:"executed"`
	// ReceiptSent is when the receipt was sent.
	ReceiptSent FuzzyDate `field:"receipt_sent" json:"receipt_sent"`
	// Deleted counts what was erased.
	Deleted int `field:"deleted" json:"deleted"`
	// Anonymised counts what had its link and its details removed.
	Anonymised int `field:"anonymised" json:"anonymised"`
	// Restricted counts what is hidden but kept, Art. 18.
	Restricted int `field:"restricted" json:"restricted"`
	// Kept counts what could not be withdrawn.
	Kept int `field:"kept" json:"kept"`
	// KeptReason says why it could not.
	KeptReason string `field:"kept_reason,long" json:"kept_reason"`
	// Member who handles the case.
	Member ID `field:"member,ref=member" json:"member"`
}

// Kind implements Record.
func (*WithdrawalCase) Kind() Kind { return KindWithdrawalCase }

// Validate implements Record: what is kept has a reason, and a partial wish says which part.
func (w *WithdrawalCase) Validate() error {
	return first(
		oneOf(w, "state", w.State, WithdrawalStates()),
		oneOf(w, "extent", w.Extent, WithdrawalExtents()),
		eachOf(w, "scopes", w.Scopes, Scopes()),
		when(w.Extent == WithdrawScopes && len(w.Scopes) == 0, missing(w, "scopes")),
		when(w.Extent == WithdrawItem && len(w.Items) == 0 && w.State != CaseClosed, missing(w, "items")),
		when(w.Kept > 0 && strings.TrimSpace(w.KeptReason) == "", missing(w, "kept_reason")),
	)
}
