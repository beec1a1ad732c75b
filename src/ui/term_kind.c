/* SPDX-License-Identifier: MIT */
#include "ui/term_kind.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define KIN "xterm-256color"

/* By the terminal's name; the first that fits. */
static const struct row {
	const char *pattern;
	enum colours colours;
	bool is_bare;
	bool is_kin; /* understands what xterm does */
} rows[] = {
	{"dumb", COLOURS_NONE, true, false},        {"*-mono", COLOURS_NONE, false, false},
	{"*-m", COLOURS_NONE, false, false},        {"vt[0-9]*", COLOURS_NONE, true, false},
	{"linux*", COLOURS_16, true, false},        {"ansi*", COLOURS_16, true, false},
	{"cygwin", COLOURS_16, true, false},        {"cons25*", COLOURS_16, true, false},
	{"*-16color", COLOURS_16, false, false},    {"*-direct*", COLOURS_TRUE, false, true},
	{"xterm-kitty", COLOURS_TRUE, false, true}, {"xterm-ghostty", COLOURS_TRUE, false, true},
	{"foot*", COLOURS_TRUE, false, true},       {"alacritty*", COLOURS_TRUE, false, true},
	{"wezterm", COLOURS_TRUE, false, true},     {"contour*", COLOURS_TRUE, false, true},
	{"xterm*", COLOURS_256, false, true},       {"tmux*", COLOURS_256, false, true},
	{"screen*", COLOURS_256, false, true},      {"rxvt*", COLOURS_256, false, false},
	{"st", COLOURS_256, false, true},           {"st-*", COLOURS_256, false, true},
	{"konsole*", COLOURS_256, false, true},     {"vte*", COLOURS_256, false, true},
	{"gnome*", COLOURS_256, false, true},       {"putty*", COLOURS_256, false, true},
	{"mintty*", COLOURS_256, false, true},      {"iterm*", COLOURS_256, false, true},
	{"*-256color", COLOURS_256, false, true},   {"?*", COLOURS_256, false, false},
	{"*", COLOURS_NONE, true, false},
};

static const struct row *row_of(const char *name)
{
	const struct row *row = rows;
	while (fnmatch(row->pattern, name, 0) != 0)
		row++;
	return row;
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value;
}

static bool is_one_of(const char *variable, const char *a, const char *b)
{
	const char *value = getenv(variable);
	return value && (strcmp(value, a) == 0 || strcmp(value, b) == 0);
}

struct term_kind term_kind(const char *name)
{
	const struct row *row = row_of(name);
	struct term_kind kind = {
		.colours = row->colours,
		.is_bare = row->is_bare,
		.is_console = strncmp(name, "linux", 5) == 0,
		.is_nested = strncmp(name, "tmux", 4) == 0 || strncmp(name, "screen", 6) == 0 ||
			     is_set("TMUX") || is_set("STY"),
	};
	if (kind.colours == COLOURS_256 && is_one_of("COLORTERM", "truecolor", "24bit"))
		kind.colours = COLOURS_TRUE;
	/* GNU screen takes its parameters for something else. */
	if (kind.colours == COLOURS_TRUE && is_set("STY"))
		kind.colours = COLOURS_256;
	if (is_set("NO_COLOR"))
		kind.colours = COLOURS_NONE;
	return kind;
}

struct names {
	char **items;
	size_t count, room;
};

static void add(struct names *names, char *name)
{
	GROW(names->items, names->count, names->room);
	names->items[names->count++] = name;
}

char **term_names(const char *name, enum colours colours)
{
	struct names names = {0};
	const char *direct = strstr(name, "-direct");
	if (colours == COLOURS_TRUE && !direct && row_of(name)->is_kin)
		/* Semicolons, which mosh and most others need. */
		add(&names, xstrdup(strncmp(name, "tmux", 4) == 0 ? "tmux-direct" : "vte-direct"));
	if (colours != COLOURS_TRUE && direct) {
		add(&names, xasprintf("%.*s-256color", (int)(direct - name), name));
		add(&names, xstrdup(KIN));
	}
	if (colours >= COLOURS_256 && !direct && !strstr(name, "256color"))
		add(&names, xasprintf("%s-256color", name));
	add(&names, xstrdup(name));
	if (row_of(name)->is_kin)
		add(&names, xstrdup(KIN));
	add(&names, NULL);
	return names.items;
}
