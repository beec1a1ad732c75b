/* SPDX-License-Identifier: MIT
 *
 * A key as a person presses it, and its name as people write it: a, G, ?, é, C-r,
 * M-x, Space, Enter, Tab, S-Tab, Esc, Backspace, Up, S-Left, C-Right, PageUp, Home,
 * Delete, F5.
 */
#ifndef CORE_LANGUAGE_KEY_H
#define CORE_LANGUAGE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Below KEY_NAMED a key is the code point it types. */
enum key_code {
	KEY_NONE = 0,
	KEY_NAMED = 0x110000,
	KEY_ENTER = KEY_NAMED,
	KEY_TAB,
	KEY_ESCAPE,
	KEY_BACKSPACE,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_INSERT,
	KEY_DELETE,
	KEY_F1, /* … F12 is KEY_F1 + 11 */
};

/* Shift counts only where it does not make another code point. */
enum key_mods { MOD_SHIFT = 1, MOD_META = 2, MOD_CTRL = 4 };

struct key {
	uint32_t code;
	uint8_t mods;
};

/* Reads a key's name; false if it is none. */
bool key_parse(const char *name, struct key *out);
/* Writes its name; `out` has room for KEY_NAME_SIZE. */
#define KEY_NAME_SIZE 24
void key_name(struct key key, char out[KEY_NAME_SIZE]);
/* The names of keys that are more than a character, in order; NULL behind the last. */
const char *key_name_at(size_t index);
bool key_equal(struct key a, struct key b);
/* True if it writes a character into a text. */
bool key_is_text(struct key key);

#endif
