package testkit

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// template is the private server's migrated database, of which each test gets a copy. On somebody else's server nothing
// may stay behind, so there each database is migrated on its own.
const template = "renshe_template"

// await waits until the server answers.
func (s *server) await() error {
	deadline := time.Now().Add(startWait)
	for {
		err := s.do()
		if err == nil || time.Now().After(deadline) {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// do connects and runs the statements, if any.
func (s *server) do(statements ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.admin)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, q := range statements {
		if _, err := conn.Exec(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// address is where the database called name is.
func (s *server) address(name string) string {
	url, err := named(s.admin, name)
	if err != nil {
		return s.admin
	}
	return url
}

// fresh makes an empty, migrated database and gives its name.
func (s *server) fresh() (string, error) {
	name := newName()
	if s.pipe == nil {
		if err := s.create(name, "template0"); err != nil {
			return "", err
		}
		return name, migrate(s.address(name))
	}
	s.ready.Do(func() {
		if s.failed = s.create(template, "template0"); s.failed == nil {
			s.failed = migrate(s.address(template))
		}
	})
	if s.failed != nil {
		return "", fmt.Errorf("the template database: %w", s.failed)
	}
	return name, s.create(name, template)
}

func newName() string { return "renshe_test_" + strings.ToLower(rand.Text()[:12]) }

func (s *server) create(name, from string) error {
	return s.do(fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'", name, from))
}

func (s *server) drop(name string) error {
	return s.do(fmt.Sprintf("DROP DATABASE IF EXISTS %s WITH (FORCE)", name))
}
