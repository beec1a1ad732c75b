/* SPDX-License-Identifier: MIT */
#include "util/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

static const char *const words[] = {
	[ERR_NONE] = "none",           [ERR_USAGE] = "usage",   [ERR_INVALID] = "invalid",
	[ERR_NOT_FOUND] = "not-found", [ERR_IO] = "io",         [ERR_BUSY] = "busy",
	[ERR_MEDIA] = "media",         [ERR_WORKER] = "worker", [ERR_CANCELLED] = "cancelled",
	[ERR_REFUSED] = "refused",
};

int err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	if (!err || err->kind != ERR_NONE)
		return -1;
	va_list args;
	va_start(args, format);
	err->kind = kind;
	err->text = xvasprintf(format, args);
	va_end(args);
	return -1;
}

int err_errno(struct err *err, const char *format, ...)
{
	int number = errno;
	if (!err || err->kind != ERR_NONE)
		return -1;
	va_list args;
	va_start(args, format);
	char *text = xvasprintf(format, args);
	va_end(args);
	char room[128];
	const char *reason = strerror_r(number, room, sizeof room);
	err->kind = number == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	err->text = xasprintf("%s: %s", text, reason);
	free(text);
	return -1;
}

int err_prefix(struct err *err, const char *format, ...)
{
	if (!err || err->kind == ERR_NONE)
		return -1;
	va_list args;
	va_start(args, format);
	char *front = xvasprintf(format, args);
	va_end(args);
	char *text = xasprintf("%s%s", front, err->text);
	free(front);
	free(err->text);
	err->text = text;
	return -1;
}

int err_advise(struct err *err, const char *format, ...)
{
	if (!err || err->kind == ERR_NONE)
		return -1;
	va_list args;
	va_start(args, format);
	char *advice = xvasprintf(format, args);
	va_end(args);
	char *text = xasprintf("%s; %s", err->text, advice);
	free(advice);
	free(err->text);
	err->text = text;
	return -1;
}

const char *err_text(const struct err *err)
{
	return err && err->text ? err->text : "no reason was given";
}

void err_clear(struct err *err)
{
	free(err->text);
	*err = (struct err){0};
}

int err_move(struct err *to, struct err *from)
{
	if (to && to->kind == ERR_NONE)
		*to = *from;
	else
		free(from->text);
	*from = (struct err){0};
	return -1;
}

const char *err_kind_word(enum err_kind kind)
{
	return words[kind];
}

enum err_kind err_kind_of(const char *word)
{
	for (size_t i = 1; word && i < LENGTH(words); i++)
		if (strcmp(words[i], word) == 0)
			return (enum err_kind)i;
	return ERR_NONE;
}
