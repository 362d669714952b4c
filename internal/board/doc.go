// Package board is the county's face (县域看板): how the service stands, in numbers that each say what they count, when,
// and where the records are.
package board
