package access

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// User is somebody who signs in (用户). Password or Hash is given when one is added, and never read back.
type User struct {
	ID       int64
	County   civil.County
	Login    string
	Name     string
	Role     Role
	Station  int64
	Person   int64
	Lang     words.Lang
	Disabled bool
	Password string // in clear, hashed when added
	Hash     string // instead of Password: from [HashPassword]
}

var loginShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

const maxName = 60 // characters

var (
	// BadLogin is a login of another shape.
	BadLogin = fail.Define(fail.Invalid, "access.bad-login",
		words.Text{Zh: "登录名要用 2 至 40 个小写字母、数字或 . _ -，以字母或数字开头。", En: "A login is 2 to 40 lower-case letters, digits or . _ - and begins with a letter or digit."},
		words.Text{Zh: "没有添加用户。", En: "No user was added."},
		words.Text{Zh: "请换一个登录名。", En: "Choose another login."})
	// BadUser is a user without a name, with an unknown role, or a citizen without a file.
	BadUser = fail.Define(fail.Invalid, "access.bad-user",
		words.Text{Zh: "用户的姓名、角色或本人档案不对。", En: "The user's name, role or own file is not right."},
		words.Text{Zh: "没有添加用户。", En: "No user was added."},
		words.Text{Zh: "姓名必填且不超过 60 字；角色从列表中选；参保人须有本人档案，工作人员不能有。",
			En: "A name is needed, at most 60 characters; take the role from the list; a citizen has his own file, staff has none."})
	// BadPassword is a password that a guesser tries first.
	BadPassword = fail.Define(fail.Invalid, "access.bad-password",
		words.Text{Zh: "密码要 {min} 至 {max} 个字符，不能与登录名相同，也不能只重复一个字符。",
			En: "A password has {min} to {max} characters, is not the login, and does not repeat one character."},
		words.Text{Zh: "原密码没有变动。", En: "The old password is unchanged."},
		words.Text{Zh: "请换一个密码。", En: "Choose another password."})
	// LoginTaken is a login that somebody has.
	LoginTaken = fail.Define(fail.Conflict, "access.login-taken",
		words.Text{Zh: "登录名 {login} 已有人使用。", En: "The login {login} is taken."},
		words.Text{Zh: "没有添加用户。", En: "No user was added."},
		words.Text{Zh: "请换一个登录名。", En: "Choose another login."})
	// NoUser is a user that is not there.
	NoUser = fail.Define(fail.NotFound, "access.no-user",
		words.Text{Zh: "没有这个用户。", En: "There is no such user."},
		words.Text{Zh: "没有任何变动。", En: "Nothing has changed."},
		words.Text{Zh: "请从用户列表中选择。", En: "Choose from the list of users."})
)

// AddUserIn adds a user and gives his identifier. It asks nobody's permission: it is for building a county and for [Access.AddUser].
func (a *Access) AddUserIn(ctx context.Context, tx *db.Tx, u User) (int64, error) {
	if u.County == 0 {
		u.County = tx.County()
	}
	if u.County != tx.County() {
		return 0, OtherCounty.With()
	}
	if !loginShape.MatchString(u.Login) {
		return 0, BadLogin.With().On("login")
	}
	u.Name = strings.TrimSpace(u.Name)
	_, known := ParseRole(string(u.Role))
	if n := utf8.RuneCountInString(u.Name); n == 0 || n > maxName || !known || u.Role == System || (u.Role == Citizen) != (u.Person != 0) {
		return 0, BadUser.With()
	}
	if u.Hash == "" {
		if err := goodPassword(u.Login, u.Password); err != nil {
			return 0, err
		}
		u.Hash = HashPassword(u.Password)
	}
	u.ID = tx.NewID()
	fresh, err := insertUser(ctx, tx, u)
	if err != nil {
		return 0, err
	}
	if !fresh {
		return 0, LoginTaken.With("login", u.Login).On("login")
	}
	return u.ID, nil
}

