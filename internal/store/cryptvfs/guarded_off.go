//go:build !feltbog_debug

package cryptvfs

import "database/sql/driver"

func watched(c driver.Conn) driver.Conn { return c }
