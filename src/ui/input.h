/* SPDX-License-Identifier: MIT
 *
 * What comes from the terminal, as events: keys, pasted text, the mouse, answers to
 * questions. Bytes are fed as they come, cut anywhere; answers are recognised
 * whenever they come and never become keys.
 */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stddef.h>

#include "core/language/key.h"

enum event_kind { EVENT_KEY, EVENT_PASTE, EVENT_MOUSE, EVENT_FOCUS, EVENT_ANSWER };
enum mouse_kind { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
	enum event_kind kind;
	struct key key;
	char *text; /* owned. EVENT_PASTE: UTF-8 without controls but \n and \t;
		     * EVENT_ANSWER: the sequence as it came */
	bool is_cut; /* EVENT_PASTE: it was longer than PASTE_MAX, which is what is here */
	struct {
		enum mouse_kind kind;
		int col, row; /* from 0 */
		int button;   /* 1 left, 2 middle, 3 right */
		uint8_t mods;
	} mouse;
	bool focused;
};

#define PASTE_MAX (1u << 20)

struct input;
struct input *input_new(void);
/* A key sequence of this terminal beside those everybody has (terminfo). */
void input_define(struct input *input, const char *sequence, struct key key);
void input_free(struct input *input);
void input_feed(struct input *input, const char *bytes, size_t count);
/* Takes the next whole event. */
bool input_next(struct input *input, struct event *out);
/* True while the beginning of a sequence waits for its rest: each time INPUT_WAIT_MS
 * passes without more bytes, input_end says so, input_next may have events, and
 * input_waits is asked again. Esc is Esc after the first; what is surely a sequence, or
 * pasted text, is waited for longer. */
#define INPUT_WAIT_MS 40
bool input_waits(const struct input *input);
void input_end(struct input *input);
void event_clear(struct event *event);

#endif
