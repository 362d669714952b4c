package person

import (
	"context"
	"errors"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

const (
	defaultHits = 20
	maxHits     = 100
)

// Counts are how many files the county has.
type Counts struct {
	Living int
	Died   int
}

// Count counts the county's files, for the board.
func (r *Registry) Count(ctx context.Context, actor access.Actor) (n Counts, err error) {
	if err := actor.May(access.BoardRead); err != nil {
		return Counts{}, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		n, err = countPeople(ctx, tx, actor.County)
		return err
	})
	return n, err
}

// Find answers the one box: a name or its beginning, pinyin initials ("wjg"), full pinyin ("wangjianguo"), the last four of a citizen
// ID or of a phone, a whole ID or phone, a birth date of eight digits, a village or township, or several of these together
// in any order ("wjg 陬市", "王0015"). Each word may be understood in several ways; the likeliest come first, nobody twice.
// limit is 1–100, 20 if zero. A whole citizen ID that is wrong gives civil's fault about it.
func (r *Registry) Find(ctx context.Context, actor access.Actor, text string, limit int) ([]Hit, error) {
	if err := actor.May(access.PersonFind); err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = defaultHits
	}
	limit = min(limit, maxHits)
	typed := splitWords(text)
	if len(typed) == 0 {
		return nil, ShortSearch.With().On("q")
	}
	if whole, err := wholeID(typed); whole != "" || err != nil {
		if err != nil {
			return nil, err
		}
		return r.findByID(ctx, actor.County, whole)
	}
	return r.findByWords(ctx, actor.County, typed, limit)
}

// wholeID finds a citizen ID among the words: it says who is meant by itself, so the other words are not asked.
func wholeID(typed []string) (civil.CitizenID, error) {
	for _, w := range typed {
		if isNumber(w) && len(w) >= 13 {
			id, _, err := civil.ParseCitizenID(w)
			if err != nil {
				return "", onField(err, "q")
			}
			return id, nil
		}
	}
	return "", nil
}

func (r *Registry) findByID(ctx context.Context, county civil.County, id civil.CitizenID) ([]Hit, error) {
	p, err := r.ByCitizenID(ctx, county, id)
	if errors.Is(err, NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return []Hit{{p, r.places.LocalName(p.Village), ByCitizen}}, nil
}

func (r *Registry) findByWords(ctx context.Context, county civil.County, typed []string, limit int) ([]Hit, error) {
	ways := understand(typed, r.gazetteer(county), r.search)
	var hits []Hit
	seen := map[int64]bool{}
	err := r.db.View(ctx, func(tx *db.Tx) error {
		for _, way := range ways {
			if len(hits) >= limit {
				return nil
			}
			rows, err := search(ctx, tx, county, way, limit)
			if err != nil {
				return err
			}
			for _, in := range rows {
				if seen[in.id] || len(hits) >= limit {
					continue
				}
				seen[in.id] = true
				p, err := r.open(county, in)
				if err != nil {
					return err
				}
				hits = append(hits, Hit{p, r.places.LocalName(p.Village), way.by()})
			}
		}
		return nil
	})
	return hits, err
}

// by is what the answer says found somebody: a place is where, not who.
func (u understanding) by() Match {
	for _, c := range u {
		if c.match != ByVillage {
			return c.match
		}
	}
	return ByVillage
}

// gazetteer is the county's places, built when first asked for.
func (r *Registry) gazetteer(county civil.County) *gazetteer {
	r.mu.Lock()
	defer r.mu.Unlock()
	g, ok := r.gazetteers[county]
	if !ok {
		g = newGazetteer(r.places, county)
		r.gazetteers[county] = g
	}
	return g
}
