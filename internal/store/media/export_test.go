package media

// SmallPieces makes segments and the writer's cache small, so that a test reaches what takes films in life.
func SmallPieces(o Options) Options {
	o.segment, o.cache = 2*chunkSize, 256
	return o
}
