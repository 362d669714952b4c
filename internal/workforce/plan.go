package workforce

import (
	"fmt"
	"sort"

	"renshe/civil"
)

// How many of each kind the county has beside one station per township; see the package comment.
const (
	servicePoints     = 10
	communityStations = 26
)

// Plan gives the stations of a county by the rule of the package comment, with their coverage, by code; identifiers, rooms and
// budgets are the caller's. Every village of the county is covered once.
func Plan(places *civil.Divisions, county civil.County) []Station {
	var all []Station
	ownCommunity := communities(places, county)
	split := withServicePoint(places, county)
	for _, town := range places.Townships(county) {
		station := Station{Code: string(town), Kind: Township, Township: town, Name: places.Name(town) + stationName}
		var rest []civil.Division
		for _, v := range places.Villages(town) {
			if ownCommunity[v] {
				all = append(all, Station{Code: string(v), Kind: Community, Township: town, Name: places.Name(v) + stationName, Villages: []civil.Division{v}})
			} else {
				rest = append(rest, v)
			}
		}
		station.Villages = rest
		if split[town] {
			at := len(rest) * 2 / 3
			station.Villages = rest[:at:at]
			all = append(all, Station{Code: fmt.Sprintf("%s-2", town), Kind: Point, Township: town,
				Name: places.Name(town) + pointName, Villages: rest[at:]})
		}
		all = append(all, station)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Code < all[j].Code })
	return all
}

const (
	stationName = "人力资源和社会保障服务站"
	pointName   = "人力资源和社会保障服务点"
)

// communities picks the first communities of the streets, which are the county town.
func communities(places *civil.Divisions, county civil.County) map[civil.Division]bool {
	picked := map[civil.Division]bool{}
	for _, town := range places.Townships(county) {
		if places.Kind(town) != "street" {
			continue
		}
		for _, v := range places.Villages(town) {
			if places.Kind(v) == "community" && len(picked) < communityStations {
				picked[v] = true
			}
		}
	}
	return picked
}

// withServicePoint picks the towns with the most villages; the lower code wins a tie.
func withServicePoint(places *civil.Divisions, county civil.County) map[civil.Division]bool {
	var towns []civil.Division
	for _, t := range places.Townships(county) {
		if places.Kind(t) != "street" {
			towns = append(towns, t)
		}
	}
	sort.SliceStable(towns, func(i, j int) bool { return len(places.Villages(towns[i])) > len(places.Villages(towns[j])) })
	picked := map[civil.Division]bool{}
	for _, t := range towns[:min(len(towns), servicePoints)] {
		picked[t] = true
	}
	return picked
}
