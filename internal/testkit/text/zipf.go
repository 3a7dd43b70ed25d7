package text

import "math/rand/v2"

// alias draws from a fixed discrete distribution in constant time (Vose's alias method).
type alias struct {
	keep  []uint32 // chance, of 1<<32, to keep the slot's own number
	other []uint32
}

// zipfWeights are the weights 1/(rank+2.7), the Zipf-Mandelbrot law that fits running text.
func zipfWeights(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1 / (float64(i) + 2.7)
	}
	return w
}

func newAlias(weights []float64) alias {
	n := len(weights)
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	a := alias{make([]uint32, n), make([]uint32, n)}
	scaled := make([]float64, n)
	var low, high []int
	for i, w := range weights {
		scaled[i] = w * float64(n) / sum
		a.keep[i], a.other[i] = 1<<32-1, uint32(i)
		if scaled[i] < 1 {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	for len(low) > 0 && len(high) > 0 {
		l, h := low[len(low)-1], high[len(high)-1]
		low = low[:len(low)-1]
		a.keep[l], a.other[l] = uint32(scaled[l]*(1<<32-1)), uint32(h)
		scaled[h] -= 1 - scaled[l]
		if scaled[h] < 1 {
			high = high[:len(high)-1]
			low = append(low, h)
		}
	}
	return a
}

// draw returns a rank from 0.
func (a alias) draw(r *rand.PCG) int {
	x := r.Uint64()
	slot := (x >> 32) * uint64(len(a.keep)) >> 32
	if uint32(x) > a.keep[slot] {
		return int(a.other[slot])
	}
	return int(slot)
}
