/* SPDX-License-Identifier: MIT */
#include "board/scroll.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define WHEEL_ROWS 3

static int clamp(int row, int all)
{
	if (row > all - 1)
		row = all - 1;
	return row < 0 ? 0 : row;
}

bool go_row(const struct call *call, int at, int seen, int all, int *to)
{
	static const struct {
		const char *word;
		int rows, pages_half;
	} words[] = {
		{"up", -1, 0},       {"down", 1, 0},     {"page-up", 0, -2},
		{"page-down", 0, 2}, {"half-up", 0, -1}, {"half-down", 0, 1},
	};
	const char *word = call_arg(call, 0), *times = call_arg(call, 1);
	long count = times ? strtol(times, NULL, 10) : 1;
	int half = seen > 1 ? seen / 2 : 1;

	if (count > all)
		count = all;
	if (strcmp(word, "first") == 0 || strcmp(word, "last") == 0) {
		*to = clamp(*word == 'f' ? 0 : all, all);
		return true;
	}
	if (*word >= '0' && *word <= '9') {
		*to = clamp(atoi(word) - 1, all);
		return true;
	}
	for (size_t i = 0; i < LENGTH(words); i++) {
		if (strcmp(word, words[i].word) != 0)
			continue;
		*to = clamp(at + (int)count * (words[i].rows + words[i].pages_half * half), all);
		return true;
	}
	return false;
}

static void keep_inside(struct scroll *scroll)
{
	if (scroll->first > scroll->all - scroll->seen)
		scroll->first = scroll->all - scroll->seen;
	if (scroll->first < 0)
		scroll->first = 0;
}

void scroll_fit(struct scroll *scroll, int seen, int all)
{
	scroll->seen = seen;
	scroll->all = all;
	keep_inside(scroll);
}

int scroll_follow(struct scroll *scroll, int seen, int all, int at)
{
	scroll_fit(scroll, seen, all);
	if (at < scroll->first)
		scroll->first = at;
	if (at >= scroll->first + seen)
		scroll->first = at - seen + 1;
	return scroll->first;
}

int scroll_go(struct scroll *scroll, const struct call *call, struct err *err)
{
	int to = scroll->first;

	if (!go_row(call, scroll->first, scroll->seen, scroll->all, &to))
		return err_set(err, ERR_USAGE, "“%s” leads nowhere here", call_arg(call, 0));
	scroll->first = to;
	keep_inside(scroll);
	return 0;
}

bool scroll_wheel(struct scroll *scroll, const struct event *event)
{
	if (event->mouse.kind == MOUSE_WHEEL_UP)
		scroll->first -= WHEEL_ROWS;
	else if (event->mouse.kind == MOUSE_WHEEL_DOWN)
		scroll->first += WHEEL_ROWS;
	else
		return false;
	keep_inside(scroll);
	return true;
}
