/* SPDX-License-Identifier: MIT
 *
 * The command table, row by row, and reading command lines.
 */
#include "tests/unit/check.h"

#include <ctype.h>
#include <string.h>

#include "core/language/call.h"
#include "core/tell/exit_code.h"
#include "util/buf.h"

static void check_help(const char *text)
{
	size_t length = strlen(text);
	if (!isupper((unsigned char)text[0]) || text[length - 1] != '.')
		fail_msg("no sentence: %s", text);
}

static void check_args_of(const struct command *command)
{
	size_t count = command_arg_count(command);
	for (size_t i = 0; i < count; i++) {
		const struct arg *arg = &command->args[i];
		if (i + 1 < count && arg->many)
			fail_msg("%s: only the last word may be many", command->name);
		if (i > 0 && command->args[i - 1].optional && !arg->optional)
			fail_msg("%s: %s follows an optional word", command->name, arg->name);
		for (const char *c = arg->name; *c; c++)
			assert_false(islower((unsigned char)*c));
	}
}

static void check_options_of(const struct command *command)
{
	for (size_t i = 0; i < command_option_count(command); i++) {
		const struct option *option = &command->options[i];
		check_help(option->help);
		assert_ptr_equal(command_option(command, option->name, strlen(option->name)),
				 option);
		if (option->letter)
			assert_ptr_equal(command_letter(command, option->letter), option);
		for (const struct option *row = global_options; row->name; row++)
			if (strcmp(row->name, option->name) == 0 ||
			    (row->letter && row->letter == option->letter))
				fail_msg("%s: --%s hides a global option", command->name,
					 option->name);
		assert_true(option->kind != ARG_CHOICE || option->choices);
		assert_true(option->kind != ARG_WHOLE || option->max > option->min);
	}
}

static void test_rows(void **state)
{
	for (const struct command *row = NULL; (row = command_next(row));) {
		assert_ptr_equal(command_find(row->name), row);
		assert_true((row->run == NULL) == ((row->needs & NEED_BOARD) != 0));
		assert_non_null(row->group);
		check_help(row->help);
		check_args_of(row);
		check_options_of(row);
		if ((row->needs & NEED_WRITE) && !(row->needs & NEED_FILM))
			fail_msg("%s: writing needs a film", row->name);
	}
}

/* Splits a line as a shell would, quotes and all; ends at a redirection. */
static size_t split(char *line, char **words)
{
	size_t count = 0;
	char *to = line;
	for (char *c = line; *c && *c != '<';) {
		char quote = 0;
		words[count++] = to;
		for (; *c && (quote || *c != ' '); c++) {
			if (*c == '"')
				quote = !quote;
			else
				*to++ = *c;
		}
		c += *c == ' ';
		*to++ = '\0';
	}
	return count;
}

static void test_examples_parse(void **state)
{
	for (const struct command *row = NULL; (row = command_next(row));)
		for (size_t i = 0; i < COMMAND_EXAMPLES_MAX && row->examples[i].line; i++) {
			char *line = xstrdup(row->examples[i].line), *words[32];
			size_t count = split(line, words);
			struct call call = {0};
			struct err err = {0};
			assert_string_equal(words[0], "scenetty");
			assert_ptr_equal(command_find(words[1]), row);
			assert_fine(call_parse(&call, row, count - 2, words + 2, &err), &err);
			call_clear(&call);
			free(line);
		}
}

static void test_usage(void **state)
{
	char *usage = command_usage(command_find("circle"));
	assert_string_equal(usage, "circle SCENE TAKE");
	free(usage);
	usage = command_usage(command_find("cut"));
	assert_string_equal(usage, "cut [-o FILE] [--json]");
	free(usage);
}

/* Reads a line of words; returns the error's text, "" for none. */
static char *read_line(struct call *call, const char *typed)
{
	char *line = xstrdup(typed), *words[32];
	size_t count = split(line, words);
	struct err err = {0};
	call_parse(call, command_find(words[0]), count - 1, words + 1, &err);
	assert_true(err.kind == ERR_NONE || err.kind == ERR_USAGE);
	char *text = xstrdup(err.kind ? err_text(&err) : "");
	err_clear(&err);
	free(line);
	return text;
}

static void test_words(void **state)
{
	static const char *const forms[] = {
		"generate match bang -n 3 --all",         "generate -n3 match --all bang",
		"generate --takes=3 --all -- match bang", "generate match --takes 3 bang --all",
		"generate -qn3 match bang --all",
	};
	for (size_t i = 0; i < LENGTH(forms); i++) {
		struct call call = {0};
		char *trouble = read_line(&call, forms[i]);
		assert_string_equal(trouble, "");
		assert_int_equal(call.arg_count, 2);
		assert_string_equal(call_arg(&call, 0), "match");
		assert_string_equal(call_arg(&call, 1), "bang");
		assert_null(call_arg(&call, 2));
		assert_int_equal(call_whole(&call, "takes", 1), 3);
		assert_int_equal(call_whole(&call, "seed", 7), 7);
		assert_non_null(call_option(&call, "all"));
		assert_null(call_option(&call, "missing"));
		call_clear(&call);
		free(trouble);
	}
}

