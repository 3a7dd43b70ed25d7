package uikit

import (
	"sync/atomic"
	"time"
)

var touched atomic.Int64

// Touch notes that somebody is there: widgets call it when they are typed in, tapped or pointed at.
func Touch() { touched.Store(time.Now().UnixNano()) }

// Idle returns how long ago that was.
func Idle() time.Duration { return time.Duration(time.Now().UnixNano() - touched.Load()) }
