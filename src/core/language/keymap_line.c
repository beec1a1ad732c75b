/* SPDX-License-Identifier: MIT */
#include "core/language/keymap_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/call.h"
#include "core/language/near.h"
#include "core/language/words.h"
#include "util/mem.h"
#include "util/text.h"

#define KEYS_MAX LENGTH(((struct key_line *)0)->keys)
#define COUNT_BEGIN "{count"

const char *const context_names[CONTEXTS] = {
	[CONTEXT_BOARD] = "board",   [CONTEXT_SCENE] = "scene", [CONTEXT_TEXT] = "text",
	[CONTEXT_LINE] = "line",     [CONTEXT_TAKES] = "takes", [CONTEXT_PLAY] = "play",
	[CONTEXT_LEDGER] = "ledger", [CONTEXT_CAST] = "cast",   [CONTEXT_LIST] = "list",
};

bool context_types(enum context context)
{
	return context == CONTEXT_TEXT || context == CONTEXT_LINE;
}

static int read_context(const char *name, unsigned *contexts, struct err *err)
{
	struct near near = {.typed = name};

	for (size_t i = 0; i < CONTEXTS; i++)
		if (strcmp(name, context_names[i]) == 0) {
			*contexts |= 1u << i;
			return 0;
		}
	for (size_t i = 0; i < CONTEXTS; i++)
		near_offer(&near, context_names[i]);
	if (near.best)
		return err_set(err, ERR_INVALID, "no context “%s”; did you mean “%s”?", name,
			       near.best);
	return err_set(err, ERR_INVALID,
		       "no context “%s”; “scenetty help keys” lists them, * stands for all", name);
}

static int read_where(const char *text, unsigned *contexts, struct err *err)
{
	*contexts = 0;
	if (strcmp(text, "*") == 0) {
		for (size_t i = 0; i < CONTEXTS; i++)
			*contexts |= context_types((enum context)i) ? 0 : 1u << i;
		return 0;
	}
	while (*text) {
		size_t length = strcspn(text, ",");
		char *name = xstrndup(text, length);
		int result = read_context(name, contexts, err);

		free(name);
		if (result < 0)
			return -1;
		text += length + (text[length] == ',');
	}
	return 0;
}

static int no_key(const char *name, struct err *err)
{
	struct near near = {.typed = name};

	for (size_t i = 0; key_name_at(i); i++)
		near_offer(&near, key_name_at(i));
	if (near.best)
		return err_set(err, ERR_INVALID, "no key “%s”; did you mean %s?", name, near.best);
	return err_set(err, ERR_INVALID, "no key “%s”; keys are named like a, C-r, M-x, S-Tab, F5",
		       name);
}

static int too_many(const char *text, struct err *err)
{
	return err_set(err, ERR_INVALID, "“%s”: at most %zu keys one after the other", text,
		       KEYS_MAX);
}

/* g,C-g */
static int read_names(const char *text, struct key *keys, size_t *count, struct err *err)
{
	for (const char *at = text; *at;) {
		size_t length = strcspn(at, ",");
		char *name = xstrndup(at, length);
		bool is_key = *count < KEYS_MAX && key_parse(name, &keys[*count]);
		int result = is_key               ? 0
			     : *count == KEYS_MAX ? too_many(text, err)
						  : no_key(name, err);

		free(name);
		if (result < 0)
			return -1;
		++*count;
		at += length + (at[length] == ',');
	}
	return 0;
}

/* gg; but not what looks like a name with a slip in it. */
static int read_characters(const char *text, struct key *keys, size_t *count, struct err *err)
{
	struct near near = {.typed = text};
	size_t length = text_count(text);

	for (size_t i = 0; length > 2 && isupper((unsigned char)text[0]) && key_name_at(i); i++)
		near_offer(&near, key_name_at(i));
	if (near.best || length > KEYS_MAX || (length > 2 && text[1] == '-'))
		return no_key(text, err);
	while (*text) {
		char one[5] = "";
		uint32_t point;
		size_t bytes = text_next(text, &point);

		memcpy(one, text, bytes);
		if (!key_parse(one, &keys[(*count)++]))
			return no_key(text, err);
		text += bytes;
	}
	return 0;
}

int keys_parse(const char *text, struct key *keys, size_t *count, struct err *err)
{
	*count = 0;
	if (key_parse(text, &keys[0])) {
		*count = 1;
		return 0;
	}
	if (strchr(text, ','))
		return read_names(text, keys, count, err);
	return read_characters(text, keys, count, err);
}

static bool is_plain(struct key key)
{
	return key_is_text(key) && key.code != ' ' && key.code != ',';
}

char *keys_name(const struct key *keys, size_t count)
{
	struct buf out = {0};
	bool plain = true;

	for (size_t i = 0; i < count; i++)
		plain = plain && is_plain(keys[i]);
	for (size_t i = 0; i < count; i++) {
		char name[KEY_NAME_SIZE];

		key_name(keys[i], name);
		buf_addf(&out, "%s%s", i && !plain ? " " : "", name);
	}
	return buf_take(&out);
}

char *count_fill(const char *line, unsigned count)
{
	struct buf out = {0};
	const char *at, *end;

	while ((at = strstr(line, COUNT_BEGIN)) && (end = strchr(at, '}'))) {
		const char *word = at + strlen(COUNT_BEGIN);

		buf_add(&out, line, (size_t)(at - line));
		if (*word == ':' && !count)
			buf_add(&out, word + 1, (size_t)(end - word - 1));
		else
			buf_addf(&out, "%u", count ? count : 1);
		line = end + 1;
	}
	buf_add_str(&out, line);
	return buf_take(&out);
}

/* The command line is one: its command is there, and its words and options fit. */
static int check_line(const char *line, const struct command **command, struct err *err)
{
	char *filled = count_fill(line, 0);
	struct call call = {0};
	int result = call_parse_line(&call, filled, err);

	*command = call.command;
	call_clear(&call);
	free(filled);
	return result;
}

/* Returns new: the next word; NULL at the end. */
static char *next_word(const char **at)
{
	size_t length = strcspn(*at, " \t");
	char *word = length ? xstrndup(*at, length) : NULL;

	*at += length + strspn(*at + length, " \t");
	return word;
}

/* Parts the line from what it says behind #. */
static char *take_says(const char *line, char **says)
{
	const char *comment = words_comment(line), *end = comment ? comment : strchr(line, '\0');

	while (end > line && isspace((unsigned char)end[-1]))
		end--;
	if (comment && comment[1 + strspn(comment + 1, " \t")])
		*says = xstrdup(comment + 1 + strspn(comment + 1, " \t"));
	return xstrndup(line, (size_t)(end - line));
}

int key_line_read(const char *text, struct key_line *out, struct err *err)
{
	const char *at = text + strspn(text, " \t");
	char *where = next_word(&at), *keys = next_word(&at), *says = NULL;
	char *line = take_says(at, &says);
	int result = 0;

	*out = (struct key_line){0};
	if (!where || !keys || !*line)
		result = err_set(err, ERR_INVALID,
				 "expected a context, keys and a command, like “board gg go "
				 "first”");
	if (result == 0)
		result = read_where(where, &out->contexts, err);
	if (result == 0)
		result = keys_parse(keys, out->keys, &out->key_count, err);
	if (result == 0 && strcmp(line, "none") != 0)
		result = check_line(line, &out->command, err);
	if (result == 0 && out->command) {
		out->line = line;
		out->says = says;
		line = says = NULL;
	}
	free(line);
	free(says);
	free(where);
	free(keys);
	return result;
}
