package person

import (
	"encoding/binary"
	"fmt"
	"time"

	"renshe/civil"
)

// The domains keep the hashes of different things apart.
const (
	domainCitizen     = "person.citizen"
	domainCitizenTail = "person.citizen-tail"
	domainPhone       = "person.phone"
	domainPhoneTail   = "person.phone-tail"
)

// The parts of a file that are sealed, each bound to its place so that a ciphertext cannot be moved to another file.
const (
	partCitizen = "citizen"
	partPhone   = "phone"
)

const lookupBytes = 16 // of the 32 of the keyed hash: enough for every citizen, half the index

// file is a person in the clear, before it is sealed into a row.
type file struct {
	id        int64
	name      string
	citizen   civil.CitizenID
	phone     string
	village   civil.Division
	household int64
	kin       Kin
	died      civil.Date
	at        time.Time
}

// row is a person as the database holds it.
type row struct {
	county           civil.County
	id               int64
	name             string
	pinyin, initials string
	sex              civil.Sex
	birth            string
	citizenSealed    []byte
	citizenTail      int64
	phoneSealed      []byte
	phoneTail        *int64
	phoneHash        *int64
	village          civil.Division
	household        *int64
	kin              Kin
	died             *string
	version          int
	registered       int64
}

// fresh checks a registration and gives the file it would be.
func (r *Registry) fresh(county civil.County, n Registration, today civil.Date) (file, []civil.Warning, error) {
	name, err := parseName(n.Name)
	if err != nil {
		return file{}, nil, err
	}
	citizen, warnings, err := civil.ParseCitizenID(n.CitizenID)
	if err != nil {
		return file{}, nil, onField(err, "citizen_id")
	}
	if citizen.Birth() > today {
		return file{}, nil, BornLater.With().On("citizen_id")
	}
	phone, err := parsePhone(n.Phone)
	if err != nil {
		return file{}, nil, err
	}
	if err := parseVillage(r.places, county, n.Village); err != nil {
		return file{}, nil, err
	}
	kin := n.Kin
	if kin == "" {
		kin = Other
	}
	return file{name: name, citizen: citizen, phone: phone, village: n.Village, household: n.Household, kin: kin}, warnings, nil
}

// row seals a file. It touches no database and may run beside others.
func (r *Registry) row(county civil.County, f file) row {
	out := row{county: county, id: f.id, name: f.name, sex: f.citizen.Sex(), birth: f.citizen.Birth().String(), village: f.village,
		kin: f.kin, version: 1, registered: f.at.UnixMicro()}
	out.pinyin, out.initials = spelling(f.name)
	out.citizenSealed = r.box.Seal([]byte(f.citizen), bound(county, f.id, partCitizen))
	out.citizenTail = r.number(domainCitizenTail, f.citizen.Tail())
	r.setPhone(&out, f.phone)
	if f.household != 0 {
		out.household = &f.household
	}
	if !f.died.IsZero() {
		died := f.died.String()
		out.died = &died
	}
	return out
}

// setPhone puts a phone, or none, into a row.
func (r *Registry) setPhone(out *row, phone string) {
	out.phoneSealed, out.phoneTail, out.phoneHash = nil, nil, nil
	if phone == "" {
		return
	}
	tail, hash := r.number(domainPhoneTail, tailOf(phone)), truncated(r.box.Lookup(domainPhone, phone))
	out.phoneSealed = r.box.Seal([]byte(phone), bound(out.county, out.id, partPhone))
	out.phoneTail, out.phoneHash = &tail, &hash
}

// open unseals a row into what a page shows.
func (r *Registry) open(county civil.County, in row) (Person, error) {
	citizen, err := r.unseal(in.citizenSealed, county, in.id, partCitizen)
	if err != nil {
		return Person{}, err
	}
	phone, err := r.unseal(in.phoneSealed, county, in.id, partPhone)
	if err != nil {
		return Person{}, err
	}
	birth, err := civil.ParseDate(in.birth)
	if err != nil {
		return Person{}, Damaged.With().From(err)
	}
	id := civil.CitizenID(citizen)
	p := Person{ID: in.id, Name: in.name, Pinyin: in.pinyin, Initials: in.initials, Sex: in.sex, Birth: birth, IDTail: id.Tail(),
		IDMasked: id.Masked(), PhoneTail: tailOf(phone), Village: in.village, Kin: in.kin, Version: in.version, Registered: time.UnixMicro(in.registered).UTC()}
	if in.household != nil {
		p.Household = *in.household
	}
	if in.died != nil {
		if p.Died, err = civil.ParseDate(*in.died); err != nil {
			return Person{}, Damaged.With().From(err)
		}
	}
	return p, nil
}

func (r *Registry) openAll(county civil.County, rows []row) ([]Person, error) {
	all := make([]Person, 0, len(rows))
	for _, in := range rows {
		p, err := r.open(county, in)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// unseal opens one part; a part that is absent is "".
func (r *Registry) unseal(sealed []byte, county civil.County, id int64, part string) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := r.box.Unseal(sealed, bound(county, id, part))
	if err != nil {
		return "", Damaged.With().From(err)
	}
	return string(plain), nil
}

// bound is what a sealed part is bound to.
func bound(county civil.County, id int64, part string) []byte {
	return fmt.Appendf(nil, "person/%d/%d/%s", county, id, part)
}

// lookup is the key of a citizen ID in person_key.
func (r *Registry) lookup(id civil.CitizenID) []byte {
	return r.box.Lookup(domainCitizen, string(id))[:lookupBytes]
}

// number is the keyed number of a tail, remembered because there are few.
func (r *Registry) number(domain, value string) int64 {
	key := domain + "/" + value
	r.mu.Lock()
	defer r.mu.Unlock()
	n, ok := r.tailNumbers[key]
	if !ok {
		n = truncated(r.box.Lookup(domain, value))
		if len(r.tailNumbers) < maxTailNumbers {
			r.tailNumbers[key] = n
		}
	}
	return n
}

const maxTailNumbers = 50000 // 11,000 tails of IDs and 10,000 of phones exist; what is typed wrong fills no memory

// truncated keeps 63 bits of a keyed hash, so that a column and an index entry are eight bytes.
func truncated(hash []byte) int64 { return int64(binary.BigEndian.Uint64(hash) >> 1) }

// search is the hasher of Find: tails are remembered, a whole phone is not.
func (r *Registry) search(domain, value string) int64 {
	if domain == domainPhone {
		return truncated(r.box.Lookup(domain, value))
	}
	return r.number(domain, value)
}
