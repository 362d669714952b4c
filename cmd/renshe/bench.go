package main

import (
	"os"

	"renshe/internal/fail"
	"renshe/internal/faults"
	"renshe/internal/words"
)

type benchCmd struct {
	Faults benchFaultsCmd `cmd:"" help:"${help_benchfaults}"`
	Desk   benchDeskCmd   `cmd:"" help:"${help_benchdesk}"`
}

type benchFaultsCmd struct {
	Kills    int    `help:"${help_kills}" default:"1000"`
	Engine   string `help:"${help_engine}" enum:"sqlite,postgres" default:"sqlite"`
	Database string `help:"${help_faultserver}" placeholder:"URL"`
	Disk     string `help:"${help_faultdisk}" type:"existingdir" placeholder:"DIR"`
	People   int    `help:"${help_people}" default:"1500"`
	Seed     uint64 `help:"${help_seed}" default:"1"`
	JSON     bool   `name:"json" help:"${help_json}"`
}

var (
	killing = words.Text{Zh: "杀进程", En: "kills"}
	broken  = words.Text{Zh: "{engine}：杀进程 {kills} 次（另有 {missed} 次没赶上），磁盘写满 {full} 次，两个进程同时办 {pairs} 次；{rounds} 轮都从断处续办，结果与没有故障时逐条相同，核验通过。用时 {seconds} 秒。",
		En: "{engine}: {kills} kills ({missed} came too late), {full} times a full disk, {pairs} times two processes at once; all {rounds} rounds went on from where they stood, came to the same records as without faults, and verified. It took {seconds} s."}
	needServer = fail.Define(fail.Invalid, "cli.faults-server",
		words.Text{Zh: "没有给出 PostgreSQL 的地址。", En: "There is no address of a PostgreSQL server."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "请用 --database postgres://… 给出可以建库的用户的地址。", En: "Give --database postgres://… of a user who may create databases."})
)

func (c *benchFaultsCmd) Run(s *session) error {
	o := faults.Options{Kills: c.Kills, People: c.People, Seed: c.Seed, Disk: c.Disk}
	if c.Engine == "postgres" {
		if o.Server = c.Database; o.Server == "" {
			return needServer.With().On("--database")
		}
	}
	var err error
	if o.Program, err = os.Executable(); err != nil {
		return err
	}
	p := s.progress()
	o.Progress = func(done, total int64) { p.at(killing, done, total) }
	r, err := faults.Run(s, o)
	p.done()
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(r)
	}
	s.say(broken, "engine", r.Engine, "kills", r.Kills, "missed", r.Missed, "full", r.FullDisk, "pairs", r.Pairs, "rounds", r.Rounds, "seconds", r.Seconds)
	return nil
}
