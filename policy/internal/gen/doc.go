// Command gen reads the rules of package policy and writes what follows from them: the plan's typed parameters, one frame and
// one sweep for each program, the table of rules, the rule book in both languages, and a drawing of each program. Run it with
// go generate ./policy.
//
// A program publishes rules as outputs, "//policy:output total=Total", on as many lines as it likes. "part=Part?Status" withholds an
// output: Status is another output, a choice or a yes or no, and where it is not the choice's first value, or no, there is no part
// and the choice says why. Rules that take the part see the number all the same, so it should be zero then.
//
// The names of a rule's parameters are the graph: each is an input of the program, another rule, or a legal parameter of
// law/parameters. A name that is none of them, a cycle, a rule without title, formula or article, two variants in force at
// once, an unused input, a float or a foreign import stops the generation.
package main
