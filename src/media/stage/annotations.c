/* SPDX-License-Identifier: MIT */
#include "media/stage/annotations.h"

#include <errno.h>
#include <expat.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

#define ANNOTATIONS_BYTES_MAX (4u << 20)
#define KEYWORD_SHARED_MAX 3

/* What the file says of one pictogram. */
struct annotation {
	char *pictogram;
	char *name;
	char *keywords; /* "cat | face | pet" */
	char *head;     /* of the name */
	bool head_is_keyword;
};

struct reading {
	const struct annotations_wanted *wanted;
	struct annotation *list;
	size_t count, room;
	bool inside, is_name; /* of an annotation that is wanted */
	struct buf text;
};

static const char *attribute(const XML_Char **pairs, const char *name)
{
	for (; *pairs; pairs += 2)
		if (strcmp(pairs[0], name) == 0)
			return pairs[1];
	return NULL;
}

/* Keywords and name of a pictogram follow each other. */
static struct annotation *annotation_of(struct reading *reading, const char *pictogram)
{
	struct annotation *last = reading->count ? &reading->list[reading->count - 1] : NULL;

	if (last && strcmp(last->pictogram, pictogram) == 0)
		return last;
	GROW(reading->list, reading->count, reading->room);
	last = &reading->list[reading->count++];
	*last = (struct annotation){.pictogram = xstrdup(pictogram)};
	return last;
}

static void XMLCALL on_start(void *arg, const XML_Char *element, const XML_Char **pairs)
{
	struct reading *reading = arg;
	const char *pictogram = attribute(pairs, "cp");
	const char *type = attribute(pairs, "type");

	reading->inside = strcmp(element, "annotation") == 0 && pictogram &&
			  dictionary_get(reading->wanted->pictograms, pictogram);
	if (!reading->inside)
		return;
	annotation_of(reading, pictogram);
	reading->is_name = type && strcmp(type, "tts") == 0;
	buf_clear(&reading->text);
}

static void XMLCALL on_text(void *arg, const XML_Char *text, int bytes)
{
	struct reading *reading = arg;

	if (reading->inside)
		buf_add(&reading->text, text, (size_t)bytes);
}

static void XMLCALL on_end(void *arg, const XML_Char *element)
{
	struct reading *reading = arg;
	struct annotation *last;

	if (!reading->inside)
		return;
	last = &reading->list[reading->count - 1];
	char **where = reading->is_name ? &last->name : &last->keywords;
	free(*where);
	*where = xstrdup(buf_str(&reading->text));
	reading->inside = false;
}

static int parse(struct reading *reading, const char *path, const struct buf *xml, struct err *err)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");
	int result = 0;

	XML_SetUserData(parser, reading);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	if (XML_Parse(parser, buf_str(xml), (int)xml->len, 1) != XML_STATUS_OK)
		result = err_set(err, ERR_INVALID, "%s:%lu: %s", path,
				 (unsigned long)XML_GetCurrentLineNumber(parser),
				 XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
	return result;
}

static void put_phrase(struct dictionary *out, const char *phrase, const char *pictogram)
{
	struct words words = {0};

	words_split(phrase, &words);
	if (words.count > 0) {
		struct entry *entry = dictionary_add(out, &words);

		if (!entry->pictogram)
			entry->pictogram = xstrdup(pictogram);
	}
	words_clear(&words);
}

/* The name without what is said in brackets or behind a colon. */
static char *bare_name(const char *name)
{
	size_t bytes = strcspn(name, "(:");

	if (name[bytes] == ':')
		return NULL; /* "man: beard" would be every man */
	while (bytes > 0 && name[bytes - 1] == ' ')
		bytes--;
	return xstrndup(name, bytes);
}

/* The words before the first stop word. Returns new; NULL when there is none or
 * nothing before it. */
static char *head_of(const char *name, const struct annotations_wanted *wanted)
{
	struct words words = {0};
	char *head = NULL;

	words_split(name, &words);
	for (size_t i = 1; i < words.count && !head; i++) {
		const struct entry *stop = dictionary_get(wanted->stops, words.list[i].text);
		const struct word *last = &words.list[i - 1];

		if (stop && (stop->languages & wanted->stop_bit))
			head = xstrndup(name, (size_t)(last->source + last->bytes - name));
	}
	words_clear(&words);
	return head;
}

/* The next keyword of "cat | face | pet", trimmed in place; NULL at the end. */
static char *next_keyword(char **rest)
{
	char *keyword = strsep(rest, "|");
	size_t bytes;

	if (!keyword)
		return NULL;
	keyword += strspn(keyword, " ");
	for (bytes = strlen(keyword); bytes > 0 && keyword[bytes - 1] == ' '; bytes--)
		keyword[bytes - 1] = '\0';
	return keyword;
}

/* How many pictograms have each head as a keyword, and which have their own. */
static void count_keywords(struct reading *reading, struct dictionary *heads)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct annotation *a = &reading->list[i];
		char *rest = a->keywords;

		for (char *keyword; (keyword = next_keyword(&rest));) {
			struct entry *head = dictionary_get(heads, keyword);

			if (head)
				head->count++;
			if (a->head && strcmp(keyword, a->head) == 0)
				a->head_is_keyword = true;
		}
	}
}

/* Names first, so that a head never takes the place of one. */
static void collect(struct reading *reading, struct dictionary *out)
{
	struct dictionary heads = {0};

	for (size_t i = 0; i < reading->count; i++) {
		struct annotation *a = &reading->list[i];
		char *name = a->name ? bare_name(a->name) : NULL;

		if (name)
			put_phrase(out, name, a->pictogram);
		free(name);
		a->head = a->name ? head_of(a->name, reading->wanted) : NULL;
		if (a->head)
			dictionary_put(&heads, a->head)->count = 0;
	}
	count_keywords(reading, &heads);
	for (size_t i = 0; i < reading->count; i++) {
		const struct annotation *a = &reading->list[i];

		if (a->head_is_keyword &&
		    dictionary_get(&heads, a->head)->count <= KEYWORD_SHARED_MAX)
			put_phrase(out, a->head, a->pictogram);
	}
	dictionary_clear(&heads);
}

int annotations_read(const char *cldr_dir, const struct annotations_wanted *wanted,
		     struct dictionary *out, struct err *err)
{
	struct reading reading = {.wanted = wanted};
	struct buf xml = {0};
	char *path = xasprintf("%s/%s.xml", cldr_dir, wanted->language);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result = 0;

	if (fd < 0 && errno == ENOENT)
		goto out;
	if (fd < 0)
		result = err_errno(err, "%s", path);
	else
		result = file_read_fd(fd, ANNOTATIONS_BYTES_MAX, path, &xml, err);
	if (result == 0)
		result = parse(&reading, path, &xml, err);
	if (result == 0)
		collect(&reading, out);
out:
	for (size_t i = 0; i < reading.count; i++) {
		free(reading.list[i].pictogram);
		free(reading.list[i].name);
		free(reading.list[i].keywords);
		free(reading.list[i].head);
	}
	free(reading.list);
	buf_free(&reading.text);
	buf_free(&xml);
	if (fd >= 0)
		close(fd);
	free(path);
	return result;
}
