// Package store keeps one space in one encrypted SQLite database: the change log, the tables projected from it, and the
// search index.
//
// # The promise
//
// The log is the truth. Tables and index are functions of the log and the open draft, written in the same transaction,
// and can be thrown away and made again (Rebuild). A set that Write or Receive has returned for survives a kill and a
// power cut. What a newer version wrote is kept and passed on byte for byte, known or not.
//
// # What stands where
//
// log holds one row per sealed set with its wire form; touch says which sets touch a record; record holds for each
// record the heads of its fields (ids and clocks, never values); k_<kind> holds the shown values of records that are
// there, one column per field of the struct tags; element holds the live elements of set fields. A record in the trash
// has no row in k_<kind> and is not found by search; its values are read from the log.
//
// A record's row number (rid) grows with the time it was first written: about eight numbers a second since 2020. So
// "newest first" is descending order of rid, in the tables and in the index alike.
//
// # How it is written
//
// One connection writes, a small pool reads. Every write is one transaction with synchronous=FULL. The package is not
// imported by the window; internal/vault opens it and internal/app speaks for it.
package store
