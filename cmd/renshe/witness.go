package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"renshe/internal/fail"
	"renshe/internal/witness"
	"renshe/internal/words"
)

type witnessCmd struct {
	Serve  witnessServeCmd  `cmd:"" help:"${help_witnessserve}"`
	AddLog witnessLogCmd    `cmd:"" name:"add-log" help:"${help_witnesslog}"`
	Status witnessStatusCmd `cmd:"" help:"${help_witnessstatus}"`
}

// booth is where a witness keeps its key and what it has seen.
type booth struct {
	State string `help:"${help_witnessdir}" required:"" type:"path" placeholder:"DIR"`
	Name  string `help:"${help_witnessname}" default:"witness.example/renshe" placeholder:"NAME"`
}

type witnessServeCmd struct {
	booth
	Listen string `help:"${help_listen}" default:"127.0.0.1:8440" placeholder:"ADDR"`
}

type witnessLogCmd struct {
	booth
	Key string `help:"${help_logkey}" required:"" placeholder:"KEY"`
}

type witnessStatusCmd struct {
	booth
	JSON bool `name:"json" help:"${help_json}"`
}

var (
	witnessOpen = words.Text{Zh: "见证人在 {addr} 等候。公钥：{key}", En: "The witness listens on {addr}. Its key: {key}"}
	witnessKey  = words.Text{Zh: "见证人公钥：{key}", En: "The witness's key: {key}"}
	witnessLog  = words.Text{Zh: "{origin}：见到第 {size} 条，根 {root}", En: "{origin}: seen up to record {size}, root {root}"}
	witnessPort = fail.Define(fail.Invalid, "cli.witness-listen",
		words.Text{Zh: "地址 {addr} 用不了。", En: "The address {addr} cannot be used."},
		words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
		words.Text{Zh: "请换一个地址或端口（--listen）。", En: "Give another address or port (--listen)."})
)

// Run serves until it is interrupted.
func (c *witnessServeCmd) Run(s *session) error {
	w, err := witness.Open(c.State, c.Name)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return witnessPort.With("addr", c.Listen).On("--listen").From(err)
	}
	srv := &http.Server{Handler: w.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 20 * time.Second,
		MaxHeaderBytes: 8 << 10}
	s.say(witnessOpen, "addr", l.Addr(), "key", w.Key())
	done := make(chan error, 1)
	go func() {
		<-s.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(s), 5*time.Second)
		defer cancel()
		done <- srv.Shutdown(ctx)
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-done
}

// Run registers a log.
func (c *witnessLogCmd) Run(s *session) error {
	w, err := witness.Open(c.State, c.Name)
	if err != nil {
		return err
	}
	if err := w.AddLog(c.Key); err != nil {
		return err
	}
	s.say(witnessKey, "key", w.Key())
	return nil
}

// Run tells what was seen. A log's note in the JSON is what renshe-verify takes with --witness-note.
func (c *witnessStatusCmd) Run(s *session) error {
	w, err := witness.Open(c.State, c.Name)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"key": w.Key(), "logs": w.Logs()})
	}
	s.say(witnessKey, "key", w.Key())
	for _, l := range w.Logs() {
		s.say(witnessLog, "origin", l.Origin, "size", l.Size, "root", l.Root)
	}
	return nil
}
