/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "ui/colour.h"
#include "ui/look.h"
#include "util/file.h"
#include "util/palette.h"
#include "worker/message.h"

static const enum colours depths[] = {COLOURS_TRUE, COLOURS_256, COLOURS_16, COLOURS_NONE};

static void free_names(char **names)
{
	for (char **name = names; *name; name++)
		free(*name);
	free(names);
}

static struct theme *load(const char *name)
{
	struct err err = {0};
	struct theme *theme = theme_load(name, &err);
	if (!theme)
		fail_msg("%s", err_text(&err));
	return theme;
}

static uint32_t ground_of(const struct theme *theme, const struct look *looks, enum role role)
{
	uint32_t bg = looks[role].bg == LOOK_BELOW ? looks[ROLE_TEXT].bg : looks[role].bg;
	return colour_rgb(bg, theme_is_light(theme) ? 0xffffff : 0);
}

static bool legible_on(const char *name, const struct theme *theme, const struct look *looks,
		       enum role role, enum role ground)
{
	uint32_t fg = colour_rgb(looks[role].fg, theme_is_light(theme) ? 0 : 0xffffff);
	double contrast = colour_contrast(fg, ground_of(theme, looks, ground));
	double enough = role_table[role].quiet ? 3.0 : 4.5;
	if (contrast < enough)
		print_error("%s: %s #%06x on %s #%06x has a contrast of %.2f\n", name,
			    role_table[role].name, (unsigned)fg, role_table[ground].name,
			    (unsigned)ground_of(theme, looks, ground), contrast);
	return contrast >= enough;
}

static bool is_legible(const char *name, const struct theme *theme, const struct look *looks)
{
	bool fine = true;
	for (enum role role = ROLE_TEXT; role < ROLES; role++) {
		if (role != ROLE_TEXT && looks[role].bg != LOOK_BELOW) {
			fine &= legible_on(name, theme, looks, role, role);
			continue;
		}
		for (const enum role *ground = look_grounds; *ground != ROLES; ground++)
			if (!(looks[*ground].attrs & ATTR_REVERSE))
				fine &= legible_on(name, theme, looks, role, *ground);
	}
	return fine;
}

static bool looks_same(const struct look *looks, enum role a, enum role b)
{
	uint32_t below = looks[ROLE_TEXT].bg;
	uint32_t x = looks[a].bg == LOOK_BELOW ? below : looks[a].bg;
	uint32_t y = looks[b].bg == LOOK_BELOW ? below : looks[b].bg;
	return looks[a].fg == looks[b].fg && x == y && looks[a].attrs == looks[b].attrs;
}

static void check_told_apart(const char *name, const struct look *looks)
{
	for (size_t i = 0; look_must_differ[i][0] != ROLES; i++) {
		enum role a = look_must_differ[i][0], b = look_must_differ[i][1];
		if (looks_same(looks, a, b))
			fail_msg("%s: %s looks like %s", name, role_table[a].name,
				 role_table[b].name);
	}
}

static void every_theme_is_legible(void **state)
{
	char **names = theme_names();
	struct look looks[ROLES];
	bool fine = true;
	for (char **name = names; *name; name++) {
		struct theme *theme = load(*name);
		for (size_t i = 0; i < LENGTH(depths); i++) {
			char *what = xasprintf("%s, colours %d", *name, (int)depths[i]);
			theme_looks(theme, depths[i], looks);
			fine &= is_legible(what, theme, looks);
			check_told_apart(what, looks);
			free(what);
		}
		theme_free(theme);
	}
	free_names(names);
	assert_true(fine);
}

static void ours_are_there(void **state)
{
	static const char *const ours[] = {"contrast", "mono", "noir", "paper", "technicolor"};
	char **names = theme_names();
	assert_non_null(names[0]);
	for (size_t i = 0; i < LENGTH(ours); i++)
		assert_string_equal(names[i], ours[i]);
	assert_null(names[LENGTH(ours)]);
	free_names(names);
}

static bool fits(uint32_t colour, enum colours colours)
{
	if (colour == CELL_DEFAULT || colour == LOOK_BELOW)
		return true;
	return colours == COLOURS_256 ? colour < 256 : colours == COLOURS_16 && colour < 16;
}

static void fewer_colours_are_kept_to(void **state)
{
	char **names = theme_names();
	struct look looks[ROLES];
	for (char **name = names; *name; name++) {
		struct theme *theme = load(*name);
		for (size_t i = 1; i < LENGTH(depths); i++) {
			theme_looks(theme, depths[i], looks);
			for (enum role role = ROLE_TEXT; role < ROLES; role++) {
				assert_true(fits(looks[role].fg, depths[i]));
				assert_true(fits(looks[role].bg, depths[i]));
			}
		}
		theme_free(theme);
	}
	free_names(names);
}

static void roles_have_parents_before_them(void **state)
{
	for (enum role role = ROLE_DIM; role < ROLES; role++) {
		assert_non_null(role_table[role].name);
		assert_non_null(role_table[role].help);
		assert_true(role_table[role].parent < role);
	}
}

static void a_role_looks_like_its_parent(void **state)
{
	struct look looks[ROLES];
	struct theme *theme = theme_parse("text = #ffffff on #101010\n# a comment\n\n"
					  "dim = 7 italic # another\n"
					  "bar = red on #202020 bold\n[16]\ndim = bright-blue\n",
					  "t", NULL);
	assert_non_null(theme);
	theme_looks(theme, COLOURS_TRUE, looks);
	assert_int_equal(looks[ROLE_FRAME].fg, 7);
	assert_int_equal(looks[ROLE_FRAME].bg, LOOK_BELOW);
	assert_int_equal(looks[ROLE_FRAME].attrs, ATTR_ITALIC);
	assert_int_equal(looks[ROLE_BAR_KEY].fg, 1);
	assert_int_equal(looks[ROLE_BAR_KEY].bg, CELL_RGB | 0x202020);
	assert_int_equal(looks[ROLE_CARD].fg, CELL_RGB | 0xffffff);
	theme_looks(theme, COLOURS_16, looks);
	assert_int_equal(looks[ROLE_FRAME].fg, 12);
	assert_int_equal(looks[ROLE_TEXT].bg, 0);
	theme_free(theme);
}

