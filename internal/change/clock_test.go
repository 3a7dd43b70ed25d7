package change

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.UnixMilli(1_760_000_000_000)

func TestAClockNeverGoesBackWhenTheLaptopsClockDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Clock(0)
		for _, ms := range rapid.SliceOf(rapid.Int64Range(-1000, 1<<42)).Draw(t, "wall times") {
			next := c.Next(time.UnixMilli(ms))
			if next <= c || (ms >= 0 && next.Milli() < ms) {
				t.Fatalf("after %d came %d at wall time %d", c, next, ms)
			}
			c = next
		}
	})
}

func TestAClockIsPulledByAnotherMachineByADayAtMost(t *testing.T) {
	own := At(noon)
	near, far := At(noon.Add(23*time.Hour)), At(noon.Add(25*time.Hour))
	if got := own.Observe(near, noon); got != near {
		t.Errorf("a stamp 23 hours ahead gave %v", got.Time())
	}
	if got := own.Observe(far, noon); got != own {
		t.Errorf("a stamp 25 hours ahead pulled the own clock to %v", got.Time())
	}
	if got := own.Observe(At(noon.Add(-time.Hour)), noon); got != own {
		t.Errorf("an older stamp pulled the own clock back to %v", got.Time())
	}
	if got := own.Observe(^Clock(0), noon); got != own {
		t.Errorf("the largest stamp there is pulled the own clock to %v", got.Time())
	}
	if near.Ahead(noon) || !far.Ahead(noon) {
		t.Error("only the stamp more than a day ahead is to be pointed out")
	}
}

func TestAClockTellsTheMillisecondItWasMadeIn(t *testing.T) {
	c := At(noon)
	if !c.Time().Equal(noon) || c.Milli() != noon.UnixMilli() || c.Time().Location() != time.UTC {
		t.Errorf("%v became %v", noon, c.Time())
	}
	if At(time.UnixMilli(-1)) != 0 {
		t.Error("a time before 1970 is not the smallest clock")
	}
}
