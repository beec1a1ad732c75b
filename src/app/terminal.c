/* SPDX-License-Identifier: MIT */
#include "app/terminal.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "ui/term_kind.h"

#define COLUMNS 80
#define LINES 24

static int number_of(const char *variable, int otherwise)
{
	const char *value = getenv(variable);
	int number = value ? atoi(value) : 0;

	return number > 0 && number < 10000 ? number : otherwise;
}

struct terminal terminal_look(int fd)
{
	static const char *const words[] = {"none", "16", "256", "true"};
	const char *name = getenv("TERM");
	struct terminal terminal = {
		.colours = words[term_kind(name ? name : "").colours],
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
