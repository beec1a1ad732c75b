/* SPDX-License-Identifier: MIT
 *
 * What a key does, and where: it runs a command line. The default keys are text in
 * the rows of the command table; $XDG_CONFIG_HOME/scenetty/keys holds the user's own in
 * the same syntax, a line each (one that begins with "#" is a comment):
 *
 *   WHERE KEYS COMMAND LINE   # WHAT IT DOES
 *   board gg   go first
 *   board W    set . shot=wide  # wide
 *   board,takes C-r redo
 *   text  M-b  text word-left
 *   *     F1   help keys
 *   board R    none
 *
 * WHERE is a context or several, or * for all but those in which one types. KEYS is a
 * key's name, several names with commas between (g,C-g), or characters typed one after
 * the other (gg, dd). In the line "." stands for the scene under the cursor or all
 * that are marked, {count} for the number typed before the key (1 if none),
 * {count:WORD} for it or WORD. "none" takes a default away. What it does, in a few words,
 * is for hints and help; without them they have the line.
 */
#ifndef CORE_LANGUAGE_KEYMAP_H
#define CORE_LANGUAGE_KEYMAP_H

#include <stddef.h>

#include "core/language/command.h"
#include "core/language/key.h"
#include "util/err.h"

/* Where a key is pressed. */
enum context {
	CONTEXT_BOARD,
	CONTEXT_SCENE,  /* the form of a scene, a cast member, the film: between fields */
	CONTEXT_TEXT,   /* writing in a field */
	CONTEXT_LINE,   /* the : line, a search, a question that wants words */
	CONTEXT_TAKES,  /* the strip of takes, two side by side */
	CONTEXT_PLAY,   /* a clip or the cut is playing over all */
	CONTEXT_LEDGER, /* jobs */
	CONTEXT_CAST,   /* the list of the cast */
	CONTEXT_LIST,   /* any other list or page: help, palette, conflicts */
	CONTEXTS,
};
extern const char *const context_names[CONTEXTS];
/* True where keys without a binding write text: * does not reach there. */
bool context_types(enum context context);

struct binding {
	enum context context;
	struct key keys[4];
	size_t key_count;
	char *line;                    /* "generate . -n {count}" */
	char *says;                    /* what it does, in a few words; may be NULL */
	const struct command *command; /* the one the line begins with */
	char *origin;                  /* "keys:12"; NULL: a default */
};

struct keymap;

/* The default keys. */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);
/* The user's lines over them; each mistake (unknown key, context or command; a key
 * bound twice; one that is the beginning of another) is told as "NAME:LINE: …" and its
 * line left out. Returns how many mistakes there were. */
size_t keymap_read(struct keymap *keymap, const char *text, const char *name,
		   void (*mistake)(void *arg, const char *what), void *arg);

/* The defaults with the user's keys file over them, if there is one; mistakes as above.
 * Returns new. */
struct keymap *keymap_load(void (*mistake)(void *arg, const char *what), void *arg);

enum keymap_answer { KEYMAP_NONE, KEYMAP_MORE, KEYMAP_FOUND };
/* What the keys pressed so far mean: found (*out), the beginning of some, or none. */
enum keymap_answer keymap_find(const struct keymap *keymap, enum context context,
			       const struct key *keys, size_t count, const struct binding **out);

/* All bindings in force, by context, in the order of the table. */
const struct binding *keymap_rows(const struct keymap *keymap, size_t *count);
/* True if some key runs the command, in any context. */
bool keymap_has(const struct keymap *keymap, const struct command *command);
/* True if these are its first keys, or all of them. */
bool binding_begins(const struct binding *binding, const struct key *keys, size_t count);
/* Returns new: the keys of a binding as people write them: "gg", "C-r", "g C-g". */
char *binding_keys(const struct binding *binding);
/* Returns new: its line with {count} and {count:WORD} filled in; 0: none was typed. */
char *binding_line(const struct binding *binding, unsigned count);
/* The first key of a command line in a context, for hints; NULL if it has none. */
const struct binding *keymap_of(const struct keymap *keymap, enum context context,
				const char *line);

#endif
