package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// guard is a value and the conditions under any of which a rule returns it; the last one has none.
type guard struct {
	when  []ast.Expr
	value ast.Expr
}

// guards takes a rule's body apart, in order, if it is nothing but early returns; else it gives nothing.
func guards(body []ast.Stmt) (list []guard) {
	for i, stmt := range body {
		switch s := stmt.(type) {
		case *ast.ReturnStmt:
			return append(list, guard{nil, returned(body[i : i+1])})
		case *ast.IfStmt:
			value := returned(s.Body.List)
			if s.Init != nil || s.Else != nil || value == nil {
				return nil
			}
			list = append(list, guard{[]ast.Expr{s.Cond}, value})
		case *ast.SwitchStmt:
			if s.Init != nil || s.Tag != nil {
				return nil
			}
			for _, c := range s.Body.List {
				clause := c.(*ast.CaseClause)
				value := returned(clause.Body)
				if clause.List == nil || value == nil {
					return nil
				}
				list = append(list, guard{clause.List, value})
			}
		default:
			return nil
		}
	}
	return nil
}

// returned is the value of a body that only returns one.
func returned(body []ast.Stmt) ast.Expr {
	if len(body) == 1 {
		if ret, ok := body[0].(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
			return ret.Results[0]
		}
	}
	return nil
}

// plainer writes expressions of a rule with other names for what the rule takes, if they cost little and cannot fail: then they
// may be computed for everybody, whether or not the rule would have come to them.
type plainer struct {
	model *model
	names map[string]string
	bad   bool // an expression was not of that sort
}

func (m *model) plainer(r *rule) *plainer {
	p := &plainer{model: m, names: map[string]string{}}
	for _, a := range r.args {
		p.names[a.name] = local(a.name)
	}
	return p
}

var (
	arithmetic  = []token.Token{token.ADD, token.SUB, token.MUL, token.LAND, token.LOR}
	comparisons = map[token.Token]token.Token{token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ, token.GEQ: token.LSS, token.GTR: token.LEQ, token.LEQ: token.GTR}
)

// value writes an expression.
func (p *plainer) value(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		if name, ok := p.names[e.Name]; ok {
			return name
		}
		return e.Name
	case *ast.BasicLit:
		return e.Value
	case *ast.ParenExpr:
		return "(" + p.value(e.X) + ")"
	case *ast.UnaryExpr:
		p.bad = p.bad || e.Op != token.SUB && e.Op != token.NOT
		return e.Op.String() + p.value(e.X)
	case *ast.BinaryExpr:
		_, fixed := e.Y.(*ast.BasicLit)
		_, compares := comparisons[e.Op]
		p.bad = p.bad || !compares && !slices.Contains(arithmetic, e.Op) && !(fixed && (e.Op == token.QUO || e.Op == token.REM))
		return p.value(e.X) + " " + e.Op.String() + " " + p.value(e.Y)
	case *ast.CallExpr:
		return p.call(e)
	}
	p.bad = true
	return ""
}

// call writes a conversion, or the lesser or greater of values.
func (p *plainer) call(e *ast.CallExpr) string {
	fn := ""
	switch f := e.Fun.(type) {
	case *ast.Ident:
		fn = f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			fn = x.Name + "." + f.Sel.Name
		}
	}
	p.bad = p.bad || !slices.Contains([]string{"min", "max", "int64", "int32", "int"}, fn) && p.model.kindOf(fn) == ""
	args := make([]string, len(e.Args))
	for i, a := range e.Args {
		args[i] = p.value(a)
	}
	return fn + "(" + strings.Join(args, ", ") + ")"
}

// truth writes a condition as 1 or 0; not the condition's opposite.
func (p *plainer) truth(e ast.Expr, not bool) string {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return p.truth(e.X, not)
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return p.truth(e.X, !not)
		}
	case *ast.BinaryExpr:
		if e.Op == token.LAND || e.Op == token.LOR {
			return p.both(p.truth(e.X, not), p.truth(e.Y, not), (e.Op == token.LAND) != not)
		}
		if opposite, compares := comparisons[e.Op]; compares && not {
			return "number(" + p.value(e.X) + " " + opposite.String() + " " + p.value(e.Y) + ")"
		}
	}
	if not {
		return "number(!" + p.value(e) + ")"
	}
	return "number(" + p.value(e) + ")"
}

func (p *plainer) both(x, y string, and bool) string {
	if and {
		return x + " & " + y
	}
	return "(" + x + " | " + y + ")"
}

// any writes as 1 or 0 that one of some conditions holds, or that none does.
func (p *plainer) any(when []ast.Expr, not bool) string {
	all := p.truth(when[0], not)
	for _, e := range when[1:] {
		all = p.both(all, p.truth(e, not), not)
	}
	return all
}

// takes lists what of a rule's arguments expressions name.
func takes(r *rule, of ...ast.Expr) []string {
	var list []string
	for _, e := range of {
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && slices.ContainsFunc(r.args, func(a argument) bool { return a.name == id.Name }) {
				list = append(list, id.Name)
			}
			return true
		})
	}
	return list
}
