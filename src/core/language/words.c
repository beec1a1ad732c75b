/* SPDX-License-Identifier: MIT */
#include "core/language/words.h"

#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/mem.h"

static const char spaces[] = " \t\n\r\v\f";

static bool is_space(char c)
{
	return c && strchr(spaces, c);
}

static bool is_escaped(const char *at, char quote)
{
	if (*at != '\\' || !at[1] || quote == '\'')
		return false;
	return quote == '\0' || at[1] == '"' || at[1] == '\\';
}

/* Reads one word; *quote is the quote it ends in, 0 if none is open. */
static const char *read_word(const char *at, struct buf *word, char *quote)
{
	for (*quote = '\0'; *at && (*quote || !is_space(*at)); at++) {
		if (is_escaped(at, *quote))
			buf_add_char(word, *++at);
		else if (*at == *quote)
			*quote = '\0';
		else if (!*quote && (*at == '\'' || *at == '"'))
			*quote = *at;
		else
			buf_add_char(word, *at);
	}
	return at;
}

static void add_word(struct words *words, struct buf *word)
{
	GROW(words->items, words->count, words->room);
	buf_add_str(word, "");
	words->items[words->count++] = buf_take(word);
}

int words_split(const char *line, bool typing, struct words *out, struct err *err)
{
	const char *at = line + strspn(line, spaces), *home = getenv("HOME");
	char quote = '\0';

	*out = (struct words){0};
	while (*at) {
		struct buf word = {0};

		out->last = (size_t)(at - line);
		if (!typing && home && strncmp(at, "~/", 2) == 0) {
			buf_add_str(&word, home);
			at++;
		}
		at = read_word(at, &word, &quote);
		out->open = !*at;
		add_word(out, &word);
		at += strspn(at, spaces);
	}
	if (!out->open)
		out->last = (size_t)(at - line);
	if (quote && !typing) {
		words_clear(out);
		return err_set(err, ERR_USAGE, "a quote is not closed: %c", quote);
	}
	return 0;
}

void words_clear(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i]);
	free(words->items);
	*words = (struct words){0};
}

const char *words_comment(const char *line)
{
	char quote = '\0';

	for (const char *at = line; *at; at++) {
		if (!quote && *at == '#' && (at == line || is_space(at[-1])) &&
		    (is_space(at[1]) || !at[1]))
			return at;
		if (is_escaped(at, quote))
			at++;
		else if (*at == quote)
			quote = '\0';
		else if (!quote && (*at == '\'' || *at == '"'))
			quote = *at;
	}
	return NULL;
}

char *word_quote(const char *word)
{
	struct buf out = {0};
	bool single = !strchr(word, '\'');

	if (*word && !strpbrk(word, " \t\n\r\v\f'\"\\"))
		return xstrdup(word);
	buf_add_char(&out, single ? '\'' : '"');
	for (const char *c = word; *c; c++) {
		if (!single && (*c == '"' || *c == '\\'))
			buf_add_char(&out, '\\');
		buf_add_char(&out, *c);
	}
	buf_add_char(&out, single ? '\'' : '"');
	return buf_take(&out);
}
