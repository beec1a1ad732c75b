/* SPDX-License-Identifier: MIT
 *
 * Diff and merge: tables of what people do, and properties over random histories.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "film/diff.h"
#include "film/film_json.h"
#include "film/merge.h"
#include "film/rows.h"
#include "random_edits.h"

enum { HISTORIES = 4000 };

static struct film *parse(const char *text)
{
	struct err err = {0};
	struct film *film = film_parse(text, strlen(text), "film.json", &err);
	if (!film)
		fail_msg("%s", err_text(&err));
	return film;
}

static char *print(const struct film *film)
{
	struct buf text = {0};
	film_print(film, &text);
	return buf_take(&text);
}

static void assert_films(const struct film *found, const struct film *wanted, uint64_t seed)
{
	char *a = print(found), *b = print(wanted);
	if (strcmp(a, b) != 0)
		fail_msg("seed %llu:\n%s\n%s", (unsigned long long)seed, a, b);
	free(a);
	free(b);
}

static void apply(struct film *film, struct step *step)
{
	struct err err = {0};
	assert_fine(step_apply(film, step, &err), &err);
	step_clear(step);
}

/* Returns new: ours with theirs merged in. */
static struct film *merge(const struct film *base, const struct film *ours,
			  const struct film *theirs, struct conflicts *conflicts)
{
	struct film *merged = film_copy(ours);
	struct step step = {0};
	merge_films(base, ours, theirs, &step, conflicts);
	apply(merged, &step);
	return merged;
}

/* Returns new: what a few random steps make of the film. */
static struct film *random_film(struct dice *dice, const struct film *from, unsigned most)
{
	struct film *film = film_copy(from);
	for (unsigned left = dice_roll(dice, most + 1); left; left--) {
		struct step step = {0};
		random_step(dice, film, false, &step);
		apply(film, &step);
	}
	return film;
}

/* Scenes (or "-" for none) as "a b c". */
static struct film *film_of(const char *scenes)
{
	struct buf text = {0};
	buf_add_str(&text, "{\"scenetty\":1,\"scenes\":[");
	for (const char *at = scenes; *at; at++)
		if (*at != ' ')
			buf_addf(&text, "%s{\"id\":\"%c\"}", at == scenes ? "" : ",", *at);
	buf_add_str(&text, "]}");
	struct film *film = parse(buf_str(&text));
	buf_free(&text);
	return film;
}

static void test_order(void **state)
{
	static const struct {
		const char *base, *ours, *theirs, *merged;
		size_t conflicts;
	} rows[] = {
		{"a b c", "a b c", "c a b", "cab", 0},
		{"a b c", "a b c d", "a b c e", "abcde", 0}, /* both add at the end */
		{"a b c", "x a b c", "a b y c", "xabyc", 0},
		{"a b c", "a c", "a b c d", "acd", 0},	     /* we removed b */
		{"a b c", "a b c", "c", "c", 0},
		{"a b c d", "b a c d", "a b d c", "badc", 0}, /* each moved others */
		{"a b c d", "d a b c", "a d b c", "dabc", 1}, /* both moved d */
		{"a b c d", "d a b c", "d a b c", "dabc", 0},
		{"a b c", "", "a b c", "", 0},
		{"", "a", "b", "ab", 0},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct conflicts conflicts = {0};
		struct film *base = film_of(rows[i].base), *ours = film_of(rows[i].ours),
			    *theirs = film_of(rows[i].theirs);
		struct film *merged = merge(base, ours, theirs, &conflicts);
		struct buf found = {0};
		for (size_t j = 0; j < merged->scene_count; j++)
			buf_add_str(&found, merged->scenes[j].id);
		assert_string_equal(buf_str(&found), rows[i].merged);
		assert_int_equal(conflicts.count, rows[i].conflicts);
		buf_free(&found);
		conflicts_clear(&conflicts);
		film_free(base);
		film_free(ours);
		film_free(theirs);
		film_free(merged);
	}
}

#define FILM(members) "{\"scenetty\":1,\"scenes\":[{\"id\":\"a\"" members "}]}"

