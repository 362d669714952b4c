// Command gen writes civil/regions_gen.go from law/divisions/regions.csv, so that an identity number can be checked without
// handing a table around.
package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"sort"
)

func main() {
	log.SetFlags(0)
	dir := "."
	if _, err := os.Stat("citizenid.go"); err != nil {
		dir = "civil"
	}
	out, err := Generate(filepath.Join(dir, "..", "law", "divisions", "regions.csv"))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "regions_gen.go"), out, 0o644); err != nil {
		log.Fatal(err)
	}
}

// Generate reads the table and gives the Go source.
func Generate(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	rows = rows[1:]
	sort.Slice(rows, func(i, j int) bool { return rows[i][0] < rows[j][0] })
	var b bytes.Buffer
	b.WriteString("// Code generated from law/divisions/regions.csv by civil/internal/gen; DO NOT EDIT.\n\npackage civil\n\nvar regions = []Region{\n")
	status := map[string]string{"legacy": "RegionLegacy", "statistical": "RegionStatistical"}
	for _, row := range rows {
		s := status[row[2]]
		if s == "" {
			s = "RegionCurrent"
		}
		fmt.Fprintf(&b, "{%q, %q, %s, %q},\n", row[0], row[1], s, row[3])
	}
	b.WriteString("}\n")
	return format.Source(b.Bytes())
}
