/* SPDX-License-Identifier: MIT */
#include "util/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void oom(size_t bytes)
{
	fprintf(stderr, "scenetty: out of memory (%zu bytes more were needed)\n", bytes);
	abort();
}

static void *checked(void *memory, size_t bytes)
{
	if (!memory)
		oom(bytes);
	return memory;
}

void *xmalloc(size_t bytes)
{
	return checked(malloc(bytes ? bytes : 1), bytes);
}

void *xcalloc(size_t count, size_t bytes)
{
	return checked(calloc(count ? count : 1, bytes ? bytes : 1), bytes);
}

void *xrealloc(void *old, size_t count, size_t bytes)
{
	if (bytes && count > SIZE_MAX / bytes)
		oom(SIZE_MAX);
	size_t all = count * bytes;
	return checked(realloc(old, all ? all : 1), all);
}

char *xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t bytes)
{
	size_t len = strnlen(text, bytes);
	char *copy = xmalloc(len + 1);
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *xvasprintf(const char *format, va_list args)
{
	char *text = NULL;
	if (vasprintf(&text, format, args) < 0)
		oom(strlen(format));
	return text;
}

char *xasprintf(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = xvasprintf(format, args);
	va_end(args);
	return text;
}

void bug(const char *file, int line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fprintf(stderr, "scenetty: bug at %s:%d: ", file, line);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}
