/* SPDX-License-Identifier: MIT */
#include "ui/sequence.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

#define NUMBERS 4
#define NUMBER_MAX 0x10ffff

/* ESC [ 1 ; 5 A: the numbers before the final character. */
struct numbers {
	uint32_t at[NUMBERS], sub[NUMBERS]; /* sub: behind a colon */
	size_t count;
};

struct named {
	uint32_t name; /* a final character, or the number before ~ */
	uint32_t code;
	uint8_t mods;
};

/* Behind ESC [ or ESC O; modifiers come as numbers. */
static const struct named finals[] = {
	{'A', KEY_UP, 0},     {'B', KEY_DOWN, 0},   {'C', KEY_RIGHT, 0},       {'D', KEY_LEFT, 0},
	{'H', KEY_HOME, 0},   {'F', KEY_END, 0},    {'P', KEY_F1, 0},          {'Q', KEY_F1 + 1, 0},
	{'R', KEY_F1 + 2, 0}, {'S', KEY_F1 + 3, 0}, {'Z', KEY_TAB, MOD_SHIFT},
};

/* rxvt's arrows: ESC [ a with shift, ESC O a with ctrl. */
static const struct named small_finals[] = {
	{'a', KEY_UP, 0},
	{'b', KEY_DOWN, 0},
	{'c', KEY_RIGHT, 0},
	{'d', KEY_LEFT, 0},
};

/* The keypad of a vt100: ESC O x. */
static const struct named keypad[] = {
	{'M', KEY_ENTER, 0}, {'I', KEY_TAB, 0}, {' ', ' ', 0}, {'X', '=', 0}, {'j', '*', 0},
	{'k', '+', 0},       {'l', ',', 0},     {'m', '-', 0}, {'n', '.', 0}, {'o', '/', 0},
	{'p', '0', 0},       {'q', '1', 0},     {'r', '2', 0}, {'s', '3', 0}, {'t', '4', 0},
	{'u', '5', 0},       {'v', '6', 0},     {'w', '7', 0}, {'x', '8', 0}, {'y', '9', 0},
};

/* ESC [ n ~; from 25 on what the Linux console and others send for shift and a
 * function key. */
static const struct named tildes[] = {
	{1, KEY_HOME, 0},
	{2, KEY_INSERT, 0},
	{3, KEY_DELETE, 0},
	{4, KEY_END, 0},
	{5, KEY_PAGE_UP, 0},
	{6, KEY_PAGE_DOWN, 0},
	{7, KEY_HOME, 0},
	{8, KEY_END, 0},
	{11, KEY_F1, 0},
	{12, KEY_F1 + 1, 0},
	{13, KEY_F1 + 2, 0},
	{14, KEY_F1 + 3, 0},
	{15, KEY_F1 + 4, 0},
	{17, KEY_F1 + 5, 0},
	{18, KEY_F1 + 6, 0},
	{19, KEY_F1 + 7, 0},
	{20, KEY_F1 + 8, 0},
	{21, KEY_F1 + 9, 0},
	{23, KEY_F1 + 10, 0},
	{24, KEY_F1 + 11, 0},
	{25, KEY_F1, MOD_SHIFT},
	{26, KEY_F1 + 1, MOD_SHIFT},
	{28, KEY_F1 + 2, MOD_SHIFT},
	{29, KEY_F1 + 3, MOD_SHIFT},
	{31, KEY_F1 + 4, MOD_SHIFT},
	{32, KEY_F1 + 5, MOD_SHIFT},
	{33, KEY_F1 + 6, MOD_SHIFT},
	{34, KEY_F1 + 7, MOD_SHIFT},
};

static const struct named *named_of(const struct named *rows, size_t count, uint32_t name)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].name == name)
			return &rows[i];
	return NULL;
}

