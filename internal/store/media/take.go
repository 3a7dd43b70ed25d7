package media

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"

	"modernc.org/sqlite"
)

// The driver hands a blob out in new Go memory, which Scan may copy once more: for a photo twice its size in garbage, and
// with it a third of the time of reading. The SQL function feltbog_take(data, ticket) is shown the blob in SQLite's own
// memory instead and copies it to the buffer that the ticket stands for. It answers the length.

const takeSQL = "SELECT feltbog_take(data,?) FROM chunk WHERE id=?"

func init() {
	sqlite.MustRegisterFunction("feltbog_take", &sqlite.FunctionImpl{
		NArgs:        2,
		VolatileArgs: true, // data is SQLite's memory, gone when take returns
		Scalar: func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			ticket, ok := args[1].(int64)
			if !ok {
				return nil, fmt.Errorf("feltbog_take: no ticket")
			}
			data, _ := args[0].([]byte)
			return tickets.fill(ticket, data)
		},
	})
}

// tickets are the buffers under way.
var tickets counter

type counter struct {
	mu   sync.Mutex
	last int64
	bufs map[int64]*[]byte
}

func (c *counter) draw(buf *[]byte) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bufs == nil {
		c.bufs = map[int64]*[]byte{}
	}
	c.last++
	c.bufs[c.last] = buf
	return c.last
}

func (c *counter) drop(ticket int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.bufs, ticket)
}

func (c *counter) fill(ticket int64, data []byte) (driver.Value, error) {
	c.mu.Lock()
	buf := c.bufs[ticket]
	c.mu.Unlock()
	if buf == nil {
		return nil, fmt.Errorf("feltbog_take: no ticket %d", ticket)
	}
	*buf = append((*buf)[:0], data...)
	return int64(len(data)), nil
}

// take reads one chunk into buf, which it may replace by a larger one.
func take(ctx context.Context, stmt *sql.Stmt, id int64, buf []byte) ([]byte, error) {
	ticket := tickets.draw(&buf)
	defer tickets.drop(ticket)
	var n int
	if err := stmt.QueryRowContext(ctx, ticket, id).Scan(&n); err != nil {
		return nil, err
	}
	return buf, nil
}
