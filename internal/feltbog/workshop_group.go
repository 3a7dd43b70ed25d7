package feltbog

// KindWorkshopGroup is the kind of WorkshopGroup.
const KindWorkshopGroup Kind = "workshop_group"

// WorkshopGroup is one table of a workshop ("gruppe"): who sits there by perspective, never by name.
type WorkshopGroup struct {
	Base
	// Workshop it belongs to.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// Number of the table.
	Number int `field:"number,required" json:"number"`
	// Seats are the people at the table.
	Seats []Seat `field:"seats" json:"seats"`
}

// Kind implements Record.
func (*WorkshopGroup) Kind() Kind { return KindWorkshopGroup }

// Validate implements Record: every seat has a perspective.
func (w *WorkshopGroup) Validate() error {
	return w.validSeats()
}

// Seat is one person at a table.
type Seat struct {
	// Perspective of the person.
	Perspective Perspective `json:"perspective"`
	// Facilitator tells that the person leads the talk and does not interpret.
	Facilitator bool `json:"facilitator"`
}

func (w *WorkshopGroup) validSeats() error {
	for _, s := range w.Seats {
		if s.Perspective == "" {
			return wrong(w, "seats", "", rule("rule.seat", "each seat has a perspective"))
		}
		if err := oneOf(w, "seats", s.Perspective, Perspectives()); err != nil {
			return err
		}
	}
	return nil
}

// LoneCitizen reports a table where one citizen sits alone among others, which the screen advises against.
func (w *WorkshopGroup) LoneCitizen() bool {
	citizens := 0
	for _, s := range w.Seats {
		if s.Perspective == Citizen {
			citizens++
		}
	}
	return citizens == 1 && len(w.Seats) > 1
}
