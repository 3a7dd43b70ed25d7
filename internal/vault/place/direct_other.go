//go:build !linux

package place

import (
	"errors"
	"os"
)

// openDirect is not there on this system.
func openDirect(string, int) (*os.File, error) { return nil, errors.ErrUnsupported }