static void test_members(void **state)
{
	static const struct {
		const char *base, *ours, *theirs, *merged;
		const char *conflict; /* the member in dispute, and its values */
	} rows[] = {
		{FILM(""), FILM(",\"prompt\":\"x\""), FILM(",\"mood\":2"),
		 FILM(",\"prompt\":\"x\",\"mood\":2"), NULL},
		{FILM(",\"prompt\":\"x\""), FILM(",\"prompt\":\"y\""), FILM(""),
		 FILM(",\"prompt\":\"y\""), "prompt \"x\" \"y\" -"},
		{FILM(",\"prompt\":\"x\""), FILM(",\"prompt\":\"y\""), FILM(",\"prompt\":\"y\""),
		 FILM(",\"prompt\":\"y\""), NULL},
		{FILM(",\"x-a\":1"), FILM(",\"x-a\":2,\"x-b\":1"), FILM(",\"x-a\":3,\"x-c\":1"),
		 FILM(",\"x-a\":2,\"x-b\":1,\"x-c\":1"), "x-a 1 2 3"},
		/* What was said of different takes. */
		{FILM(""), FILM(",\"takes\":{\"t001\":{\"stars\":4}}"),
		 FILM(",\"takes\":{\"t001\":{\"in\":0.5},\"t002\":{\"stars\":1}}"),
		 FILM(",\"takes\":{\"t001\":{\"stars\":4,\"in\":0.5},\"t002\":{\"stars\":1}}"),
		 NULL},
		{FILM(""), FILM(",\"takes\":{\"t001\":{\"stars\":4}}"),
		 FILM(",\"takes\":{\"t001\":{\"stars\":5}}"),
		 FILM(",\"takes\":{\"t001\":{\"stars\":4}}"),
		 "takes - {\"t001\":{\"stars\":4}} {\"t001\":{\"stars\":5}}"},
		/* In parts both are right, together they are not. */
		{FILM(""), FILM(",\"start\":{\"file\":\"refs/a.png\"}"),
		 FILM(",\"start\":\"previous\""),
		 FILM(",\"start\":{\"file\":\"refs/a.png\"}"),
		 "start - {\"file\":\"refs/a.png\"} \"previous\""},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct conflicts conflicts = {0};
		struct film *base = parse(rows[i].base), *ours = parse(rows[i].ours),
			    *theirs = parse(rows[i].theirs), *wanted = parse(rows[i].merged);
		struct film *merged = merge(base, ours, theirs, &conflicts);
		assert_films(merged, wanted, i);
		assert_int_equal(conflicts.count, rows[i].conflict ? 1 : 0);
		if (conflicts.count) {
			const struct conflict *conflict = conflicts.list;
			struct json *values[] = {conflict->base, conflict->ours, conflict->theirs};
			struct step step = {0};
			struct buf found = {0};
			buf_add_str(&found, conflict->member);
			for (size_t j = 0; j < 3; j++) {
				char *text = values[j] ? json_text(values[j]) : xstrdup("-");
				buf_addf(&found, " %s", text);
				free(text);
			}
			assert_string_equal(buf_str(&found), rows[i].conflict);
			buf_free(&found);
			conflict_choose_theirs(merged, conflict, &step);
			apply(merged, &step);
			assert_true(field_find(OF_SCENE, conflict->member) == NULL ||
				    field_same(field_find(OF_SCENE, conflict->member),
					       merged->scenes, theirs->scenes));
		}
		conflicts_clear(&conflicts);
		film_free(base);
		film_free(ours);
		film_free(theirs);
		film_free(wanted);
		film_free(merged);
	}
}

/* One removed what the other changed: it stays, or stays away, until somebody chooses. */
static void test_removed_and_changed(void **state)
{
	static const char both[] =
		"{\"scenetty\":1,\"scenes\":[{\"id\":\"b\"},{\"id\":\"a\"},{\"id\":\"c\"}]}";
	static const char changed[] = "{\"scenetty\":1,\"scenes\":[{\"id\":\"b\"},{\"id\":\"a\","
				      "\"mood\":1},{\"id\":\"c\"}]}";
	static const char gone[] = "{\"scenetty\":1,\"scenes\":[{\"id\":\"b\"},{\"id\":\"c\"}]}";
	for (int we_removed = 0; we_removed < 2; we_removed++) {
		struct conflicts conflicts = {0};
		struct step step = {0};
		struct film *base = parse(both), *ours = parse(we_removed ? gone : changed),
			    *theirs = parse(we_removed ? changed : gone);
		struct film *merged = merge(base, ours, theirs, &conflicts);
		assert_films(merged, ours, 0);
		assert_int_equal(conflicts.count, 1);
		assert_int_equal(conflicts.list[0].kind, CONFLICT_ROW);
		assert_string_equal(conflicts.list[0].id, "a");
		assert_true((conflicts.list[0].ours == NULL) == we_removed);
		conflict_choose_theirs(merged, conflicts.list, &step);
		apply(merged, &step);
		assert_films(merged, theirs, 0);
		conflict_choose_theirs(merged, conflicts.list, &step); /* once is enough */
		assert_int_equal(step.count, 0);
		conflicts_clear(&conflicts);
		film_free(base);
		film_free(ours);
		film_free(theirs);
		film_free(merged);
	}
}

static void test_diff_is_minimal(void **state)
{
	static const struct {
		const char *from, *to;
		size_t edits;
	} rows[] = {
		{"a b c d e", "a b c d e", 0}, {"a b c d e", "e a b c d", 1},
		{"a b c d e", "b c d e a", 1}, {"a b c d e", "e d c b a", 4},
		{"a b c d e", "a c e", 2},     {"a b c", "x a b y c z", 3},
		{"a b c d", "d x b a", 4},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct film *from = film_of(rows[i].from), *to = film_of(rows[i].to);
		struct step step = {0};
		film_diff(from, to, &step);
		assert_int_equal(step.count, rows[i].edits);
		apply(from, &step);
		assert_films(from, to, i);
		film_free(from);
		film_free(to);
	}
}

