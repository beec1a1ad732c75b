/* SPDX-License-Identifier: MIT */
#include "ui/sgr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ESC '\033'
#define BIT(number) (1u << (number))
#define BOLD_DIM (BIT(1) | BIT(2))
#define UNSEEN (BOLD_DIM | BIT(3)) /* on a blank */
#define ATTRS_LAST 9               /* 1 to 9 turn on, 22 to 29 off */

/* A number of "38;5;130", and what may stand behind it within a colour. */
struct token {
	const char *at;
	size_t bytes;
};

static struct token token_at(const char *at, const char *end)
{
	const char *semicolon = memchr(at, ';', (size_t)(end - at));
	return (struct token){at, (size_t)((semicolon ? semicolon : end) - at)};
}

/* Takes "38;5;N", "38;2;R;G;B" or "38:…" as one token. */
static struct token colour_at(const char *at, const char *end)
{
	struct token token = token_at(at, end);
	const char *next = at + token.bytes + 1;
	int more = next < end && *next == '5' ? 2 : next < end && *next == '2' ? 4 : 0;
	if (memchr(at, ':', token.bytes))
		return token;
	for (; more && next < end; more--) {
		struct token part = token_at(next, end);
		token.bytes = (size_t)(part.at + part.bytes - at);
		next = part.at + part.bytes + 1;
	}
	return token;
}

static void set_colour(char colour[SGR_COLOUR_SIZE], struct token token)
{
	if (token.bytes >= SGR_COLOUR_SIZE)
		token.bytes = 0;
	memcpy(colour, token.at, token.bytes);
	colour[token.bytes] = '\0';
}

/* One number (with what belongs to it) into the state; returns its bytes, 0 for what
 * is not known here. */
static size_t apply(struct sgr *sgr, const char *at, const char *end)
{
	int number = atoi(at); /* ends at ; : or m */
	struct token token = token_at(at, end);
	if (number == 38 || number == 48) {
		token = colour_at(at, end);
		set_colour(number == 38 ? sgr->fg : sgr->bg, token);
	} else if ((number >= 30 && number <= 37) || (number >= 90 && number <= 97)) {
		set_colour(sgr->fg, token);
	} else if ((number >= 40 && number <= 47) || (number >= 100 && number <= 107)) {
		set_colour(sgr->bg, token);
	} else if (number == 39) {
		*sgr->fg = '\0';
	} else if (number == 49) {
		*sgr->bg = '\0';
	} else if (number == 0) {
		*sgr = (struct sgr){0};
	} else if (number <= ATTRS_LAST) {
		sgr->on |= BIT(number);
	} else if (number == 22) {
		sgr->on &= ~BOLD_DIM;
	} else if (number > 22 && number <= 29) {
		sgr->on &= ~BIT(number - 20);
	} else if (number < 10 || number > 12) { /* those are fonts, of which we use one */
		return 0;
	}
	return token.bytes;
}

/* The numbers of a whole sequence; false if one is not known. */
static bool apply_all(struct sgr *sgr, const char *at, const char *end)
{
	struct sgr next = *sgr;
	if (at == end)
		next = (struct sgr){0};
	while (at < end) {
		size_t bytes = *at == ';' ? 0 : apply(&next, at, end);
		if (!bytes)
			return false;
		at += bytes + 1;
	}
	*sgr = next;
	return true;
}

static void add_number(struct buf *out, const char *number)
{
	buf_add_str(out, out->len ? ";" : "\033[");
	buf_add_str(out, number);
}

static void add_attrs(struct buf *out, uint32_t on, const char *before)
{
	for (int number = 1; number <= ATTRS_LAST; number++)
		if (on & BIT(number)) {
			char digits[4];
			snprintf(digits, sizeof digits, "%s%d", before, number);
			add_number(out, digits);
		}
}

/* Attributes off, with all else where there is no other way. */
static void turn_off(struct sgr_filter *filter, uint32_t off, struct buf *out)
{
	struct sgr *is = &filter->is;
	if (filter->lost || (off && !filter->turns_off)) {
		add_number(out, "0");
		*is = (struct sgr){0};
		return;
	}
	if (off & BOLD_DIM) {
		add_number(out, "22");
		is->on &= ~BOLD_DIM;
	}
	add_attrs(out, off & ~BOLD_DIM, "2");
	is->on &= ~off;
}

