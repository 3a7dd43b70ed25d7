package app

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"feltbog/internal/feltbog"
)

var errWork = errors.New("work")

func TestAJobShowsItsProgressFiveTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown []Report
		err := Job{Title: "job.verify", Start: func(_ context.Context, p *Progress) error {
			p.Expect(10)
			for range 10 {
				time.Sleep(105 * time.Millisecond)
				p.Add(1)
			}
			return errWork
		}}.Run(context.Background(), func(r Report) { shown = append(shown, r) })
		if !errors.Is(err, errWork) || len(shown) != 6 {
			t.Fatalf("%v, %d reports", err, len(shown))
		}
		if r := shown[1]; r.Done != 3 || r.Total != 10 || r.Ended || r.Title != "job.verify" {
			t.Errorf("%+v", r)
		}
		if r := shown[5]; r.Done != 10 || !r.Ended || r.Err != err {
			t.Errorf("%+v", r)
		}
	})
}

func TestAJobThatIsStoppedSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	err := Job{Start: func(ctx context.Context, p *Progress) error {
		cancel()
		<-ctx.Done()
		return errWork
	}}.Run(ctx, nil)
	if feltbog.ErrorCode(err) != feltbog.ECancelled || !errors.Is(err, errWork) {
		t.Error(err)
	}
	var none *Progress
	none.Add(1)
	none.Expect(1)
	none.set(1, 2)
}
