/* SPDX-License-Identifier: MIT */
#include "ui/input.h"

#include <stdlib.h>
#include <string.h>

#include "ui/paste.h"
#include "ui/sequence.h"
#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

#define ESC '\033'
#define CSI_MAX 128 /* no sequence is longer; it is nonsense then */
#define STRING_MAX (64u << 10)

/* How many times INPUT_WAIT_MS must pass until nothing more is waited for. */
#define PATIENCE_ESC 1
#define PATIENCE_SHORT 3 /* ESC [ may be a key too */
#define PATIENCE_LONG 25 /* the middle of a sequence: the line is slow */
#define PATIENCE_PASTE 250

struct definition {
	char *sequence;
	struct key key;
};

struct input {
	struct buf bytes; /* what is not understood yet, from `at` on */
	size_t at;
	unsigned ends;     /* how often input_end was called since bytes came */
	unsigned patience; /* ends until what waits is given up; 0: nothing waits */
	bool pasting;
	struct paste paste;
	char string; /* in a control string: what began it */
	struct buf answer;
	struct definition *definitions;
	size_t count, room;
};

/* What came of looking at the bytes: so many are done with, 0: more are needed. */
struct step {
	size_t bytes;
	bool has_event;
};

static const struct step more = {0, false};

struct input *input_new(void)
{
	return xcalloc(1, sizeof(struct input));
}

void input_free(struct input *input)
{
	if (!input)
		return;
	for (size_t i = 0; i < input->count; i++)
		free(input->definitions[i].sequence);
	free(input->definitions);
	buf_free(&input->bytes);
	paste_clear(&input->paste);
	buf_free(&input->answer);
	free(input);
}

void input_define(struct input *input, const char *sequence, struct key key)
{
	if (!*sequence)
		return;
	GROW(input->definitions, input->count, input->room);
	input->definitions[input->count++] = (struct definition){xstrdup(sequence), key};
}

void event_clear(struct event *event)
{
	free(event->text);
	*event = (struct event){0};
}

void input_feed(struct input *input, const char *bytes, size_t count)
{
	if (input->at == input->bytes.len) {
		buf_clear(&input->bytes);
		input->at = 0;
	}
	buf_add(&input->bytes, bytes, count);
	input->ends = 0;
}

static bool has_ended(const struct input *input, unsigned patience)
{
	return input->ends >= patience;
}

static struct step wait_for(struct input *input, unsigned patience)
{
	input->patience = patience;
	return more;
}

static struct step key_step(struct event *out, struct key key, uint8_t mods, size_t bytes)
{
	key.mods |= mods;
	*out = (struct event){.kind = EVENT_KEY, .key = key};
	return (struct step){bytes, true};
}

/* How many bytes a character that begins so has. */
static size_t utf8_bytes(unsigned char first)
{
	return first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
}

