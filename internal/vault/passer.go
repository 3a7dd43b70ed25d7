package vault

import (
	"errors"
	"sync"
)

// passer notes, beside the work and never in its way, how far this device's numbers have come (identity.Session.Passed).
// A folder that is put back to a state from the middle of a session that crashed is told by it. Notes that come faster
// than they can be written are written once.
type passer struct {
	note func() error
	wake chan struct{}
	quit chan struct{}
	done chan struct{}
	once sync.Once
	err  error // read after done
}

func newPasser(note func() error) *passer {
	p := &passer{note: note, wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	go p.run()
	return p
}

func (p *passer) run() {
	defer close(p.done)
	for {
		select {
		case <-p.wake:
			p.err = errors.Join(p.err, p.note())
		case <-p.quit:
			select {
			case <-p.wake:
				p.err = errors.Join(p.err, p.note())
			default:
			}
			return
		}
	}
}

// poke asks for a note soon.
func (p *passer) poke() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// stop waits for the last note and reports what went wrong with any of them.
func (p *passer) stop() error {
	p.once.Do(func() { close(p.quit) })
	<-p.done
	return p.err
}

// pass notes the numbers that every open space has reached.
func (v *Vault) pass() error {
	for _, s := range v.Spaces() {
		device := s.Device()
		if err := v.session.Passed(s.Space(), s.OwnSeq(device)); err != nil {
			return err
		}
	}
	return nil
}
