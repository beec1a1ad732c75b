/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <string.h>

#include "util/buf.h"
#include "util/mem.h"
#include "util/search.h"

/* The first place in the text, marked with brackets; NULL: none. Returns new. */
static char *found(const char *wanted, bool exact, const char *text)
{
	struct search search;
	size_t bytes;
	char *marked = NULL;
	search_make(&search, wanted, exact);
	const char *at = search_next(&search, text, &bytes);
	if (at)
		marked = xasprintf("%.*s[%.*s]%s", (int)(at - text), text, (int)bytes, at,
				   at + bytes);
	search_clear(&search);
	return marked;
}

static void test_places(void **state)
{
	static const struct {
		const char *wanted, *text, *marked;
		bool exact;
	} rows[] = {
		{"kitten", "A kitten", "A [kitten]", false},
		{"KITTEN", "A Kitten.", "A [Kitten].", false},
		{"kitten", "A Kitten.", NULL, true},
		{"ete", "un été", "un [été]", false},
		{"été", "UN ETE", "UN [ETE]", false},
		{"été", "un été", "un [été]", true},
		{"cafe", "cafe\xcc\x81s", "[cafe\xcc\x81]s", false},
		{"oeuvre", "Son Œuvre", "Son [Œuvre]", false},
		{"œuvre", "son oeuvre", "son [oeuvre]", false},
		{"strasse", "die Straße", "die [Straße]", false},
		{"火事", "家の火事だ", "家の[火事]だ", false},
		{"aab", "aaab", "a[aab]", false},
		{"🐱", "no 🐱 here", "no [🐱] here", false},
		{"a  b", "a b", NULL, false},
		{"", "text", NULL, false},
		{"", "text", NULL, true},
		{"x", "", NULL, false},
		{"line\nbreak", "a Line\nBreak", "a [Line\nBreak]", false},
		{"\xcc\x81", "e\xcc\x81", "e[\xcc\x81]", false},
		{"me", "the M\xc3", NULL, false},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *marked = found(rows[i].wanted, rows[i].exact, rows[i].text);
		if (!rows[i].marked && marked)
			fail_msg("row %zu: %s", i, marked);
		if (rows[i].marked && !marked)
			fail_msg("row %zu: nothing found", i);
		if (marked)
			assert_string_equal(marked, rows[i].marked);
		free(marked);
	}
}

/* Wherever it stands in whatever stands around it. */
static void test_every_offset(void **state)
{
	static const char *const fillers[] = {".", "k", "ki", "é", "火", "kitte", "K\xcc\x81"};
	static const char *const forms[] = {"kitten", "KITTEN", "kíttën", "kitte\xcc\x81n"};
	for (size_t form = 0; form < LENGTH(forms); form++)
		for (size_t filler = 0; filler < LENGTH(fillers); filler++)
			for (size_t before = 0; before < 40; before++) {
				struct buf text = {0};
				for (size_t i = 0; i < before; i++)
					buf_add_str(&text, fillers[filler]);
				size_t at = text.len;
				buf_add_str(&text, forms[form]);
				for (size_t i = 0; i < before % 7; i++)
					buf_add_str(&text, fillers[filler]);
				struct search search;
				size_t bytes;
				search_make(&search, "Kitten", false);
				const char *place = search_next(&search, buf_str(&text), &bytes);
				if (!place || (size_t)(place - buf_str(&text)) != at)
					fail_msg("%zu in %s", at, buf_str(&text));
				search_clear(&search);
				buf_free(&text);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_places),
					   cmocka_unit_test(test_every_offset)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