static void mistakes_are_told_with_their_line(void **state)
{
	static const char *const rows[][2] = {
		{"text = #ffffff\ncrad = red",
		 "t:2: there is no role (did you mean 'card'?) 'crad'"},
		{"text", "t:1: no '=' in 'text'"},
		{"text = #12345", "t:1: not a colour or an attribute: '#12345'"},
		{"text = reddish", "t:1: not a colour or an attribute: 'reddish'"},
		{"text = 256", "t:1: not a colour or an attribute: '256'"},
		{"text = red blue", "t:1: not a colour or an attribute: 'blue'"},
		{"text = red on", "t:1: no colour behind 'on'"},
		{"text = red on bold", "t:1: not a colour or an attribute: 'bold'"},
		{"kind = grey", "t:1: kind is dark or light, not 'grey'"},
		{"\n[8]", "t:2: no '=' in '[8]'"},
		{"text = \033[31m", "t:1: not a colour or an attribute: '^[[31m'"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		assert_null(theme_parse(rows[i][0], "t", &err));
		assert_string_equal(err_text(&err), rows[i][1]);
		assert_int_equal(err.kind, ERR_INVALID);
		err_clear(&err);
	}
}

static void save(const char *home, const char *name, const char *text)
{
	char *path = xasprintf("%s/scenetty/themes/%s", home, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	free(path);
}

static void the_users_own_go_before_ours(void **state)
{
	struct look looks[ROLES];
	struct err err = {0};
	char *home = check_folder(), *themes = xasprintf("%s/scenetty/themes", home);
	assert_fine(file_make_path(themes, &err), &err);
	setenv("XDG_CONFIG_HOME", home, 1);
	save(home, "noir.theme", "text = 3\n");
	save(home, "attic.theme", "text = huh\n");
	struct theme *theme = load("noir");
	theme_looks(theme, COLOURS_256, looks);
	assert_int_equal(looks[ROLE_TEXT].fg, 3);
	theme_free(theme);
	char **names = theme_names();
	assert_string_equal(names[0], "attic");
	free_names(names);
	assert_null(theme_load("attic", &err));
	assert_non_null(strstr(err_text(&err), "/attic.theme:1: not a colour"));
	err_clear(&err);
	assert_null(theme_load("../noir", &err));
	assert_string_equal(
		err_text(&err),
		"there is no theme '../noir' (there are attic, contrast, mono, noir, paper, "
		"technicolor)");
	err_clear(&err);
	unsetenv("XDG_CONFIG_HOME");
	free(themes);
	check_folder_free(home);
}

static void colours_come_down_to_their_like(void **state)
{
	static const uint32_t rows[][2] = {
		{0x000000, 16}, {0xffffff, 231}, {0xff0000, 196}, {0x808080, 244}, {0x5f87af, 67},
	};
	struct colour_lore lore = {0};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		assert_int_equal(palette_256(rows[i][0]), rows[i][1]);
		assert_int_equal(colour_nearest(&lore, rows[i][0], 16, 255, 0, NULL, 0),
				 rows[i][1]);
	}
	for (uint32_t grey = 0; grey < 256; grey++) {
		uint32_t found = palette_rgb(palette_256(grey * 0x010101));
		assert_int_equal(found, (found & 0xff) * 0x010101);
	}
	assert_true(colour_contrast(0, 0xffffff) > 20.9);
}

/* Wood, skin, leaves, dusk, as cameras see them: none of them is pink or grey. */
static void few_colours_keep_their_hue(void **state)
{
	static const struct {
		uint32_t rgb;
		int most, least; /* shifts of the channels */
	} rows[] = {
		{0x9f6f3f, 16, 0}, {0x7a4a25, 16, 0}, {0xc89664, 16, 0}, {0x3c6432, 8, 0},
		{0x2f5a46, 8, 16}, {0x325078, 0, 16}, {0xb4783c, 16, 0},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		uint32_t found = palette_rgb(palette_256(rows[i].rgb));
		uint32_t most = found >> rows[i].most & 0xff;
		uint32_t least = found >> rows[i].least & 0xff;
		if (most <= least)
			fail_msg("%06x became %06x", rows[i].rgb, found);
		if (rows[i].most == 16 && (found >> 8 & 0xff) <= least && least)
			fail_msg("%06x became %06x, which is pink", rows[i].rgb, found);
	}
}

int main(void)
{
	char *none = check_folder();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles_have_parents_before_them),
		cmocka_unit_test(ours_are_there),
		cmocka_unit_test(every_theme_is_legible),
		cmocka_unit_test(fewer_colours_are_kept_to),
		cmocka_unit_test(a_role_looks_like_its_parent),
		cmocka_unit_test(mistakes_are_told_with_their_line),
		cmocka_unit_test(the_users_own_go_before_ours),
		cmocka_unit_test(colours_come_down_to_their_like),
		cmocka_unit_test(few_colours_keep_their_hue),
	};
	setenv("HOME", none, 1);
	unsetenv("XDG_CONFIG_HOME");
	int failed = cmocka_run_group_tests_name("look", tests, NULL, NULL);
	check_folder_free(none);
	return failed;
}
