package screen

import "feltbog/internal/feltbog"

// Participant is the second window, in which somebody sees one picture and nothing else. A screen tells it which; it
// never learns a title, a note or a name. All methods belong to the UI goroutine.
type Participant interface {
	// Open brings the window up, black; when it is open already it stays as it is.
	Open()
	// Showing reports whether the window is open.
	Showing() bool
	// Show puts a picture in it, in place of whatever was there.
	Show(photo feltbog.ID)
	// Black takes away what is in it at once, in the frame that comes next.
	Black()
	// Close takes the window away.
	Close()
}

// NoParticipant is a Participant without a window: where there is none, nobody sees anything.
type NoParticipant struct{}

// Open implements Participant.
func (NoParticipant) Open() {}

// Showing implements Participant.
func (NoParticipant) Showing() bool { return false }

// Show implements Participant.
func (NoParticipant) Show(feltbog.ID) {}

// Black implements Participant.
func (NoParticipant) Black() {}

// Close implements Participant.
func (NoParticipant) Close() {}