/* xterm's number for modifiers: 1 + shift 1, alt 2, ctrl 4, meta 8. */
static uint8_t mods_of(uint32_t number)
{
	uint32_t bits = number ? number - 1 : 0;
	return (uint8_t)((bits & 1 ? MOD_SHIFT : 0) | (bits & 10 ? MOD_META : 0) |
			 (bits & 4 ? MOD_CTRL : 0));
}

static bool tell(struct event *out, uint32_t code, uint8_t mods)
{
	*out = (struct event){.kind = EVENT_KEY, .key = {code, mods}};
	return true;
}

static bool tell_named(struct event *out, const struct named *row, uint8_t mods)
{
	return row && tell(out, row->code, row->mods | mods);
}

bool sequence_plain(uint32_t point, struct key *out)
{
	*out = (struct key){point, 0};
	if (point == '\r' || point == '\n')
		out->code = KEY_ENTER;
	else if (point == '\t')
		out->code = KEY_TAB;
	else if (point == 0x1b)
		out->code = KEY_ESCAPE;
	else if (point == '\b' || point == 0x7f)
		out->code = KEY_BACKSPACE;
	else if (point == 0)
		*out = (struct key){' ', MOD_CTRL};
	else if (point < 0x1b)
		*out = (struct key){point + 0x60, MOD_CTRL};
	else if (point < 0x20)
		*out = (struct key){point + 0x40, MOD_CTRL};
	return point < 0x80 || point >= 0xa0;
}

/* A code point with modifiers, as CSI u and modifyOtherKeys have it. */
static bool tell_point(struct event *out, uint32_t point, uint32_t number)
{
	struct key key;
	uint8_t mods = mods_of(number);
	/* kitty's private numbers for keys we have no name for */
	if ((point >= 0xe000 && point < 0xf900) || !sequence_plain(point, &key))
		return false;
	if (key.code < KEY_NAMED && (mods & MOD_SHIFT)) {
		if (key.code >= 'a' && key.code <= 'z' && !(mods & MOD_CTRL))
			key.code -= 'a' - 'A';
		mods &= (uint8_t)~MOD_SHIFT;
	}
	if (key.code >= 'A' && key.code <= 'Z' && (mods & MOD_CTRL))
		key.code += 'a' - 'A';
	return tell(out, key.code, key.mods | mods);
}

static struct numbers numbers_of(const char *body, size_t bytes)
{
	struct numbers numbers = {.count = 1};
	uint32_t *into = &numbers.at[0];
	for (size_t i = 0; i < bytes; i++) {
		if (body[i] == ';') {
			if (numbers.count == NUMBERS)
				break;
			into = &numbers.at[numbers.count++];
		} else if (body[i] == ':') {
			into = &numbers.sub[numbers.count - 1];
			*into = 0;
		} else if (body[i] >= '0' && body[i] <= '9' && *into <= NUMBER_MAX) {
			*into = *into * 10 + (uint32_t)(body[i] - '0');
		}
	}
	return numbers;
}

/* Buttons as xterm counts them: 0 to 2, 3 none; 4 shift, 8 meta, 16 ctrl, 32 moved, 64
 * the wheel. */
static bool tell_mouse(struct event *out, uint32_t bits, uint32_t col, uint32_t row, bool released)
{
	uint32_t button = bits & 3;
	if (bits >= 128 || !col || !row || col > 0xffff || row > 0xffff)
		return false;
	if ((bits & 64 && button > 1) || (bits & 32 && button == 3))
		return false;
	*out = (struct event){.kind = EVENT_MOUSE};
	out->mouse.col = (int)col - 1;
	out->mouse.row = (int)row - 1;
	out->mouse.mods = (uint8_t)((bits & 4 ? MOD_SHIFT : 0) | (bits & 8 ? MOD_META : 0) |
				    (bits & 16 ? MOD_CTRL : 0));
	if (bits & 64) {
		out->mouse.kind = button ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
		return !released;
	}
	out->mouse.button = button == 3 ? 0 : (int)button + 1;
	out->mouse.kind = released || button == 3 ? MOUSE_RELEASE
			  : bits & 32             ? MOUSE_DRAG
						  : MOUSE_PRESS;
	return true;
}

