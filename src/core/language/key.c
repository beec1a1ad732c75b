/* SPDX-License-Identifier: MIT */
#include "core/language/key.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "util/mem.h"
#include "util/text.h"

static const struct {
	const char *name;
	uint32_t code;
} names[] = {
	{"Space", ' '},
	{"Enter", KEY_ENTER},
	{"Tab", KEY_TAB},
	{"Esc", KEY_ESCAPE},
	{"Backspace", KEY_BACKSPACE},
	{"Up", KEY_UP},
	{"Down", KEY_DOWN},
	{"Left", KEY_LEFT},
	{"Right", KEY_RIGHT},
	{"Home", KEY_HOME},
	{"End", KEY_END},
	{"PageUp", KEY_PAGE_UP},
	{"PageDown", KEY_PAGE_DOWN},
	{"Insert", KEY_INSERT},
	{"Delete", KEY_DELETE},
	{"F1", KEY_F1},
	{"F2", KEY_F1 + 1},
	{"F3", KEY_F1 + 2},
	{"F4", KEY_F1 + 3},
	{"F5", KEY_F1 + 4},
	{"F6", KEY_F1 + 5},
	{"F7", KEY_F1 + 6},
	{"F8", KEY_F1 + 7},
	{"F9", KEY_F1 + 8},
	{"F10", KEY_F1 + 9},
	{"F11", KEY_F1 + 10},
	{"F12", KEY_F1 + 11},
};

static const struct {
	char letter;
	uint8_t mod;
} mods[] = {{'C', MOD_CTRL}, {'M', MOD_META}, {'S', MOD_SHIFT}};

static uint8_t mod_of(char letter)
{
	for (size_t i = 0; i < LENGTH(mods); i++)
		if (mods[i].letter == letter)
			return mods[i].mod;
	return 0;
}

static bool parse_code(const char *name, uint32_t *code)
{
	size_t bytes = text_next(name, code);

	if (bytes && !name[bytes])
		return !text_is_control(*code) && *code != ' ' && *code != 0xfffd;
	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcasecmp(name, names[i].name) == 0) {
			*code = names[i].code;
			return true;
		}
	return false;
}

/* Terminals send the same byte for these. */
static struct key as_sent(struct key key)
{
	static const struct {
		uint32_t written, code;
		bool keeps_ctrl;
	} same[] = {{'i', KEY_TAB, false},
		    {'m', KEY_ENTER, false},
		    {'[', KEY_ESCAPE, false},
		    {'@', ' ', true},
		    {'/', '_', true}};

	if (!(key.mods & MOD_CTRL) || key.code >= KEY_NAMED)
		return key;
	key.code = text_lower(key.code);
	for (size_t i = 0; i < LENGTH(same); i++)
		if (key.code == same[i].written) {
			key.code = same[i].code;
			if (!same[i].keeps_ctrl)
				key.mods &= (uint8_t)~MOD_CTRL;
			break;
		}
	return key;
}

bool key_parse(const char *name, struct key *out)
{
	struct key key = {0};

	for (; mod_of(name[0]) && name[1] == '-' && name[2]; name += 2)
		key.mods |= mod_of(name[0]);
	if (!parse_code(name, &key.code))
		return false;
	if (key.code < KEY_NAMED && (key.mods & MOD_SHIFT))
		return false;
	*out = as_sent(key);
	return true;
}

void key_name(struct key key, char out[KEY_NAME_SIZE])
{
	size_t length = 0;

	for (size_t i = 0; i < LENGTH(mods); i++)
		if (key.mods & mods[i].mod) {
			out[length++] = mods[i].letter;
			out[length++] = '-';
		}
	for (size_t i = 0; i < LENGTH(names); i++)
		if (names[i].code == key.code) {
			snprintf(out + length, KEY_NAME_SIZE - length, "%s", names[i].name);
			return;
		}
	if (key.code < KEY_NAMED)
		length += text_put(out + length, key.code);
	out[length] = '\0';
}

const char *key_name_at(size_t index)
{
	return index < LENGTH(names) ? names[index].name : NULL;
}

bool key_equal(struct key a, struct key b)
{
	return a.code == b.code && a.mods == b.mods;
}

bool key_is_text(struct key key)
{
	return key.code < KEY_NAMED && !(key.mods & (MOD_CTRL | MOD_META)) &&
	       !text_is_control(key.code);
}