/* Brings the terminal to what is wanted. */
static void settle(struct sgr_filter *filter, struct buf *out)
{
	struct sgr *is = &filter->is, *wanted = &filter->wanted;
	struct buf sequence = {0};
	turn_off(filter, is->on & ~wanted->on, &sequence);
	add_attrs(&sequence, wanted->on & ~is->on, "");
	if (strcmp(is->fg, wanted->fg) != 0)
		add_number(&sequence, *wanted->fg ? wanted->fg : "39");
	if (strcmp(is->bg, wanted->bg) != 0)
		add_number(&sequence, *wanted->bg ? wanted->bg : "49");
	if (sequence.len)
		buf_addf(out, "%sm", buf_str(&sequence));
	buf_free(&sequence);
	*is = *wanted;
	filter->lost = false;
}

/* Of a blank only the ground is seen. */
static void settle_blank(struct sgr_filter *filter, struct buf *out)
{
	struct sgr *is = &filter->is, *wanted = &filter->wanted;
	if (filter->lost || ((is->on | wanted->on) & ~UNSEEN)) {
		settle(filter, out);
	} else if (strcmp(is->bg, wanted->bg) != 0) {
		buf_addf(out, "\033[%sm", *wanted->bg ? wanted->bg : "49");
		memcpy(is->bg, wanted->bg, sizeof is->bg);
	}
}

/* Bytes of the escape sequence at `at`. */
static size_t sequence_bytes(const char *at, const char *end)
{
	const char *next = at + 1;
	if (next < end && *next == '[') {
		for (next++; next < end && (unsigned char)*next < 0x40;)
			next++;
	} else {
		while (next < end && *next >= 0x20 && *next < 0x30)
			next++;
	}
	return (size_t)((next < end ? next + 1 : end) - at);
}

/* Sequences that leave blanks: erase, scroll, insert, delete. */
static bool draws_blanks(const char *at, size_t bytes)
{
	return bytes > 2 && at[1] == '[' && strchr("KJX@PLMST", at[bytes - 1]);
}

/* Sequences that only move the cursor, or draw again what was drawn. */
static bool draws_nothing(const char *at, size_t bytes)
{
	char final = at[bytes - 1];
	return (bytes > 2 && at[1] == '[' && strchr("ABCDGHdfbhl", final)) || at[1] == '(';
}

static size_t escape(struct sgr_filter *filter, const char *at, const char *end, struct buf *out)
{
	size_t bytes = sequence_bytes(at, end);
	bool sgr = bytes > 2 && at[1] == '[' && at[bytes - 1] == 'm';
	/* We never draw with the other sets of characters. */
	if (bytes == 3 && memcmp(at, "\033(B", 3) == 0)
		return bytes;
	if (sgr && apply_all(&filter->wanted, at + 2, at + bytes - 1))
		return bytes;
	if (draws_blanks(at, bytes))
		settle_blank(filter, out);
	else if (!draws_nothing(at, bytes))
		settle(filter, out);
	buf_add(out, at, bytes);
	/* A saved state comes back. */
	if (sgr || (bytes == 2 && strchr("8c", at[1]))) {
		filter->lost = true;
		filter->wanted = (struct sgr){0};
	}
	return bytes;
}

void sgr_filter(struct sgr_filter *filter, const char *bytes, size_t count, struct buf *out)
{
	const char *at = bytes, *end = bytes + count;
	while (at < end) {
		if (*at == ESC) {
			at += escape(filter, at, end, out);
			continue;
		}
		if (*at == ' ' || *at == '\n')
			settle_blank(filter, out);
		else if ((unsigned char)*at > ' ')
			settle(filter, out);
		const char *from = at++;
		while (at < end && (unsigned char)*at > ' ' && (unsigned char)*from > ' ')
			at++;
		if (*from != '\016' && *from != '\017')
			buf_add(out, from, (size_t)(at - from));
	}
}