static bool tell_focus(struct event *out, bool focused)
{
	*out = (struct event){.kind = EVENT_FOCUS, .focused = focused};
	return true;
}

static bool tell_answer(struct event *out, const char *body, size_t bytes)
{
	*out = (struct event){.kind = EVENT_ANSWER,
			      .text = xasprintf("\033[%.*s", (int)bytes, body)};
	return true;
}

static bool tell_tilde(struct event *out, const struct numbers *numbers)
{
	if (numbers->at[0] == 27)
		return tell_point(out, numbers->at[2], numbers->at[1]);
	return tell_named(out, named_of(tildes, LENGTH(tildes), numbers->at[0]),
			  mods_of(numbers->at[1]));
}

/* What has no number for modifiers but another final: rxvt's ^, $ and @. */
static uint8_t final_mods(char final)
{
	return final == '^' ? MOD_CTRL : final == '$' ? MOD_SHIFT : MOD_CTRL | MOD_SHIFT;
}

static bool is_private(char first)
{
	return first >= '<' && first <= '?';
}

/* Answers to questions about the cursor, the window, modes and what it is. F3 with
 * modifiers looks like an answer about row 1. */
static bool is_answer(const char *body, char final, const struct numbers *numbers)
{
	if (is_private(*body) || strchr("ntxy", final))
		return true;
	return final == 'R' && numbers->count == 2 && (numbers->at[0] != 1 || numbers->at[1] > 16);
}

bool sequence_csi(const char *body, size_t bytes, struct event *out)
{
	char final = body[bytes - 1];
	if (*body == '[')
		return final >= 'A' && final <= 'E' &&
		       tell(out, KEY_F1 + (uint32_t)(final - 'A'), 0);
	if (*body == 'M' && bytes == 4)
		return tell_mouse(out, (unsigned char)body[1] - 32u, (unsigned char)body[2] - 32u,
				  (unsigned char)body[3] - 32u, false);
	struct numbers numbers = numbers_of(body, bytes - 1);
	if (*body == '<' && (final == 'M' || final == 'm'))
		return tell_mouse(out, numbers.at[0], numbers.at[1], numbers.at[2], final == 'm');
	if (is_answer(body, final, &numbers))
		return tell_answer(out, body, bytes);
	if (bytes == 1 && (final == 'I' || final == 'O'))
		return tell_focus(out, final == 'I');
	if (numbers.sub[1] == 3)
		return false; /* a key that comes up again */
	if (final == '~')
		return tell_tilde(out, &numbers);
	if (final == 'u')
		return tell_point(out, numbers.at[0], numbers.at[1]);
	if (strchr("^$@", final))
		return tell_named(out, named_of(tildes, LENGTH(tildes), numbers.at[0]),
				  final_mods(final));
	if (final >= 'a' && final <= 'd')
		return tell_named(out,
				  named_of(small_finals, LENGTH(small_finals), (uint32_t) final),
				  MOD_SHIFT);
	return tell_named(out, named_of(finals, LENGTH(finals), (uint32_t) final),
			  mods_of(numbers.at[numbers.count > 1]));
}

bool sequence_ss3(const char *body, size_t bytes, struct event *out)
{
	struct numbers numbers = numbers_of(body, bytes - 1);
	uint32_t final = (unsigned char)body[bytes - 1];
	uint8_t mods = mods_of(numbers.at[numbers.count > 1]);
	return tell_named(out, named_of(finals, LENGTH(finals), final), mods) ||
	       tell_named(out, named_of(small_finals, LENGTH(small_finals), final), MOD_CTRL) ||
	       tell_named(out, named_of(keypad, LENGTH(keypad), final), mods);
}