/* True if all that is there of a character is right so far. */
static bool is_begun(const char *at, size_t left)
{
	for (size_t i = 1; i < left; i++)
		if (((unsigned char)at[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static struct step character(struct input *input, const char *at, size_t left, uint8_t mods,
			     struct event *out)
{
	uint32_t point = 0;
	struct key key;
	size_t bytes = 1;
	if (left < utf8_bytes((unsigned char)*at) && is_begun(at, left) &&
	    !has_ended(input, PATIENCE_SHORT))
		return wait_for(input, PATIENCE_SHORT);
	if (*at)
		bytes = text_next(at, &point);
	if (!sequence_plain(point, &key))
		return (struct step){bytes, false};
	return key_step(out, key, mods, bytes);
}

/* Bytes of the sequence whose body (behind ESC [ or ESC O) is here: 0 if it is not
 * whole yet; *broken where something stands that can't be in one. */
static size_t body_bytes(const char *body, size_t left, bool *broken)
{
	*broken = false;
	if (left && *body == '[')
		return left < 2 ? 0 : 2;
	if (left && *body == 'M')
		return left < 4 ? 0 : 4;
	for (size_t i = 0; i < left; i++) {
		unsigned char byte = (unsigned char)body[i];
		bool rxvt = byte == '$' && i && body[0] >= '0' && body[0] <= '9' &&
			    !memchr(body, ';', i);
		if (rxvt || (byte >= 0x40 && byte < 0x7f))
			return i + 1;
		if (byte < 0x20 || byte >= 0x7f || i == CSI_MAX) {
			*broken = true;
			return i;
		}
	}
	return 0;
}

static size_t ss3_bytes(const char *body, size_t left, bool *broken)
{
	size_t i = 0;
	while (i < left && i < CSI_MAX && ((body[i] >= '0' && body[i] <= '9') || body[i] == ';'))
		i++;
	*broken = i < left && (body[i] < 0x20 || body[i] == 0x7f || i == CSI_MAX);
	return i == left ? 0 : i + !*broken;
}

/* ESC [ … or ESC O …, `at` being the character behind ESC. */
static struct step sequence(struct input *input, const char *at, size_t left, struct event *out)
{
	bool csi = *at == '[', broken;
	size_t bytes =
		csi ? body_bytes(at + 1, left - 1, &broken) : ss3_bytes(at + 1, left - 1, &broken);
	unsigned patience = left == 1 ? PATIENCE_SHORT : PATIENCE_LONG;
	if (broken)
		return (struct step){1 + bytes, false};
	if (!bytes && !has_ended(input, patience))
		return wait_for(input, patience);
	if (!bytes && left == 1)
		return key_step(out, (struct key){(uint32_t)*at, 0}, MOD_META, 1);
	if (!bytes)
		return (struct step){left, false};
	if (csi && bytes == 4 && memcmp(at + 1, "200~", 4) == 0) {
		input->pasting = true;
		return (struct step){1 + bytes, false};
	}
	return (struct step){1 + bytes, csi ? sequence_csi(at + 1, bytes, out)
					    : sequence_ss3(at + 1, bytes, out)};
}

/* Control strings begin with these behind ESC; a key with Alt if nothing follows. */
static struct step begin_string(struct input *input, char kind, size_t left, struct event *out)
{
	if (left < 2 && !has_ended(input, PATIENCE_SHORT))
		return wait_for(input, PATIENCE_SHORT);
	if (left < 2)
		return key_step(out, (struct key){(uint32_t)kind, 0}, MOD_META, 1);
	input->string = kind;
	buf_clear(&input->answer);
	buf_addf(&input->answer, "\033%c", kind);
	return (struct step){1, false};
}

/* What stands behind ESC. */
static struct step escaped(struct input *input, const char *at, size_t left, struct event *out)
{
	struct key escape = {KEY_ESCAPE, 0};
	struct step step;
	if (!left && !has_ended(input, PATIENCE_ESC))
		return wait_for(input, PATIENCE_ESC);
	if (!left)
		return key_step(out, escape, 0, 1);
	if (*at == '[' || *at == 'O')
		step = sequence(input, at, left, out);
	else if (*at && strchr("]P_^X", *at))
		step = begin_string(input, *at, left, out);
	else
		step = character(input, at, left, MOD_META, out);
	step.bytes += step.bytes > 0;
	return step;
}

/* Alt with a key that is a sequence itself: ESC ESC [ A. Else Esc twice. */
static struct step twice_escaped(struct input *input, const char *at, size_t left,
				 struct event *out)
{
	if (left == 2 && !has_ended(input, PATIENCE_ESC))
		return wait_for(input, PATIENCE_ESC);
	if (left == 2 || (at[2] != '[' && at[2] != 'O'))
		return key_step(out, (struct key){KEY_ESCAPE, 0}, 0, 1);
	struct step step = escaped(input, at + 2, left - 2, out);
	if (step.has_event && out->kind == EVENT_KEY)
		out->key.mods |= MOD_META;
	step.bytes += step.bytes > 0;
	return step;
}

/* The longest defined sequence that is here; NULL if there is none. *begins: a longer
 * one may be on its way. */
static const struct definition *defined(const struct input *input, const char *at, size_t left,
					bool *begins)
{
	const struct definition *best = NULL;
	size_t most = 0;
	*begins = false;
	for (size_t i = 0; i < input->count; i++) {
		const char *sequence = input->definitions[i].sequence;
		size_t bytes = strlen(sequence);
		if (bytes > left)
			*begins |= memcmp(sequence, at, left) == 0;
		else if (bytes > most && memcmp(sequence, at, bytes) == 0) {
			best = &input->definitions[i];
			most = bytes;
		}
	}
	return best;
}

static struct step understand(struct input *input, const char *at, size_t left, struct event *out)
{
	bool begins;
	const struct definition *definition = defined(input, at, left, &begins);
	if (begins && !has_ended(input, PATIENCE_ESC))
		return wait_for(input, PATIENCE_ESC);
	if (definition)
		return key_step(out, definition->key, 0, strlen(definition->sequence));
	if (*at != ESC)
		return character(input, at, left, 0, out);
	if (left > 1 && at[1] == ESC)
		return twice_escaped(input, at, left, out);
	return escaped(input, at + 1, left - 1, out);
}

/* In a control string: takes its bytes to its end. A control inside breaks it off. */
static struct step take_string(struct input *input, const char *at, size_t left, struct event *out)
{
	size_t bytes = 0;
	while (bytes < left && (unsigned char)at[bytes] >= 0x20)
		bytes++;
	if (input->answer.len < STRING_MAX)
		buf_add(&input->answer, at, bytes);
	if (bytes)
		return (struct step){bytes, false};
	if (left == 1 && *at == ESC && !has_ended(input, PATIENCE_LONG))
		return wait_for(input, PATIENCE_LONG);
	bool bell = *at == '\a' && input->string == ']', end = left > 1 && at[1] == '\\';
	input->string = 0;
	if (!bell && !(*at == ESC && end))
		return (struct step){*at == ESC ? 0 : 1, false};
	*out = (struct event){.kind = EVENT_ANSWER, .text = buf_take(&input->answer)};
	return (struct step){bell ? 1 : 2, true};
}

static struct step end_paste(struct input *input, struct event *out, size_t bytes)
{
	*out = (struct event){.kind = EVENT_PASTE, .is_cut = input->paste.is_cut};
	out->text = paste_end(&input->paste);
	input->pasting = false;
	return (struct step){bytes, true};
}

static struct step pasted(struct input *input, const char *at, size_t left, struct event *out)
{
	bool whole;
	size_t bytes = paste_take(&input->paste, at, left, &whole);
	return whole ? end_paste(input, out, bytes) : (struct step){bytes, false};
}

/* Once nothing more is to be taken from the bytes that came. */
static bool give_up(struct input *input, struct event *out)
{
	if (input->string)
		input->patience = PATIENCE_LONG;
	if (input->pasting)
		input->patience = PATIENCE_PASTE;
	if (!input->patience || !has_ended(input, input->patience))
		return false;
	input->string = 0;
	input->patience = 0;
	return input->pasting && end_paste(input, out, 0).has_event;
}

bool input_next(struct input *input, struct event *out)
{
	bool stays = true;
	input->patience = 0;
	while (input->at < input->bytes.len && stays) {
		const char *at = input->bytes.data + input->at;
		size_t left = input->bytes.len - input->at;
		char string = input->string;
		struct step step = input->pasting ? pasted(input, at, left, out)
				   : string       ? take_string(input, at, left, out)
						  : understand(input, at, left, out);
		input->at += step.bytes;
		if (step.has_event)
			return true;
		stays = step.bytes || string != input->string;
	}
	return give_up(input, out);
}

bool input_waits(const struct input *input)
{
	return input->patience > 0;
}

void input_end(struct input *input)
{
	input->ends++;
}
