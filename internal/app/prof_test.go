package app

import (
	"os"
	"runtime/pprof"
)

func init() {
	if f := os.Getenv("PROF"); f != "" && os.Getenv("FELTBOG_TEST_CHILD") != "" {
		w, _ := os.Create(f + "-" + os.Getenv("FELTBOG_TEST_CHILD"))
		pprof.StartCPUProfile(w)
		stopProf = func() { pprof.StopCPUProfile(); w.Close() }
	}
}
