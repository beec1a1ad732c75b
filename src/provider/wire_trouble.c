/* SPDX-License-Identifier: MIT
 *
 * What went wrong, told from a status, the nine shapes in which services write errors,
 * and words.
 */
#include <stdlib.h>
#include <string.h>

#include "provider/pointer.h"
#include "provider/wire_private.h"
#include "util/mem.h"
#include "util/secret.h"
#include "util/text.h"

#define BEGINNING_BYTES 2000 /* of a body, to be told */
#define FIRST_WORDS 120      /* code points of one that can't be read */

static const struct {
	const char *word, *advice;
} troubles[TROUBLES] = {
	[TROUBLE_NONE] = {"none", ""},
	[TROUBLE_AUTH] = {"auth", "see that the key is right and may use this model"},
	[TROUBLE_BILLING] = {"billing", "see to the account's balance"},
	[TROUBLE_RATE] = {"rate-limit", "try again later, or lower \"in_flight\""},
	[TROUBLE_MODERATION] = {"moderation", "change the prompt or its pictures"},
	[TROUBLE_REQUEST] = {"request", "change what the scene asks for"},
	[TROUBLE_GONE] = {"gone", "make another take"},
	[TROUBLE_SERVER] = {"server", "try again"},
	[TROUBLE_NETWORK] = {"network", "see that the server can be reached, and try again"},
	[TROUBLE_UNSURE] = {"unsure",
			    "look at the provider's own list of jobs before you pay again"},
	[TROUBLE_ABSENT] = {"absent", "make it again"},
	[TROUBLE_CLIP] = {"clip", "fetch it again"},
	[TROUBLE_CANCELLED] = {"cancelled", "make another take"},
};

const char *trouble_word(enum trouble trouble)
{
	return troubles[trouble].word;
}

const char *trouble_advice(enum trouble trouble)
{
	return troubles[trouble].advice;
}

/* Words that tell the kind, wherever they stand in a code, a type or a message. The
 * first row that fits decides. */
static const struct {
	const char *word;
	enum trouble trouble;
} telling[] = {
	{"content_policy", TROUBLE_MODERATION},
	{"moderat", TROUBLE_MODERATION},
	{"safety", TROUBLE_MODERATION},
	{"prohibited_content", TROUBLE_MODERATION},
	{"sensitive", TROUBLE_MODERATION},
	{"nsfw", TROUBLE_MODERATION},
	{"flagged", TROUBLE_MODERATION},
	{"responsible ai", TROUBLE_MODERATION},
	{"insufficient_quota", TROUBLE_BILLING},
	{"insufficient credit", TROUBLE_BILLING},
	{"insufficient balance", TROUBLE_BILLING},
	{"insufficient_balance", TROUBLE_BILLING},
	{"insufficient funds", TROUBLE_BILLING},
	{"exhausted balance", TROUBLE_BILLING},
	{"balance is exhausted", TROUBLE_BILLING},
	{"billing", TROUBLE_BILLING},
	{"payment", TROUBLE_BILLING},
	{"budget_exhausted", TROUBLE_BILLING},
	{"out of credits", TROUBLE_BILLING},
};

/* Where services write why, and which code: the first text there is. */
static const char *const message_places[] = {
	"/error/message",
	"/error/detail",
	"/detail/0/msg",
	"/detail/msg",
	"/detail/message",
	"/detail",
	"/0/error/message",
	"/base_resp/status_msg",
	"/failure",
	"/failure_reason",
	"/error",
	"/message",
	"/msg",
	"/errors/0/message",
	"/title",
};
static const char *const code_places[] = {
	"/error/code",    "/error/type",     "/error/status",
	"/detail/0/type", "/0/error/status", "/base_resp/status_code",
	"/failureCode",   "/failure_code",   "/error_type",
	"/code",
};

struct saying {
	const char *text;
	char *said;
};

/* The text, filled with what the value found has in it: "{type}: {message}". */
static bool try_saying(void *arg, const struct json *value)
{
	struct saying *saying = arg;

	saying->said = template_text(saying->text, &(struct template_values){value, NULL, 0}, NULL);
	return !saying->said;
}

/* Returns new: what a rule for the error finds, NULL if nothing. */
static char *say(const struct json *rule, const struct json *body)
{
	struct saying saying = {json_get_str(rule, "text"), NULL};
	const struct json *at = json_str(rule) ? rule : json_get(rule, "at");

	for (const struct json *item = json_type(rule) == JSON_ARRAY ? json_first(rule) : NULL;
	     item && !saying.said; item = json_next(item))
		saying.said = say(item, body);
	if (saying.text && json_str(at))
		pointer_each(body, json_str(at), try_saying, &saying);
	return saying.said || saying.text ? saying.said : wire_text(pointers_find(body, at));
}

static char *look(const struct json *body, const struct json *own, const char *const *places,
		  size_t count)
{
	char *text = say(own, body);

	for (size_t i = 0; !text && i < count; i++)
		text = wire_text(pointer_find(body, places[i]));
	return text;
}

static enum trouble by_code(const struct json *wire, const char *code)
{
	const struct json *codes = json_get(wire, "codes");

	for (enum trouble trouble = TROUBLE_AUTH; code && trouble < TROUBLES; trouble++)
		if (wire_among(json_get(codes, troubles[trouble].word), code))
			return trouble;
	return TROUBLE_NONE;
}

