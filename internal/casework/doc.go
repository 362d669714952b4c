// Package casework takes matters in and decides them (一窗受理、办件): service items as data, drafts, receipts, one-time notices,
// clocks, review by a second person, decisions with their letters.
//
// # Vocabulary
//
//   - service item — 服务事项: one kind of matter, law/items/CODE.yaml: basis, applicants, fields, materials, limit, steps, effect.
//   - case — 办件: one matter of one person, on its way through the steps.
//   - field, source — 表单项, 来源: a question; the record that answers it, so that nobody types what is known.
//   - material — 材料: a paper; a record may make it needless (数据替代).
//   - attachment — 材料附件: a photograph or scan of a paper, drawn anew or looked into by [scan], sealed with the case.
//   - draft — 草稿: filled in and not submitted. Saved at every step, half-typed answers included.
//   - one-time notice — 一次性告知书: everything that is missing, told once, under its own number.
//   - receipt — 受理回执: case number, due date with its article, verification code.
//   - legal limit, promised limit — 法定时限, 承诺时限: a place may promise less, never more.
//   - assessment — 核定依据: what the rules say of the case on a day; stored as records that evaluate again to the same numbers.
//   - award — 核定给付: a benefit that a calculator computes of the answers, granted with the inputs that give it again.
//   - decision sheet — 待遇核定表: the assessment with every number explained.
//   - ground — 不予办理的理由: a refusal is a decision with a ground, an article and an appeal. It is never an error.
//   - referral — 转送: a matter of another authority, taken in here and sent to it; its answer is recorded and told.
//   - reply — 答复: what that authority answered, and with what result.
//   - dispute, stage — 分阶段事项、阶段: a complaint, a mediation, an arbitration, a petition goes through stages, each with its own clock.
//   - end, task, request — 阶段结果、任务、请求: how a stage ends, a duty inside it, and what a party asks for after an answer.
//   - assigned — 分给: on whose list a case stands, by remit, load and absence; others may decide it all the same.
//   - hand over — 离岗交接: all open work of who leaves goes to another; who did what in it stays.
//   - rating — 评价: what the holder of a letter says of its matter once it has ended; a call-back is closed by who had no part in it.
//   - relation transfer — 关系转移: what a case starts that moves a relation of the residents' pension; the letters and the money follow in the books
//     ([enrolment.Transfers]), and the case's page and public page say where it stands.
//   - clock — 办理时限: how a limit runs: start, pauses on a ground of law/clocks.yaml, one extension, warning, due day. Pure, in clock.go.
//   - verification code — 核验码: twelve characters on every letter, four for the county and eight drawn at random.
//
// # A case's way
//
//	draft ─Submit→ submitted ─Begin→ review ─Decide→ approved | refused
//	  └──Submit→ incomplete ─Save, Submit→ submitted          (something was missing)
//	  └──Submit→ done                                       (way instant: the effect is in the same transaction)
//	  └──Submit→ answered                                   (way advise)
//	  └──Submit→ referred ─RecordAnswer→ answered           (way refer)
//	  └──Submit→ submitted ─EndStage→ review ─EndStage→ answered ─AskFor→ submitted …  (way dispute: stage by stage)
//	submitted, review ─Return→ returned ─Save, Submit→ submitted   (the clock runs on)
//	any living one ─Withdraw→ withdrawn, ─Transfer→ transferred
//	approved, refused, answered ─Reopen→ submitted, referred     (another person, a new clock)
//
// Beside the outcome stand the days on which it was delivered and archived, and what is owed: debts and commitments.
//
// # Invariants
//
//   - A person has at most one draft of an item, and of an item that is had one at a time at most one living case (a unique index); a
//     second is refused and named. Of complaints, disputes, petitions and accidents there may be several.
//   - Who opened, filled in or took in a case does not decide it: the program refuses and quotes the rule
//     (社会保险经办条例 第三十七条), and the database refuses the row.
//   - Every change names the version it saw; who comes second overwrites nothing and is told who was first.
//   - An approval and its effect are one transaction. It rests on the figures the reviewer saw: if the registers changed since, the
//     case is computed again and nothing is decided.
//   - Nobody takes in or decides below the item's level; the refusal names the place where the matter is taken in.
//   - A case keeps the item, and a letter the template, that it began with (case_text), whatever the files say later.
//   - A due date follows from the rows of the case's clock, which are only added; it is never typed. A clock stands only on a ground that
//     a document gives that limit, and is extended once.
//   - A dispute is due on the earliest day of its open clocks by which an office is bound. What a stage began, did and ended with is only
//     added; a stage that a party asks for begins beside what was answered and takes nothing of it back.
//   - Forms, letters and attachments are sealed in the database. Until submission who sent an attachment may remove it; then it stays. A verification tells nothing but masked data.
//
// # The files of law
//
// Adding an item touches law/ alone: one file law/items/CODE.yaml. Its keys are the yaml tags of [Item]; the ones that need a word:
//
//   - use — 公用部分: names blocks, law/blocks/NAME.yaml, parts that items share. At the top it gives the item every part that it does not
//     say itself; as an entry {use: NAME} of a list it puts the block's entries there. What a case keeps (case_text) is the expanded item.
//   - area, authority — 分类, 主管部门: of law/areas.yaml and law/authorities.yaml.
//   - way — 办理方式: decide: taken in, reviewed and decided by another person; instant: done at the window and logged; refer: taken in here,
//     sent to the authority that owns it, its answer recorded; advise: answered at the window, nothing decided; dispute: handled here in
//     stages.
//   - stages — 阶段: of a dispute, instead of a limit, steps and refusals. Each has a limit and ends; an end leads to another stage (to), or
//     answers the case with a result; asks names the stage that a party may then ask for, within that stage's asked; by is another organ,
//     whose decision is recorded here; tasks are duties with clocks of their own; rights are topics of law/limits that the letter names.
//   - accept, decide — 受理层级、决定层级: village, township, county. A matter is taken in at the levels listed and above the lowest of them, by
//     officers whose station is of that level; it is decided at its deciding level or above.
//   - basis — 依据: one that was read (confidence S) has its article, or says whole: true where the document as a whole is meant; of the
//     others an article that was not found is left out. K-low is enough only for what another authority decides.
//   - deceased — 身后事项: only after a death, or also then.
//   - limit — 时限: {topic: NAME} of law/limits, the only place where a length of law stands; {unknown: {zh, en}} where no law was
//     found; {at-once: true}. promises may tighten it, or stand where there is none.
//   - calculator, inputs, conditions — 计算器、填写项、给付条件: of an award: what computes it, the field that each of its inputs comes from, and
//     what its answer has to say for anything to be due. The benefits granted are the effect's benefit and those in also.
//   - effect — 办理结果: {kind: NAME} of a closed list; each kind is a file effect_*.go here, which calls the room that owns the record.
//   - tests — 事项测试: cases with a person, answers and papers that must end as they say ([Trial]). A test runs them all through the
//     real rooms on both engines. They are no part of what a case keeps.
//
// An item without a basis, a limit, or tests of which one ends well and one otherwise is refused when the program starts; so is one of an
// unknown authority, area, topic, record, block or letter, a promise longer than the law, a refusal without an appeal. [LoadItems] lists
// everything that is wrong at once. The keys of law/letters are the yaml tags of [Template].
//
// # Tour
//
//	cases, err := casework.New(casework.Rooms{…})
//	offers, err := cases.WhatCanBeDone(ctx, officer, person)      // R07: possible, 2026-04满60周岁 …
//	v, err := cases.Open(ctx, officer, "R07", person)             // everything known filled in
//	version, err := cases.Save(ctx, officer, casework.Saving{Case: v.ID, Version: v.Version, Form: typed})
//	out, err := cases.Submit(ctx, officer, casework.Submission{Case: v.ID, Version: version})
//	out.Case.State                                               // submitted, or incomplete with out.Missing
//	out.Letter.Page                                              // the receipt, or the notice: print it
//	sheet, err := cases.Sheet(ctx, reviewer, v.ID)                // every number with formula and article
//	out, err = cases.Decide(ctx, reviewer, casework.Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
//	out, err = cases.Pause(ctx, reviewer, casework.Pausing{Case: v.ID, Version: version, Ground: "awaiting-conclusion", Says: "…"})
//	marked, err := cases.MarkClocks(ctx, access.TheSystem(county)) // every night: urgent, overdue, counted again
//	ok, err := cases.Verify(ctx, "D4V5-7K2M-9QXR")                // anybody
package casework
