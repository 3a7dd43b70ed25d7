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
	// Prepare makes pictures ready that may come next, in the order in which they may. Earlier ones are forgotten.
	Prepare(photos ...feltbog.ID)
	// Forget takes away what was made ready of a picture, and the picture too, in the frame that comes next.
	Forget(photo feltbog.ID)
	// OnStep is told when somebody leafs in the window: 1 forward, -1 back.
	OnStep(func(by int))
	// Alone says whether somebody leafs alone: then no key but those acts in the window.
	Alone(on bool)
	// OnClosed is told when the window has gone, whoever closed it.
	OnClosed(func())
	// Black takes away what is in it at once, in the frame that comes next.
	Black()
	// ScreenGone is told when a screen was unplugged. A window that filled one is closed, or it would come down over the
	// console; it reports whether that was so.
	ScreenGone() bool
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

// Prepare implements Participant.
func (NoParticipant) Prepare(...feltbog.ID) {}

// Forget implements Participant.
func (NoParticipant) Forget(feltbog.ID) {}

// OnStep implements Participant.
func (NoParticipant) OnStep(func(int)) {}

// Alone implements Participant.
func (NoParticipant) Alone(bool) {}

// OnClosed implements Participant.
func (NoParticipant) OnClosed(func()) {}

// Black implements Participant.
func (NoParticipant) Black() {}

// ScreenGone implements Participant.
func (NoParticipant) ScreenGone() bool { return false }

// Close implements Participant.
func (NoParticipant) Close() {}