static bool holds(const char *plain, const struct json *words)
{
	for (const struct json *word = json_str(words) ? words : json_first(words); word;
	     word = json_str(words) ? NULL : json_next(word))
		if (json_str(word) && strstr(plain, json_str(word)))
			return true;
	return false;
}

/* Of the description's own words and of those everybody uses. */
static enum trouble by_words(const struct json *wire, const char *text)
{
	const struct json *own = json_get(wire, "words");
	char *plain = text ? text_plain(text) : NULL;
	enum trouble found = TROUBLE_NONE;

	for (enum trouble trouble = TROUBLE_AUTH; plain && trouble < TROUBLES; trouble++)
		if (!found && holds(plain, json_get(own, troubles[trouble].word)))
			found = trouble;
	for (size_t i = 0; plain && !found && i < LENGTH(telling); i++)
		if (strstr(plain, telling[i].word))
			found = telling[i].trouble;
	free(plain);
	return found;
}

static enum trouble by_status(int status)
{
	switch (status) {
	case 401:
	case 403:
		return TROUBLE_AUTH;
	case 402:
		return TROUBLE_BILLING;
	case 404:
	case 410:
		return TROUBLE_GONE;
	case 429:
		return TROUBLE_RATE;
	case 408:
		return TROUBLE_SERVER;
	default:
		return status >= 500 ? TROUBLE_SERVER : TROUBLE_REQUEST;
	}
}

/* What a rule {"at": pointers, "is": words} says of a reply: 1 that it is one of them, 0
 * another, -1 that nothing stands there. */
static int is_told(const struct json *body, const struct json *rule)
{
	const struct json *found = pointers_find(body, json_get(rule, "at"));
	char *told = json_type(found) == JSON_BOOL ? json_text(found) : wire_text(found);
	int is = !told ? -1 : wire_among(json_get(rule, "is"), told);

	free(told);
	return is;
}

/* A service that answers 200 with a code of its own: "ok" says which are good. */
static bool denies(const struct json *wire, const struct json *body)
{
	return is_told(body, json_get(json_get(wire, "read"), "ok")) == 0;
}

/* One that says by a mark of its own that its moderation keeps the clip. */
static bool blocks(const struct json *wire, const struct json *body)
{
	return is_told(body, json_get(json_get(wire, "read"), "blocked")) == 1;
}

/* Returns new, takes the text: it on one line. */
static char *told(char *text, size_t limit)
{
	char *said;

	for (char *c = text; *c; c++)
		if (strchr("\t\r\n", *c))
			*c = ' ';
	said = text_clean(text, false, limit);
	free(text);
	return said;
}

char *wire_said(const struct wire_reply *reply, const char *text)
{
	return told(secret_masked(text, reply->secret), SAID_MAX);
}

/* Returns new: how the body begins, without half a key at its end. */
static char *beginning(const struct wire_reply *reply)
{
	bool cut = reply->bytes >= BEGINNING_BYTES;
	char *text = reply->bytes ? xstrndup(reply->body, cut ? BEGINNING_BYTES : reply->bytes)
				  : xstrdup("");
	char *masked = secret_masked(text, reply->secret);
	size_t bytes = strlen(masked), tail = cut && reply->secret ? strlen(reply->secret) : 0;

	masked[bytes > tail ? bytes - tail : 0] = '\0';
	free(text);
	return masked;
}

/* A page's text, in its place. */
static void strip_page(char *page)
{
	bool inside = false;
	size_t to = 0;

	for (const char *from = page; *from; from++) {
		bool blank = strchr("< \t\r\n", *from);

		inside |= *from == '<';
		if (blank && to && page[to - 1] != ' ')
			page[to++] = ' ';
		else if (!inside && !blank)
			page[to++] = *from;
		inside &= *from != '>';
	}
	page[to - (to && page[to - 1] == ' ')] = '\0';
}

char *wire_first_words(const struct wire_reply *reply)
{
	return told(beginning(reply), FIRST_WORDS);
}

/* Returns new: the same of a page, its text alone. */
static char *page_words(const struct wire_reply *reply)
{
	char *text = beginning(reply);

	if (text[strspn(text, " \t\r\n")] == '<')
		strip_page(text);
	return text;
}

enum trouble wire_trouble(const struct json *wire, const struct wire_reply *reply,
			  const struct json *body, char **error)
{
	const struct json *read = json_get(wire, "read");
	char *said, *code;
	enum trouble trouble;
	bool blocked;

	*error = NULL;
	blocked = blocks(wire, body);
	if (reply->status < 400 && !blocked && !denies(wire, body) && !reply->no_clip)
		return TROUBLE_NONE;
	said = look(body, json_get(read, "error"), message_places, LENGTH(message_places));
	code = look(body, json_get(read, "code"), code_places, LENGTH(code_places));
	if (!said && blocked)
		said = xstrdup("its moderation keeps the clip, and does not say why");
	if (!said)
		said = body ? (code ? xstrdup(code) : json_text(body)) : page_words(reply);
	trouble = blocked ? TROUBLE_MODERATION : by_code(wire, code);
	if (!trouble)
		trouble = by_words(wire, code);
	if (!trouble && reply->status < 500 && reply->status != 401)
		trouble = by_words(wire, said);
	if (!trouble)
		trouble = reply->no_clip        ? TROUBLE_CLIP
			  : reply->status < 400 ? TROUBLE_REQUEST
						: by_status(reply->status);
	*error = wire_said(reply, said);
	free(said);
	free(code);
	return trouble;
}
