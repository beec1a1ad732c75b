/* SPDX-License-Identifier: MIT */
#include "app/terminal.h"

#include <fnmatch.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "util/mem.h"

#define COLUMNS 80
#define LINES 24

/* By the terminal's name; the first that fits. */
static const struct {
	const char *pattern, *colours;
} terminals[] = {
	{"dumb", "none"},          {"vt[0-9]*", "none"}, {"*-mono", "none"},
	{"*-m", "none"},           {"linux*", "16"},     {"*-16color", "16"},
	{"ansi*", "16"},           {"cygwin", "16"},     {"*-direct*", "true"},
	{"xterm-kitty", "true"},   {"foot*", "true"},    {"alacritty*", "true"},
	{"xterm-ghostty", "true"}, {"?*", "256"},
};

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

static const char *colours_of(const char *name)
{
	const char *colorterm = getenv("COLORTERM");

	if (is_set("NO_COLOR"))
		return "none";
	for (size_t i = 0; i < LENGTH(terminals); i++) {
		if (fnmatch(terminals[i].pattern, name, 0) != 0)
			continue;
		if (strcmp(terminals[i].colours, "256") == 0 && colorterm &&
		    (strcmp(colorterm, "truecolor") == 0 || strcmp(colorterm, "24bit") == 0))
			return "true";
		return terminals[i].colours;
	}
	return "none";
}

static int number_of(const char *variable, int otherwise)
{
	const char *value = getenv(variable);
	int number = value ? atoi(value) : 0;

	return number > 0 && number < 10000 ? number : otherwise;
}

struct terminal terminal_look(int fd)
{
	const char *name = getenv("TERM");
	struct terminal terminal = {
		.colours = colours_of(name ? name : ""),
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
	};
	struct winsize size = {0};

	if (!isatty(fd))
		return terminal;
	ioctl(fd, TIOCGWINSZ, &size);
	terminal.columns = size.ws_col ? size.ws_col : number_of("COLUMNS", COLUMNS);
	terminal.lines = size.ws_row ? size.ws_row : number_of("LINES", LINES);
	terminal.moves = name && *name && strcmp(name, "dumb") != 0;
	return terminal;
}