static void test_wrong_words(void **state)
{
	static const struct {
		const char *typed, *says;
	} rows[] = {
		{"circle match", "circle needs TAKE; “scenetty help circle” says more"},
		{"set", "set needs WHAT; “scenetty help set” says more"},
		{"set match", "set needs FIELD=VALUE; “scenetty help set” says more"},
		{"check match", "check: “match” is one word too many"},
		{"generate --missin", "no option --missin; did you mean --missing?"},
		{"generate --bonanza", "no option --bonanza; what begins with - goes behind --"},
		{"generate -x", "no option -x; what begins with - goes behind --"},
		{"generate --all=yes", "--all takes no value"},
		{"generate -n", "-n needs TAKES"},
		{"generate --seed", "--seed needs SEED"},
		{"generate -n 0", "--takes: expected a whole number from 1 to 100, found “0”"},
		{"generate -n 1e1", "--takes: expected a whole number from 1 to 100, found “1e1”"},
		{"generate -n 3x", "--takes: expected a whole number from 1 to 100, found “3x”"},
		{"generate -n nan", "--takes: expected a whole number from 1 to 100, found “nan”"},
		{"show --size big", "--size: expected columns and rows (“80x24”), found “big”"},
		{"show --size 0x1", "--size: expected columns and rows (“80x24”), found “0x1”"},
		{"help --completions csh",
		 "--completions: expected bash, zsh or fish, found “csh”"},
		{"undo --json", "“undo” has nothing to say in JSON"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct call call = {0};
		char *trouble = read_line(&call, rows[i].typed);
		assert_string_equal(trouble, rows[i].says);
		call_clear(&call);
		free(trouble);
	}
}

/* What "." is on the board, and what need not be said there. */
static void test_here(void **state)
{
	static const struct {
		const char *typed, *args[4];
	} rows[] = {
		{"generate . -n 2", {"a,b"}},
		{"open .", {"a,b"}},
		{"circle . .", {"a", "t003"}},
		{"circle match .", {"match", "t003"}},
		{"set . title=.", {"a,b", "title=."}},
		{"add .", {"."}},
		{"duplicate", {"a,b"}},
		{"group act", {"act", "a,b"}},
		{"generate", {NULL}},
		{"12", {"12"}},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct call call = {.here = "a", .chosen = "a,b", .take = "t003"};
		struct err err = {0};
		assert_fine(call_parse_line(&call, rows[i].typed, &err), &err);
		for (size_t j = 0; j < LENGTH(rows[i].args); j++)
			if (!rows[i].args[j])
				assert_null(call_arg(&call, j));
			else
				assert_string_equal(call_arg(&call, j), rows[i].args[j]);
		call_clear(&call);
	}
	struct call call = {.here = "a", .chosen = "a,b", .take = ""};
	struct err err = {0};
	assert_fine(call_parse_line(&call, "add --after .", &err), &err);
	assert_string_equal(call_option(&call, "after"), "a");
	call_clear(&call);
}

/* A film without scenes. */
static void test_nowhere(void **state)
{
	static const struct {
		const char *typed, *says;
	} rows[] = {
		{"generate .", "there is no scene here"},
		{"open .", "there is no scene here"},
		{"duplicate", "there is no scene here"},
		{"circle one .", "there is no take here"},
		{"", "expected a command"},
		{"pictures up", "pictures: expected on or off, found “up”"},
		{"picture", "no command “picture”; did you mean “pictures”?"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct call call = {.here = "", .chosen = "", .take = ""};
		struct err err = {0};
		assert_int_equal(call_parse_line(&call, rows[i].typed, &err), -1);
		assert_string_equal(err_text(&err), rows[i].says);
		err_clear(&err);
		call_clear(&call);
	}
	struct call call = {.here = "", .chosen = "", .take = ""};
	struct err err = {0};
	assert_fine(call_parse_line(&call, "add --after .", &err), &err);
	assert_null(call_option(&call, "after"));
	call_clear(&call);
}

static void test_help_forgives(void **state)
{
	struct call call = {0};
	char *trouble = read_line(&call, "circle --help");
	assert_string_equal(trouble, "");
	call_clear(&call);
	free(trouble);
}

static void test_pairs(void **state)
{
	int a, b;
	assert_true(call_pair("80x24", &a, &b));
	assert_int_equal(a, 80);
	assert_int_equal(b, 24);
	assert_false(call_pair("80", &a, &b));
	assert_false(call_pair("80x", &a, &b));
	assert_false(call_pair("-80x24", &a, &b));
	assert_false(call_pair("80x24x1", &a, &b));
	assert_false(call_pair("999999999999999999999x1", &a, &b));
}

/* Every kind of error has an exit code that the table explains. */
static void test_exit_codes(void **state)
{
	for (int kind = ERR_NONE; kind <= ERR_REFUSED; kind++) {
		const struct exit_code *row = exit_codes;
		while (row->meaning && row->code != exit_code_of((enum err_kind)kind))
			row++;
		assert_non_null(row->meaning);
		assert_true((row->code == 0) == (kind == ERR_NONE));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),        cmocka_unit_test(test_examples_parse),
		cmocka_unit_test(test_usage),       cmocka_unit_test(test_words),
		cmocka_unit_test(test_wrong_words), cmocka_unit_test(test_help_forgives),
		cmocka_unit_test(test_here),        cmocka_unit_test(test_nowhere),
		cmocka_unit_test(test_pairs),       cmocka_unit_test(test_exit_codes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
