// Feltstory tells the day that Feltbog is made for without a window: with two machines, a guest, and nothing but the
// verbs that feltbogctl offers to everybody. It leaves what it made in a folder, and fails at the first thing that is not
// as it should be.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"feltbog/internal/testkit/story"
)

func main() {
	ctl := flag.String("ctl", "bin/feltbogctl", "the command")
	to := flag.String("to", "out/story", "folder for what comes of it")
	pictures := flag.String("pictures", os.Getenv("FELTBOG_CORPUS"), "folder with real pictures; without it some are drawn")
	seed := flag.Uint64("seed", 0, "names and numbers of an earlier run; 0: new ones")
	flag.Parse()
	if *seed == 0 {
		*seed = rand.Uint64N(1 << 40)
	}
	if err := tell(*ctl, *to, *pictures, *seed); err != nil {
		fmt.Fprintf(os.Stderr, "feltstory: %v\n(this story again: --seed %d)\n", err, *seed)
		os.Exit(1)
	}
}

// tell runs the whole day.
func tell(ctl, to, pictures string, seed uint64) (err error) {
	s, err := story.Tell(seed)
	if err != nil {
		return err
	}
	if to, err = filepath.Abs(to); err != nil {
		return err
	}
	if ctl, err = filepath.Abs(ctl); err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	d := &day{Story: s, dir: to, ctl: ctl, pictures: pictures}
	defer func() { // what fails is told where it happens, and ends the day here
		switch r := recover().(type) {
		case nil:
		case broken:
			err = r
		default:
			panic(r)
		}
	}()
	d.says("seed", strconv.FormatUint(seed, 10))
	for _, step := range []func(){d.begin, d.join, d.talk, d.observe, d.bring, d.elicit, d.writeOut, d.takeBack, d.exchange, d.settle, d.choose, d.meet, d.guestSees, d.findAgain, d.keep, d.scan} {
		step()
	}
	d.says("done", "everything is in "+to)
	return nil
}