// AddUser adds a user to the actor's county.
func (a *Access) AddUser(ctx context.Context, actor Actor, u User) (id int64, err error) {
	if err := actor.May(UserManage); err != nil {
		return 0, err
	}
	if u.Hash == "" { // outside the transaction: a hash holds nobody up
		if err := goodPassword(u.Login, u.Password); err != nil {
			return 0, err
		}
		u.Hash = HashPassword(u.Password)
	}
	err = a.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if id, err = a.AddUserIn(ctx, tx, u); err != nil {
			return err
		}
		return a.AuditIn(ctx, tx, actor, "user.add", Subject("user", id), map[string]string{"login": u.Login, "role": string(u.Role)})
	})
	return id, err
}

// SetPassword gives a user of the actor's county a new password, for one who forgot his.
func (a *Access) SetPassword(ctx context.Context, actor Actor, user int64, password string) error {
	if err := actor.May(UserManage); err != nil {
		return err
	}
	return a.setPassword(ctx, actor, user, password)
}

// ChangePassword gives the actor himself a new password; the old one is asked for, and throttled, as at signing in: a desk left
// open must not be enough.
func (a *Access) ChangePassword(ctx context.Context, actor Actor, old, password, from string) error {
	if actor.User == 0 {
		return NotSignedIn.With()
	}
	again, err := a.SignIn(ctx, actor.County, actor.Login, old, from)
	if err != nil {
		return err
	}
	if again.User != actor.User {
		return NotSignedIn.With()
	}
	return a.setPassword(ctx, actor, actor.User, password)
}

func (a *Access) setPassword(ctx context.Context, actor Actor, user int64, password string) error {
	return a.changeUser(ctx, actor, user, "user.password", func(u *User) error {
		if err := goodPassword(u.Login, password); err != nil {
			return err
		}
		u.Hash = HashPassword(password)
		return nil
	})
}

// SetDisabled shuts a user out, or lets him in again; it takes effect at his next request, since [Access.Lookup] refuses him.
func (a *Access) SetDisabled(ctx context.Context, actor Actor, user int64, disabled bool) error {
	if err := actor.May(UserManage); err != nil {
		return err
	}
	action := "user.enable"
	if disabled {
		action = "user.disable"
	}
	return a.changeUser(ctx, actor, user, action, func(u *User) error { u.Disabled = disabled; return nil })
}

func (a *Access) changeUser(ctx context.Context, actor Actor, user int64, action string, change func(*User) error) error {
	return a.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		u, err := lockUser(ctx, tx, actor.County, user)
		if db.IsNoRows(err) {
			return NoUser.With()
		}
		if err != nil {
			return err
		}
		if err := change(&u); err != nil {
			return err
		}
		if err := updateUser(ctx, tx, u); err != nil {
			return err
		}
		return a.AuditIn(ctx, tx, actor, action, Subject("user", user), nil)
	})
}

// Lookup gives the actor of a user who signed in earlier; faces call it at each request. Who was disabled since is [NotSignedIn].
func (a *Access) Lookup(ctx context.Context, county civil.County, user int64) (Actor, error) {
	var u User
	err := a.db.View(ctx, func(tx *db.Tx) (err error) {
		u, err = selectUser(ctx, tx, county, user)
		return err
	})
	if db.IsNoRows(err) || (err == nil && u.Disabled) {
		return Actor{}, NotSignedIn.With()
	}
	if err != nil {
		return Actor{}, err
	}
	return u.actor(), nil
}

// Users lists a county's users by login, without their passwords. Faces ask for [UserManage] first, except for the demo
// county's page of accounts.
func (a *Access) Users(ctx context.Context, county civil.County) ([]User, error) {
	var all []User
	err := a.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = selectUsers(ctx, tx, county)
		return err
	})
	return all, err
}

// UsersIn is Users for rooms above, inside their transaction.
func (a *Access) UsersIn(ctx context.Context, tx *db.Tx, county civil.County) ([]User, error) {
	return selectUsers(ctx, tx, county)
}

func (u User) actor() Actor {
	return Actor{County: u.County, User: u.ID, Login: u.Login, Name: u.Name, Role: u.Role, Station: u.Station, Person: u.Person, Lang: u.Lang}
}
