package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// appointNotice is the letter that tells an appointed day.
const appointNotice = "dispute-notice"

var (
	tellReceived = words.Text{Zh: "您的“{item}”已登记，编号{number}。登记回执上有核验码，可查办到哪一步。", En: "“{item}” is registered under {number}. The code on the receipt shows where it stands."}
	tellStage    = words.Text{Zh: "您的“{item}”（{number}）：{what}。文书请到受理站点领取。", En: "“{item}” ({number}): {what}. The letter is at your station."}
	wAskedMeans  = words.Text{Zh: "进入“{stage}”，由{by}办理，最迟：{due}（{rule}）。原来的意见在作出新的意见以前仍然有效。",
		En: "“{stage}” begins; it is for {by}, by {due} at the latest ({rule}). What was decided before stands until something new is decided."}
	wAskedOnce = words.Text{Zh: "进入“{stage}”，由{by}办理，没有最迟的日子。原来的意见在作出新的意见以前仍然有效。",
		En: "“{stage}” begins; it is for {by}, without a latest day. What was decided before stands until something new is decided."}
	wNextOnce    = words.Text{Zh: "接下来：{stage}，没有最迟的日子（{limit}）", En: "Next: {stage}, without a latest day ({limit})"}
	wEnds        = words.Text{Zh: "本阶段最迟{due}有结果（{limit}）。", En: "This stage ends by {due} at the latest ({limit})."}
	wEndsOnce    = words.Text{Zh: "本阶段没有最迟的日子（{limit}）。", En: "This stage has no latest day ({limit})."}
	wNext        = words.Text{Zh: "接下来：{stage}，最迟{due}（{limit}）", En: "Next: {stage}, by {due} at the latest ({limit})"}
	wNoNext      = words.Text{Zh: "这件事到此有了答复。", En: "The matter is answered herewith."}
	wNoReasons   = words.Text{Zh: "没有另外说明。", En: "Nothing was added."}
	wAskOrgan    = words.Text{Zh: "这一步没有另列的途径和期限；有疑问可以问作出机关", En: "no way and limit of its own is listed for this step; ask the authority"}
	wAppointed   = words.Text{Zh: "{task}：{date}", En: "{task}: {date}"}
	wAppointSays = words.Text{Zh: "通知最迟{notice}送达（{rule}）；请求延期最迟{postponed}提出（{postponed-rule}）。",
		En: "Notice is given by {notice} ({rule}); a postponement is asked for by {postponed} ({postponed-rule})."}
)

// stageFields are the values of every letter about a stage.
func (o *Office) stageFields(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, s *Stage) (map[string]words.Text, error) {
	fields, err := o.common(ctx, tx, actor, k.c, k.it, k.facts)
	if err != nil {
		return nil, err
	}
	// Another organ decides under its own seal; what we print of it is our notice.
	if fields["stage"], fields["sealed-by"] = s.Title, fields["owner"]; !s.ours() {
		fields["owner"], fields["sealed-by"] = o.organ(s, k.c.County), fields["station"]
	}
	return fields, nil
}

// stageLetter tells how a stage ended, what comes next, and what can be done about it.
func (o *Office) stageLetter(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, end *End, e StageEnding) (*Outcome, error) {
	ended := k.now().stage
	next := wNoNext
	if end.To != "" {
		ended = k.passed[len(k.passed)-2].stage
		s := k.now().stage
		next = k.c.byDay(wNext, wNextOnce, "stage", s.Title, "limit", s.Limit.Title())
	}
	fields, err := o.stageFields(ctx, tx, actor, k, ended)
	if err != nil {
		return nil, err
	}
	fields["what"], fields["on"], fields["means"], fields["next"] = end.Title, both(e.On), end.Says, next
	if fields["says"] = both(e.Says); e.Says == "" {
		fields["says"] = wNoReasons
	}
	v := Values{Fields: fields, Rows: map[string][][]words.Text{"rights": rightRows(k.it, end)}, Documents: documentsOf(k.it)}
	return o.sendStage(ctx, tx, actor, k, end.Letter, v, end.Title)
}

// appointed tells the day of a hearing, by when notice of it is given and by when a postponement is asked for.
func (o *Office) appointed(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, t *Task, d TaskDoing) (*Outcome, error) {
	fields, err := o.stageFields(ctx, tx, actor, k, k.now().stage)
	if err != nil {
		return nil, err
	}
	days := workdays{o.calendar}
	what := fill(wAppointed, []any{"task", t.Title, "date", d.On})
	fields["what"], fields["on"], fields["next"] = what, both(civil.DateIn(tx.Now())), k.c.byDay(wNext, wNextOnce, "stage", k.now().stage.Title, "limit", k.now().stage.Limit.Title())
	fields["means"] = fill(wAppointSays, []any{"notice", days.lastOf(t.Notice, d.On), "rule", t.Notice.Cite(), "postponed", days.lastOf(t.Postponed, d.On), "postponed-rule", t.Postponed.Cite()})
	if fields["says"] = both(d.Says); d.Says == "" {
		fields["says"] = wNoReasons
	}
	return o.sendStage(ctx, tx, actor, k, appointNotice, Values{Fields: fields, Rows: map[string][][]words.Text{"rights": {noRights()}}, Documents: documentsOf(k.it)}, what)
}

func (o *Office) sendStage(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, template string, v Values, what words.Text) (*Outcome, error) {
	letter, err := o.write(ctx, tx, actor, addressee{county: k.c.County, caseID: k.c.ID, person: k.c.Person}, template, v)
	if err != nil {
		return nil, err
	}
	if err := o.tellOnce(ctx, tx, k.c, k.facts, k.values, "stage"+letter.Number, tellStage, "item", k.it.Title, "number", k.c.Number, "what", what); err != nil {
		return nil, err
	}
	return &Outcome{Case: *k.c, Letter: letter}, nil
}

// noRights is the row of a letter that names no remedy of its own.
func noRights() []words.Text { return []words.Text{wNone, wAskOrgan, {}} }

// rightRows are the remedies of an end, as the law's limits say them: what, within how long, by which article.
func rightRows(it *Item, end *End) [][]words.Text {
	rows := [][]words.Text{}
	all := end.Rights
	if s := it.Stage(end.Asks); s != nil {
		all = append([]Right{s.Asked}, all...)
	}
	for _, r := range all {
		long := r.Long()
		if !r.Note.IsZero() {
			long = joined(long, words.Text{Zh: "；", En: "; "}, r.Note)
		}
		rows = append(rows, []words.Text{r.Title, long, both(r.Cite())})
	}
	if len(rows) == 0 {
		rows = append(rows, noRights())
	}
	return rows
}