static bool has(const struct film *film, enum field_of of, const char *id)
{
	return rows_find(film, of, id) < rows_count(film, of);
}

/* Nobody's row gets lost, none comes back that was removed and not changed. */
static void assert_rows_kept(const struct film *base, const struct film *ours,
			     const struct film *theirs, const struct film *merged, enum field_of of,
			     uint64_t seed)
{
	for (size_t i = 0; i < rows_count(ours, of); i++) {
		const char *id = row_id(of, rows_at(ours, of, i));
		if (!has(merged, of, id) && (!has(base, of, id) || has(theirs, of, id)))
			fail_msg("seed %llu: %s of ours is lost", (unsigned long long)seed, id);
	}
	for (size_t i = 0; i < rows_count(theirs, of); i++) {
		const char *id = row_id(of, rows_at(theirs, of, i));
		if (!has(merged, of, id) && (!has(base, of, id) || has(ours, of, id)))
			fail_msg("seed %llu: %s of theirs is lost", (unsigned long long)seed, id);
	}
	for (size_t i = 0; i < rows_count(merged, of); i++) {
		const char *id = row_id(of, rows_at(merged, of, i));
		if (!has(ours, of, id) && (!has(theirs, of, id) || has(base, of, id)))
			fail_msg("seed %llu: %s is back", (unsigned long long)seed, id);
	}
}

/* What only one side changed is as that side has it. */
static void assert_members_kept(const struct film *base, const struct film *ours,
				const struct film *theirs, const struct film *merged, uint64_t seed)
{
	for (size_t i = 0; i < merged->scene_count; i++) {
		const struct scene *m = &merged->scenes[i], *b = film_scene(base, m->id),
				   *o = film_scene(ours, m->id), *t = film_scene(theirs, m->id);
		size_t count;
		const struct field *field = fields(OF_SCENE, &count);
		for (; b && o && t && count; field++, count--) {
			bool well = field_same(field, b, t)   ? field_same(field, m, o)
				    : field_same(field, b, o) ? field_same(field, m, t)
							      : true;
			if (!well)
				fail_msg("seed %llu: %s of %s", (unsigned long long)seed,
					 field->name, m->id);
		}
	}
}

static void assert_merges_to(const struct film *base, const struct film *ours,
			     const struct film *theirs, const struct film *wanted, uint64_t seed)
{
	struct conflicts conflicts = {0};
	struct film *merged = merge(base, ours, theirs, &conflicts);
	assert_films(merged, wanted, seed);
	assert_int_equal(conflicts.count, 0);
	conflicts_clear(&conflicts);
	film_free(merged);
}

/* All conflicts can be decided for theirs, one after the other. */
static void choose_all(struct film *merged, const struct conflicts *conflicts)
{
	for (size_t i = 0; i < conflicts->count; i++) {
		struct step step = {0};
		conflict_choose_theirs(merged, &conflicts->list[i], &step);
		apply(merged, &step);
	}
}

static void random_merge(const struct film *first, uint64_t seed)
{
	struct dice dice = {seed * 0x9e3779b97f4a7c15};
	struct conflicts conflicts = {0}, other = {0};
	struct step step = {0};
	struct film *base = random_film(&dice, first, 8), *ours = random_film(&dice, base, 4),
		    *theirs = random_film(&dice, base, 4), *copy = film_copy(ours);
	film_diff(copy, theirs, &step);
	apply(copy, &step);
	assert_films(copy, theirs, seed);
	assert_merges_to(base, ours, ours, ours, seed);
	assert_merges_to(base, base, theirs, theirs, seed);
	assert_merges_to(base, ours, base, ours, seed);
	struct film *merged = merge(base, ours, theirs, &conflicts),
		    *mirror = merge(base, theirs, ours, &other);
	for (enum field_of of = OF_SCENE; of <= OF_CAST; of++)
		assert_rows_kept(base, ours, theirs, merged, of, seed);
	assert_members_kept(base, ours, theirs, merged, seed);
	if (!conflicts.count) { /* the same, but for what both put at one place */
		assert_int_equal(other.count, 0);
		assert_int_equal(merged->scene_count, mirror->scene_count);
		for (size_t i = 0; i < merged->scene_count; i++)
			assert_true(rows_same(OF_SCENE, &merged->scenes[i],
					      film_scene(mirror, merged->scenes[i].id)));
	}
	choose_all(merged, &conflicts);
	conflicts_clear(&conflicts);
	conflicts_clear(&other);
	film_free(base);
	film_free(ours);
	film_free(theirs);
	film_free(copy);
	film_free(merged);
	film_free(mirror);
}

static void test_thousands_of_merges(void **state)
{
	struct film *first = film_of("a b c d e f");
	for (uint64_t seed = 1; seed <= HISTORIES; seed++)
		random_merge(first, seed);
	film_free(first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_diff_is_minimal),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_removed_and_changed),
		cmocka_unit_test(test_thousands_of_merges),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
