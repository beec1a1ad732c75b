/* SPDX-License-Identifier: MIT */
#include "util/secret.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/mem.h"

/* Whether so many digits stand there, and are the byte. */
static bool is_hex(const char *text, size_t digits, char byte)
{
	char read[5], *end;

	if (strlen(text) < digits)
		return false;
	memcpy(read, text, digits);
	read[digits] = '\0';
	return strtol(read, &end, 16) == (unsigned char)byte && end == read + digits;
}

/* Bytes of the one character there, if it is this one. */
static size_t letter_at(const char *text, char letter)
{
	if (*text == letter)
		return 1;
	if (*text == '%' && is_hex(text + 1, 2, letter))
		return 3;
	if (*text != '\\')
		return 0;
	if (text[1] == letter)
		return 2;
	return text[1] == 'u' && is_hex(text + 2, 4, letter) ? 6 : 0;
}

size_t secret_at(const char *text, const char *secret)
{
	const char *at = text;

	for (size_t bytes; *secret; secret++, at += bytes) {
		bytes = letter_at(at, *secret);
		if (!bytes)
			return 0;
	}
	return (size_t)(at - text);
}

char *secret_masked(const char *text, const char *secret)
{
	struct buf out = {0};

	buf_add_str(&out, "");
	while (*text) {
		size_t bytes = secret ? secret_at(text, secret) : 0;

		if (bytes)
			buf_add_str(&out, SECRET_MASK);
		else
			buf_add_char(&out, *text);
		text += bytes ? bytes : 1;
	}
	return buf_take(&out);
}
