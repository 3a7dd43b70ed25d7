package feltbog

// KindWorkshop is the kind of Workshop.
const KindWorkshop Kind = "workshop"

// Workshop is a joint interpretation ("fællestolkning"): people with different perspectives read the same cards and
// say what they see. It stands in the team and, as an equal copy, in its own workshop space, where there are roles
// and no names. That space has the workshop's own id.
type Workshop struct {
	Base
	// Title of the workshop.
	Title string `field:"title,required,search" json:"title"`
	// Question that is put to the material.
	Question string `field:"question,search,long" json:"question"`
	// Time it is held.
	Time FuzzyDate `field:"time" json:"time"`
	// PlaceName is where, as it is printed on the invitation.
	PlaceName string `field:"place_name" json:"place_name"`
	// Rules for perspectives, read aloud at the start.
	Rules []string `field:"rules" json:"rules"`
	// Agenda is the order of the meeting.
	Agenda []AgendaItem `field:"agenda" json:"agenda"`
	// Machines are the team's own machines by the names they have in that space. What comes back from any other machine is
	// a guest's.
	Machines []ID `field:"machines,set,silent,ref=device" json:"machines"`
	// Closing is what was taken along and what happens next.
	Closing string `field:"closing,search,long" json:"closing"`
}

// Kind implements Record.
func (*Workshop) Kind() Kind { return KindWorkshop }

// Validate implements Record: no item of the agenda takes negative time.
func (w *Workshop) Validate() error {
	return w.validAgenda()
}

// GuestKinds are what a guest of a workshop may write: readings, heaps, and where cards lie.
func GuestKinds() []Kind { return []Kind{KindReading, KindCluster, KindPlacement} }

// AgendaItem is one point of a workshop's agenda.
type AgendaItem struct {
	// Minutes it takes.
	Minutes int `json:"minutes"`
	// Text says what is done.
	Text string `json:"text"`
	// Materials that must be ready.
	Materials string `json:"materials"`
}

func (w *Workshop) validAgenda() error {
	for _, a := range w.Agenda {
		if err := within(w, "agenda", a.Minutes, 0, 24*60); err != nil {
			return err
		}
	}
	return nil
}
