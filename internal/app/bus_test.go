package app

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestASlowListenerIsToldOfEverythingAtOnce(t *testing.T) {
	var bus Bus
	first, told := make(chan RecordsChanged), make(chan RecordsChanged)
	begun := false
	sub := Subscribe(&bus, func(e RecordsChanged) {
		if !begun {
			begun = true
			first <- e
		}
		told <- e
	})
	defer sub.Close()
	Subscribe(&bus, func(JobChanged) { t.Error("told of what it did not ask for") })
	ids := []feltbog.ID{feltbog.NewID(), feltbog.NewID(), feltbog.NewID()}
	publish := func(space feltbog.SpaceKind, ids ...feltbog.ID) {
		Publish(&bus, RecordsChanged{Spaces: []feltbog.SpaceKind{space}, Records: ids})
	}
	publish(feltbog.TeamSpace, ids[0])
	<-first // it has begun, and stands still until told is read
	for range 100 {
		publish(feltbog.TeamSpace, ids[1])
		publish(feltbog.RegisterSpace, ids[2])
	}
	<-told
	if e := <-told; len(e.Records) != 2 || len(e.Spaces) != 2 || e.All {
		t.Errorf("%+v", e)
	}
	Publish(&bus, RecordsChanged{All: true})
	if e := <-told; !e.All {
		t.Errorf("%+v", e)
	}
}

func TestAClosedSubscriptionIsNotCalled(t *testing.T) {
	var bus Bus
	told := make(chan bool, 10)
	var sub *Subscription
	ready := make(chan struct{})
	sub = Subscribe(&bus, func(RecordsChanged) {
		<-ready
		sub.Close() // from inside a call
		told <- true
	})
	close(ready)
	Publish(&bus, RecordsChanged{All: true})
	<-told
	Publish(&bus, RecordsChanged{All: true})
	sub.Close()
	bus.Close()
	bus.Close()
	Publish(&bus, RecordsChanged{All: true})
	Subscribe(&bus, func(RecordsChanged) { t.Error("called on a closed bus") }).Close()
	Publish(&bus, RecordsChanged{All: true})
	if len(told) != 0 {
		t.Error("called after it was closed")
	}
}

func TestTooManyRecordsToListAreAllOfThem(t *testing.T) {
	e := RecordsChanged{Records: make([]feltbog.ID, maxListed)}
	both := e.after(RecordsChanged{Records: []feltbog.ID{feltbog.NewID()}}).(RecordsChanged)
	if !both.All || both.Records != nil {
		t.Errorf("%v, %d records", both.All, len(both.Records))
	}
}
